"""`/design/`: the design system on one page, for those who build with it. Every part is the one that pages use."""

from datetime import date
from types import SimpleNamespace

from django.shortcuts import render

from kb.pages.wayfinding import read_only
from kb.vocabulary.editorial import Standing
from kb.vocabulary.frameworks import LADDER
from kb.vocabulary.statuses import Status
from kb.vocabulary.visits import Condition

COLOURS = (
    "paper", "wash", "ink", "ink-2", "ink-3", "edge", "line", "open", "closed", "unknown", "wrong", "focus", "hit",
    "blade", "glow",
)  # fmt: skip
SIZES = ("3xl", "2xl", "xl", "l", "m", "s", "xs")
SPACES = (1, 2, 3, 4, 5, 6, 7)
IRISES = (176, 72, 38, 26, 17)


@read_only
def design(request):
    """Out: colours, type, spaces, marks, irises, standings, controls, tables and lists, by their names in CSS."""
    context = {
        "colours": COLOURS,
        "sizes": SIZES,
        "spaces": SPACES,
        "statuses": Status,
        "rungs": [one for one in LADDER.outcomes if one.rank is not None],
        "irises": IRISES,
        # As much of a statement as its standing needs.
        "standings": [
            SimpleNamespace(standing=one.value, get_standing_display=one.label, contradicting_citations=[1])
            for one in Standing
        ],
        "conditions": [one.value for one in Condition],
        "today": date.today(),
    }
    return render(request, "design/design.html", context)
