"""One record of the database against what its file says: which of the two the file is to say after a dump.

What changed in the database alone since the last exchange goes into the file. What changed in the file alone stays
there, and waits to be loaded. What changed on both sides is in conflict.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple

from django.core.exceptions import ObjectDoesNotExist

from kb.exchange.comparing import Stated, Stored, clash, conflict, is_refuted, nearness, pair
from kb.exchange.kinds import Column, KeyColumn, Kind
from kb.exchange.outcome import Conflict, Dumped, Side
from kb.exchange.placing import Thing
from kb.exchange.records import Record, digest
from kb.exchange.rules import IDENTITY, identity
from kb.models import Citation, Organization
from kb.vocabulary.editorial import Publication

_BOTH = "changed in the file and in the database since the last exchange"
_TWICE = "described in the file and made in the database"
_GONE = "edited in the database, and no longer in the files"
_IN_THE_WAY = "made in the database, and stands in the way of what is new in the file"
_DELETED = "deleted in the database, and changed in the file since"


class Say(Enum):
    """What the file says."""

    AS_BEFORE = 1  # of what the file does not have: nothing
    AS_STORED = 2
    NOTHING = 3


class Settled(NamedTuple):
    """A statement of the file, its row, and what the file is to say."""

    stated: Stated | None
    stored: Stored | None
    say: Say

    @property
    def record(self) -> Record | None:
        """What the file says then."""
        said = {Say.AS_BEFORE: self.stated, Say.AS_STORED: self.stored, Say.NOTHING: None}[self.say]
        return said.record if said else None


class Stamp(NamedTuple):
    """A row that agrees with the files now: what its `loaded_digest` was, and what it is to be."""

    kind: Kind
    key: int
    before: str
    after: str


@dataclass
class Settling:
    """All settlements of a dump share what they note."""

    side: Side | None
    is_copy: bool
    result: Dumped
    rehomed: set[Thing] = field(default_factory=set)  # what is to stand in another file than before
    conflicts: list[Conflict] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)

    def settle(
        self,
        kind: Kind,
        stated: Stated | None,
        stored: Stored | None,
        *,
        facing: Sequence[Stated] = (),
        subject: dict[str, int] | None = None,
    ) -> Say:
        """In: what the file says and what the database says, one of which may be missing; `facing`, what else of the
        file a row without an entry stands in the way of; `subject`, the column that names what a statement is about.
        """
        said = stated or stored
        if said and (kind.name, said.record.get("slug", "")) in self.rehomed:
            say = Say.AS_STORED if stored else Say.NOTHING
        elif stored is None:
            say = self._only_in_file(kind, stated, subject or {}) if stated else Say.NOTHING
        elif stated is None:
            say = self._only_stored(kind, stored, facing)
        elif stated.record == stored.record:
            say = Say.AS_BEFORE
        else:
            say = self._differing(kind, stated, stored)
        agrees = say is Say.AS_STORED or bool(stated and stored and stated.record == stored.record)
        if stored and agrees and stored.is_edited and not self.is_copy:
            self.stamps.append(Stamp(kind, stored.row.pk, stored.row.loaded_digest, digest(stored.record)))
        return say

    def settle_statements(
        self, kind: Kind, stated: list[Stated], stored: list[Stored], subject: dict[str, int]
    ) -> list[Settled]:
        """All statements of one kind on one subject."""
        pairs, left = pair(kind.name, stated, stored)
        lonely = [one for one, row in pairs if row is None]
        facing = {id(row): [one for one in lonely if clash(kind.name, one.record, row.record)] for row in left}
        winners = [row for row in left if self.side is Side.DATABASE or row.has_won(x.record for x in facing[id(row)])]
        beaten = [one for row in winners for one in facing[id(row)]]
        settled: list[Settled] = []
        taken: set[tuple | None] = set()
        for one, its_row in pairs:
            is_beaten = any(one is other for other in beaten)
            say = Say.NOTHING if is_beaten else self.settle(kind, one, its_row, subject=subject)
            settled.append(Settled(one, its_row, say))
            if said := settled[-1].record:
                taken.add(_place(kind, said))
        for row in sorted(left, key=lambda row: (*nearness(row), -row.row.pk), reverse=True):
            place = _place(kind, row.record)
            if place is None or place in taken:
                self._leave_out(kind, row, has_place=place is not None)
                continue
            say = self.settle(kind, None, row, facing=facing[id(row)])
            settled.append(Settled(None, row, say))
            if say is Say.AS_STORED:
                taken.add(place)
        return settled

    def _differing(self, kind: Kind, stated: Stated, stored: Stored) -> Say:
        if stored.is_as_files_said(stated.record) or stored.has_won([stated.record]) or self.side is Side.DATABASE:
            return Say.AS_STORED
        if not stored.is_edited:
            self.result.newer.append(f"{stated.place}: {kind.name} “{stored.row}”")
        elif self.side is None:
            reason = _BOTH if stored.is_from_file else _TWICE
            self.conflicts.append(conflict(kind, stored, stated, reason))
        return Say.AS_BEFORE

    def _only_in_file(self, kind: Kind, stated: Stated, subject: dict[str, int]) -> Say:
        name = f"{kind.name} “{_named(kind, stated.record)}”"
        former = _deleted(kind, stated.record, subject)
        if not former:
            self.result.newer.append(f"{stated.place}: {name}")
        elif self.side is Side.DATABASE or any(_was(kind, row, stated.record) for row in former):
            return Say.NOTHING
        elif self.side is None:
            self.conflicts.append(Conflict(stated.place, name, {}, "", None, _DELETED))
        return Say.AS_BEFORE

    def _only_stored(self, kind: Kind, stored: Stored, facing: Sequence[Stated]) -> Say:
        has_won = stored.has_won(one.record for one in facing) or (self.side is Side.DATABASE and not _is_over(stored))
        if self.is_copy or has_won or (not stored.is_from_file and not facing):
            return Say.AS_STORED
        if facing and not stored.is_from_file:
            if self.side is None:
                self.conflicts.append(conflict(kind, stored, facing[0], _IN_THE_WAY))
            return Say.AS_BEFORE
        if not stored.is_edited:
            if _is_over(stored):
                return Say.AS_BEFORE
            if _is_cited(stored.row):
                return Say.AS_STORED
            self.result.newer.append(f"no longer in the files: {kind.name} “{stored.row}”")
        elif self.side is None:
            self.conflicts.append(conflict(kind, stored, None, _GONE))
        return Say.AS_BEFORE

    def _leave_out(self, kind: Kind, stored: Stored, *, has_place: bool) -> None:
        """A proposal beside what a file says, or what was withdrawn for it: a file says one of them."""
        if not has_place:
            self.result.left_out.append(f"{kind.name} “{stored.row}”: it has no key")
        elif not _is_over(stored):
            state = stored.record["publication"]
            self.result.left_out.append(f"{kind.name} “{stored.row}”: {state}, beside one of the same place")


def _place(kind: Kind, record: Record) -> tuple | None:
    """What a file says once. None: what it cannot say."""
    if kind.name == "term":
        return identity(kind.name, record) if any(identity(kind.name, record)) else None
    return (is_refuted(record), *identity(kind.name, record))


def _is_over(stored: Stored) -> bool:
    """Whether it was withdrawn, and files know: what they drop is withdrawn by a load."""
    return stored.record.get("publication") == Publication.WITHDRAWN and not stored.is_edited


def _is_cited(row: Any) -> bool:
    """Whether it is a source on which something rests that the database says."""
    if row._meta.model_name != "source":
        return False
    is_cited = Citation.objects.filter(source=row).exists()
    return is_cited or Organization.objects.filter(sources=row).exists()


def _named(kind: Kind, record: Record) -> str:
    if "slug" in record:
        return str(record["slug"])
    return " ".join(str(part) for part in identity(kind.name, record) if part)


def _deleted(kind: Kind, record: Record, subject: dict[str, int]) -> list[Any]:
    """Former rows that were what the record is, and were deleted: all that is known of them."""
    names = IDENTITY.get(kind.name, ("slug",))
    same: dict[str, Any] = dict(subject)
    for column in kind.fields:
        if column.name in names:
            same |= _conditions(column, record)
    history = kind.model.history  # type: ignore[attr-defined]
    keys = set(history.filter(**same, history_type="-").values_list("id", flat=True))
    return list(history.filter(id__in=keys))


def _conditions(column: Column, record: Record) -> dict[str, Any]:
    """The columns of a row that has this value; other records by their slugs."""
    value = record[column.name]
    if value is None:
        return {f"{column.name}__isnull": True}
    return {f"{column.name}__slug": value} if isinstance(column, KeyColumn) else column.columns(value, {})


def _was(kind: Kind, row: Any, record: Record) -> bool:
    """Whether a former row said so. Its lists and citations are not known any more."""

    def said(column: Column) -> Any:
        try:
            return column.of(row)
        except ObjectDoesNotExist:
            return None  # it named what is gone as well

    return all(said(column) == record[column.name] for column in kind.fields)
