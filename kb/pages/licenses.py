"""Licenses: the list, and the page of one."""

from datetime import date

from django.shortcuts import get_object_or_404, render
from django.utils.translation import pgettext

from kb.catalogue import licenses as catalogue
from kb.catalogue.events import published_events
from kb.catalogue.references import References
from kb.catalogue.search import quoted
from kb.models import License
from kb.pages.parameters import Parameters
from kb.pages.wayfinding import read_only
from kb.vocabulary.kinds import LICENSE_KIND_DEFINITIONS, AppliesTo, LicenseKind

_PER_PAGE = 200


@read_only
def licenses(request):
    """`/licenses/`: a row per license, by kind. In: `q`, `kind`, `osi`, `page`."""
    kinds = catalogue.counted_by_kind()
    parameters = Parameters(request.GET)
    text = parameters.text("q")
    kind = parameters.choice("kind", kinds)
    approvals = {"yes": pgettext("by the OSI", "approved"), "no": pgettext("by the OSI", "not approved")}
    osi = parameters.choice("osi", approvals)
    page = parameters.page(catalogue.listing(text=text, kind=kind, osi=osi), per_page=_PER_PAGE)
    context = {
        "page": page,
        "parameters": parameters,
        "text": text,
        "kind": kind,
        "osi": osi,
        "kinds": [(key, LicenseKind(key).label, kinds[key]) for key in LicenseKind.values if key in kinds],
        "approvals": approvals.items(),
        "groups": _groups(page.object_list),
        "chips": parameters.chips(
            q=quoted(text), kind=LicenseKind(kind).label if kind else "", osi=f"OSI: {approvals[osi]}" if osi else ""
        ),
    }
    return render(request, "licenses/list.html", context)


@read_only
def license(request, slug):
    """`/licenses/<slug>/`: what its text allows, asks and forbids, clause by clause, and what is under it."""
    row = get_object_or_404(License.objects.select_related("steward"), slug=slug)
    terms = catalogue.published_terms(row)
    references = References()
    references.of(terms)
    context = {
        "license": row,
        "is_open": catalogue.is_open(row),
        "kind_definition": LICENSE_KIND_DEFINITIONS[LicenseKind(row.kind)],
        "applies_to": [AppliesTo(key).label for key in row.applies_to if key in AppliesTo.values],
        "reading": catalogue.reading(terms),
        "relations": catalogue.relations(row),
        "under": catalogue.under(row, date.today()),
        "events": references.of(published_events(licenses=row)),
        "references": references,
    }
    return render(request, "licenses/detail.html", context)


def _groups(rows) -> list[dict]:
    """Rows in their order, those of one kind together."""
    groups: dict[str, dict] = {}
    for row in rows:
        kind = LicenseKind(row.kind)
        group = groups.setdefault(kind, {"kind": kind, "definition": LICENSE_KIND_DEFINITIONS[kind], "licenses": []})
        group["licenses"].append((row, catalogue.is_open(row)))
    return list(groups.values())
