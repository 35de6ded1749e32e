"""The list of models that a query asks for: one page of rows, with facets, chips and ways onward."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from kb.catalogue.facets import COUNTRY, FACETS, Facet
from kb.catalogue.index import Index, Selection, index
from kb.catalogue.query import CHOOSABLE, PAGE_SIZE, PAGE_SIZES, SORTS, ModelQuery, Problem, read
from kb.catalogue.ranges import Bound
from kb.catalogue.search import find, quoted
from kb.catalogue.suggestions import suggestions
from kb.models import Family, LanguageModel, Organization, Profile

TOP = 12  # choices that are shown at once; where there are more, they open on demand
MOST = 36  # choices of one facet in the page at all
MOST_PROBLEMS = 5  # that are named one by one


class Row(NamedTuple):
    """What the matrix shows of a model. `rung`: of the ladder; `cells`: a letter per component (profiles.LETTERS)."""

    key: int
    rung: str
    cells: str
    slug: str
    name: str
    name_ko: str
    organization: str
    organization_ko: str


@dataclass(frozen=True)
class Choice:
    value: str
    label: str | Promise
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class FacetChoices:
    """A facet with its choices that give anything, or are chosen. `more` opens on demand, `hidden` are not listed."""

    facet: Facet
    top: list[Choice]
    more: list[Choice]
    hidden: int


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
    total: int  # of all models
    count: int  # of those that match
    rows: list[Row]
    facets: list[FacetChoices]
    chips: list[Chip]
    ways_out: list[Chip]  # of an empty result: which choice to drop
    meant: list[Chip]  # of a search that finds nothing at all: names like it
    pages: list[tuple[int | None, str]]  # number (None: a gap) and query
    sorts: list[tuple[str, str | Promise]]
    page_sizes: tuple[int, ...] = PAGE_SIZES
    page_size: int = PAGE_SIZE

    @property
    def first(self) -> int:
        return (self.query.page - 1) * self.query.per + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def canonical(self) -> str:
        return self.query.encode()

    @property
    def previous(self) -> str | None:
        return self.query.on_page(self.query.page - 1).encode() if self.query.page > 1 else None

    @property
    def next(self) -> str | None:
        return self.query.on_page(self.query.page + 1).encode() if self.last < self.count else None

    @property
    def by_name(self) -> str:
        return self.query.sorted_by("name").encode()

    @property
    def by_rung(self) -> str:
        return self.query.sorted_by("rung").encode()

    @property
    def cleared(self) -> str:
        """The same list without search and choices."""
        return ModelQuery(per=self.query.per, sort=self.query.sort if self.query.sort != "best" else "name").encode()


def listing(parameters: QueryDict) -> Listing:
    """One page of models. In: the parameters of the address, whatever they are. Out: always a list.

    Two queries while the index is at hand, three with a search, whatever the number of models.
    """
    known = index()
    query, problems = read(parameters, known)
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
    return Listing(
        query=query,
        problems=_shortened(problems),
        total=len(known.keys),
        count=count,
        rows=_rows(ordered[start : start + query.per]),
        facets=[_choices(facet, selection) for facet in FACETS],
        chips=_chips(query, known),
        ways_out=[] if count else _ways_out(query, selection),
        meant=_meant(query) if query.q and not near else [],
        pages=_pages(paginator, query),
        sorts=[(key, label) for key, label in SORTS.items() if query.q or key != "best"],
    )


def _nearest(known: Index, near: list[int], matching: int) -> list[int]:
    keys = set(known.ordered(matching, "name"))
    return [key for key in near if key in keys]


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
    )
    by_key = {row[0]: Row(*row) for row in found}
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


def _choices(facet: Facet, selection: Selection) -> FacetChoices:
    counts = selection.counts(facet.name)
    chosen = set(selection.chosen.get(facet.name, ()))
    values = _in_order(facet, counts.keys() | chosen, counts)
    shown = [value for place, value in enumerate(values) if place < TOP or value in chosen]
    rest = [value for value in values[TOP:] if value not in chosen]

    def choice(value: str) -> Choice:
        return Choice(value, _label(facet, value, selection.index), counts.get(value, 0), value in chosen)

    return FacetChoices(
        facet, [*map(choice, shown)], [*map(choice, rest[: MOST - TOP])], max(0, len(rest) - (MOST - TOP))
    )


def _in_order(facet: Facet, values: Iterable[str], counts: Mapping[str, int]) -> list[str]:
    """As the vocabulary has them; years newest first; records and countries by count."""
    if facet.name == "released":
        return sorted(values, key=lambda value: (value.isdecimal(), value), reverse=True)
    if facet.labels and facet is not COUNTRY:
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
