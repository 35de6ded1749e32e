"""Rules that concern several entries of one file: nothing is said twice, and periods do not overlap (CURATION 11)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kb.exchange import schema
from kb.exchange.entries import Contents, Item
from kb.exchange.partial_dates import PartialDate
from kb.exchange.problems import Problem, field_name, suggestion
from kb.exchange.records import FILE_NAMES, Record
from kb.models.naming import repeated
from kb.vocabulary import components
from kb.vocabulary.editorial import Publication, Standing

# What makes two statements about one subject the same statement. The last name is where a message points.
IDENTITY = {
    "fact": ("component", "part", "valid_from"),
    "specification": ("name", "part", "valid_from"),
    "derivation": ("relation", "parent_model", "parent_dataset", "part"),
    "term": ("right", "key"),
    "event": ("slug",),
}
_COUNTING = ("publication", "standing")
_PERIOD = ("valid_from", "valid_until")


def identity(kind: str, record: Record) -> tuple:
    return tuple(record[name] for name in IDENTITY[kind])


def counts(record: Record) -> bool:
    """Whether it is published and not refuted: what was shown to be wrong stands beside what is the case."""
    return record["publication"] == Publication.PUBLISHED and record["standing"] != Standing.REFUTED


def overlap(one: Record, other: Record) -> bool:
    """Whether two facts on the same part hold on a common day. An unknown start has always held."""

    def day(text: str | None, otherwise: date) -> date:
        return PartialDate.parse(text).day if text else otherwise

    return day(one["valid_from"], date.min) < day(other["valid_until"], date.max) and day(
        other["valid_from"], date.min
    ) < day(one["valid_until"], date.max)


def problems_within(held: Contents) -> Iterator[Problem]:
    yield from _named_twice(held, held.document.value)
    yield from _said_twice(held)
    yield from _overlapping(held)
    yield from _several_open_specifications(held)
    for item in held.statements:
        yield from _out_of_place(held, item)
    if isinstance(held.file, schema.LicenseFile):
        yield from _license_problems(held, held.file)


def _named_twice(held: Contents, value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[Problem]:
    """No list of names, be they other names of a thing or slugs, has one of them twice in whatever spelling."""
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        for number in repeated(value):
            yield held.problem((*steps, number), f"“{value[number]}” stands in this list twice")
    elif isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _named_twice(held, inner, (*steps, step))


def _said_twice(held: Contents) -> Iterator[Problem]:
    """A refuted statement and what is the case may share everything else."""
    seen: dict[tuple, Item] = {}
    for item in held.statements:
        if item.kind == "event" or not item.knows("standing", *IDENTITY[item.kind]):
            continue  # events are compared across files
        key = (item.kind, item.record["standing"] == Standing.REFUTED, *identity(item.kind, item.record))
        first = seen.setdefault(key, item)
        if first is not item:
            names = (
                "key"
                if item.kind == "term"
                else ", ".join(FILE_NAMES.get(name, name) for name in IDENTITY[item.kind] if item.record[name])
            )
            at = held.place(*first.steps)
            hint = "; parts that differ say so in “part”" if "part" in item.record else ""
            yield held.problem(
                item.steps, f"says the same as {field_name(first.steps)} in line {at.line}: the same {names}{hint}"
            )


def _overlapping(held: Contents) -> Iterator[Problem]:
    by_part: dict[tuple, list[Item]] = {}
    for item in held.statements:
        is_clear = item.knows("component", "part", *_PERIOD, *_COUNTING)
        if item.kind != "fact" or not is_clear or not counts(item.record):
            continue
        others = by_part.setdefault((item.record["component"], item.record["part"]), [])
        for other in others:
            if item.record["valid_from"] != other.record["valid_from"] and overlap(item.record, other.record):
                name = "since" if item.record["valid_from"] else "until"
                line = held.place(*other.steps).line
                message = f"this period overlaps that of {field_name(other.steps)} in line {line}"
                yield held.problem((*item.steps, name), message)
                break
        others.append(item)


def _several_open_specifications(held: Contents) -> Iterator[Problem]:
    seen: dict[tuple, Item] = {}
    for item in held.statements:
        record, is_clear = item.record, item.knows("name", "part", *_PERIOD, *_COUNTING)
        if item.kind == "specification" and is_clear and counts(record) and not record["valid_until"]:
            first = seen.setdefault((record["name"], record["part"]), item)
            if first is not item and first.record["valid_from"] != record["valid_from"]:
                message = f"{field_name(first.steps)} has the same name and part and no end either; one of them ended"
                yield held.problem((*item.steps, "until"), message)


def _out_of_place(held: Contents, item: Item) -> Iterator[Problem]:
    record = item.record
    kind, slug = held.subject or ("", "")
    if item.kind == "fact" and kind == "model" and record["component"] == components.DATASET.key:
        yield held.problem((*item.steps, "component"), "the data itself is a component of datasets, not of models")
    if item.kind == "derivation" and record.get(f"parent_{kind}") == slug:
        yield held.problem((*item.steps, f"parent_{kind}"), "nothing is derived from itself")
    is_clear = item.knows("publication", "cites")
    if item.kind == "term" and is_clear and record["publication"] == Publication.PUBLISHED and not record["cites"]:
        message = "nothing is published without a source: name the license's text in “text”, or a source here"
        yield held.problem((*item.steps, "source"), message)


def _license_problems(held: Contents, file: schema.LicenseFile) -> Iterator[Problem]:
    written = held.document.value.get("conditions") or []  # a condition counts although something is wrong in it
    keys = [str(entry.get("key")) for entry in written if isinstance(entry, dict)] if isinstance(written, list) else []
    for name, right in file.rights.items() if "conditions" not in file.wrong else ():
        for number, key in enumerate(right.needs):
            if key not in keys:
                message = f"no condition of this license has the key “{key}”{suggestion(key, keys)}"
                yield held.problem(("rights", str(name), "needs", number), message)
    seen: set[tuple[str, str]] = set()
    for number, relation in enumerate(file.relations):
        pair = (str(relation.kind), relation.license)
        if pair in seen and not relation.wrong:
            yield held.problem(("relations", number), "this relation stands twice")
        if relation.license == held.found.slug:
            yield held.problem(("relations", number, "license"), "a license stands in no relation to itself")
        seen.add(pair)
