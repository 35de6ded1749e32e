"""How curated files are laid out: where each lies, how it begins, and in which order its fields stand."""

from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel

from kb.exchange import schema
from kb.exchange.entries import RECORD_OF
from kb.exchange.json_schemas import NAMES
from kb.vocabulary import components
from kb.vocabulary.kinds import Relation, SpecificationName
from kb.vocabulary.terms import Right

FOLDER_OF = {kind: folder for folder, kind in RECORD_OF.items()}
ENDING = ".yml"
_STANDING = "standing how_it_stands how_it_stands_ko publication confirmed"
_NAMED = "slug name name_ko aliases summary summary_ko"
_TERM = "clause source excerpt note note_ko"
_TERM_ENDS = f"since until {_STANDING} cites"
_ORDER = {
    schema.SourceEntry: "title publisher author kind language url copy_url archived_url "
    "published read fingerprint note",
    schema.Cite: "source stance locator excerpt translation read",
    schema.FactEntry: "component part availability licenses license_expression licenses_unknown satisfied_by where "
    f"since until note note_ko {_STANDING} cites",
    schema.SpecificationEntry: f"name part value text since until note note_ko {_STANDING} cites",
    schema.DerivationEntry: f"relation parent_model parent_dataset part since until note note_ko {_STANDING} cites",
    schema.EventEntry: f"id date kind claim what what_ko speaker since until {_STANDING} "
    "organizations models datasets licenses topics cites",
    schema.RightEntry: f"answer silence needs {_TERM} {_TERM_ENDS}",
    schema.ConditionEntry: f"key kind {_TERM} value unit period measured effect excluded {_TERM_ENDS}",
    schema.RelationEntry: "kind license note",
    schema.SourcesFile: "sources",
    schema.EventsFile: "sources events",
    schema.OrganizationFile: f"{_NAMED} kind country city founded parent homepage unchecked rests_on note sources",
    schema.FamilyFile: f"{_NAMED} organization note sources",
    schema.TopicFile: f"{_NAMED} note sources",
    schema.LicenseFile: f"{_NAMED} version released kind steward spdx_id other_ids ambiguous_aliases applies_to "
    "governing_law osi_approved fsf_libre text_read text note sources rights conditions relations events",
    schema.DatasetFile: f"{_NAMED} organization released note sources facts derivations events",
    schema.ModelFile: f"{_NAMED} organization family kind released note sources facts specifications derivations "
    "events",
}
ORDER = {kind: tuple(names.split()) for kind, names in _ORDER.items()}
# The entries in each list of a file, and in each map.
ENTRIES: dict[str, type[BaseModel]] = {
    "sources": schema.SourceEntry,
    "facts": schema.FactEntry,
    "specifications": schema.SpecificationEntry,
    "derivations": schema.DerivationEntry,
    "rights": schema.RightEntry,
    "conditions": schema.ConditionEntry,
    "relations": schema.RelationEntry,
    "events": schema.EventEntry,
    "cites": schema.Cite,
}
MAPS = ("sources", "rights")


def arranged(kind: type[BaseModel], value: dict[str, Any]) -> dict[str, Any]:
    """A file or an entry with its fields in their order, and so all that stands in it; empty lists are left out."""
    found: dict[str, Any] = {}
    for name in ORDER[kind]:
        inner = value.get(name)
        if name not in value or (inner in ([], {}, None) and name != "cites"):
            continue
        entry = ENTRIES.get(name)
        if entry and isinstance(inner, dict):
            inner = {key: arranged(entry, one) for key, one in inner.items()}
        elif entry and isinstance(inner, list):
            inner = [arranged(entry, one) for one in inner]
        found[name] = inner
    return found


def path_of(kind: str, record: dict[str, Any]) -> str:
    """Where the file of a record lies, from the folder of all: `models/openai/gpt-4.yml`."""
    folder = FOLDER_OF[kind]
    within = f"{folder}/{record['organization']}" if kind == "model" else folder
    return f"{within}/{record['slug']}{ENDING}"


def beginning(path: str) -> str:
    """The line by which editors' tooling finds the schema of a file."""
    folders = PurePosixPath(path).parts[:-1]
    return f"# yaml-language-server: $schema={'../' * len(folders)}schema/{NAMES[folders[0]]}.json\n"


def head(text: str) -> str:
    """The comments, and blank lines between them, with which a file begins."""
    lines: list[str] = []
    for line in text.removeprefix("\ufeff").splitlines(keepends=True):
        if line.strip() and not line.startswith("#"):
            break
        lines.append(line)
    return "".join(lines)


def place_in_list(section: str, record: dict[str, Any]) -> tuple:
    """Where a new entry goes among the others: before the first of them that has a higher place."""
    match section:
        case "facts":
            return (components.KEYS.index(record["component"]), record["part"], record["valid_from"] or "")
        case "specifications":
            return (SpecificationName.values.index(record["name"]), record["part"], record["valid_from"] or "")
        case "derivations":
            return (Relation.values.index(record["relation"]),)
        case "rights":
            return (Right.values.index(record["right"]),)
        case "events":
            return (record["date"], record["slug"])
        case "sources":
            return (record["slug"],)
    return ()
