"""What a curated file says, as plain records: the form in which files and database are compared and digested.

A record is a dictionary of the columns' names with texts, numbers, truth values and lists; other records are named by
their slugs, days are written as in files, texts have one kind of line end. `exchange.kinds` makes the same of rows.
"""

import hashlib
import json
from decimal import Decimal
from typing import Any

from kb.exchange import schema

Record = dict[str, Any]
WHOLE_TEXT = "whole text"  # locator of a term that names no clause
# Columns that files call otherwise.
FILE_NAMES = {
    "valid_from": "since",
    "valid_until": "until",
    "standing_note": "how_it_stands",
    "standing_note_ko": "how_it_stands_ko",
    "retrieved": "read",
    "language_models": "models",
    "sources": "rests_on",
}


def digest(record: Record) -> str:
    """SHA-256 of a record, as 64 hexadecimal digits.

    What is empty does not count, so that a column that is added later does not make every row look edited.
    """
    text = json.dumps(_filled(record), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _filled(record: Record) -> Record:
    filled = {name: value for name, value in record.items() if value not in (None, "", [])}
    if "cites" in filled:
        filled["cites"] = [_filled(cite) for cite in filled["cites"]]
    return filled


def text(value: str) -> str:
    """Forms in a browser send other line ends than files have; that is no change."""
    return value.replace("\r\n", "\n").strip()


def number(value: int | float | Decimal | None, places: int) -> str | None:
    """A number as a text that is the same however it was written: `2`, `2.5`."""
    if value is None:
        return None
    rounded = f"{Decimal(str(value)):.{places}f}"
    return rounded.rstrip("0").rstrip(".") if "." in rounded else rounded


def _day(value) -> str | None:
    return None if value is None else str(value)


def source(slug: str, entry: schema.SourceEntry) -> Record:
    return {
        "slug": slug,
        "title": text(entry.title),
        "publisher": entry.publisher,
        "author": entry.author,
        "kind": str(entry.kind),
        "language": entry.language,
        "url": entry.url,
        "copy_url": entry.copy_url,
        "archived_url": entry.archived_url,
        "published": _day(entry.published),
        "retrieved": _day(entry.read),
        "fingerprint": entry.fingerprint,
        "note": text(entry.note),
    }


def _named(file: schema.NamedFile) -> Record:
    return {
        "slug": file.slug,
        "name": file.name,
        "name_ko": file.name_ko,
        "aliases": file.aliases,
        "summary": text(file.summary),
        "summary_ko": text(file.summary_ko),
        "note": text(file.note),
    }


def organization(file: schema.OrganizationFile) -> Record:
    return _named(file) | {
        "kind": str(file.kind),
        "country": file.country,
        "city": file.city,
        "founded": file.founded,
        "parent": file.parent,
        "homepage": file.homepage,
        "unchecked": list(file.unchecked),
        "sources": sorted(file.rests_on),
    }


def family(file: schema.FamilyFile) -> Record:
    return _named(file) | {"organization": file.organization}


def topic(file: schema.TopicFile) -> Record:
    return _named(file)


def license(file: schema.LicenseFile) -> Record:
    return _named(file) | {
        "version": file.version,
        "released": _day(file.released),
        "kind": str(file.kind),
        "steward": file.steward,
        "spdx_id": file.spdx_id,
        "other_ids": file.other_ids,
        "ambiguous_aliases": file.ambiguous_aliases,
        "applies_to": [str(thing) for thing in file.applies_to],
        "osi_approved": file.osi_approved,
        "fsf_libre": file.fsf_libre,
        "governing_law": file.governing_law,
        "text_read": file.text_read,
        "relations": sorted([str(one.kind), one.license, text(one.note)] for one in file.relations),
    }


def dataset(file: schema.DatasetFile) -> Record:
    return _named(file) | {"organization": file.organization, "released": _day(file.released)}


def language_model(file: schema.ModelFile) -> Record:
    return _named(file) | {
        "organization": file.organization,
        "family": file.family,
        "kind": str(file.kind),
        "released": _day(file.released),
    }


def _cite(entry: schema.Cite) -> Record:
    return {
        "source": entry.source,
        "stance": str(entry.stance),
        "locator": entry.locator,
        "excerpt": entry.excerpt,
        "translation": entry.translation,
        "read": _day(entry.read),
    }


def _statement(entry: schema.StatementEntry) -> Record:
    return {
        "valid_from": _day(entry.since),
        "valid_until": _day(entry.until),
        "standing": str(entry.standing),
        "standing_note": text(entry.how_it_stands),
        "standing_note_ko": text(entry.how_it_stands_ko),
        "publication": str(entry.publication),
        "confirmed": _day(entry.confirmed),
        "cites": [_cite(cite) for cite in entry.cites or []],
    }


def fact(entry: schema.FactEntry) -> Record:
    return _statement(entry) | {
        "component": entry.component,
        "part": entry.part,
        "availability": str(entry.availability),
        "licenses": sorted(entry.licenses),
        "license_expression": entry.license_expression,
        "licenses_unknown": entry.licenses_unknown,
        "satisfied_by": entry.satisfied_by,
        "where": entry.where,
        "note": text(entry.note),
        "note_ko": text(entry.note_ko),
    }


def derivation(entry: schema.DerivationEntry) -> Record:
    return _statement(entry) | {
        "relation": str(entry.relation),
        "parent_model": entry.parent_model,
        "parent_dataset": entry.parent_dataset,
        "part": entry.part,
        "note": text(entry.note),
        "note_ko": text(entry.note_ko),
    }


def specification(entry: schema.SpecificationEntry) -> Record:
    return _statement(entry) | {
        "name": str(entry.name),
        "part": entry.part,
        "value": number(entry.value, 4),
        "text": entry.text,
        "note": text(entry.note),
        "note_ko": text(entry.note_ko),
    }


def event(entry: schema.EventEntry, subject: dict[str, str]) -> Record:
    """In: the entry; `subject`, the record in whose file it stands, by the list it joins: `{"models": "gpt-4"}`."""

    def concerned(name: str) -> list[str]:
        return sorted({*getattr(entry, name), *([subject[name]] if name in subject else [])})

    return _statement(entry) | {
        "slug": entry.id,
        "date": str(entry.date),
        "kind": str(entry.kind),
        "note": text(entry.what),
        "note_ko": text(entry.what_ko),
        "speaker": entry.speaker,
        "claim": entry.claim,
        "organizations": concerned("organizations"),
        "language_models": concerned("models"),
        "datasets": concerned("datasets"),
        "licenses": concerned("licenses"),
        "topics": concerned("topics"),
    }


def _term(entry: schema.TermEntry, text_source: str | None) -> Record:
    """A term's citation is of the license's text, or of the source that the term names instead, or it has several."""
    rests_on = entry.source or text_source
    found = _statement(entry)
    if entry.cites is None and rests_on:
        cite = schema.Cite(source=rests_on, locator=entry.clause or WHOLE_TEXT, excerpt=entry.excerpt)
        found["cites"] = [_cite(cite)]
    return found | {
        "clause": entry.clause,
        "note": text(entry.note),
        "note_ko": text(entry.note_ko),
        "right": "",
        "answer": "",
        "silence": "",
        "condition": "",
        "key": "",
        "needs": [],
        "value": None,
        "unit": "",
        "period": "",
        "measured": "",
        "effect": "",
        "excluded": [],
    }


def right(name: str, entry: schema.RightEntry, text_source: str | None) -> Record:
    return _term(entry, text_source) | {
        "right": str(name),
        "answer": str(entry.answer),
        "silence": str(entry.silence),
        "needs": sorted(entry.needs),
    }


def condition(entry: schema.ConditionEntry, text_source: str | None) -> Record:
    return _term(entry, text_source) | {
        "condition": str(entry.kind),
        "key": entry.key,
        "value": number(entry.value, 2),
        "unit": entry.unit,
        "period": entry.period,
        "measured": entry.measured,
        "effect": str(entry.effect),
        "excluded": entry.excluded,
    }
