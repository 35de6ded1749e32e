"""The ladder on the home page: a row per rung, a dot per model at the day of its release.

Only where things go is worked out here; all lengths are pixels from the foot of a row, all places percent of its
width, so one drawing fits any width.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kb.models import Profile
from kb.vocabulary.framework import Outcome
from kb.vocabulary.frameworks import LADDER

# The most open rung on top.
_ROWS = {one.key: one for one in reversed(LADDER.outcomes) if one.rank is not None}
_OPEN_FROM = LADDER.rank("open-license")
_DOT = 7.0  # from one dot to the next one above it
_NARROW = 340.0  # the width at which names must not yet run into one another: a phone's
_LETTER = 6.4  # a rough width of a letter of 12 pixels
_LINE = 14.0  # from one line of names to the next
_LEAST_HEIGHT = 40.0


@dataclass
class Dot:
    profile: Profile
    x: float
    y: float
    is_open: bool  # an open license or better
    named: bool
    name_y: float = 0.0
    anchor: str = "middle"


@dataclass
class Row:
    rung: Outcome
    dots: list[Dot] = field(default_factory=list)
    height: float = _LEAST_HEIGHT

    def drawn(self) -> list[Dot]:
        """Named ones last, so that they lie on top."""
        return sorted(self.dots, key=lambda dot: dot.named)


@dataclass
class Strip:
    rows: list[Row]
    years: list[tuple[int, float]]
    day: float


def strip(profiles: Iterable[Profile], *, named: set[int], day: date, until: date) -> Strip:
    """In: profiles with their models; the models whose names are shown; a day to mark; the last day on the axis.

    Models without a date of release, and those that stand on no rung, have no place on it. Every rung has a row.
    """
    found = [profile for profile in profiles if profile.released and profile.rung in _ROWS]
    first = min((profile.released.year for profile in found), default=until.year)
    start, end = date(first, 1, 1), date(until.year + 1, 1, 1)

    def across(when: date) -> float:
        return round(100 * (when - start).days / (end - start).days, 2)

    rows = {key: Row(rung) for key, rung in _ROWS.items()}
    for profile in sorted(found, key=lambda profile: (profile.released, profile.sort_key)):
        row = rows[profile.rung]
        x = across(profile.released)
        is_open = LADDER.rank(profile.rung) >= _OPEN_FROM
        row.dots.append(Dot(profile, x, _free_height(row.dots, x), is_open, profile.language_model_id in named))
    for row in rows.values():
        _place_names(row)
    years = [(year, across(date(year, 1, 1))) for year in range(first, until.year + 1)]
    return Strip(list(rows.values()) if found else [], years, across(day))


def _free_height(dots: list[Dot], x: float) -> float:
    """The lowest place at x on which no dot lies yet. Dots are one and a half percent wide on a small screen."""
    taken = {dot.y for dot in dots if abs(dot.x - x) < 1.0}
    y = 4.0
    while y in taken:
        y += _DOT
    return y


def _place_names(row: Row) -> None:
    """Each name on the lowest line that is free, above the dots."""
    placed: list[tuple[float, float, float]] = []
    top = max((dot.y for dot in row.dots), default=0.0)
    for dot in (dot for dot in row.dots if dot.named):
        width = 100 * len(dot.profile.language_model.local_name()) * _LETTER / _NARROW
        dot.anchor = "start" if dot.x < width / 2 else "end" if dot.x > 100 - width / 2 else "middle"
        left = dot.x - {"start": 0.0, "middle": width / 2, "end": width}[dot.anchor]
        near = [other.y for other in row.dots if left <= other.x <= left + width]
        y = max(near) + 8.0
        while any(abs(line - y) < _LINE and left < right and begin < left + width for begin, right, line in placed):
            y += _LINE
        placed.append((left, left + width, y))
        dot.name_y = y
        top = max(top, y + _LINE)
    row.height = max(_LEAST_HEIGHT, top + 8.0)
