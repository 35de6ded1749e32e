"""Rows in bulk, with their links, citations and history. Called within a revision; it decides nothing.

A statement's support is counted from its citations by the database, so a new or rewritten one is a draft until its
citations stand, and gets its publication last. Its history says only how it ended up.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils import timezone

from kb.exchange.kinds import CITE, KeyColumn, Keys, Kind, Links
from kb.exchange.records import Record, digest
from kb.models import Citation, LicenseRelation
from kb.vocabulary.editorial import Publication

_ROWS_IN_AN_UPDATE = 50  # a bulk update is one CASE for each column, which grows with both


@dataclass
class Writing:
    """One row to be written: a new one, or `row` as it is stored, whose record was `before`."""

    record: Record
    row: Any = None
    before: Record | None = None
    subject: dict[str, int] | None = None  # columns that name what a statement is about


def write(kind: Kind, writings: list[Writing], keys: Keys) -> None:
    """Create and change rows of one kind; each writing has its row afterwards, and new slugs are in `keys`."""
    if not writings:
        return
    new = [writing for writing in writings if writing.row is None]
    old = [writing for writing in writings if writing.row is not None]
    if kind.is_statement:
        _set_publication(kind, [writing.row for writing in old], Publication.DRAFT)
    _change(kind, old, keys)
    _create(kind, new, keys)
    _link(kind, [writing for writing in writings if _links_differ(kind, writing)], keys)
    if kind.is_statement:
        _cite(kind, [writing for writing in writings if _differs(writing, "cites")], keys)
        _publish(kind, writings)
    _remember(kind, [writing.row for writing in new], is_new=True)
    _remember(kind, [writing.row for writing in old], is_new=False)


def stamp(kind: Kind, rows: Iterable[tuple[Any, str]]) -> None:
    """Note how rows that stay as they are compare with the files. Not a change: no history."""
    for row, mark in rows:
        kind.model._default_manager.filter(pk=row.pk).update(loaded_digest=mark)


def _values(kind: Kind, writing: Writing, keys: Keys) -> dict[str, Any]:
    values = kind.columns(writing.record, keys) | (writing.subject or {}) | {"loaded_digest": digest(writing.record)}
    if kind.is_statement:
        values["publication"] = Publication.DRAFT.value
    return values


def _create(kind: Kind, writings: list[Writing], keys: Keys) -> None:
    rows = [kind.model(**_values(kind, writing, keys)) for writing in writings]
    _derive(kind, rows)
    kind.model._default_manager.bulk_create(rows)
    for writing, row in zip(writings, rows, strict=True):
        writing.row = row
        if kind.name in keys:
            keys[kind.name][writing.record["slug"]] = row.pk


def _change(kind: Kind, writings: list[Writing], keys: Keys) -> None:
    if not writings:
        return
    for writing in writings:
        for name, value in _values(kind, writing, keys).items():
            setattr(writing.row, name, value)
        if kind.is_statement:
            writing.row.changed_at = timezone.now()  # a bulk update sets no time by itself
    rows = [writing.row for writing in writings]
    _derive(kind, rows)
    derived = ["changed_at"] if kind.is_statement else ["search_text"] + ["sort_key"] * hasattr(kind.model, "sort_key")
    columns = [kind.model._meta.get_field(name).name for name in _values(kind, writings[0], keys)]
    kind.model._default_manager.bulk_update(rows, [*columns, *derived], batch_size=_ROWS_IN_AN_UPDATE)


def _derive(kind: Kind, rows: list[Any]) -> None:
    """Search text and sort key, as save() would; they name the maker and the family."""
    if kind.is_statement or not rows:
        return
    needed = [field.name for field in kind.fields if isinstance(field, KeyColumn)]
    if needed:
        prefetch_related_objects(rows, *needed)
    for row in rows:
        row.derive()


def _differs(writing: Writing, name: str) -> bool:
    return writing.before is None or writing.before[name] != writing.record[name]


def _links_differ(kind: Kind, writing: Writing) -> bool:
    return any(_differs(writing, link.name) for link in kind.links)


def _through(kind: Kind, link: Links) -> tuple[type[models.Model], str, str]:
    """The table of a relation of many to many, and its two columns."""
    field = kind.model._meta.get_field(link.name)
    return field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()  # type: ignore[union-attr]


def _link(kind: Kind, writings: list[Writing], keys: Keys) -> None:
    if not writings:
        return
    rows = [writing.row.pk for writing in writings if writing.before is not None]
    for link in kind.links:
        table, own, other = _through(kind, link)
        if rows:
            table._default_manager.filter(**{f"{own}__in": rows}).delete()
        links = []
        for writing in writings:
            known = _keys_of(kind, link, writing, keys)
            links += [table(**{own: writing.row.pk, other: known[slug]}) for slug in writing.record[link.name]]
        table._default_manager.bulk_create(links)


def _keys_of(kind: Kind, link: Links, writing: Writing, keys: Keys) -> dict[str, int]:
    """Keys of what a link may name: all of a kind, or the conditions of the same license."""
    if link.kind != "condition":
        return keys[link.kind]
    conditions = kind.model._default_manager.filter(license_id=writing.row.license_id).exclude(key="")
    return dict(conditions.values_list("key", "pk"))


def _cite(kind: Kind, writings: list[Writing], keys: Keys) -> None:
    """Replace the citations as a list."""
    own = kind.model.citation_key  # type: ignore[attr-defined]
    replaced = [writing.row.pk for writing in writings if writing.before is not None]
    if replaced:
        Citation.objects.filter(**{f"{own}__in": replaced}).delete()  # signals write their history
    cites = [
        Citation(**{f"{own}_id": writing.row.pk}, **CITE.columns(cite, keys), position=position)
        for writing in writings
        for position, cite in enumerate(writing.record["cites"])
    ]
    Citation.objects.bulk_create(cites)
    Citation.history.bulk_history_create(cites)


def _set_publication(kind: Kind, rows: list[Any], publication: str) -> None:
    if rows:
        kind.model._default_manager.filter(pk__in=[row.pk for row in rows]).update(publication=publication)


def _publish(kind: Kind, writings: list[Writing]) -> None:
    by_state = defaultdict(list)
    for writing in writings:
        by_state[writing.record["publication"]].append(writing.row)
        writing.row.publication = writing.record["publication"]
    for publication, rows in by_state.items():
        if publication != Publication.DRAFT:
            _set_publication(kind, rows, publication)


def _remember(kind: Kind, rows: list[Any], *, is_new: bool) -> None:
    """History rows; their default is the current revision."""
    if not rows:
        return
    history = kind.model.history  # type: ignore[attr-defined]
    made = history.bulk_history_create(rows, update=not is_new)
    of_row = {row.pk: one for row, one in zip(rows, made, strict=True)}
    for link in kind.links:
        table, own, _other = _through(kind, link)
        links = table._default_manager.filter(**{f"{own}__in": list(of_row)})
        remembered = getattr(history.model, link.name).model
        names = [field.attname for field in table._meta.concrete_fields]
        remembered.objects.bulk_create(
            remembered(history=of_row[getattr(one, own)], **{name: getattr(one, name) for name in names})
            for one in links
        )


def write_relations(relations: dict[str, list[list[str]]], keys: Keys) -> None:
    """Replace how licenses stand to others, once all licenses are there. In: by slug: kind, other license, note."""
    licenses = keys["license"]
    LicenseRelation.objects.filter(license__in=[licenses[slug] for slug in relations]).delete()
    LicenseRelation.objects.bulk_create(
        LicenseRelation(license_id=licenses[slug], kind=kind, other_id=licenses[other], note=note)
        for slug, stated in relations.items()
        for kind, other, note in stated
    )
