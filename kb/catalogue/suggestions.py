"""Suggestions: what may be meant by what was typed so far, or mistyped."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import models

from kb.catalogue.register import KINDS, Entry, Lines, Register, register, spelled
from kb.catalogue.search import Reading, wanted
from kb.models import LanguageModel, Source

LIMIT = 8
_MOST_OF_A_KIND = {LanguageModel: 5, Source: 2}
_MOST_OF_OTHERS = 3


@dataclass(frozen=True)
class Suggestions:
    """The nearest first. `are_similar`: no thing has this name or these words in it; some have one much like it."""

    entries: list[Entry] = field(default_factory=list)
    are_similar: bool = False


def suggestions(text: str, *, kinds: Collection[type[models.Model]] = KINDS, limit: int = LIMIT) -> Suggestions:
    """Things by their names, however they are spelled; then sources by words of their titles.

    In: what was typed; the kinds that are wanted. One query while the register is at hand.
    """
    readings = wanted(text).readings
    if not readings:
        return Suggestions()
    known = register()
    chosen = _Chosen(kinds, limit)
    chosen.add(known.things, _named(known, readings))
    are_similar = False
    if not chosen.entries:
        chosen.add(known.things, _similar(known, readings))
        are_similar = bool(chosen.entries)
    if not chosen.entries:
        chosen.add(known.things, _within(known, readings))
    chosen.add(known.sources, (sorted(set.intersection(*_by_word(one, known.titles))) for one in readings))
    return Suggestions(list(chosen.entries), are_similar)


class _Chosen:
    """Those that are suggested: some of each kind, so that none crowds out the others."""

    def __init__(self, kinds: Collection[type[models.Model]], limit: int):
        self.entries: dict[Entry, None] = {}
        self.limit = limit
        self.room = {kind: _MOST_OF_A_KIND.get(kind, _MOST_OF_OTHERS) for kind in kinds}

    def add(self, entries: list[Entry], found: Iterator[Iterable[int]]) -> None:
        """In: places of entries, the nearest first; no more of them are asked for than there is room."""
        while len(self.entries) < self.limit and (places := next(found, None)) is not None:
            for place in places:
                entry = entries[place]
                if self.room.get(entry.kind) and entry not in self.entries:
                    self.entries[entry] = None
                    self.room[entry.kind] -= 1
                    if len(self.entries) == self.limit:
                        break


def _named(known: Register, readings: tuple[Reading, ...]) -> Iterator[Iterable[int]]:
    """What has that name; whose main name, or another, begins so; what has these words in its names, or some of them
    and its maker's names the others; and what somebody of that name made.
    """
    for pattern in ("|{}|", "\n|{}", "|{}"):
        for one in readings:
            yield known.names.having(pattern.format(spelled(one.whole)))
    for one in readings:
        own = _by_word(one, known.words)
        yield sorted(set.intersection(*own))
        found = set.intersection(*_by_word(one, known.all_words))
        yield sorted(found & set().union(*own))
        yield _newest(known.things, found)


def _by_word(reading: Reading, lines: Lines) -> list[set[int]]:
    """For each word of the query the places of lines in which a word begins with one of its forms."""
    words = ({f" {spelled(form)}" for form in forms} for forms in reading.words)
    return [{place for form in forms for place in lines.having(form)} for forms in words]


def _similar(known: Register, readings: tuple[Reading, ...]) -> Iterator[Iterable[int]]:
    near = [known.spellings.near(whole) for whole in dict.fromkeys(spelled(one.whole) for one in readings)]
    for nearness in sorted({key for one in near for key in one}):
        yield sorted(set().union(*(one.get(nearness, ()) for one in near)))


def _within(known: Register, readings: tuple[Reading, ...]) -> Iterator[Iterable[int]]:
    for one in readings:
        yield known.names.having(spelled(one.whole))


def _newest(entries: list[Entry], places: Iterable[int]) -> list[int]:
    def order(place: int):
        entry = entries[place]
        return KINDS.index(entry.kind), -(entry.released or date.min).toordinal(), place

    return sorted(places, key=order)
