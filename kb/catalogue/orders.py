"""Orders: what a list of models can be sorted by, each both ways. What is not known comes last either way."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.catalogue.profiles import LETTERS
from kb.vocabulary.components import COMPONENTS, KEYS
from kb.vocabulary.framework import Framework
from kb.vocabulary.frameworks import GRADIENT, LADDER, MOF, OSAID
from kb.vocabulary.statuses import Status

SORTS = {
    "best": pgettext_lazy("sort", "best match"),  # only with a search, and its default
    "rung": pgettext_lazy("sort", "highest rung first"),
    "name": pgettext_lazy("sort", "name"),
    "newest": pgettext_lazy("sort", "newest first"),
    "oldest": pgettext_lazy("sort", "oldest first"),
    "size": pgettext_lazy("sort", "largest first"),
    "mof": pgettext_lazy("sort", "MOF class"),
    "osaid": pgettext_lazy("sort", "OSAID outcome"),
    "gradient": pgettext_lazy("sort", "widest release first"),
    "osai": pgettext_lazy("sort", "OSAI score"),
    "open": pgettext_lazy("sort", "most open components"),
}
_TURNED = {
    "-rung": pgettext_lazy("sort", "lowest rung first"),
    "-name": pgettext_lazy("sort", "name, from the end"),
    "-size": pgettext_lazy("sort", "smallest first"),
    "-mof": pgettext_lazy("sort", "MOF class, lowest first"),
    "-osaid": pgettext_lazy("sort", "OSAID outcome, lowest first"),
    "-gradient": pgettext_lazy("sort", "narrowest release first"),
    "-osai": pgettext_lazy("sort", "OSAI score, lowest first"),
    "-open": pgettext_lazy("sort", "fewest open components"),
}
LABELS: dict[str, str | Promise] = {**SORTS, **_TURNED}
for _one in COMPONENTS:  # by a column
    LABELS[_one.key] = format_lazy(_("{component}: open first"), component=_one.label)
    LABELS[f"-{_one.key}"] = format_lazy(_("{component}: closed first"), component=_one.label)

_OTHER_NAMES = {"newest": "oldest", "oldest": "newest"}  # each has a name of its own
_LETTERS = "".join(LETTERS.values())  # the most open first, what is not known last
_KNOWN = {LETTERS[one] for one in (Status.OPEN, Status.PARTIAL, Status.CLOSED)}

Columns = Mapping[str, Sequence]  # column of Profile → its values, by place


def turned(sort: str) -> str:
    """The same order from its other end."""
    return _OTHER_NAMES.get(sort) or (sort[1:] if sort.startswith("-") else f"-{sort}")


def direction(sort: str, column: str) -> str:
    """What `aria-sort` says of a column's head while the list is sorted by `sort`; empty: not by this column."""
    if sort.removeprefix("-") != column:
        return ""
    return "ascending" if (sort == "name" or sort.startswith("-")) and sort != "-name" else "descending"


def in_order(sort: str, columns: Columns) -> list[int]:
    """Places of all profiles, which stand by name. What is alike stays by name. In: any of `LABELS` but “best”."""
    if sort == "oldest":
        key, upwards = "newest", True
    else:
        key, upwards = sort.removeprefix("-"), sort.startswith("-")
    if key in KEYS:
        return _by_component(KEYS.index(key), in_order("-rung" if upwards else "rung", columns), columns, upwards)
    by_name = range(len(columns["rung"]))
    if key == "name":
        return [*(reversed(by_name) if upwards else by_name)]
    if key == "rung":
        # Within a rung by open components; what the ladder does not rank stays together by outcome.
        opened = columns["open_components"]
        outcomes = columns["rung"]
        base = sorted(by_name, key=lambda place: (outcomes[place], opened[place] if upwards else -opened[place]))
        return _known_first(base, _ranks(LADDER, columns), upwards)
    return _known_first(by_name, _measures(key, columns), upwards)


def _known_first(places: Sequence[int], measures: Sequence, upwards: bool) -> list[int]:
    known = [place for place in places if measures[place] is not None]
    unknown = [place for place in places if measures[place] is None]
    return sorted(known, key=measures.__getitem__, reverse=not upwards) + unknown


def _by_component(number: int, places: list[int], columns: Columns, upwards: bool) -> list[int]:
    cells = columns["cells"]

    def rank(place: int) -> int:
        letter = cells[place][number]
        found = _LETTERS.index(letter)
        return -found if upwards and letter in _KNOWN else found

    return sorted(places, key=rank)


def _measures(key: str, columns: Columns) -> Sequence:
    """What each profile has of what is sorted by. None: not known."""
    match key:
        case "newest":
            return columns["released"]
        case "size":
            return columns["parameters"]
        case "osai":
            return columns["osai_score"]
        case "open":  # of a model of which nothing is recorded nobody knows whether it has few
            counted = zip(columns["cells"], columns["open_components"], strict=True)
            return [count if _KNOWN.intersection(cells) else None for cells, count in counted]
    return _ranks({"mof": MOF, "osaid": OSAID, "gradient": GRADIENT}[key], columns)


def _ranks(framework: Framework, columns: Columns) -> list[int | None]:
    ranks = {one.key: one.rank for one in framework.outcomes}
    return [ranks.get(outcome) for outcome in columns[framework.column]]
