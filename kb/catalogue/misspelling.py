"""Names by their letters, for those who misspell them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Letters from which on so many slips are forgiven: one left out, one too many, one for another, two in the wrong order.
_FORGIVEN = ((12, 3), (6, 2), (4, 1))
_LEAST_OF_BEGINNING = 5


class Spelling(NamedTuple):
    """A name letter by letter, the place of what is called so, and whether that is its main name."""

    name: str
    place: int
    is_main: bool


class Part(IntEnum):
    """What of a name is near; less is nearer."""

    WHOLE = 0
    BEGINNING = 1
    BEGINNING_OF_ANOTHER = 2


class Spellings:
    def __init__(self, spellings: Iterable[Spelling]):
        self._sorted = sorted(spellings)
        self._names = [one.name for one in self._sorted]
        # Only names of nearly that length can be near.
        self._by_length: dict[int, tuple[list[str], list[Spelling]]] = {}
        for one in self._sorted:
            names, owners = self._by_length.setdefault(len(one.name), ([], []))
            names.append(one.name)
            owners.append(one)

    def near(self, text: str) -> dict[tuple[int, Part], set[int]]:
        """Places by nearness: how many slips, and what of the name is near. In: as it was typed."""
        forgiven = next((slips for length, slips in _FORGIVEN if len(text) >= length), 0)
        found: dict[tuple[int, Part], set[int]] = {}
        if not forgiven:
            return found
        for length in range(len(text) - forgiven, len(text) + forgiven + 1):
            names, spellings = self._by_length.get(length, ([], []))
            for at, slips in _alike(text, names, forgiven):
                found.setdefault((slips, Part.WHOLE), set()).add(spellings[at].place)
        # Slips in the first letter are rare.
        first, last = (bisect_left(self._names, letter) for letter in (text[0], chr(ord(text[0]) + 1)))
        # One letter more, for whoever left one out; as many, which in what is short would be like half of all names.
        for length in (len(text) + 1, *([len(text)] if len(text) >= _LEAST_OF_BEGINNING else [])):
            names = [name[:length] for name in self._names[first:last]]
            for at, slips in _alike(text, names, forgiven):
                one = self._sorted[first + at]
                part = Part.BEGINNING if one.is_main else Part.BEGINNING_OF_ANOTHER
                found.setdefault((slips, part), set()).add(one.place)
        return found


def _alike(text: str, names: list[str], forgiven: int) -> Iterator[tuple[int, int]]:
    """Where in the list a name is near, and its slips."""
    for _name, slips, at in process.extract(text, names, scorer=OSA.distance, score_cutoff=forgiven, limit=None):
        yield at, int(slips)
