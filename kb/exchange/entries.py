"""From a curated file to what it contributes: sources, one record with a name, and statements, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kb.exchange import records, schema
from kb.exchange.finding import Found
from kb.exchange.lenient import Entry, Rule
from kb.exchange.problems import Place, Problem, field_name, from_pydantic, place_of
from kb.exchange.records import FILE_NAMES, Record
from kb.exchange.yaml_reading import Document

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
# What a file in the wrong folder is told.
_LOOKS = {
    "sources": "a file of sources; it belongs in sources/",
    "organizations": "an organization; it belongs in organizations/",
    "families": "a family; it belongs in families/",
    "topics": "a topic; it belongs in topics/",
    "licenses": "a license; it belongs in licenses/",
    "datasets": "a dataset; it belongs in datasets/",
    "models": "a model; it belongs in models/<organization>/",
    "events": "a file of events; it belongs in events/",
}
_MOSTLY_WRONG = 2  # fields; with a single one it is a slip


@dataclass
class Item:
    """One source, record or statement of a file."""

    kind: str  # source, organization … model, fact, derivation, specification, term, event
    record: Record
    steps: tuple[str | int, ...] = ()  # its path in the file
    wrong: frozenset[str] = frozenset()  # fields, as the file calls them, that are empty as something is wrong there

    def knows(self, *columns: str) -> bool:
        """Whether it can be judged by what stands there."""
        return self.wrong.isdisjoint(FILE_NAMES.get(name, name) for name in columns)


@dataclass
class Contents:
    """All that a file contributes."""

    found: Found
    file: schema.File
    document: Document
    sources: list[Item] = field(default_factory=list)
    named: Item | None = None
    statements: list[Item] = field(default_factory=list)

    @property
    def subject(self) -> tuple[str, str] | None:
        """Kind and slug of its record: what its statements are about."""
        return (self.named.kind, self.found.slug) if self.named else None

    def place(self, *steps: str | int) -> Place:
        return place_of(self.found.shown(), self.document.root, steps)

    def problem(self, steps: tuple[str | int, ...], message: str) -> Problem:
        return Problem(self.place(*steps), field_name(steps), message)


def contents(found: Found, document: Document) -> tuple[Contents, list[Problem]]:
    """Check a file by itself against the format.

    Out: what it holds, and what is wrong with it. An entry with something wrong is there as well, and knows what.
    """
    folder = _meant(found, document)
    problems = [Problem(Place(found.shown(), key.line, key.column), "", key.message) for key in document.repeated]
    if folder != found.folder:
        found = replace(found, folder=folder, wrong=f"this looks like {_LOOKS[folder]}")
        problems.append(Problem(Place(found.shown()), "", found.wrong))
    file = schema.FOLDERS[folder].model_validate(document.value)
    held = Contents(found, file, document)
    held.sources = [
        Item("source", records.source(slug, entry), ("sources", slug), entry.wrong)
        for slug, entry in file.sources.items()
    ]
    if name := RECORD_OF.get(folder):
        held.named = Item(name, _MAKE[name](file), (), file.wrong)  # type: ignore[operator]
    held.statements = list(_statements(held))
    return held, [*problems, *_misplaced(held), *_mistakes(held)]


def _mistakes(held: Contents) -> Iterator[Problem]:
    """One problem for each field that is wrong. (Pydantic names one for each branch of a union.)"""
    seen = set()
    for kind, steps, error in held.file.mistakes():
        if isinstance(error, Rule):
            field, message = (*steps, error.fields[0]), error.message
        else:
            field, message = from_pydantic(error, kind, steps, held.document.root)
        if field not in seen:
            seen.add(field)
            yield held.problem(field, message)


def _meant(found: Found, document: Document) -> str:
    """The folder for what a file holds: its own, unless most of it is wrong here and right there."""
    misfits = {found.folder: schema.FOLDERS[found.folder].model_validate(document.value).misfits}
    if misfits[found.folder] < _MOSTLY_WRONG:
        return found.folder
    misfits |= {folder: kind.model_validate(document.value).misfits for folder, kind in schema.FOLDERS.items()}
    best = min(misfits, key=misfits.__getitem__)  # its own folder comes first
    return best if misfits[best] <= misfits[found.folder] - _MOSTLY_WRONG else found.folder


def _misplaced(held: Contents) -> list[Problem]:
    """A file is named after its slug; a model lies with its organization."""
    found = held.found
    said = held.document.value if isinstance(held.document.value, dict) else {}
    problems = []

    def refuse(name: str, expected: str, message: str) -> None:
        if isinstance(said.get(name), str) and said[name] != expected:
            problems.append(held.problem((name,), message.format(said=said[name], expected=expected)))

    if held.named:
        refuse("slug", found.slug, "“{said}” is not the name of the file, which is “{expected}”")
    if found.folder == "models" and not found.wrong:
        refuse("organization", found.parent, "“{said}” is not the name of the folder, which is “{expected}”")
    return problems


def _statements(held: Contents) -> Iterator[Item]:
    file = held.file
    for number, fact in enumerate(getattr(file, "facts", [])):
        yield Item("fact", records.fact(fact), ("facts", number), _wrong(fact))
    for number, specification in enumerate(getattr(file, "specifications", [])):
        yield Item(
            "specification", records.specification(specification), ("specifications", number), _wrong(specification)
        )
    for number, derivation in enumerate(getattr(file, "derivations", [])):
        yield Item("derivation", records.derivation(derivation), ("derivations", number), _wrong(derivation))
    if isinstance(file, schema.LicenseFile):
        # Conditions first: rights name them.
        for number, condition in enumerate(file.conditions):
            record = records.condition(condition, file.text)
            yield Item("term", record, ("conditions", number), _wrong_of_term(condition, file))
        for name, right in file.rights.items():
            record = records.right(name, right, file.text)
            yield Item("term", record, ("rights", str(name)), _wrong_of_term(right, file))
    subject = {held.found.folder: held.found.slug} if isinstance(file, schema.NamedFile) else {}
    for number, event in enumerate(getattr(file, "events", [])):
        yield Item("event", records.event(event, subject), ("events", number), _wrong(event))


def _wrong(entry: schema.StatementEntry) -> frozenset[str]:
    """Its wrong fields. The cites are wrong where one of them does not say what supports what."""
    is_unclear = any(cite.wrong & {"source", "stance"} for cite in entry.cites or ())
    return entry.wrong | {"cites"} if is_unclear else entry.wrong


def _wrong_of_term(entry: schema.TermEntry, file: Entry) -> frozenset[str]:
    rests_on_wrong = "source" in entry.wrong or "text" in file.wrong
    return _wrong(entry) | {"cites"} if rests_on_wrong else _wrong(entry)
