"""`/compare/`: two to six models side by side, what differs first."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kb.catalogue.chosen import MOST, Chosen, choose, examples, kin
from kb.catalogue.comparison import comparison
from kb.models import LanguageModel
from kb.pages.parameters import Parameters
from kb.pages.wayfinding import read_only

_DIFFERENCES = "differences"


@read_only
def compare(request):
    """In: `model`, two to six times, a slug or any name of a model; `only=differences`.

    An address with names, repetitions or empty values, as the form makes them, leads to the same with slugs alone.
    """
    parameters = Parameters(request.GET)
    given = parameters.several("model")
    chosen = choose(given)
    only = parameters.choice("only", [_DIFFERENCES])
    if given != chosen.names:
        return redirect(request.path + _query(chosen.names, only))
    slugs = [row.slug for row in chosen.models]
    query = _query(slugs, only)
    context = {
        "models": chosen.models,
        "most": MOST,
        "may_add": len(slugs) < MOST,
        "only": only,
        "query": query,
        "everything": _query(slugs),
        "differences": _query(slugs, _DIFFERENCES),
        "shared": request.build_absolute_uri(request.path + query),
        "problems": [*_too_many(chosen), *parameters.problems],
        "questions": [
            (one, [(row, _query(chosen.replaced(one.text, row.slug), only)) for row in one.near])
            for one in chosen.unknown
        ],
    }
    if len(slugs) > 1:
        found = comparison(chosen.models, date.today())
        others = [_query([slug for slug in slugs if slug != row.slug], only) for row in chosen.models]
        context |= {"comparison": found, "columns": list(zip(found.columns, others, strict=True))}
    elif slugs:
        context["offers"] = [([row], _query([*slugs, row.slug], only)) for row in kin(chosen.models[0])]
    else:
        context["offers"] = [(rows, _query(row.slug for row in rows)) for rows in examples()]
    return render(request, "compare/compare.html", context)


def _query(slugs: Iterable[str], only: str = "") -> str:
    pairs = [*(("model", slug) for slug in slugs), *([("only", only)] if only else [])]
    return f"?{urlencode(pairs)}" if pairs else ""


def _too_many(chosen: Chosen) -> list[str]:
    if not chosen.too_many:
        return []
    return [
        _("No more than %(most)s models are compared at once; left out: %(names)s.")
        % {"most": MOST, "names": _names(chosen.too_many)}
    ]


def _names(rows: Iterable[LanguageModel]) -> str:
    return ", ".join(row.local_name() for row in rows)
