"""Whose a row is: who wrote its first row of history. What a command loaded is nobody's."""

from django.contrib.auth.models import User
from django.db.models import Exists, Model, OuterRef, QuerySet


def begun_by(rows: QuerySet, user: User) -> QuerySet:
    """Those of the rows that `user` made. In: a queryset of anything with a history."""
    history = rows.model.history  # type: ignore[attr-defined]
    return rows.filter(Exists(history.filter(id=OuterRef("pk"), history_type="+", history_user=user)))


def is_begun_by(row: Model, user: User) -> bool:
    """Whether `user` made it. Asked of the database once for each row in memory, as a page asks several times."""
    known = row.__dict__.setdefault("_begun_by", {})
    if user.pk not in known:
        known[user.pk] = begun_by(type(row)._default_manager.filter(pk=row.pk), user).exists()
    return known[user.pk]
