"""A revision around a change: one number, author and reason for everything that is written within."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import translation

from kb.models import Revision
from kb.models.revision import current_revision

REASON_LENGTH = 100  # what a history row has room for; the revision keeps all of a reason


def sign(instance: Any, *, by: User | None, why: str) -> None:
    """Say who writes the next history row of an instance, and why. In: any record or statement."""
    instance._history_user = by
    instance._change_reason = why[:REASON_LENGTH]


@contextmanager
def revision(*, by: User | None, why: str, about=None) -> Iterator[Revision]:
    """One transaction that is one revision; history rows written within carry its number.

    In: `by`, who (None for a command); `why`, a sentence for the list of changes; `about`, the record that changed, if
    it is one. Within another revision it joins that one. Out: the revision.

    Revisions are made one after another, so that their numbers have no gap and become visible in their order: what is
    keyed by the newest number (conditional requests, the index of models) never misses one.
    """
    with transaction.atomic():
        if (number := current_revision()) is not None:
            yield Revision.objects.get(number=number)
            return
        take_turn()
        with translation.override(settings.LANGUAGE_CODE):  # the address without a language
            address = about.get_absolute_url() if about else ""
        made = Revision.objects.create(
            # Not the database's next number: it would be used up by a transaction that comes to nothing.
            number=Revision.objects.latest_number() + 1,
            by=by,
            why=why[:300],
            subject=str(about)[:200] if about else "",
            subject_url=address,
        )
        with made.recording():
            yield made


def take_turn(at: str = "kb_revision") -> None:
    """Wait until no other transaction does the same: makes a revision, or what else `at` names.

    On SQLite the transaction itself has seen to it.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [at])
