"""Files against database: which rows are to be created, changed or withdrawn, and which are in conflict.

`loaded_digest` of a row tells what files said when it was last loaded. A row that differs from it was edited since; a
row without one was made in the database. An edit stays while the file says what it said before, and waits to be dumped.
What changed on both sides is in conflict, and is not overwritten unless told so. When the database wins a conflict, the
row gets a mark of the two sides instead, so that the conflict is settled until one of them changes.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kb.exchange.kinds import Kind
from kb.exchange.outcome import Act, Conflict, Result, Side
from kb.exchange.records import FILE_NAMES, Record, digest
from kb.exchange.rules import counts, identity, overlap
from kb.exchange.writing import Writing
from kb.vocabulary.editorial import Publication, Standing

# How a mark begins: of a row that files once wrote, and of one that was made in the database.
_KEPT, MADE_HERE = "kept:", "made:"
_MARK_LENGTH = 59  # of 64 hexadecimal digits, so that it fits the column with its beginning


@dataclass(frozen=True)
class Stated:
    """A record as a file states it, and where."""

    record: Record
    place: str


@dataclass
class Stored:
    """A row, and its record."""

    row: Any
    record: Record

    @property
    def is_from_file(self) -> bool:
        return bool(self.row.loaded_digest) and not self.row.loaded_digest.startswith(MADE_HERE)

    @property
    def is_edited(self) -> bool:
        """Whether it was edited since the last exchange, or made without a file."""
        return digest(self.record) != self.row.loaded_digest

    def is_as_files_said(self, record: Record) -> bool:
        """Whether files said the same at the last exchange, so that only the row may have been edited since."""
        return digest(record) == self.row.loaded_digest

    def has_won(self, facing: Iterable[Record]) -> bool:
        """Whether it was kept in a conflict with these, and neither side changed since."""
        return bool(self.row.loaded_digest == self.mark(facing))

    def mark(self, facing: Iterable[Record]) -> str:
        """What its `loaded_digest` is once it was kept. In: what files say in its stead, if anything."""
        sides = " ".join([digest(self.record), *sorted(map(digest, facing))])
        return (_KEPT if self.is_from_file else MADE_HERE) + hashlib.sha256(sides.encode()).hexdigest()[:_MARK_LENGTH]


@dataclass
class Comparison:
    """What is to be done with the rows of one kind. All comparisons of a load share `result` and `conflicts`."""

    kind: Kind
    side: Side | None
    result: Result
    conflicts: list[Conflict]
    writings: list[Writing] = field(default_factory=list)
    stamps: list[tuple[Any, str]] = field(default_factory=list)  # rows that stay, and their new `loaded_digest`

    def compare(self, stated: Stated, stored: Stored | None, subject: dict[str, int] | None = None) -> None:
        """One record of a file with its row, if there is one."""
        if stored is None:
            self._do(Writing(stated.record, subject=subject), Act.CREATED)
        elif stored.record == stated.record:
            self.result.note(self.kind.name, Act.UNCHANGED)
            if stored.is_edited:
                self.stamps.append((stored.row, digest(stated.record)))
        elif not stored.is_edited:
            self._change(stated, stored)
        elif self._is_ahead(stated, stored):
            self.result.note(self.kind.name, Act.AHEAD)
        else:
            reason = "edited in the database" if stored.is_from_file else "made in the database"
            if self._files_win(stored, [stated], reason):
                self._change(stated, stored)

    def compare_statements(self, stated: list[Stated], stored: list[Stored], subject: dict[str, int]) -> None:
        """All statements of one kind on one subject: also those that no longer stand in its file."""
        pairs, left = pair(self.kind.name, stated, stored)
        new = [one for one, its_row in pairs if its_row is None or its_row.record != one.record]
        blocked: list[Stated] = []
        for other in left:
            facing = [one for one in new if clash(self.kind.name, one.record, other.record)]
            if not self._make_way(other, facing):
                blocked += facing
        for its_own, row in pairs:
            if row and self._is_ahead(its_own, row):
                facing = [one for one in new if one is not its_own and clash(self.kind.name, one.record, row.record)]
                if facing and not self._files_win(row, facing, "stands in the way"):
                    blocked += facing
        for one, its_row in pairs:
            if one not in blocked:
                self.compare(one, its_row, subject)

    def withdraw_gone(self, stored: Stored) -> None:
        """Withdraw a statement that no longer stands in the files; one that was edited is in conflict."""
        self._make_way(stored, [])

    def _make_way(self, stored: Stored, facing: list[Stated]) -> bool:
        """Withdraw a statement that no file makes, or keep it.

        In: what files say and it stands in the way of. Out: whether the database no longer says it, after this load.
        """
        if stored.record["publication"] == Publication.WITHDRAWN:
            return True
        if not stored.is_from_file and not facing:
            return False
        gone = "no longer in the files, edited in the database"
        if stored.is_edited and not self._files_win(
            stored, facing, gone if stored.is_from_file else "stands in the way"
        ):
            return False
        # Taken out of public view, it stays stored.
        record = stored.record | {"publication": Publication.WITHDRAWN.value}
        self._do(Writing(record, stored.row, stored.record), Act.WITHDRAWN)
        return True

    def _is_ahead(self, stated: Stated, stored: Stored) -> bool:
        """Whether only the database changed since the last exchange, and may."""
        is_edited = stored.is_edited and stored.record != stated.record
        return is_edited and stored.is_as_files_said(stated.record) and self.side is not Side.FILES

    def _change(self, stated: Stated, stored: Stored) -> None:
        self._do(Writing(stated.record, stored.row, stored.record), Act.CHANGED)

    def _do(self, writing: Writing, act: Act) -> None:
        self.writings.append(writing)
        self.result.note(self.kind.name, act)

    def _files_win(self, stored: Stored, facing: list[Stated], reason: str) -> bool:
        """Settle a conflict, or note it. In: what files say instead. Out: whether the files' side is to be written."""
        if self.side is Side.FILES:
            return True
        records = [one.record for one in facing]
        if stored.has_won(records):
            self.result.note(self.kind.name, Act.UNCHANGED)
            return False
        if self.side is Side.DATABASE:
            self.stamps.append((stored.row, stored.mark(records)))
            self.result.note(self.kind.name, Act.KEPT)
            return False
        self.conflicts.append(conflict(self.kind, stored, facing[0] if facing else None, reason))
        return False


def conflict(kind: Kind, stored: Stored, facing: Stated | None, reason: str) -> Conflict:
    """In: a row, what a file says in its stead, if anything, and why neither gives way by itself."""
    record = facing.record if facing else {}
    names = [name for name in record if stored.record.get(name) != record[name]]
    last = stored.row.history.order_by("-history_date", "-history_id").select_related("history_user").first()
    return Conflict(
        place=facing.place if facing else "",
        what=f"{kind.name} “{stored.row}”",
        sides={FILE_NAMES.get(name, name): (stored.record.get(name), record[name]) for name in names},
        by=str(last.history_user) if last and last.history_user else "",
        at=last.history_date if last else None,
        reason=reason,
    )


def pair(
    kind: str, stated: list[Stated], stored: list[Stored]
) -> tuple[list[tuple[Stated, Stored | None]], list[Stored]]:
    """Each statement of a file with its row; and the rows that are left.

    A row belongs to what the file said of it at the last exchange, whatever was edited in it since. Otherwise several
    rows may say the same (a proposal in the admin, a refuted one beside what is the case): the nearest wins.
    """
    by_digest = {digest(one.record): number for number, one in enumerate(stated)}
    found = {by_digest[row.row.loaded_digest]: row for row in stored if row.row.loaded_digest in by_digest}
    taken = {row.row.pk for row in found.values()}
    by_identity: dict[tuple, list[Stored]] = {}
    for row in stored:
        if row.row.pk not in taken:
            by_identity.setdefault(identity(kind, row.record), []).append(row)
    for is_exact in (True, False):  # first those that are refuted on both sides, or on neither
        for number, one in enumerate(stated):
            rows = by_identity.get(identity(kind, one.record), [])
            fitting = [row for row in rows if not is_exact or is_refuted(row.record) == is_refuted(one.record)]
            if number not in found and fitting:
                found[number] = max(fitting, key=nearness)
                rows.remove(found[number])
    pairs = [(one, found.get(number)) for number, one in enumerate(stated)]
    return pairs, [row for rows in by_identity.values() for row in rows]


def is_refuted(record: Record) -> bool:
    return bool(record["standing"] == Standing.REFUTED)


def nearness(row: Stored) -> tuple[bool, bool]:
    return row.is_from_file, row.record["publication"] == Publication.PUBLISHED


def clash(kind: str, one: Record, other: Record) -> bool:
    """Whether two statements cannot both be published."""
    if not (counts(one) and counts(other)):
        return False
    match kind:
        case "fact":
            return (one["component"], one["part"]) == (other["component"], other["part"]) and overlap(one, other)
        case "specification":
            same = (one["name"], one["part"]) == (other["name"], other["part"])
            return same and not one["valid_until"] and not other["valid_until"]
        case "term":
            return bool(one["right"]) and one["right"] == other["right"] and not other["valid_until"]
    return False
