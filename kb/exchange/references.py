"""What the entries of a file name by slug, and where."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from kb.exchange import schema
from kb.exchange.field_types import SLUG
from kb.exchange.problems import entries_in

# By class of entry: the fields that name something, and the kind of what they name.
NAMING: dict[type[BaseModel], dict[str, str]] = {
    schema.Cite: {"source": "source"},
    schema.FactEntry: {"licenses": "license"},
    schema.DerivationEntry: {"parent_model": "model", "parent_dataset": "dataset"},
    schema.EventEntry: {
        "organizations": "organization",
        "models": "model",
        "datasets": "dataset",
        "licenses": "license",
        "topics": "topic",
    },
    schema.OrganizationFile: {"parent": "organization", "rests_on": "source"},
    schema.FamilyFile: {"organization": "organization"},
    schema.DatasetFile: {"organization": "organization"},
    schema.ModelFile: {"organization": "organization", "family": "family"},
    schema.LicenseFile: {"steward": "organization", "text": "source"},
    schema.RelationEntry: {"license": "license"},
    schema.RightEntry: {"source": "source"},
    schema.ConditionEntry: {"source": "source"},
}


class Reference(NamedTuple):
    kind: str
    slug: str
    steps: tuple[str | int, ...]


def references(kind: type[BaseModel], value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[Reference]:
    """All that a file, or an entry of that class, names: read from what was written, be the rest of it right or wrong.

    In: the class, and the value as the file says it.
    """
    if not isinstance(value, dict):
        return
    named, within = NAMING.get(kind, {}), _within(kind)
    for name, inner in value.items():
        if name in named:
            slugs = enumerate(inner) if isinstance(inner, list) else [(None, inner)]
            for number, slug in slugs:
                if isinstance(slug, str) and re.search(SLUG, slug):  # what is no slug is wrong already
                    yield Reference(named[name], slug, (*steps, name) if number is None else (*steps, name, number))
        elif name in within:
            entries = inner.items() if isinstance(inner, dict) else enumerate(inner) if isinstance(inner, list) else ()
            for step, entry in entries:
                yield from references(within[name], entry, (*steps, name, step))


@cache
def _within(kind: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """The fields that hold further entries, and the class of those."""
    found = {name: next(entries_in(field.annotation), None) for name, field in kind.model_fields.items()}
    return {name: entry for name, entry in found.items() if entry and entry is not schema.SourceEntry}
