"""The list of models that a query asks for: one page of rows, with facets, chips and ways onward."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kb.catalogue.columns import ColumnGroup, column_groups
from kb.catalogue.facets import (
    COUNTRY,
    FACETS,
    LICENSE_KIND,
    ORGANIZATION,
    RELEASED,
    RUNG,
    WEIGHTS,
    Facet,
)
from kb.catalogue.index import Index, Selection, index
from kb.catalogue.orders import LABELS, SORTS
from kb.catalogue.query import CHOOSABLE, PAGE_SIZE, PAGE_SIZES, ModelQuery, Problem, read
from kb.catalogue.ranges import RANGES, Bound
from kb.catalogue.search import find, quoted
from kb.catalogue.suggestions import suggestions
from kb.models import Family, LanguageModel, Organization, Profile
from kb.vocabulary.components import Group

TOP = 8  # choices of a facet that are listed; all of them on demand
MOST = 300  # choices of one facet in the page at all
# Facets whose choices are listed without being asked for. The others are a line each: the page of fifty models is to
# be light, and a choice takes as much of it as a model.
LISTED = (RUNG, WEIGHTS, LICENSE_KIND, RELEASED, ORGANIZATION)
FEW = 10  # columns that fit the page when they are wide
MOST_PROBLEMS = 5  # that are named one by one


class Row(NamedTuple):
    """What a list shows of a model.

    `rung`: of the ladder; `cells`: a letter per component (profiles.LETTERS); `statuses` of the groups, in their order.
    """

    key: int
    rung: str
    cells: str
    slug: str
    name: str
    name_ko: str
    organization: str
    organization_ko: str
    released: date | None
    statuses: tuple[str, ...]

    @property
    def local_name(self) -> str:
        return _local(self.name, self.name_ko)

    @property
    def local_organization(self) -> str:
        return _local(self.organization, self.organization_ko)


@dataclass(frozen=True)
class RowGroup:
    """Rows that stand under one heading: those of one rung, or all (`rung` is empty). `count`: on all pages."""

    rung: str
    count: int
    rows: list[Row]


@dataclass(frozen=True)
class Choice:
    value: str
    label: str | Promise
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class FacetChoices:
    """A facet with those of its choices that are listed: they give anything, or are chosen.

    `hidden`: how many are not listed; `next`: the first of them; `toggle`: the query that lists every choice, or the
    usual ones again.
    """

    facet: Facet
    choices: list[Choice]
    hidden: int
    next: str
    is_whole: bool
    toggle: str
    is_listed: bool

    @property
    def can_be_shown(self) -> bool:
        """Whether there is anything to choose, or to ask for."""
        return bool(self.choices) or self.facet not in LISTED or self.is_listed


@dataclass(frozen=True)
class Chip:
    """A choice in words, the query without it, and how many models that gives (None: not asked)."""

    field: str | Promise
    label: str | Promise
    query: str
    count: int | None = None


@dataclass(frozen=True)
class Listing:
    query: ModelQuery
    problems: list[Problem]
    faults: dict[str, Problem]  # parameter → what is wrong with it
    total: int  # of all models
    count: int  # of those that match
    rows: list[Row]
    groups: list[RowGroup]
    columns: list[ColumnGroup]
    facets: list[FacetChoices]
    chips: list[Chip]
    ways_out: list[Chip]  # of an empty result: which choice to drop
    meant: list[Chip]  # of a search that finds nothing at all: names like it
    pages: list[tuple[int | None, str]]  # number (None: a gap) and query
    sorts: list[tuple[str, str | Promise]]
    page_sizes: tuple[int, ...] = PAGE_SIZES
    page_size: int = PAGE_SIZE

    @property
    def is_airy(self) -> bool:
        """Whether so few columns are shown that each may be wide."""
        return sum(len(group.columns) for group in self.columns) <= FEW

    @property
    def first(self) -> int:
        return (self.query.page - 1) * self.query.per + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def canonical(self) -> str:
        return self.query.plain().encode()

    @property
    def previous(self) -> str | None:
        return self.query.on_page(self.query.page - 1).encode() if self.query.page > 1 else None

    @property
    def next(self) -> str | None:
        return self.query.on_page(self.query.page + 1).encode() if self.last < self.count else None

    @property
    def cleared(self) -> str:
        """The same list without search and choices."""
        sort = self.query.sort if self.query.sort != "best" else "rung"
        return replace(self.query, q="", chosen={}, sort=sort, page=1).encode()


def listing(parameters: QueryDict) -> Listing:
    """One page of models. In: the parameters of the address, whatever they are. Out: always a list.

    Two queries while the index is at hand, three with a search, whatever the number of models.
    """
    known = index()
    query, problems = read(parameters, known)
    faults = {name: problem for problem in problems for name in problem.names}
    found = find(Profile.objects.all(), query.q, maker="organization")
    near = list(found.values_list("pk", flat=True)) if query.q else []
    selection = Selection(known, {k: list(v) for k, v in query.chosen.items()}, known.of(near) if query.q else None)
    matching = selection.bits()
    count = matching.bit_count()
    paginator = Paginator(range(count), query.per)
    if query.page > paginator.num_pages:
        problems.append(_beyond(paginator.num_pages))
        query = query.on_page(paginator.num_pages)
    start = (query.page - 1) * query.per
    ordered = _nearest(known, near, matching) if query.sort == "best" else known.ordered(matching, query.sort)
    rows = _rows(ordered[start : start + query.per])
    return Listing(
        query=query,
        problems=_shortened(problems),
        faults=faults,
        total=len(known.keys),
        count=count,
        rows=rows,
        groups=_by_rung(rows, known, matching) if query.sort in ("rung", "-rung") else [RowGroup("", count, rows)],
        columns=column_groups(query.columns, query.fold),
        facets=[_choices(facet, selection, query, faults) for facet in FACETS],
        chips=_chips(query, known),
        ways_out=[] if count else _ways_out(query, selection),
        meant=_meant(query) if query.q and not near else [],
        pages=_pages(paginator, query),
        sorts=_sorts(query),
    )


def _nearest(known: Index, near: list[int], matching: int) -> list[int]:
    keys = set(known.ordered(matching, "name"))
    return [key for key in near if key in keys]


def _local(name: str, name_ko: str) -> str:
    return (name_ko if get_language() == "ko" else "") or name


def _sorts(query: ModelQuery) -> list[tuple[str, str | Promise]]:
    """The general orders, and the present one from its other end as well; that by a column only while it is present."""
    present = query.sort.removeprefix("-")
    keys = [key for key in SORTS if query.q or key != "best"]
    place = keys.index(present) + 1 if present in keys else len(keys)
    both = [key for key in (present, f"-{present}") if key in LABELS]
    return [(key, LABELS[key]) for key in dict.fromkeys([*keys[:place], *both, *keys[place:]])]


def _by_rung(rows: list[Row], known: Index, matching: int) -> list[RowGroup]:
    of_rung = known.bits[RUNG.name]
    return [
        RowGroup(rung, (matching & of_rung.get(rung, 0)).bit_count(), list(members))
        for rung, members in groupby(rows, lambda row: row.rung)
    ]


def _rows(keys: list[int]) -> list[Row]:
    found = Profile.objects.filter(pk__in=keys).values_list(
        "pk",
        "rung",
        "cells",
        "language_model__slug",
        "language_model__name",
        "language_model__name_ko",
        "organization__name",
        "organization__name_ko",
        "released",
        *(f"status_{group}" for group in Group),
    )
    by_key = {row[0]: Row._make((*row[:9], row[9:])) for row in found}
    return [by_key[key] for key in keys if key in by_key]


def _label(facet: Facet | Bound, value: str, known: Index) -> str | Promise:
    """A value in words; a limit as it was written."""
    if isinstance(facet, Bound):
        return value
    if facet.labels and value in facet.labels:
        return facet.labels[value]
    name = known.local_name(facet.name, value)
    if (name, value) == ("none", "none"):
        return pgettext_lazy("facet", "not known")
    return name


def _choices(facet: Facet, selection: Selection, query: ModelQuery, faults: Collection[str]) -> FacetChoices:
    chosen = set(selection.chosen.get(facet.name, ()))
    is_whole = facet.name in query.facet
    toggle = query.toggled("facet", facet.name).encode()
    has_limit = any(end.name in query.chosen or end.name in faults for end in RANGES.get(facet.name, ()))
    if not (facet in LISTED or chosen or is_whole or has_limit):
        return FacetChoices(facet, [], 0, "", is_whole, toggle, is_listed=False)
    counts = selection.counts(facet.name)
    values = _in_order(facet, counts.keys() | chosen, counts)
    most = MOST if is_whole else TOP if _is_open_ended(facet) else len(values)
    shown = [value for place, value in enumerate(values) if place < most or value in chosen]
    hidden = [value for value in values[most:] if value not in chosen]
    return FacetChoices(
        facet,
        [
            Choice(value, _label(facet, value, selection.index), counts.get(value, 0), value in chosen)
            for value in shown
        ],
        len(hidden),
        next(iter(hidden), ""),
        is_whole,
        toggle,
        is_listed=bool(shown) or has_limit,
    )


def _is_open_ended(facet: Facet) -> bool:
    """Whether its values come with the catalogue rather than with the vocabulary."""
    return not facet.labels or facet is COUNTRY


def _in_order(facet: Facet, values: Iterable[str], counts: Mapping[str, int]) -> list[str]:
    """As the vocabulary has them; years newest first; records and countries by count."""
    if facet.name == "released":
        return sorted(values, key=lambda value: (value.isdecimal(), value), reverse=True)
    if facet.labels and not _is_open_ended(facet):
        return [value for value in facet.labels if value in values]
    return sorted(values, key=lambda value: (-counts.get(value, 0), value))


def _chips(query: ModelQuery, known: Index) -> list[Chip]:
    chips = [Chip(_("Search"), quoted(query.q), query.without("q").encode())] if query.q else []
    for name, values in query.chosen.items():
        facet = CHOOSABLE[name]
        chips += [
            Chip(facet.label, _label(facet, value, known), query.without(name, [value]).encode()) for value in values
        ]
    return chips


def _ways_out(query: ModelQuery, selection: Selection) -> list[Chip]:
    """Each facet whose choice, dropped as a whole, leaves something; most first."""
    ways = []
    for name in [*(["q"] if query.q else []), *query.chosen]:
        count = selection.bits(without=name).bit_count()
        if count:
            label = (
                quoted(query.q)
                if name == "q"
                else ", ".join(str(_label(CHOOSABLE[name], value, selection.index)) for value in query.chosen[name])
            )
            field = _("Search") if name == "q" else CHOOSABLE[name].label
            ways.append(Chip(field, label, query.without(name).encode(), count))
    return sorted(ways, key=lambda way: way.count or 0, reverse=True)


def _meant(query: ModelQuery) -> list[Chip]:
    similar = suggestions(query.q, kinds=(LanguageModel, Organization, Family)).entries
    names = dict.fromkeys(entry.label for entry in similar)
    return [Chip(_("Search"), name, query.searching(name).encode()) for name in names]


def _pages(paginator: Paginator, query: ModelQuery) -> list[tuple[int | None, str]]:
    if paginator.num_pages == 1:
        return []
    numbers = paginator.get_elided_page_range(query.page, on_each_side=2, on_ends=1)
    return [(number, query.on_page(number).encode()) if isinstance(number, int) else (None, "") for number in numbers]


def _beyond(pages: int) -> Problem:
    message = ngettext_lazy(
        "There is only %(count)s page. It is shown.", "There are only %(count)s pages. The last is shown.", "count"
    )
    return Problem(_("Page"), message % {"count": pages})


def _shortened(problems: list[Problem]) -> list[Problem]:
    more = len(problems) - MOST_PROBLEMS
    if more <= 0:
        return problems
    message = ngettext_lazy("%(count)s more value was left out.", "%(count)s more values were left out.", "count")
    return [*problems[:MOST_PROBLEMS], Problem(_("And"), message % {"count": more})]
