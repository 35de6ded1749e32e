"""Reasons of changes that the software gives by itself: stored in English, told in the language of the reader.

What an editor wrote matches none of them and is told as it stands.
"""

import re

from django.apps import apps
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop, override

LOADED = gettext_noop("Loaded from files")
WORKED_OUT_AGAIN = gettext_noop("Worked out again what follows from the facts")
VISITED = gettext_noop("Sources visited: what is gone, changed or moved is marked")
READ_AGAIN = gettext_noop("Sources read again: their content as it is now is accepted")
GENERATED = gettext_noop("Generated %(count)s models")
ADDED = gettext_noop("%(kind)s added: %(name)s")
CHANGED = gettext_noop("%(kind)s changed: %(name)s")
DELETED = gettext_noop("%(kind)s deleted: %(name)s")
DELETED_TOGETHER = gettext_noop("Deleted in bulk: %(kind)s.")
PUBLISHED_TOGETHER = gettext_noop("Published together: %(kind)s, %(count)s selected.")
WITHDRAWN_TOGETHER = gettext_noop("Withdrawn together: %(kind)s, %(count)s selected.")
SUBMITTED_TOGETHER = gettext_noop("Submitted for review together: %(kind)s, %(count)s selected.")
SUGGESTED = gettext_noop("Suggested by a reader")
REVERTED = gettext_noop("Revision %(count)s reverted")
REVERTED_IN_PART = gettext_noop("%(kind)s put back as before revision %(count)s: %(name)s")

_ALL = (
    LOADED,
    WORKED_OUT_AGAIN,
    VISITED,
    READ_AGAIN,
    GENERATED,
    ADDED,
    CHANGED,
    DELETED,
    DELETED_TOGETHER,
    PUBLISHED_TOGETHER,
    WITHDRAWN_TOGETHER,
    SUBMITTED_TOGETHER,
    SUGGESTED,
    REVERTED,
    REVERTED_IN_PART,
)
_PART = {"kind": r"(?P<kind>[A-Z]\w+)", "name": r"(?P<name>.+)", "count": r"(?P<count>\d+)"}
_PATTERNS = {
    reason: re.compile(
        "".join(_PART.get(piece, re.escape(piece)) for piece in re.split(r"%\((\w+)\)s", reason)), re.DOTALL
    )
    for reason in _ALL
}


def written(reason: str, **parts: object) -> str:
    """A reason as it is stored. In: one of those above; `kind`, the name of a class; `name`, a record; `count`."""
    with override(settings.LANGUAGE_CODE):
        return (reason % parts)[:300]


def told(why: str) -> str:
    """A stored reason for readers of the present language. In: whoever gave it."""
    for reason, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(why):
            parts = found.groupdict()
            try:
                if "kind" in parts:
                    parts["kind"] = capfirst(apps.get_model("kb", parts["kind"])._meta.verbose_name)
            except LookupError:
                return why
            return gettext(reason) % parts
    return why
