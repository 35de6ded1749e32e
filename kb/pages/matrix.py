"""The matrix: a row per model, a mark per component, and facets to choose by; or the same models as a list."""

from dataclasses import dataclass

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from kb.catalogue.columns import ColumnGroup
from kb.catalogue.listing import listing
from kb.catalogue.query import PARAMETERS, VIEWS, ModelQuery
from kb.pages.facet_choices import FacetSection
from kb.pages.iris import symbols
from kb.pages.matrix_rows import matrix_bodies, matrix_heads
from kb.pages.model_list import model_list
from kb.pages.parameters import strangers
from kb.pages.wayfinding import read_only
from kb.vocabulary.components import COMPONENTS
from kb.vocabulary.statuses import Status

# Where a facet's whole list stands, for choices too many to show.
_LISTS = {"organization": "organizations", "family": "families", "license": "licenses"}


@dataclass(frozen=True)
class GroupHead:
    """The head of a group over its columns, with the query that folds it."""

    key: str
    label: str | Promise
    is_folded: bool
    toggle: str
    width: int


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
        "strangers": strangers(request.GET, PARAMETERS),
        "results": matrix_bodies(found.groups, found.columns)
        if found.query.view == "matrix"
        else model_list(found.groups, found.query.sort),
        "heads": matrix_heads(found.query, found.columns),
        "symbols": symbols(),
        "group_heads": [_group_head(group, found.query) for group in found.columns],
        "views": [(key, label, found.query.viewed_as(key).encode()) for key, label in VIEWS.items()],
        "all_columns": COMPONENTS if "columns" in found.query.facet else (),
        "columns_toggle": found.query.toggled("facet", "columns").encode(),
        "statuses": Status,
        "facets": [FacetSection(one, found, _whole_list(one.facet.name)) for one in found.facets if one.can_be_shown],
        "canonical_address": request.build_absolute_uri(request.path + found.canonical),
    }
    return render(request, "models/matrix.html", context)


def _group_head(group: ColumnGroup, query: ModelQuery) -> GroupHead:
    toggle = query.toggled("fold", group.group.value).encode()
    return GroupHead(group.group.value, group.group.label, group.is_folded, toggle, len(group.columns))


def _without_empty(parameters: QueryDict) -> str:
    kept = QueryDict(mutable=True)
    for name, values in parameters.lists():
        kept.setlist(name, [value for value in values if value])
    return f"?{kept.urlencode()}" if any(kept.values()) else ""


def _whole_list(facet: str) -> str:
    return reverse(_LISTS[facet]) if facet in _LISTS else ""
