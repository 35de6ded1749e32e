"""What a load did, or why it could not: counts by kind, and conflicts between files and database."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kb.exchange.kinds import BY_NAME


class Act(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"
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
    fields: tuple[str, ...]  # that differ, as files call them
    by: str  # who edited it last; empty if nobody is recorded
    at: datetime | None
    reason: str

    def __str__(self) -> str:
        who = f", by {self.by}" if self.by else ""
        when = f" on {self.at:%Y-%m-%d %H:%M}" if self.at else ""
        fields = f" ({', '.join(self.fields)})" if self.fields else ""
        return f"{self.place or 'database'}: {self.what}: {self.reason}{when}{who}{fields}"


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
