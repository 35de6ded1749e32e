"""The matrix: a row per model, a mark per component, and facets to choose by."""

from itertools import groupby

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from kb.catalogue.listing import listing
from kb.pages.facet_choices import FacetSection
from kb.pages.matrix_rows import heads, matrix_rows, symbols
from kb.pages.wayfinding import read_only
from kb.vocabulary import components
from kb.vocabulary.statuses import Status

# Where a facet's whole list stands, for choices too many to show.
_LISTS = {"organization": "organizations", "family": "families", "license": "licenses"}


@read_only
def matrix(request):
    """`/models/`: the models that the query string asks for. In: anything. Out: the whole page, always.

    An address with empty values, as forms without scripts make them, leads to the same without them.
    """
    if any("" in values for _name, values in request.GET.lists()):
        return redirect(f"{request.path}{_without_empty(request.GET)}")
    found = listing(request.GET)
    context = {
        "listing": found,
        "rows": matrix_rows(found.rows),
        "heads": heads(),
        "symbols": symbols(),
        "groups": [(group, list(members)) for group, members in groupby(components.COMPONENTS, lambda one: one.group)],
        "statuses": Status,
        "facets": [FacetSection(one, _whole_list(one.facet.name)) for one in found.facets if one.top],
        "canonical_address": request.build_absolute_uri(request.path + found.canonical),
    }
    return render(request, "models/matrix.html", context)


def _without_empty(parameters: QueryDict) -> str:
    kept = QueryDict(mutable=True)
    for name, values in parameters.lists():
        kept.setlist(name, [value for value in values if value])
    return f"?{kept.urlencode()}" if any(kept.values()) else ""


def _whole_list(facet: str) -> str:
    return reverse(_LISTS[facet]) if facet in _LISTS else ""
