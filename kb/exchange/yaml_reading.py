"""Strict YAML that remembers where everything stands.

YAML as it comes accepts duplicate keys and turns `no` into false, `12:30` into 750 and `010` into 8. Here a key stands
once, only `true` and `false` are truth values, numbers are plain decimal ones, and dates stay text. Anchors, aliases
and tags are refused: a curated file says what it says where it says it.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LARGEST = 5_000_000  # bytes; the largest file of knowledge has some tens of thousands
LONGEST_NUMBER = 40  # characters; the database keeps numbers of up to 40 digits
DEEPEST = 20  # nested lists and maps; the format needs six

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?\Z")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
# What YAML calls printable, but for a line end of old (U+0085). NUL and its like cannot be stored by PostgreSQL.
# A mark of byte order within a text is seen by nobody.
# Nor may a text turn the direction of what follows, so that a name reads as another one.
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


class Unreadable(Exception):
    """A text that is no curated file. Carries the line and column, counted from 1."""

    def __init__(self, line: int, column: int, message: str):
        super().__init__(message)
        self.line, self.column, self.message = line, column, message


class Node:
    """Where a value begins, and where its parts do: of a map by key, of a list by number."""

    __slots__ = ("column", "line", "parts")

    def __init__(self, line: int, column: int, parts: "dict[str, Node] | list[Node] | None" = None):
        self.line, self.column, self.parts = line, column, parts

    def part(self, step: str | int) -> "Node | None":
        if isinstance(self.parts, dict):
            return self.parts.get(step) if isinstance(step, str) else None
        if isinstance(self.parts, list) and isinstance(step, int) and step < len(self.parts):
            return self.parts[step]
        return None


@dataclass(frozen=True)
class Document:
    """What a file says (maps, lists, texts, numbers, truth values, nothing) and where it says so."""

    value: Any
    root: Node
    repeated: "tuple[Unreadable, ...]" = ()  # keys that stand twice: the rest can be read, and judged, all the same


def reads_as_text(text: str) -> bool:
    """Whether it is read as a text although it stands without quotation marks: no number, `true`, `null` …"""
    return text not in _WORDS and not _NUMBER.match(text)


def read_file(path: Path) -> Document:
    """In: a file of UTF-8 text. Raises Unreadable, OSError."""
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Unreadable(1, 1, f"is larger than {LARGEST // 1_000_000} MB; divide it")
    try:
        text = content.decode("utf-8-sig")  # some editors begin a text with a mark of its byte order
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise Unreadable(before.count(b"\n") + 1, column, "is not UTF-8 text; save it as UTF-8") from None
    return read_text(text)


def read_text(text: str) -> Document:
    """Raises Unreadable."""
    if found := _UNPRINTABLE.search(text):
        before = text[: found.start()]
        line, column = before.count("\n") + 1, found.start() - (before.rfind("\n") + 1) + 1
        raise Unreadable(line, column, f"holds the control character U+{ord(found[0]):04X}")
    try:
        return _build(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark is None:
            raise Unreadable(1, 1, f"is not YAML: {error}") from None
        lines = text.splitlines() or [""]
        at = lines[mark.line] if mark.line < len(lines) else ""
        message = f"is not YAML: {error.problem or error.context}"
        if "\t" in at[: mark.column + 1]:
            message = "a tab cannot indent in YAML; use spaces"
        raise Unreadable(mark.line + 1, mark.column + 1, message) from None


class _Open:
    """A map or list that is being read. A map alternates between keys and values."""

    __slots__ = ("key", "node", "repeated", "value")

    def __init__(self, node: Node, value: Any):
        self.node, self.value = node, value
        self.key: tuple[str, Node] | None = None
        self.repeated: list[Unreadable] = []

    def take(self, value: Any, node: Node) -> None:
        if isinstance(self.value, list):
            self.value.append(value)
            self.node.parts.append(node)  # type: ignore[union-attr, arg-type]
        elif self.key is None:
            self._take_key(value, node)
        else:
            # The place of an entry of a map is that of its key: there the reader looks.
            name, at = self.key
            if name not in self.value:
                self.value[name] = value
                self.node.parts[name] = Node(at.line, at.column, node.parts)  # type: ignore[index, call-overload]
            self.key = None

    def _take_key(self, name: Any, node: Node) -> None:
        if not isinstance(name, str):
            raise Unreadable(node.line, node.column, f"the key {name} must be text; put it in quotation marks")
        if name in self.value:
            first = self.node.parts[name].line  # type: ignore[index, call-overload]
            message = f"the key “{name}” stands twice, first in line {first}"
            self.repeated.append(Unreadable(node.line, node.column, message))
        self.key = (name, node)


def _build(text: str) -> Document:
    """Values and places from the parser's events; no recursion, so depth is ours to limit."""
    open_ones: list[_Open] = []
    found: Document | None = None
    repeated: list[Unreadable] = []
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            node = _node(event)
            value = _scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            is_map = isinstance(event, yaml.MappingStartEvent)
            node = _node(event, {} if is_map else [])
            if open_ones and isinstance(open_ones[-1].value, dict) and open_ones[-1].key is None:
                raise Unreadable(node.line, node.column, "a key must be text")
            open_ones.append(_Open(node, {} if is_map else []))
            if len(open_ones) > DEEPEST:
                raise Unreadable(node.line, node.column, f"is nested more than {DEEPEST} deep")
            continue
        elif isinstance(event, yaml.CollectionEndEvent):
            done = open_ones.pop()
            repeated += done.repeated
            node, value = done.node, done.value
        elif isinstance(event, yaml.AliasEvent):
            raise Unreadable(*_place(event), f"the alias *{event.anchor} is not used here; write it out")
        elif isinstance(event, yaml.DocumentStartEvent) and found:
            raise Unreadable(*_place(event), "a second document begins; a file holds one")
        else:
            continue
        if open_ones:
            open_ones[-1].take(value, node)
        else:
            found = Document(value, node, tuple(repeated))
    if found is None or found.value is None:
        raise Unreadable(1, 1, "is empty")
    return found


def _place(event) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _node(event, parts: dict | list | None = None) -> Node:
    line, column = _place(event)
    if event.anchor:
        raise Unreadable(line, column, f"the anchor &{event.anchor} is not used here; write it out")
    if event.tag is not None:
        raise Unreadable(line, column, f"the tag {event.tag} is not used here")
    return Node(line, column, parts)


def _scalar(event) -> Any:
    text = event.value
    if event.style or not event.implicit[0]:  # quoted or a block: text
        # Escapes such as "\0" come past the search for unprintable characters.
        if found := _UNPRINTABLE.search(text):
            raise Unreadable(*_place(event), f"holds the control character U+{ord(found[0]):04X}")
        return text
    if text in _WORDS:
        return _WORDS[text]
    if found := _NUMBER.match(text):
        if len(text) > LONGEST_NUMBER:
            raise Unreadable(*_place(event), f"is a number of more than {LONGEST_NUMBER} characters")
        return float(text) if found[1] or found[2] else int(text)
    return text
