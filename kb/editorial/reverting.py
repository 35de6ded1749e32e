"""Reverting: a new revision puts back what an earlier one changed, and touches nothing that was changed since."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from kb.editorial.deletion import delete, what_protects
from kb.editorial.revisions import revision
from kb.editorial.saving import save_record, save_statement
from kb.models import (
    STATEMENT_KEYS,
    STATEMENTS,
    Citation,
    Dataset,
    Family,
    LanguageModel,
    License,
    Organization,
    Revision,
    Source,
    Statement,
    Topic,
)
from kb.models.refusals import sentences
from kb.vocabulary.editorial import Publication

# What others rest on comes first: it has to be there before them, and goes after them.
_RECORDS = (Organization, Family, Topic, Source, License, Dataset, LanguageModel)
_TRACKED: tuple[Any, ...] = (*_RECORDS, *STATEMENTS, Citation)
MOST = 500  # rows; what a load of files did is undone by loading the files as they were


class CannotRevert(ValidationError):
    """Something stands in the way, so nothing was written. `messages`: what, a sentence each."""


@dataclass(frozen=True)
class Undo:
    """What a revision did to one row. `before`, `after`: its rows of history then; None where it was not there."""

    model: Any  # the class
    key: int
    before: Any
    after: Any

    @property
    def known(self) -> Any:
        """A row of history that says what it is about."""
        return self.after or self.before


@dataclass
class _Edit:
    """What a revision did to one statement: to the row itself, if anything, and to its citations."""

    own: Undo | None = None
    citations: list[Undo] = field(default_factory=list)


def undoes(number: int, only: models.Model | None = None) -> list[Undo]:
    """What a revision did, a row each; in two queries for each kind of thing that it touched.

    In: its number; `only`, a record or statement with its citations (None: everything). Raises CannotRevert for a
    revision of more than `MOST` rows.
    """
    found: list[Undo] = []
    for model in _TRACKED:
        rows = model.history.filter(revision=number).order_by("history_id")
        if only is not None:
            rows = _about(rows, model, only)
        if rows is not None:
            found += _undoes_of(model, list(rows[: MOST + 1]))
        if len(found) > MOST:
            message = _("This revision changed more than %(count)d rows; load the files as they were.")
            raise CannotRevert(message % {"count": MOST})
    return found


def _about(rows: models.QuerySet, model: Any, only: models.Model) -> models.QuerySet | None:
    if model is type(only):
        return rows.filter(id=only.pk)
    if model is Citation and isinstance(only, Statement):
        return rows.filter(**{f"{only.citation_key}_id": only.pk})
    return None


def _undoes_of(model: Any, rows: list) -> list[Undo]:
    """In: rows of history of one revision, oldest first. A row that came and went within it is left out."""
    by_key: dict[int, list] = defaultdict(list)
    for row in rows:
        by_key[row.id].append(row)
    firsts = {key: mine[0].history_id for key, mine in by_key.items()}
    earlier: dict[int, Any] = {}
    for row in model.history.filter(id__in=list(by_key)).order_by("history_id"):
        if row.history_id < firsts[row.id]:
            earlier[row.id] = row
    found = []
    for key, mine in by_key.items():
        before, after = _there(earlier.get(key)), _there(mine[-1])
        if before or after:
            found.append(Undo(model, key, before, after))
    return found


def _there(row: Any) -> Any:
    return None if row is None or row.history_type == "-" else row


def revert(number: int, *, by: User | None, why: str, only: models.Model | None = None) -> Revision:
    """Undo a revision, or what it did to one record or statement, in a new revision.

    What it changed is put back, what it deleted comes back; a statement that it made is withdrawn, a record that it
    made is deleted (a source only if nothing cites it). In: as for `undoes`; `by` and `why` as for `publish`. Raises
    CannotRevert where any of it was changed since, where something rests on what would go, or where a rule refuses
    what was there before.
    """
    found = undoes(number, only)
    if not found:
        raise CannotRevert(_("Nothing in this revision can be put back."))
    records = [one for one in found if one.model in _RECORDS]
    edits = _edits(found)
    with revision(by=by, why=why, about=_subject(found, only)) as made:
        # Only now, when nobody else makes a revision any more: what is changed between the two would be lost.
        if obstacles := [sentence for one in found for sentence in changed_since(one)]:
            raise CannotRevert(obstacles)
        try:
            for edit in edits:
                if edit.own and not edit.own.before:
                    _withdraw(edit.own, by=by, why=why)
            for one in records:
                if one.before:
                    _put_back_record(one, by=by, why=why)
            for edit in edits:
                if not edit.own or edit.own.before:
                    _put_back_statement(edit, by=by, why=why)
            for one in reversed(records):
                if not one.before:
                    _take_away(one, by=by, why=why)
        except (ValidationError, IntegrityError) as refusal:
            raise CannotRevert(sentences(refusal)) from refusal
    return made


def changed_since(one: Undo) -> list[str]:
    """Sentences on what was changed after the revision, and would be lost; none where it stands as it was left."""
    row = one.model._default_manager.filter(pk=one.key).first()
    if one.after is None:
        return [_("“%(thing)s” is there again.") % {"thing": row}] if row else []
    if row is None:
        return [_("“%(thing)s” was deleted since.") % {"thing": one.after.instance}]
    differing = [label for name, label in _differing(one) if _value(one.after, name) != _value(row, name)]
    if not differing:
        return []
    return [_("“%(thing)s” was changed since: %(fields)s.") % {"thing": row, "fields": ", ".join(differing)}]


def _differing(one: Undo) -> list[tuple[str, str]]:
    """What a revision changed of a row: names of columns and lists, with what editors call them."""
    history = one.model.history.model
    columns = [(each.attname, each.verbose_name) for each in history.tracked_fields if not each.primary_key]
    lists = [(each.name, each.verbose_name) for each in history._history_m2m_fields]
    return [
        (name, str(label))
        for name, label in [*columns, *lists]
        if not one.before or _value(one.before, name) != _value(one.after, name)
    ]


def _value(row: Any, name: str) -> Any:
    """Of a column; of a list, the keys of its members. In: a row of a table or of its history."""
    value = getattr(row, name)
    if not hasattr(value, "all"):
        return value
    if hasattr(row, "history_id"):
        key = type(row).instance_type._meta.get_field(name).m2m_reverse_field_name()
        return set(value.values_list(f"{key}_id", flat=True))
    return set(value.values_list("pk", flat=True))


def _edits(found: Iterable[Undo]) -> list[_Edit]:
    """By statement, in the order in which they were changed."""
    edits: dict[tuple[Any, int], _Edit] = defaultdict(_Edit)
    for one in found:
        if one.model in STATEMENTS:
            edits[one.model, one.key].own = one
        elif one.model is Citation:
            edits[_statement_of(one)].citations.append(one)
    return list(edits.values())


def _statement_of(citation: Undo) -> tuple[Any, int]:
    for model in STATEMENTS:
        if key := getattr(citation.known, f"{model.citation_key}_id"):
            return model, key
    raise LookupError(f"citation {citation.key} carries none of {STATEMENT_KEYS}")


def _subject(found: list[Undo], only: models.Model | None) -> models.Model | None:
    """What the list of changes names: the one record that all of it is about, if there is one."""
    if only is not None:
        return only.subject() if isinstance(only, Statement) else only
    subjects = set()
    for one in found:
        model, key = (one.model, one.key) if one.model is not Citation else _statement_of(one)
        row = model._default_manager.filter(pk=key).first()
        subjects.add(row.subject() if isinstance(row, Statement) else row)
    return subjects.pop() if len(subjects) == 1 else None


def _withdraw(one: Undo, *, by: User | None, why: str) -> None:
    statement = one.model._default_manager.select_for_update(of=("self",)).get(pk=one.key)
    statement.publication = Publication.WITHDRAWN
    save_statement(statement, parts=lambda: None, by=by, why=why)


def _take_away(one: Undo, *, by: User | None, why: str) -> None:
    rows = one.model._default_manager.filter(pk=one.key)
    if one.model is Source and any(what_protects(row) for row in rows):
        return  # what was withdrawn still cites it
    delete(rows, by=by, why=why)


def _put_back_record(one: Undo, *, by: User | None, why: str) -> None:
    record, lists = _as_before(one)
    save_record(record, parts=lists, by=by, why=why)


def _put_back_statement(edit: _Edit, *, by: User | None, why: str) -> None:
    if edit.own:
        statement, lists = _as_before(edit.own)
    else:
        model, key = _statement_of(edit.citations[0])
        statement, lists = model._default_manager.select_for_update(of=("self",)).get(pk=key), lambda: None

    def parts():
        lists()
        for one in edit.citations:
            if one.before:
                citation, _lists = _as_before(one)
                citation.save()
            else:
                Citation.objects.get(pk=one.key).delete()

    save_statement(statement, parts=parts, by=by, why=why)


def _as_before(one: Undo) -> tuple[Any, Any]:
    """The row as it shall be, and what writes its lists once it is there. What others changed since stays."""
    row = one.model._default_manager.select_for_update(of=("self",)).filter(pk=one.key).first()
    lists = [each.name for each in one.model.history.model._history_m2m_fields]
    if row is None:
        row = one.before.instance
    else:
        differing = [name for name, _label in _differing(one)]
        lists = [name for name in lists if name in differing]
        for name in differing:
            if name not in lists:
                setattr(row, name, _value(one.before, name))

    def write_lists() -> None:
        for name in lists:
            getattr(row, name).set(_value(one.before, name))

    return row, write_lists
