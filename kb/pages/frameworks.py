"""`/frameworks/`: the rule sets, what each asks, what it says of the catalogue, and where two disagree."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from kb.catalogue.distribution import bars, cross_table, ranked
from kb.catalogue.index import index
from kb.models import LanguageModel
from kb.pages.parameters import Parameters
from kb.pages.wayfinding import read_only
from kb.vocabulary.frameworks import BY_KEY, FRAMEWORKS, LADDER


@read_only
def frameworks(request):
    """The list: a row per rule set with the distribution of its outcomes."""
    known = index()
    context = {"frameworks": [(framework, bars(known, framework)) for framework in FRAMEWORKS]}
    return render(request, "frameworks/list.html", context)


@read_only
def framework(request, slug):
    """One rule set. In: its key as `slug`; `against`, the key of the one to hold it against."""
    found = BY_KEY.get(slug)
    if found is None:
        raise Http404(_("There is no rule set with this address."))
    parameters = Parameters(request.GET)
    others = [one for one in FRAMEWORKS if one is not found]
    against = BY_KEY[parameters.choice("against", [one.key for one in others]) or _usual(found.key)]
    known = index()
    table = cross_table(known, found, against)
    named = {key for _row, cells in table for cell in cells for key in cell.keys}
    models = LanguageModel.objects.only("slug", "name", "name_ko").in_bulk(named)
    context = {
        "framework": found,
        "bars": bars(known, found),
        "total": len(known.keys),
        "others": others,
        "against": against,
        "columns": ranked(against),
        "table": [
            (
                row,
                [
                    (column, cell, [models[key] for key in cell.keys if key in models])
                    for column, cell in zip(ranked(against), cells, strict=True)
                ],
            )
            for row, cells in table
        ],
        "parameters": parameters,
    }
    return render(request, "frameworks/detail.html", context)


def _usual(key: str) -> str:
    return "mof" if key == LADDER.key else LADDER.key
