"""What the database refuses, in words: for the shell, a command, whoever comes past forms and `full_clean`."""

import re

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext_lazy as _

# What triggers say (migrations 0005 and 0006).
_SAID_BY_TRIGGERS = {
    "nothing is published without a citation that supports it": _(
        "Nothing is published without a citation that supports it."
    ),
    "published facts on the same part do not overlap": _("Published facts on the same part do not overlap."),
    "an excerpt has at most 20 words and 200 characters": _("An excerpt has at most 20 words and 200 characters."),
    "what is published is withdrawn before it goes": _(
        "A published statement cannot be deleted, nor what it is about. Withdraw it first."
    ),
    "an address begins with https:// or http://": _("An address begins with https:// or http://."),
}
_BY_NAME = re.compile(r"CHECK constraint failed: (\w+)")


def explain_refusals(connection, **_options) -> None:
    """Let every refusal on this connection be said in words. Receiver of `connection_created`."""
    if _in_words not in connection.execute_wrappers:
        connection.execute_wrappers.append(_in_words)


class Refused(IntegrityError):
    """A rule of ours was broken; the message is its sentence."""


def sentences(refusal: ValidationError | IntegrityError) -> list[str]:
    """What to tell whoever was refused, by a rule or by the database."""
    if isinstance(refusal, ValidationError):
        return refusal.messages
    if isinstance(refusal, Refused):
        return [str(refusal)]
    return [_("The database refused this, perhaps as somebody else has just changed what it rests on. Try again.")]


def _in_words(execute, sql, params, many, context):
    try:
        return execute(sql, params, many, context)
    except IntegrityError as refusal:
        sentence = _sentence(refusal)
        if sentence is None:
            raise
        raise Refused(str(sentence)) from refusal


def _sentence(refusal: IntegrityError):
    """The sentence for a rule of ours that was broken; None for any other."""
    said = getattr(refusal.__cause__, "diag", None)  # psycopg tells more than its text
    text = said.message_primary if said else str(refusal)
    if text in _SAID_BY_TRIGGERS:
        return _SAID_BY_TRIGGERS[text]
    named = _BY_NAME.match(text)
    name = said.constraint_name if said else named and named[1]
    for model in apps.get_app_config("kb").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name or (not name and _is_on(model, constraint, text)):
                return constraint.violation_error_message
    return None


def _is_on(model, constraint, text: str) -> bool:
    """Whether SQLite means this unique constraint: it names its table and columns."""
    if not isinstance(constraint, models.UniqueConstraint):
        return False
    table = model._meta.db_table
    columns = [f"{table}.{model._meta.get_field(field).column}" for field in constraint.fields]
    return text == f"UNIQUE constraint failed: {', '.join(columns)}"
