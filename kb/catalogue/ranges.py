"""Ranges: models released from or until a day, or of at least or at most a size. Both ends belong to the range.

Each end is a parameter of its own and stands beside the facets in a query: `released_from=2023&released_until=2024-06`,
`size_from=7&size_until=70` (in billions). What has no day or no published size is in no range.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import ge, le

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_DAY = re.compile(r"([1-9]\d{3})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_BILLIONS = re.compile(r"\d{1,6}(?:\.\d{1,3})?", re.ASCII)
_BILLION = 10**9


@dataclass(frozen=True)
class Bound:
    """One end of a range.

    `read` makes a limit of what stands in the address and raises ValueError where it cannot; `column`: of Profile;
    `is_lower`: the smallest value that belongs to it, else the largest.
    """

    name: str
    label: str | Promise
    column: str
    is_lower: bool
    read: Callable[[str], date | Decimal]
    refusal: str | Promise

    def holds(self, value, limit) -> bool:
        return value is not None and (ge if self.is_lower else le)(value, limit)

    def reads(self, text: str) -> bool:
        """Whether `read` can make a limit of it."""
        try:
            self.read(text)
        except ValueError:
            return False
        return True

    def condition(self, texts: list[str]) -> Q:
        """Any of the limits, as with the values of a facet."""
        found = Q(pk__in=[])
        for text in texts:
            found |= Q(**{f"{self.column}__{'gte' if self.is_lower else 'lte'}": self.read(text)})
        return found


def _first_day(text: str) -> date:
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def _last_day(text: str) -> date:
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    """Year, month and day; a month or day of zero is refused as one that there is not."""
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    date(year or 0, 1 if month is None else month, 1 if day is None else day)
    return year or 0, month, day


def _parameters(text: str) -> Decimal:
    if not _BILLIONS.fullmatch(text):
        raise ValueError(text)
    return Decimal(text) * _BILLION


_NO_DAY = _("“%(value)s” is not a year, a month such as 2023-05 or a day such as 2023-05-28.")
_NO_SIZE = _("“%(value)s” is not a number of billions, such as 7 or 0.5.")
BOUNDS = (
    Bound("released_from", pgettext_lazy("facet", "Released from"), "released", True, _first_day, _NO_DAY),
    Bound("released_until", pgettext_lazy("facet", "Released until"), "released", False, _last_day, _NO_DAY),
    Bound(
        "size_from",
        pgettext_lazy("facet", "Billions of parameters, at least"),
        "parameters",
        True,
        _parameters,
        _NO_SIZE,
    ),
    Bound(
        "size_until",
        pgettext_lazy("facet", "Billions of parameters, at most"),
        "parameters",
        False,
        _parameters,
        _NO_SIZE,
    ),
)
BY_NAME = {bound.name: bound for bound in BOUNDS}
# Facet → the ends of a range of what it divides.
RANGES = {"released": BOUNDS[:2], "size": BOUNDS[2:]}


def turned_round(ends: tuple[Bound, ...], chosen: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """The limits, as they were written, of a range that ends before it begins. None for any other."""
    lower, upper = ends
    if not (chosen.get(lower.name) and chosen.get(upper.name)):
        return None
    start, end = min(chosen[lower.name], key=lower.read), max(chosen[upper.name], key=upper.read)
    return None if lower.holds(upper.read(end), lower.read(start)) else (start, end)
