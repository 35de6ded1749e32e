"""Saving what a form holds: a statement with its citations, a record with its lists; each is one change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction

from kb.editorial.dependents import refresh_dependents
from kb.editorial.publication import refresh
from kb.editorial.revisions import revision, sign
from kb.models import Revision, Statement
from kb.vocabulary.editorial import Publication


@transaction.atomic
def save_statement(statement: Statement, *, parts: Callable[[], object], by: User | None, why: str) -> Revision | None:
    """Write a statement with all that hangs on it, leaving one row of history; publish it if it says so.

    In: the statement as it shall be, new or changed; `parts`, which writes its citations and licenses; `by` and `why`
    as for `publish`. Out: the revision; none if the public saw nothing of it before and sees nothing of it now.
    Raises NotSupported when no citation would support what is to be published, ValidationError when another rule
    refuses; then nothing is stored.
    """
    wanted = statement.publication
    stored = type(statement).objects.filter(pk=statement.pk).first() if statement.pk else None
    public = statement.is_published() or (stored is not None and stored.is_published())
    with revision(by=by, why=why, about=statement.subject()) if public else nullcontext() as made:
        # A published row is at no moment without support, yet the parts may take its only citation before they give
        # the next, and a new row has none. So it is written as a draft and becomes what it shall be at the end.
        statement.publication = Publication.DRAFT
        with _without_history(statement):
            statement.save()
            parts()
        statement.publication = wanted
        if statement.is_published():
            statement.refresh_from_db(fields=["support"])
            statement.check_support()
            statement.full_clean()
        _save_with_history(statement, by=by, why=why, is_new=stored is None)
        refresh([statement] if stored is None else [stored, statement])
    return made


def save_record(record: models.Model, *, parts: Callable[[], object], by: User | None, why: str) -> Revision:
    """Write a record and what hangs on it; bring up to date what repeats its name or rests on it.

    In, out: as for `save_statement`, but always one revision, as records are public.
    """
    is_new = record._state.adding
    with revision(by=by, why=why, about=record) as made:
        with _without_history(record):
            record.save()
            parts()
        _save_with_history(record, by=by, why=why, is_new=is_new)
        refresh_dependents(record)
    return made


@contextmanager
def _without_history(instance: Any) -> Iterator[None]:
    """Within, saves and changes of lists leave no history row: a form is one change, not one for each list."""
    instance.skip_history_when_saving = True
    try:
        yield
    finally:
        del instance.skip_history_when_saving


def _save_with_history(instance: Any, *, by: User | None, why: str, is_new: bool) -> None:
    sign(instance, by=by, why=why)
    instance.save()
    if is_new:  # The row exists already, so its history calls this a change.
        type(instance).history.filter(pk=instance.history.latest().pk).update(history_type="+")
