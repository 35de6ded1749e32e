"""The iris: a disc of seven blades that stands as far open as a model. Geometry: LOOK, “Marks”; a 100 × 100 box."""

from functools import cache
from math import atan2, cos, hypot, pi, sin, sqrt

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from kb.vocabulary.frameworks import LADDER

HIGHEST = max(one.rank for one in LADDER.outcomes if one.rank is not None)
_BLADES = 7
_DISC, _WIDEST = 48.0, 41.0
_PINWHEEL = 3.0  # circumradius from which the seams of a closed iris start
_IN_LISTS = 17  # pixels beside a model
_LEAST_WITH_SEAMS = 24  # pixels; smaller ones would be all seams
# Up to this size in pixels → width of the seams.
_SEAMS = ((28, 4.0), (48, 2.8), (100, 2.2), (1000, 1.8))


@cache
def iris(rung: int | None, size: int, title: str = "") -> SafeString:
    """The SVG. In: the rung, 0 to `HIGHEST` (None: none, drawn as an empty ring); size in pixels; with a title it
    stands alone and is read out, else it is hidden from those who hear the page."""
    role = f'role="img"><title>{escape(title)}</title>' if title else 'aria-hidden="true">'
    head = f'<svg class="iris" viewBox="0 0 100 100" width="{size}" height="{size}" {role}'
    return mark_safe(f"{head}{drawing(rung, size)}</svg>")  # noqa: S308 - numbers, and a title that is escaped


@cache
def symbols() -> SafeString:
    """An iris for each outcome of the ladder, for lists of models: drawn once a page, and worked out once."""
    drawn = "".join(
        f'<symbol id="iris-{one.key}" viewBox="0 0 100 100">{drawing(one.rank, _IN_LISTS)}</symbol>'
        for one in LADDER.outcomes
    )
    return mark_safe(f'<svg class="unseen" aria-hidden="true">{drawn}</svg>')  # noqa: S308 - numbers and our own keys


def symbol(key: str) -> str:
    """One of `symbols`, by the key of its outcome."""
    return f"<svg width={_IN_LISTS} height={_IN_LISTS} aria-hidden=true><use href=#iris-{key} /></svg>"


def named_symbol(key: str) -> str:
    """The same before the name of the outcome."""
    outcome = LADDER.outcome(key)
    return f"{symbol(key)}{escape(outcome.label) if outcome else ''}"


def drawing(rung: int | None, size: int) -> SafeString:
    """What is inside the SVG, for symbols as well."""
    if rung is None:
        return mark_safe('<circle class="iris__none" cx="50" cy="50" r="44"/>')
    blades = f'<circle class="iris__blades" cx="50" cy="50" r="{_DISC:g}"/>'
    corners = _corners(rung)
    if rung == HIGHEST:
        opening = f'<circle class="iris__opening" cx="50" cy="50" r="{_WIDEST:g}"/>'
    elif rung:
        # Of a small one nobody sees a hundredth.
        digits = 1 if size >= _LEAST_WITH_SEAMS else 0
        points = " ".join(f"{x:.{digits}f},{y:.{digits}f}" for x, y in corners)
        opening = f'<polygon class="iris__opening" points="{points}"/>'
    else:
        opening = ""
    seams = ""
    if size >= _LEAST_WITH_SEAMS and rung < HIGHEST:
        width = next(width for most, width in _SEAMS if size <= most)
        seams = f'<path class="iris__seams" stroke-width="{width:g}" d="{_seams(corners)}"/>'
    return mark_safe(blades + opening + seams)  # noqa: S308 - numbers only


def _corners(rung: int) -> list[tuple[float, float]]:
    """Of the opening: a heptagon that turns by a seventh of a turn from closed to open."""
    radius = _WIDEST * rung / HIGHEST or _PINWHEEL
    first = -pi / 2 + (2 * pi / _BLADES) * rung / HIGHEST
    angles = [first + 2 * pi * place / _BLADES for place in range(_BLADES)]
    return [(50 + radius * cos(angle), 50 + radius * sin(angle)) for angle in angles]


def _seams(corners: list[tuple[float, float]]) -> str:
    """From each corner on, in the direction of the edge that leads to it, to the rim of the disc."""
    lines = []
    for place, (x, y) in enumerate(corners):
        before_x, before_y = corners[place - 1]
        angle = atan2(y - before_y, x - before_x)
        dx, dy = cos(angle), sin(angle)
        along = (x - 50) * dx + (y - 50) * dy
        length = -along + sqrt(along**2 - hypot(x - 50, y - 50) ** 2 + _DISC**2)
        lines.append(f"M{x:.1f} {y:.1f}L{x + length * dx:.1f} {y + length * dy:.1f}")
    return "".join(lines)
