"""Rules that several models share: constraints, and what a field's text must be."""

import re
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import CharField, CheckConstraint, JSONField, Q, TextField, URLField
from django.utils.translation import gettext_lazy as _
from license_expression import ExpressionError, Licensing

TEXT_LENGTH = 10_000  # characters of a note or summary: what is longer is no note
# Control characters, and those that turn the direction of what follows, so that a name reads as another one.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def one_of(field: str, values, *, name: str, message, blank: bool = False) -> CheckConstraint:
    """The field holds one of `values` (`choices` alone holds nothing in the database)."""
    allowed = [*values, ""] if blank else list(values)
    return CheckConstraint(name=name, condition=Q(**{f"{field}__in": allowed}), violation_error_message=message)


def exactly_one(keys: list[str], *, name: str, message) -> CheckConstraint:
    """Exactly one of the nullable keys is set."""
    condition = reduce(or_, (Q(**{f"{key}__isnull": key != chosen for key in keys}) for chosen in keys))
    return CheckConstraint(name=name, condition=condition, violation_error_message=message)


def license_expression(value: str) -> None:
    """Raises ValidationError for what is no expression of licenses."""
    try:
        Licensing().parse(value)
    except (ExpressionError, IndexError):  # the latter for empty brackets
        raise ValidationError(_("Write it as “mit OR apache-2.0”, with AND, OR, WITH and brackets.")) from None


def text_errors(row) -> dict[str, object]:
    """What is wrong with the texts of a row, by field: a character that nobody sees, no end, no address of the web."""
    errors: dict[str, object] = {}
    for field in row._meta.concrete_fields:
        if not field.editable or not isinstance(field, CharField | TextField | JSONField):
            continue
        value = getattr(row, field.attname)
        unseen = _UNSEEN.search("\n".join(map(str, value)) if isinstance(value, list) else str(value))
        if unseen:
            message = _("Here is a character that nobody can see: %(code)s. Type the text anew.")
            errors[field.name] = message % {"code": f"U+{ord(unseen[0]):04X}"}
        elif isinstance(field, TextField) and len(value) > TEXT_LENGTH:
            message = _("This has %(length)d characters; at most %(limit)d fit.")
            errors[field.name] = message % {"length": len(value), "limit": TEXT_LENGTH}
        elif isinstance(field, URLField) and value and not value.lower().startswith(("https://", "http://")):
            errors[field.name] = _("An address begins with https:// or http://.")
    return errors


def day_errors(row, *names: str) -> dict[str, object]:
    """Days on which something is said to have been done, and that are still to come. In: names of fields."""
    latest = date.today() + timedelta(days=1)  # somewhere it is tomorrow already
    return {name: _("This day is still to come.") for name in names if (day := getattr(row, name)) and day > latest}
