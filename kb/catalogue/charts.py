"""What the charts count: rows of segments, each with the query of the list that holds exactly the models counted.

Everything is read from the index, so it costs no query of its own, and a segment and its list cannot differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.catalogue.facets import COUNTRY, NONE
from kb.catalogue.index import Index
from kb.catalogue.query import ModelQuery
from kb.vocabulary.frameworks import LADDER
from kb.vocabulary.kinds import LicenseKind

_Text = str | Promise
_Choices = dict[str, tuple[str, ...]]
_Bar = tuple[str, _Text, _Choices]  # key, label and choices of a row


@dataclass(frozen=True)
class Part:
    """What a segment stands for. `fill` names its pattern; `choices` are what it adds to the query of its row."""

    fill: str
    label: _Text
    meaning: _Text
    choices: _Choices


@dataclass(frozen=True)
class Segment:
    """Models of one row and part. `before`: models of the row in parts before it."""

    part: Part
    count: int
    before: int
    address: str


@dataclass(frozen=True)
class Row:
    """One bar: a half-year, an organization, a country or a kind of license. `key` is its slug or code."""

    key: str
    label: _Text
    count: int
    address: str
    segments: list[Segment]


@dataclass(frozen=True)
class Half:
    """Half a year."""

    year: int
    number: int  # 1 or 2

    @property
    def label(self) -> _Text:
        first, second = pgettext_lazy("half-year", "%(year)s H1"), pgettext_lazy("half-year", "%(year)s H2")
        return (first if self.number == 1 else second) % {"year": self.year}

    @property
    def choices(self) -> _Choices:
        first, last = ("01", "06") if self.number == 1 else ("07", "12")
        return {"released_from": (f"{self.year}-{first}",), "released_until": (f"{self.year}-{last}",)}


_MOST_OPEN_FIRST = sorted(LADDER.outcomes, key=lambda one: -1 if one.rank is None else one.rank, reverse=True)
RUNGS = [Part(one.key, one.label, one.meaning, {"rung": (one.key,)}) for one in _MOST_OPEN_FIRST]


def _between(lowest: str, highest: str) -> _Choices:
    """Rungs from one to another, both of them."""
    first, last = LADDER.rank(lowest), LADDER.rank(highest)
    return {"rung": tuple(one.key for one in LADDER.outcomes if one.rank is not None and first <= one.rank <= last)}


OPENNESS = [
    Part(
        "data",
        pgettext_lazy("chart", "open weights"),
        _("The rung “Weights, open license” or a higher one."),
        _between("open-license", "data"),
    ),
    Part(
        "restricted",
        pgettext_lazy("chart", "weights with limits"),
        _("Weights on request, or under a license that limits their use, or under none."),
        _between("on-request", "restricted"),
    ),
    Part(
        "closed",
        pgettext_lazy("chart", "no weights"),
        _("An API, a page on which to use it, or nothing."),
        _between("closed", "api"),
    ),
    Part(
        "not-assessed",
        pgettext_lazy("chart", "on no rung"),
        _("Too little is known, or there are no weights to release."),
        {"rung": tuple(one.key for one in LADDER.outcomes if one.rank is None)},
    ),
]


def by_half_year(known: Index) -> list[Row]:
    """A row for every half-year from the first release to the last, with a segment a rung."""
    bars: list[_Bar] = [(f"{half.year}-{half.number}", half.label, half.choices) for half in halves(known)]
    return _rows(known, bars, RUNGS)


def undated(known: Index) -> tuple[int, str]:
    """Models without a day of release, which stand in no half-year: how many, and their list."""
    return known.having("released", [NONE]).bit_count(), ModelQuery(chosen={"released": (NONE,)}).encode()


def by_organization(known: Index, most: int) -> tuple[list[Row], int]:
    """Those with the most models, at most `most`; and how many more there are."""
    bits = known.bits["organization"]
    slugs = sorted(bits, key=lambda slug: (-bits[slug].bit_count(), slug))
    bars: list[_Bar] = [
        (slug, known.local_name("organization", slug), {"organization": (slug,)}) for slug in slugs[:most]
    ]
    return _rows(known, bars, OPENNESS), len(slugs[most:])


def by_country(known: Index) -> list[Row]:
    """Every country, by its number of models; that none is recorded comes last."""
    bits = known.bits["country"]
    codes = sorted(bits, key=lambda code: (code == NONE, -bits[code].bit_count(), code))
    labels = COUNTRY.labels or {}
    return _rows(known, [(code, labels.get(code, code), {"country": (code,)}) for code in codes], OPENNESS)


def by_license_kind(known: Index) -> list[Row]:
    """A row for every kind of license that weights have, with a segment a half-year."""
    periods = [Part("plain", half.label, "", half.choices) for half in halves(known)]
    kinds = [kind for kind in LicenseKind if known.bits["license_kind"].get(kind)]
    return _rows(known, [(kind, kind.label, {"license_kind": (kind,)}) for kind in kinds], periods)


def halves(known: Index) -> list[Half]:
    """From the first release to the last, also those without any."""
    days = [day for day in known.measures["released"] if day]
    return list(_halves(min(days), max(days))) if days else []


def _halves(first: date, last: date) -> Iterable[Half]:
    here, end = Half(first.year, 1 if first.month <= 6 else 2), (last.year, 1 if last.month <= 6 else 2)
    while (here.year, here.number) <= end:
        yield here
        here = replace(here, number=2) if here.number == 1 else Half(here.year + 1, 1)


def _rows(known: Index, bars: Iterable[_Bar], parts: Sequence[Part]) -> list[Row]:
    measured = [(part, _bits(known, part.choices)) for part in parts]
    rows = []
    for key, label, choices in bars:
        bits = _bits(known, choices)
        segments, before = [], 0
        for part, of_part in measured:
            count = (bits & of_part).bit_count()
            address = ModelQuery(chosen={**choices, **part.choices}).encode()
            segments.append(Segment(part, count, before, address))
            before += count
        rows.append(Row(key, label, bits.bit_count(), ModelQuery(chosen=choices).encode(), segments))
    return rows


def _bits(known: Index, choices: _Choices) -> int:
    found = known.everything
    for name, values in choices.items():
        found &= known.having(name, values)
    return found
