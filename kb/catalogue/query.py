"""The query of a list of models: read from an address without ever failing, and written back in one canonical form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.catalogue import facets, ranges
from kb.catalogue.filters import ProfileFilter, shown
from kb.catalogue.index import Index
from kb.catalogue.orders import LABELS, turned
from kb.catalogue.search import LONGEST
from kb.vocabulary import components

VIEWS = {"matrix": pgettext_lazy("view", "Matrix"), "list": pgettext_lazy("view", "List")}
PAGE_SIZES = (25, 50, 100, 200)
PAGE_SIZE = 50
_PAGE_DIGITS = 9
# What can be chosen, in the order of addresses: facets, then ends of ranges.
CHOOSABLE: dict[str, facets.Facet | ranges.Bound] = {**facets.BY_NAME, **ranges.BY_NAME}
PARAMETERS = frozenset({"q", *CHOOSABLE, "sort", "per", "page", "view", "columns", "fold", "facet"})


@dataclass(frozen=True)
class Problem:
    """What was wrong with a value: the field's name, and what was read and done in one or two sentences.

    `names`: the parameters that it stands beside in the form, `value`: what it stands there instead of.
    """

    field: str | Promise
    message: str | Promise
    names: tuple[str, ...] = ()
    value: str = ""


@dataclass(frozen=True)
class ModelQuery:
    """What was asked for, all of it valid. `chosen` has only what has a choice, in the order of `CHOOSABLE`.

    The rest is how it is shown: `columns`, keys of components (none: all); `fold`, groups of them shown as one column;
    `facet`, facets of which every choice is listed.
    """

    q: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "rung"
    per: int = PAGE_SIZE
    page: int = 1
    view: str = "matrix"
    columns: tuple[str, ...] = ()
    fold: tuple[str, ...] = ()
    facet: tuple[str, ...] = ()

    @property
    def default_sort(self) -> str:
        return "best" if self.q else "rung"

    def encode(self) -> str:
        """The query string with its question mark, one for all ways to ask; what is the default is left out."""
        pairs: list[tuple[str, object]] = [("q", self.q)] if self.q else []
        pairs += [(name, value) for name in CHOOSABLE for value in sorted(self.chosen.get(name, ()))]
        if self.sort != self.default_sort:
            pairs.append(("sort", self.sort))
        if self.per != PAGE_SIZE:
            pairs.append(("per", self.per))
        if self.page > 1:
            pairs.append(("page", self.page))
        if self.view != "matrix":
            pairs.append(("view", self.view))
        for name in ("columns", "fold", "facet"):
            pairs += [(name, value) for value in getattr(self, name)]
        return f"?{urlencode(pairs)}" if pairs else ""

    def plain(self) -> "ModelQuery":
        """The same models in the same order, shown as usual."""
        return replace(self, view="matrix", columns=(), fold=(), facet=())

    def viewed_as(self, view: str) -> "ModelQuery":
        return replace(self, view=view)

    def toggled(self, name: Literal["fold", "facet"], value: str) -> "ModelQuery":
        """With `value` among the groups to fold, or the facets to list, if it was not; else without it."""
        values = self.fold if name == "fold" else self.facet
        kept = tuple(one for one in values if one != value) if value in values else (*values, value)
        return replace(self, fold=kept) if name == "fold" else replace(self, facet=kept)

    def on_page(self, page: int) -> "ModelQuery":
        return replace(self, page=page)

    def sorted_by(self, sort: str) -> "ModelQuery":
        return replace(self, sort=sort, page=1)

    def sorted_or_turned(self, sort: str) -> "ModelQuery":
        """Sorted by what a head says; where that is so already, the other way round."""
        return self.sorted_by(turned(sort) if self.sort == sort else sort)

    def searching(self, text: str) -> "ModelQuery":
        return replace(self, q=text, page=1)

    def without(self, facet: str, values: Iterable[str] | None = None) -> "ModelQuery":
        """This query but for some values of a facet (none given: all of it); “q” is the search."""
        if facet == "q":
            return replace(self, q="", sort="rung" if self.sort == "best" else self.sort, page=1)
        left = tuple(one for one in self.chosen[facet] if values is not None and one not in values)
        chosen = {name: kept for name, kept in {**self.chosen, facet: left}.items() if kept}
        return replace(self, chosen=chosen, page=1)


def read(parameters: QueryDict, known: Index) -> tuple[ModelQuery, list[Problem]]:
    """What an address asks for. In: its parameters. Out: the query, and a problem for every value left out."""
    valid, problems = _filters(parameters, known)
    chosen = {name: tuple(valid[name]) for name in CHOOSABLE if valid[name]}
    problems += _turned_round(chosen)
    query = ModelQuery(q=valid["q"], chosen=chosen)
    sort = parameters.get("sort") or query.default_sort
    if sort not in LABELS or (sort == "best" and not query.q):
        problems.append(_problem(_("Sort"), _("“%(value)s” is no order here. The usual one was taken."), sort))
        sort = query.default_sort
    per = parameters.get("per") or str(PAGE_SIZE)
    if per not in map(str, PAGE_SIZES):
        problems.append(_problem(_("Per page"), _("“%(value)s” is not 25, 50, 100 or 200."), per))
        per = str(PAGE_SIZE)
    page = parameters.get("page") or "1"
    if not (page.isdecimal() and len(page) <= _PAGE_DIGITS and int(page)):
        problems.append(_problem(_("Page"), _("“%(value)s” is not the number of a page. The first is shown."), page))
        page = "1"
    view = parameters.get("view") or "matrix"
    if view not in VIEWS:
        problems.append(_problem(_("View"), _("“%(value)s” is not “matrix” or “list”."), view))
        view = "matrix"
    columns = _known(parameters, "columns", [one.key for one in components.COMPONENTS], _("Columns"), problems)
    fold = _known(parameters, "fold", components.Group.values, _("Folded columns"), problems)
    facet = _known(parameters, "facet", [*facets.BY_NAME, "columns"], _("Opened choices"), problems)
    asked = replace(query, sort=sort, per=int(per), page=int(page))
    return replace(asked, view=view, columns=columns, fold=fold, facet=facet), problems


def _known(parameters: QueryDict, name: str, values: Sequence[str], label, problems: list[Problem]) -> tuple[str, ...]:
    """Those of the values given that are among `values`, in their order; what is not is a problem."""
    given = [value for value in parameters.getlist(name) if value]
    problems += [
        _problem(label, _("“%(value)s” is not known here. It was left out."), one)
        for one in dict.fromkeys(given)
        if one not in values
    ]
    return tuple(value for value in values if value in given)


def _filters(parameters: QueryDict, known: Index) -> tuple[dict, list[Problem]]:
    form = ProfileFilter(parameters, known=known).form
    problems = [
        _problem(_("Search"), _("Only the first 200 characters were read."), "")
        for text in [parameters.get("q", "")]
        if len(text.strip()) > LONGEST
    ]
    if not form.is_valid():
        parameters = parameters.copy()
        for name, errors in form.errors.as_data().items():
            wrong = {error.params["asked"] for error in errors}
            kept = [] if name == "q" else [value for value in parameters.getlist(name) if value not in wrong]
            parameters.setlist(name, kept)
            problems += [
                Problem(
                    form.fields[name].label,
                    _("%(refusal)s The choice was left out.") % {"refusal": error.message % error.params},
                    (name,),
                    error.params["value"],
                )
                for error in errors
            ]
        form = ProfileFilter(parameters, known=known).form
        form.full_clean()
    return form.cleaned_data, problems


def _turned_round(chosen: dict[str, tuple[str, ...]]) -> list[Problem]:
    """Ranges that end before they begin. They hold as they are: nothing is in them."""
    return [
        Problem(
            facets.BY_NAME[name].label,
            _("“%(start)s” to “%(end)s” ends before it begins, so no model is within. Exchange the two.")
            % {"start": shown(limits[0]), "end": shown(limits[1])},
            tuple(end.name for end in ends),
        )
        for name, ends in ranges.RANGES.items()
        if (limits := ranges.turned_round(ends, chosen))
    ]


def _problem(name, message, value: str) -> Problem:
    return Problem(name, message % {"value": shown(value)})
