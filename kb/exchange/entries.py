"""From a curated file to what it contributes: sources, one record with a name, and statements, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from kb.exchange import records, schema
from kb.exchange.finding import Found
from kb.exchange.problems import Place, Problem, field_name, from_pydantic, place_of
from kb.exchange.records import Record
from kb.exchange.yaml_reading import Document, Node

# What the record in a folder's files is called, here and in messages.
RECORD_OF = {
    "organizations": "organization",
    "families": "family",
    "topics": "topic",
    "licenses": "license",
    "datasets": "dataset",
    "models": "model",
}
_MAKE = {
    "organization": records.organization,
    "family": records.family,
    "topic": records.topic,
    "license": records.license,
    "dataset": records.dataset,
    "model": records.language_model,
}


@dataclass
class Item:
    """One source, record or statement of a file."""

    kind: str  # source, organization … model, fact, derivation, specification, term, event
    record: Record
    steps: tuple[str | int, ...] = ()  # its path in the file


@dataclass
class Contents:
    """All that a file contributes."""

    found: Found
    file: schema.File
    document: Document  # without what is wrong in it
    written: dict[str, Any]  # as it stands in the file
    sources: list[Item] = field(default_factory=list)
    named: Item | None = None
    statements: list[Item] = field(default_factory=list)

    @property
    def subject(self) -> tuple[str, str] | None:
        """Kind and slug of its record: what its statements are about."""
        return (self.named.kind, self.named.record["slug"]) if self.named else None

    def place(self, *steps: str | int) -> Place:
        return place_of(self.found.shown(), self.document.root, steps)

    def problem(self, steps: tuple[str | int, ...], message: str) -> Problem:
        return Problem(self.place(*steps), self.field(steps), message)

    def field(self, steps: tuple[str | int, ...]) -> str:
        return field_name(steps, self.document.root)


def contents(found: Found, document: Document) -> tuple[Contents | None, list[Problem]]:
    """Check a file by itself against the format.

    Out: what it holds, and what is wrong with it. Entries that are wrong are left out of the first, so that the rest
    can be checked on; None if nothing can be made of the file at all.
    """
    kind = schema.FOLDERS[found.folder]
    problems = _misplaced(found, document)
    try:
        return _held(found, kind.model_validate(document.value), document, document.value), problems
    except ValidationError as error:
        wrong = from_pydantic(error.errors(include_url=False), kind, found.shown(), document)
        problems += [problem for problem, _steps in wrong]
        rest = _without(document, [steps for _problem, steps in wrong])
    try:
        return (_held(found, kind.model_validate(rest.value), rest, document.value) if rest else None), problems
    except ValidationError:
        return None, problems


def _held(found: Found, file: schema.File, document: Document, written: dict[str, Any]) -> Contents:
    held = Contents(found, file, document, written)
    held.sources = [
        Item("source", records.source(slug, entry), ("sources", slug)) for slug, entry in file.sources.items()
    ]
    if name := RECORD_OF.get(found.folder):
        held.named = Item(name, _MAKE[name](file))  # type: ignore[operator]
    held.statements = list(_statements(held))
    return held


def _without(document: Document, wrong: list[tuple[str | int, ...]]) -> Document | None:
    """The document without the fields, or the entries of its lists and maps, in which something is wrong."""
    if not isinstance(document.value, dict) or () in wrong:
        return None
    value, parts = dict(document.value), dict(document.root.parts or {})  # type: ignore[arg-type]
    for name in {steps[0] for steps in wrong if len(steps) == 1}:
        value.pop(name, None)
        parts.pop(name, None)  # type: ignore[arg-type]
    for name in {steps[0] for steps in wrong if len(steps) > 1 and steps[0] in value}:
        bad = {steps[1] for steps in wrong if steps[0] == name and len(steps) > 1}
        node, inner = parts[name], value[name]  # type: ignore[index]
        if isinstance(inner, list):
            good = [number for number in range(len(inner)) if number not in bad]
            value[name] = [inner[number] for number in good]
            below: dict | list = [node.parts[number] for number in good]  # type: ignore[index]
        else:
            value[name] = {key: entry for key, entry in inner.items() if key not in bad}
            below = {key: entry for key, entry in node.parts.items() if key not in bad}  # type: ignore[union-attr]
        parts[name] = Node(node.line, node.column, below, node.number)  # type: ignore[index]
    return Document(value, Node(document.root.line, document.root.column, parts))  # type: ignore[arg-type]


def _misplaced(found: Found, document: Document) -> list[Problem]:
    """A file is named after its slug; a model lies with its organization."""
    said = document.value if isinstance(document.value, dict) else {}
    problems = []

    def refuse(name: str, expected: str, message: str) -> None:
        if isinstance(said.get(name), str) and said[name] != expected:
            place = place_of(found.shown(), document.root, [name])
            problems.append(Problem(place, name, message.format(said=said[name], expected=expected)))

    if found.folder in RECORD_OF:
        refuse("slug", found.slug, "“{said}” is not the name of the file, which is “{expected}”")
    if found.folder == "models":
        folder = found.path.resolve().parent.name
        refuse("organization", folder, "“{said}” is not the name of the folder, which is “{expected}”")
    return problems


def _statements(held: Contents) -> Iterator[Item]:
    file = held.file
    for number, entry in enumerate(getattr(file, "facts", [])):
        yield Item("fact", records.fact(entry), ("facts", number))
    for number, entry in enumerate(getattr(file, "specifications", [])):
        yield Item("specification", records.specification(entry), ("specifications", number))
    for number, entry in enumerate(getattr(file, "derivations", [])):
        yield Item("derivation", records.derivation(entry), ("derivations", number))
    if isinstance(file, schema.LicenseFile):
        # Conditions first: rights name them.
        for number, condition in enumerate(file.conditions):
            yield Item("term", records.condition(condition, file.text), ("conditions", number))
        for name, right in file.rights.items():
            yield Item("term", records.right(name, right, file.text), ("rights", str(name)))
    subject = {held.found.folder: file.slug} if isinstance(file, schema.NamedFile) else {}
    for number, event in enumerate(getattr(file, "events", [])):
        yield Item("event", records.event(event, subject), ("events", number))
