"""Constraints that several models share."""

from functools import reduce
from operator import or_

from django.db.models import CheckConstraint, Q


def one_of(field: str, values, *, name: str, message, blank: bool = False) -> CheckConstraint:
    """The field holds one of `values` (`choices` alone holds nothing in the database)."""
    allowed = [*values, ""] if blank else list(values)
    return CheckConstraint(name=name, condition=Q(**{f"{field}__in": allowed}), violation_error_message=message)


def exactly_one(keys: list[str], *, name: str, message) -> CheckConstraint:
    """Exactly one of the nullable keys is set."""
    condition = reduce(or_, (Q(**{f"{key}__isnull": key != chosen for key in keys}) for chosen in keys))
    return CheckConstraint(name=name, condition=condition, violation_error_message=message)
