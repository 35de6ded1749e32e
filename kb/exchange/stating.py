"""Records as files say them: the inverse of `exchange.records`. What goes without saying is left out."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from kb.exchange import schema
from kb.exchange.kinds import BY_NAME
from kb.exchange.records import FILE_NAMES, WHOLE_TEXT, Record

Entry = dict[str, Any]
_CLASSES: dict[str, type[BaseModel]] = {
    "source": schema.SourceEntry,
    "organization": schema.OrganizationFile,
    "family": schema.FamilyFile,
    "topic": schema.TopicFile,
    "license": schema.LicenseFile,
    "dataset": schema.DatasetFile,
    "model": schema.ModelFile,
    "fact": schema.FactEntry,
    "specification": schema.SpecificationEntry,
    "derivation": schema.DerivationEntry,
    "event": schema.EventEntry,
    "right": schema.RightEntry,
    "condition": schema.ConditionEntry,
}
# Columns that are lists whose order says something; others are relations, and a file has its own order of them.
_ORDERED = {field.name for kind in BY_NAME.values() for field in kind.fields}
_OF_EVENTS = {"slug": "id", "note": "what", "note_ko": "what_ko"}


def entry(
    kind: str,
    record: Record,
    *,
    was: Entry | None = None,
    about: tuple[str, str] | None = None,
    text: str | None = None,
) -> Entry:
    """What a file says of a record.

    In: the kind and the record; `was`, what the file said before: lists of names that mean the same keep its order;
    of an event, `about`: folder and slug of the record in whose file it stands; of a term, `text`: the source that is
    the license's own text.
    """
    if kind == "term":
        kind = "right" if record["right"] else "condition"
    names = _OF_EVENTS if kind == "event" else {"condition": "kind"} if kind == "condition" else {}
    said: Entry = {}
    for column, value in record.items():
        name = names.get(column) or FILE_NAMES.get(column, column)
        said[name] = _value(name, column, value, (was or {}).get(name))
    if kind in ("right", "condition"):
        said = _term(said, text)
    if about:
        _leave_out(said, *about, was=was or {})
    return _without_defaults(_CLASSES[kind], said)


def text_of(terms: Iterable[Record]) -> str | None:
    """The source on which most terms of a license rest: its own text, as far as the database knows."""
    sources = Counter(term["cites"][0]["source"] for term in terms if len(term["cites"]) == 1)
    return max(sorted(sources), key=sources.__getitem__) if sources else None


def _value(name: str, column: str, value: Any, was: Any) -> Any:
    match name:
        case "cites":
            return [_without_defaults(schema.Cite, cite) for cite in value]
        case "relations":
            return _relations(value, was)
        case "value" if value is not None:
            exact = Decimal(value)
            return int(exact) if exact == exact.to_integral_value() else float(exact)
    is_in_order = isinstance(was, list) and isinstance(value, list) and column not in _ORDERED
    return was if is_in_order and sorted(was) == value else value


def _relations(value: list[list[str]], was: Any) -> list[Entry]:
    said = [{"kind": kind, "license": other, "note": note} for kind, other, note in value]
    before = [(one["kind"], one["license"]) for one in was or ()]

    def place(relation: Entry) -> int:
        pair = (relation["kind"], relation["license"])
        return before.index(pair) if pair in before else len(before)

    return [{name: one for name, one in relation.items() if one} for relation in sorted(said, key=place)]


def _term(said: Entry, text: str | None) -> Entry:
    """With its citation in short, where that says all of it."""
    cites = said.pop("cites")
    plain = {"source", "locator", "excerpt"}
    if not cites and text is None:
        return said
    if len(cites) == 1 and cites[0].keys() <= plain and cites[0]["locator"] == (said["clause"] or WHOLE_TEXT):
        source = cites[0]["source"]
        return said | {"source": source if source != text else None, "excerpt": cites[0].get("excerpt", "")}
    return said | {"cites": cites}


def _leave_out(said: Entry, name: str, slug: str, *, was: Entry) -> None:
    """An event concerns the record in whose file it stands; a file may say so, and need not."""
    if name not in said:
        return
    before = was.get(name) or []
    if sorted({*before, slug}) == sorted(said[name]):
        said[name] = before
    else:
        said[name] = [one for one in said[name] if one != slug]


def _without_defaults(kind: type[BaseModel], said: Entry) -> Entry:
    """Only fields that the class has; of these, only what is not implied."""
    found = {}
    for name, value in said.items():
        field = kind.model_fields.get(name)
        if field is None:
            continue
        is_explicit_none = name == "cites" and value == [] and field.default is None
        is_implied = value is None or value == "" or value == [] or value == field.default
        if is_explicit_none or field.is_required() or not is_implied:
            found[name] = value
    return found
