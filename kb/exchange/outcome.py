"""What a load did, or why it could not: counts by kind, and conflicts between files and database."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import takewhile
from typing import Any

from kb.exchange.kinds import BY_NAME

_LONGEST = 200  # characters of a value in a listing
_BEFORE = 40  # of them, at most, before the first that differs


class Act(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"
    AHEAD = "edited"  # in the database alone since the last exchange: it stays, and waits to be dumped
    KEPT = "kept"  # the database's side of a conflict, under --ours


class Side(StrEnum):
    """Which side of a conflict wins."""

    FILES = "theirs"
    DATABASE = "ours"


@dataclass(frozen=True)
class Conflict:
    """A row that somebody edited, or made, in the database, and that files would change."""

    place: str  # in the files; empty for a statement that no longer stands there
    what: str
    sides: dict[str, tuple[Any, Any]]  # by field that differs, as files call it: what database and file say
    by: str  # who edited it last; empty if nobody is recorded
    at: datetime | None
    reason: str

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.sides)

    def __str__(self) -> str:
        """One line that says what is in conflict, and two for each field that differs."""
        who = f", by {self.by}" if self.by else ""
        when = f" on {self.at:%Y-%m-%d %H:%M}" if self.at else ""
        lines = [f"{self.place or 'database'}: {self.what}: {self.reason}{when}{who}"]
        for name, values in self.sides.items():
            ours, theirs = _shown(*values)
            lines += [f"    {name}: in the database {ours}", f"    {' ' * len(name)}  in the file {theirs}"]
        return "\n".join(lines)


def _shown(*values: Any) -> list[str]:
    """Two values that differ, each in a line: long ones from a little before they part."""
    texts = [json.dumps(value, ensure_ascii=False) if value not in (None, "", []) else "nothing" for value in values]
    common = sum(1 for _ in takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False)))
    start = common - _BEFORE if common > _LONGEST - _BEFORE else 0
    return [
        f"{'…' if start else ''}{text[start : start + _LONGEST]}{'…' if len(text) > start + _LONGEST else ''}"
        for text in texts
    ]


class InConflict(Exception):
    """Nothing was written, because rows were edited on both sides. Carries all conflicts."""

    def __init__(self, conflicts: list[Conflict]):
        self.conflicts = conflicts
        super().__init__(f"{len(conflicts)} conflicts")


@dataclass
class Result:
    """How many records of each kind were created, changed, …"""

    files: int = 0
    revision: int | None = None  # none when nothing changed
    gone: list[str] = field(default_factory=list)  # what files once described and none does now; it stays public
    counts: dict[str, Counter[Act]] = field(default_factory=lambda: {name: Counter() for name in BY_NAME})

    def note(self, kind: str, act: Act) -> None:
        self.counts[kind][act] += 1

    def total(self, act: Act) -> int:
        return sum(count[act] for count in self.counts.values())

    def changed_anything(self) -> bool:
        return any(self.total(act) for act in (Act.CREATED, Act.CHANGED, Act.WITHDRAWN))


@dataclass
class Dumped:
    """What a dump did to the files, or would do."""

    files: int = 0  # that hold knowledge, before or after
    written: list[str] = field(default_factory=list)  # files, by their paths from the folder
    new: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)  # files: their records are gone, or lie elsewhere now
    gone: list[str] = field(default_factory=list)  # files whose records are gone, and that were left
    newer: list[str] = field(default_factory=list)  # what changed in the files alone: it stays, and waits to be loaded
    left_out: list[str] = field(default_factory=list)  # what has no place in a file
    is_copy: bool = False  # whether no file was there before: then nothing was exchanged

    def changed_anything(self) -> bool:
        return bool(self.written or self.new or self.removed)
