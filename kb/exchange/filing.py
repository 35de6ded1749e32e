"""One file of a dump: what it said, what it is to say now, and its new text if that differs."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.exchange import kinds, stating
from kb.exchange.comparing import Stated, Stored
from kb.exchange.entries import RECORD_OF, Contents, Item, contents
from kb.exchange.finding import Found
from kb.exchange.kinds import Kind
from kb.exchange.layout import MAPS, arranged, beginning, head, place_in_list
from kb.exchange.problems import Place, Problem, Refused
from kb.exchange.records import Record, digest
from kb.exchange.rules import problems_within
from kb.exchange.schema import FOLDERS
from kb.exchange.settling import Say, Settled, Settling
from kb.exchange.yaml_reading import Unreadable, read_text
from kb.exchange.yaml_writing import to_yaml

_SECTIONS = {
    "source": "sources",
    "fact": "facts",
    "specification": "specifications",
    "derivation": "derivations",
    "event": "events",
}


@dataclass(frozen=True)
class Given(Stated):
    """What a file says, and how it is written there."""

    written: Any


@dataclass
class _Line:
    """One entry of a list or map of the file. A map has a key."""

    key: str
    value: Any
    record: Record


@dataclass
class Sheet:
    """In: the path from the folder of all; what lies there, or lay where the file was before; rows, by `settle`."""

    path: str
    before: Contents | None
    settling: Settling
    changed: bool = False
    _named: dict[str, Any] = field(default_factory=dict)
    _named_record: Record | None = None
    _lines: dict[str, list[_Line]] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        return self.path.partition("/")[0]

    @property
    def kind(self) -> Kind | None:
        name = RECORD_OF.get(self.folder)
        return kinds.BY_NAME[name] if name else None

    def settle(self, row: Stored | None, others: dict[str, list[Stored]]) -> None:
        """In: the row of its own record; rows by kind: the statements on it, and the sources and events that stand
        here. A file whose record is gone goes on saying what it said of it.
        """
        self._settle_record(row)
        if self.kind and not self._named:
            return  # the file is gone, and stays so
        subject = None
        if row and self.kind and self.kind.name in kinds.ON:
            subject = {f"{kinds.ON[self.kind.name][0]}_id": row.row.pk}
        self._settle_each(kinds.SOURCE, others.get("source", []))
        text = self._text([stored.record for stored in others.get("term", [])])
        for kind in (kinds.TERM, kinds.FACT, kinds.SPECIFICATION, kinds.DERIVATION):
            given = self._given(kind.name)
            if subject:
                settled = self.settling.settle_statements(kind, [*given], others.get(kind.name, []), subject)
            else:
                settled = [Settled(stated, None, Say.AS_BEFORE) for stated in given]
            for one in settled:
                self._take(kind, one, text)
        self._settle_each(kinds.EVENT, others.get("event", []))

    def text(self, before: str) -> str:
        """What is to be written. In: the text that lies there now. Raises Refused if a load would refuse it."""
        value = dict(self._named)
        for section, lines in self._lines.items():
            value[section] = {line.key: line.value for line in lines} if section in MAPS else [x.value for x in lines]
        value = arranged(FOLDERS[self.folder], value)
        text = (head(before) or beginning(self.path)) + to_yaml(value)
        self._read_back(text)
        return text

    @property
    def is_empty(self) -> bool:
        return not self._named and not any(self._lines.values())

    def _settle_record(self, row: Stored | None) -> None:
        kind = self.kind
        if not kind:
            return
        given = _read(self.before, self.before.named) if self.before and self.before.named else None
        say = self.settling.settle(kind, given, row) if row else Say.AS_BEFORE
        if say is Say.AS_STORED and row:
            self._named = stating.entry(kind.name, row.record, was=given.written if given else None)
            self._named_record = row.record
            self.changed = True
        elif given:
            self._named = {name: one for name, one in given.written.items() if name not in _LISTS}
            self._named_record = given.record

    def _text(self, terms: list[Record]) -> str | None:
        """The source that is the license's own text: as the file says, or as the terms let suppose."""
        if self.folder != "licenses":
            return None
        said = self.before.document.value.get("text") if self.before else None
        text = said or (None if self.before else stating.text_of(terms))
        if text:
            self._named["text"] = text
        return text

    def _settle_each(self, kind: Kind, rows: list[Stored]) -> None:
        """Sources or events, which have slugs of their own."""
        by_slug = {row.record["slug"]: row for row in rows}
        for stated in self._given(kind.name):
            row = by_slug.pop(stated.record["slug"], None)
            self._take(kind, Settled(stated, row, self.settling.settle(kind, stated, row)))
        for row in by_slug.values():
            self._take(kind, Settled(None, row, self.settling.settle(kind, None, row)))

    def _take(self, kind: Kind, settled: Settled, text: str | None = None) -> None:
        """Have the file say one thing: as it did, or as the row does, or not. In: of terms, the license's text."""
        self.changed |= settled.say is not Say.AS_BEFORE
        record, stated = settled.record, settled.stated
        if record is None:
            return
        section = _SECTIONS.get(kind.name) or ("rights" if record["right"] else "conditions")
        key = {"sources": record.get("slug"), "rights": record.get("right")}.get(section) or ""
        lines = self._lines.setdefault(section, [])
        was = stated.written if isinstance(stated, Given) else None
        if settled.say is Say.AS_BEFORE:
            lines.append(_Line(key, was, record))
            return
        about = (self.folder, Path(self.path).stem) if kind is kinds.EVENT and self.kind else None
        written = stating.entry(kind.name, record, was=was, about=about, text=text)
        lines.insert(len(lines) if stated else _index(section, lines, record), _Line(key, written, record))

    def _given(self, kind: str) -> list[Given]:
        if not self.before:
            return []
        items = self.before.sources if kind == "source" else self.before.statements
        return [_read(self.before, item) for item in items if item.kind == kind]

    def _read_back(self, text: str) -> None:
        found = Found(Path(self.path), self.folder)
        try:
            held, problems = contents(found, read_text(text))
        except Unreadable as error:
            raise Refused([Problem(Place(self.path, error.line, error.column), "", error.message)]) from None
        if problems := [*problems, *problems_within(held)]:
            raise Refused(problems)
        records = [line.record for lines in self._lines.values() for line in lines]
        said = [item.record for item in (*held.sources, *held.statements)]
        if self._named_record and held.named:
            records, said = [*records, self._named_record], [*said, held.named.record]
        if sorted(map(digest, records)) != sorted(map(digest, said)):
            raise Refused([Problem(Place(self.path), "", "would not say what the database says")])


_LISTS = {*_SECTIONS.values(), "rights", "conditions"}


def _read(held: Contents, item: Item) -> Given:
    written = held.document.value
    for step in item.steps:
        written = written[step]
    return Given(item.record, str(held.place(*item.steps)), written)


def _index(section: str, lines: list[_Line], record: Record) -> int:
    place = place_in_list(section, record)
    for number in range(len(lines), 0, -1):
        if place_in_list(section, lines[number - 1].record) <= place:
            return number
    return 0
