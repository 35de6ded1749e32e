"""Each kind of record that files hold, and how its columns are read into a record and written from one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from kb.exchange import records
from kb.exchange.partial_dates import PartialDate
from kb.exchange.records import Record
from kb.models import (
    Dataset,
    Derivation,
    Event,
    Fact,
    Family,
    LanguageModel,
    License,
    LicenseTerm,
    Organization,
    Source,
    Specification,
    Topic,
)
from kb.models.source import with_sources
from kb.vocabulary.editorial import Precision

# Keys of rows by kind and slug: {"organization": {"openai": 1}}.
Keys = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Column:
    """A value that is stored as it stands."""

    name: str

    def of(self, row: models.Model) -> Any:
        value = getattr(row, self.name)
        return records.text(value) if isinstance(value, str) else value

    def columns(self, value: Any, keys: Keys) -> dict[str, Any]:
        return {self.name: value}


@dataclass(frozen=True)
class DayColumn(Column):
    def of(self, row: models.Model) -> Any:
        day = getattr(row, self.name)
        return day and day.isoformat()

    def columns(self, value: Any, keys: Keys) -> dict[str, Any]:
        return {self.name: value and date.fromisoformat(value)}


@dataclass(frozen=True)
class PartialDayColumns(Column):
    """A day and how exactly it is known: two columns, one text."""

    def of(self, row: models.Model) -> Any:
        day = getattr(row, self.name)
        return day and str(PartialDate(day, Precision(getattr(row, f"{self.name}_precision"))))

    def columns(self, value: Any, keys: Keys) -> dict[str, Any]:
        day, precision = PartialDate.parse(value) if value else (None, Precision.DAY)
        return {self.name: day, f"{self.name}_precision": precision.value}


@dataclass(frozen=True)
class NumberColumn(Column):
    places: int = 4

    def of(self, row: models.Model) -> Any:
        return records.number(getattr(row, self.name), self.places)

    def columns(self, value: Any, keys: Keys) -> dict[str, Any]:
        return {self.name: None if value is None else Decimal(value)}


@dataclass(frozen=True)
class KeyColumn(Column):
    """Another record, by its slug."""

    kind: str = ""

    def of(self, row: models.Model) -> Any:
        other = getattr(row, self.name)
        return other and other.slug

    def columns(self, value: Any, keys: Keys) -> dict[str, Any]:
        return {f"{self.name}_id": None if value is None else keys[self.kind][value]}


@dataclass(frozen=True)
class Links:
    """Several other records, by their slugs in alphabetical order: a relation of many to many."""

    name: str
    kind: str
    named_by: str = "slug"

    def of(self, row: models.Model) -> list[str]:
        return sorted(getattr(other, self.named_by) for other in getattr(row, self.name).all())


@dataclass(frozen=True)
class Kind:
    """One kind of record. `related` are the keys to fetch with a row, so that reading it asks nothing more."""

    name: str
    model: type[models.Model]
    fields: tuple[Column, ...]
    links: tuple[Links, ...] = ()

    @property
    def is_statement(self) -> bool:
        return hasattr(self.model, "citation_key")

    @property
    def maker(self) -> str:
        """The field that names who made it, among whose things its name is taken once; empty: among all."""
        return getattr(self.model, "maker", "")

    def rows(self, **condition: Any) -> models.QuerySet:
        """Rows with all that `record` reads."""
        keys = [field.name for field in self.fields if isinstance(field, KeyColumn)]
        rows = self.model._default_manager.filter(**condition).order_by("pk")
        if keys:
            rows = rows.select_related(*keys)
        also: list[Any] = [link.name for link in self.links]
        if self.is_statement:
            also.append(with_sources())
        if self.name == "license":
            also.append("relations__other")
        return rows.prefetch_related(*also) if also else rows

    def record(self, row: Any) -> Record:
        """A row as a file would say it."""
        found: Record = {field.name: field.of(row) for field in self.fields}
        found |= {link.name: link.of(row) for link in self.links}
        if self.is_statement:
            cites = sorted(row.citations.all(), key=lambda cite: (cite.position, cite.pk))
            found["cites"] = [CITE.record(cite) for cite in cites]
        if self.name == "license":
            relations = ([one.kind, one.other.slug, records.text(one.note)] for one in row.relations.all())
            found["relations"] = sorted(relations)
        return found

    def columns(self, record: Record, keys: Keys) -> dict[str, Any]:
        """The values of the columns, for a new row or a changed one."""
        found: dict[str, Any] = {}
        for field in self.fields:
            found |= field.columns(record[field.name], keys)
        return found


def _columns(names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names.split())


_NAMED = _columns("slug name name_ko aliases summary summary_ko note")
_STATEMENT = (
    PartialDayColumns("valid_from"),
    PartialDayColumns("valid_until"),
    *_columns("standing standing_note standing_note_ko publication"),
    DayColumn("confirmed"),
)

_FACT_COLUMNS = "component part availability license_expression licenses_unknown satisfied_by where note note_ko"
SOURCE = Kind(
    "source",
    Source,
    (
        *_columns("slug title publisher author kind language url copy_url archived_url fingerprint note"),
        PartialDayColumns("published"),
        DayColumn("retrieved"),
    ),
)
ORGANIZATION = Kind(
    "organization",
    Organization,
    (*_NAMED, *_columns("kind country city founded homepage unchecked"), KeyColumn("parent", "organization")),
    (Links("sources", "source"),),
)
FAMILY = Kind("family", Family, (*_NAMED, KeyColumn("organization", "organization")))
TOPIC = Kind("topic", Topic, _NAMED)
LICENSE = Kind(
    "license",
    License,
    (
        *_NAMED,
        *_columns("version kind spdx_id other_ids ambiguous_aliases applies_to osi_approved fsf_libre governing_law"),
        Column("text_read"),
        PartialDayColumns("released"),
        KeyColumn("steward", "organization"),
    ),
)
DATASET = Kind("dataset", Dataset, (*_NAMED, PartialDayColumns("released"), KeyColumn("organization", "organization")))
MODEL = Kind(
    "model",
    LanguageModel,
    (
        *_NAMED,
        Column("kind"),
        PartialDayColumns("released"),
        KeyColumn("organization", "organization"),
        KeyColumn("family", "family"),
    ),
)
TERM = Kind(
    "term",
    LicenseTerm,
    (
        *_STATEMENT,
        *_columns("right answer silence condition key clause note note_ko unit period measured effect excluded"),
        NumberColumn("value", places=2),
    ),
    (Links("needs", "condition", named_by="key"),),
)
FACT = Kind(
    "fact",
    Fact,
    (
        *_STATEMENT,
        *_columns(_FACT_COLUMNS),
    ),
    (Links("licenses", "license"),),
)
SPECIFICATION = Kind(
    "specification", Specification, (*_STATEMENT, *_columns("name part text note note_ko"), NumberColumn("value"))
)
DERIVATION = Kind(
    "derivation",
    Derivation,
    (
        *_STATEMENT,
        *_columns("relation part note note_ko"),
        KeyColumn("parent_model", "model"),
        KeyColumn("parent_dataset", "dataset"),
    ),
)
EVENT = Kind(
    "event",
    Event,
    (*_STATEMENT, *_columns("slug kind note note_ko speaker claim"), PartialDayColumns("date")),
    (
        Links("organizations", "organization"),
        Links("language_models", "model"),
        Links("datasets", "dataset"),
        Links("licenses", "license"),
        Links("topics", "topic"),
    ),
)


@dataclass(frozen=True)
class _Cites:
    """Citations: no records of their own, but written and compared like them."""

    fields: tuple[Column, ...] = (
        KeyColumn("source", "source"),
        *_columns("stance locator excerpt translation"),
        DayColumn("read"),
    )

    def record(self, row: models.Model) -> Record:
        return {field.name: field.of(row) for field in self.fields}

    def columns(self, record: Record, keys: Keys) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in self.fields:
            found |= field.columns(record[field.name], keys)
        return found


CITE = _Cites()

# In the order in which they can be written: each after what it names.
RECORDS = (SOURCE, ORGANIZATION, FAMILY, TOPIC, LICENSE, DATASET, MODEL)
STATEMENTS = (TERM, FACT, SPECIFICATION, DERIVATION, EVENT)
# By kind of subject: the column that names it, and the kinds of statement on it. Conditions go before rights.
ON: dict[str, tuple[str, tuple[Kind, ...]]] = {
    "license": ("license", (TERM,)),
    "dataset": ("dataset", (FACT, DERIVATION)),
    "model": ("language_model", (FACT, SPECIFICATION, DERIVATION)),
}
BY_NAME = {kind.name: kind for kind in (*RECORDS, *STATEMENTS)}


def slugs(kinds: Iterable[Kind] = RECORDS) -> Keys:
    """The keys of all rows that can be named by a slug."""
    return {kind.name: dict(kind.model._default_manager.values_list("slug", "pk")) for kind in kinds}
