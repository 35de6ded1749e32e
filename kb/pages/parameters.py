"""The query string of a list: read without ever failing, and what was wrong with it said by name."""

import re
from collections.abc import Collection, Sequence
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kb.catalogue.search import quoted

TEXT_LIMIT = 100  # characters of a search; no name is longer
_NAMED = 5  # parameters unknown here that are named
_COUNTING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref|ref_src", re.ASCII)
_SHOWN = 40  # characters of a wrong value that are repeated to the reader


class Parameters:
    """Parameters, mostly single-valued. What is wrong is left out and named in `problems`; ask for those last."""

    def __init__(self, query: QueryDict):
        self._query = query
        self._known: set[str] = set()
        self._problems: list[str] = []
        # What was understood, in the order it was asked for: the state of the page as its links repeat it.
        self.state: dict[str, str] = {}

    def text(self, name: str) -> str:
        """Free text without control characters, cut to `TEXT_LIMIT`."""
        value = _printable(self._single(name)).strip()
        if len(value) > TEXT_LIMIT:
            self._problems.append(
                _("“%(name)s” is longer than %(limit)s characters; only those were searched.")
                % {"name": name, "limit": TEXT_LIMIT}
            )
            value = value[:TEXT_LIMIT].strip()
        return self._understood(name, value)

    def several(self, name: str) -> list[str]:
        """All values of a parameter that may be given more than once, as they are."""
        self._known.add(name)
        return self._query.getlist(name)

    def choice(self, name: str, allowed: Collection[str]) -> str:
        """One of `allowed`, else nothing."""
        value = self._single(name)
        if value and value not in allowed:
            self._problems.append(
                _("“%(value)s” is not among the choices for “%(name)s” and was left out.")
                % {"name": name, "value": _shown(value)}
            )
            value = ""
        return self._understood(name, value)

    def page(self, rows: Sequence, *, per_page: int) -> Page:
        """The page asked for; the first for nonsense, the last for a number that is too high."""
        paginator = Paginator(rows, per_page)
        value = self._single("page")
        if not value:
            return paginator.page(1)
        if not (value.isascii() and value.isdecimal() and len(value) < 8 and int(value)):
            self._problems.append(
                _("“%(value)s” is not the number of a page; this is the first.") % {"value": _shown(value)}
            )
            return paginator.page(1)
        if int(value) > paginator.num_pages:
            self._problems.append(
                _("There is no page %(number)s; this is the last of %(pages)s.")
                % {"number": int(value), "pages": paginator.num_pages}
            )
        return paginator.get_page(int(value))

    def link(self, **changes: str | int) -> str:
        """The query string of this page with some parameters changed; an empty value leaves one out."""
        kept = {name: value for name, value in {**self.state, **changes}.items() if value}
        return f"?{urlencode(kept)}" if kept else "?"

    def refuse(self, name: str, value: str) -> None:
        """Leave out a value that was understood but stands for nothing, and say so."""
        self.state.pop(name, None)
        self._problems.append(
            _("Nothing is called “%(value)s”; “%(name)s” was left out.") % {"name": name, "value": _shown(value)}
        )

    def chips(self, **labels: str | Promise) -> list[dict]:
        """Active choices with the address of the page without each. In: the words shown, by name of the parameter."""
        return [
            {"label": label, "without": self.link(**{name: ""})} for name, label in labels.items() if name in self.state
        ]

    @property
    def problems(self) -> list[str]:
        unknown = strangers(self._query, self._known)
        return [*self._problems, unknown] if unknown else self._problems

    def _single(self, name: str) -> str:
        self._known.add(name)
        values = self._query.getlist(name)
        if len(values) > 1:
            self._problems.append(_("“%(name)s” was given more than once; the last one counts.") % {"name": name})
        return values[-1] if values else ""

    def _understood(self, name: str, value: str) -> str:
        if value:
            self.state[name] = value
        return value


def strangers(query: QueryDict, known: Collection[str]) -> str:
    """One sentence on the parameters that a page does not know. Empty for none, and for those by which sites count."""
    names = [name for name in query if name not in known and not _COUNTING.fullmatch(name)]
    if not names:
        return ""
    message = ngettext(
        "This page knows no %(names)s; it was left out.",
        "This page knows none of %(names)s; they were left out.",
        len(names),
    )
    named = ", ".join(quoted(_shown(name)) for name in names[:_NAMED])
    return message % {"names": f"{named}…" if len(names) > _NAMED else named}


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())


def _shown(text: str) -> str:
    """A wrong value as it may be repeated: printable and short."""
    clean = _printable(text)
    return clean if len(clean) <= _SHOWN else f"{clean[:_SHOWN]}…"
