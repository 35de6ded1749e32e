"""Publishing and withdrawing statements: the one way in, for the admin, the loader and the shell."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from kb.catalogue.profiles import rebuild_profiles
from kb.editorial.revisions import revision, sign
from kb.models import Event, Fact, LicenseTerm, Revision, Statement
from kb.models.refusals import sentences
from kb.vocabulary.editorial import Publication

PUBLISH_PERMISSION = "kb.publish_statements"


def publish(statement: Statement, *, by: User | None, why: str) -> Revision:
    """Make a statement public and bring up to date every profile that rests on it.

    In: a saved statement; `by`, the editor (None for a command); `why`, one sentence for the list of changes.
    Out: the new revision. Raises NotSupported when no citation supports it, ValidationError when another rule refuses;
    then nothing is stored.
    """
    return _change(statement, Publication.PUBLISHED, by=by, why=why)


def withdraw(statement: Statement, *, by: User | None, why: str) -> Revision:
    """Take a statement out of public view. In, out as for `publish`; it stays stored, with its history."""
    return _change(statement, Publication.WITHDRAWN, by=by, why=why)


@dataclass
class Outcome:
    """Of an act on many statements: how many were done, and which were refused with the reason."""

    done: int = 0
    refused: list[tuple[Statement, str]] = field(default_factory=list)


def publish_all(statements: Iterable[Statement], *, by: User | None, why: str) -> Outcome:
    """Publish each that may be; one that is refused does not stop the others. One revision for all of them."""
    return _change_all(statements, Publication.PUBLISHED, by=by, why=why)


def withdraw_all(statements: Iterable[Statement], *, by: User | None, why: str) -> Outcome:
    """Withdraw all of them. One revision."""
    return _change_all(statements, Publication.WITHDRAWN, by=by, why=why)


def submit_all(statements: Iterable[Statement], *, by: User | None, why: str) -> Outcome:
    """Hand drafts in for review. The public sees nothing of it, so there is no revision; others are refused."""
    outcome = Outcome()
    with transaction.atomic():
        for statement in statements:
            statement.refresh_from_db()
            if statement.publication != Publication.DRAFT:
                outcome.refused.append((statement, _("Only a draft can be submitted for review.")))
                continue
            statement.publication = Publication.IN_REVIEW
            sign(statement, by=by, why=why)
            statement.save()
            outcome.done += 1
    return outcome


def refresh(statements: Iterable[Statement]) -> None:
    """Rebuild the profiles that rest on these statements, whatever kind they are."""
    keys: set[int] = set()
    for statement in statements:
        keys |= _touched(statement)
    rebuild_profiles(keys)


def _touched(statement: Statement) -> set[int]:
    """Keys of the models whose profile may change with the statement."""
    if isinstance(statement, Event):
        return set(statement.language_models.values_list("pk", flat=True))  # a leak is a mark beside the rung
    if isinstance(statement, LicenseTerm):
        rests = Q(licenses=statement.license_id)
        return set(Fact.objects.filter(rests, language_model__isnull=False).values_list("language_model", flat=True))
    key = getattr(statement, "language_model_id", None)
    return {key} if key else set()


def _change(statement: Statement, publication: Publication, *, by: User | None, why: str) -> Revision:
    with revision(by=by, why=why, about=statement.subject()) as made:
        statement.refresh_from_db()
        _write(statement, publication, by=by, why=why)
        refresh([statement])
    return made


def _change_all(statements, publication: Publication, *, by: User | None, why: str) -> Outcome:
    outcome = Outcome()
    changed = []
    with revision(by=by, why=why):
        for statement in statements:
            try:
                statement.refresh_from_db()
                _refuse_what_is_so_already(statement, publication)
                _write(statement, publication, by=by, why=why)
            except ValidationError as refusal:
                outcome.refused.append((statement, " ".join(refusal.messages)))
            else:
                changed.append(statement)
        refresh(changed)
        if not changed:
            transaction.set_rollback(True)  # nothing was written, so there is no revision either
    outcome.done = len(changed)
    return outcome


def _refuse_what_is_so_already(statement: Statement, publication: Publication) -> None:
    if statement.publication == publication:
        is_so = _("It is published already.") if statement.is_published() else _("It is withdrawn already.")
        raise ValidationError(is_so)


def _write(statement: Statement, publication: Publication, *, by: User | None, why: str) -> None:
    """In: the statement as it is stored now, not as it was when a form was opened."""
    before = statement.publication
    statement.publication = publication
    sign(statement, by=by, why=why)
    try:
        # The keys and constraints of a stored row are the database's to judge, which it does in words; asking it for
        # each of them first takes most of the time of an act on many.
        keys = {one.name for one in statement._meta.fields if one.is_relation}
        statement.full_clean(exclude=keys, validate_constraints=False)
        with transaction.atomic():
            statement.save()
    except ValidationError:
        statement.publication = before
        raise
    except IntegrityError as refusal:
        statement.publication = before
        raise ValidationError(sentences(refusal)) from refusal
