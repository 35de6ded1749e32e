"""`/charts/`: how open models are by half-year, organization and country, and the kinds of license on their weights."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.shortcuts import render

from kb.catalogue import charts as counted
from kb.catalogue.charts import Row, Segment
from kb.catalogue.index import index
from kb.pages.wayfinding import read_only

_ORGANIZATIONS = 15  # with bars of their own
_PLOT = 240  # pixels from the foot of a column to the top of the scale
_STRIP = 30  # the same for the small columns of a kind of license
_SLOT = 0.8  # of its share of the width is filled by a column
_STEPS = (1, 2, 5)
_MOST_LINES = 5


@dataclass(frozen=True)
class Box:
    """Where a segment is drawn: x and width in percent of the chart, y and height in pixels from the top of the plot.

    As text, since templates would write numbers with the decimal sign of the language."""

    segment: Segment
    x: str
    width: str
    y: str = "2"
    height: str = "12"
    middle: str = ""


@dataclass(frozen=True)
class Bar:
    row: Row
    boxes: list[Box]
    x: str = ""  # its middle, in columns
    y: str = ""  # its top


@read_only
def charts(request):
    """Everything is counted from the index, so there is one query while it is at hand."""
    known = index()
    by_half = counted.by_half_year(known)
    by_organization, others = counted.by_organization(known, _ORGANIZATIONS)
    by_country = counted.by_country(known)
    by_kind = counted.by_license_kind(known)
    step, top = _scale(max((row.count for row in by_half), default=0))
    context = {
        "total": len(known.keys),
        "columns": [_column(row, place, len(by_half), top) for place, row in enumerate(by_half)],
        "lines": [(number, f"{_PLOT * (1 - number / top):g}") for number in range(0, top + 1, step)],
        "plot": _PLOT,
        "busiest": max(by_half, key=lambda row: row.count, default=None),
        "undated": counted.undated(known),
        "rungs": _used(by_half),
        "organizations": _bars(by_organization),
        "others": others,
        "countries": _bars(by_country),
        "openness": counted.OPENNESS,
        "kinds": _strips(by_kind),
        "strip": _STRIP,
        "years": _years(by_half),
    }
    return render(request, "charts/charts.html", context)


def _used(rows: list[Row]) -> list[counted.Part]:
    """Parts of which there is any model."""
    return [one[0].part for one in zip(*(row.segments for row in rows), strict=True) if any(s.count for s in one)]


def _scale(most: int) -> tuple[int, int]:
    """The step from one line to the next, and the number on the highest line."""
    tens = 1
    while True:
        for step in (tens * one for one in _STEPS):
            if most <= step * _MOST_LINES:
                return step, max(step, -(-most // step) * step)
        tens *= 10


def _column(row: Row, place: int, places: int, top: int) -> Bar:
    """Segments on top of one another, the least open on the foot; a pixel of air between them."""
    share = 100 / places
    x, width = f"{share * (place + (1 - _SLOT) / 2):.2f}", f"{share * _SLOT:.2f}"
    unit = _PLOT / top
    boxes = [
        Box(one, x, width, f"{_PLOT - unit * (row.count - one.before):.1f}", f"{max(unit * one.count - 1, 1):.1f}")
        for one in row.segments
        if one.count
    ]
    return Bar(row, boxes, f"{share * (place + 0.5):.2f}", f"{_PLOT - unit * row.count:.1f}")


def _bars(rows: list[Row]) -> list[Bar]:
    """Segments beside one another, on one scale for all rows."""
    unit = 100 / max((row.count for row in rows), default=1)
    return [
        Bar(
            row,
            [Box(one, f"{unit * one.before:.2f}", f"{unit * one.count:.2f}") for one in row.segments if one.count],
        )
        for row in rows
    ]


def _strips(rows: list[Row]) -> list[Bar]:
    """Small columns over time, on one scale for all kinds."""
    top = max((one.count for row in rows for one in row.segments), default=1)
    return [Bar(row, [*_strip(row, top)]) for row in rows]


def _strip(row: Row, top: int) -> Iterable[Box]:
    share = 100 / len(row.segments)
    for place, one in enumerate(row.segments):
        if one.count:
            height = max(_STRIP * one.count / top, 1)
            x, middle = share * (place + (1 - _SLOT) / 2), share * (place + 0.5)
            yield Box(
                one, f"{x:.2f}", f"{share * _SLOT:.2f}", f"{_STRIP - height:.1f}", f"{height:.1f}", f"{middle:.2f}"
            )


def _years(rows: list[Row]) -> list[tuple[str, str]]:
    """Each year and where its first half-year begins, in percent."""
    share = 100 / (len(rows) or 1)
    years = {row.key[:4]: place for place, row in reversed([*enumerate(rows)])}
    return [(year, f"{share * place:.2f}") for year, place in sorted(years.items())]
