"""History of one object for its editors: who, when, why, and each field from what to what; citations included."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import ForeignKey, Max
from django.utils import formats
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kb.models import STATEMENT_KEYS, Citation, Statement, reasons

_LIMIT = 200  # newest rows of the object, and of its citations
_TOLD = 10  # newest changes that a refused save names
_ACTS = {
    "+": pgettext_lazy("act in a history", "added"),
    "~": pgettext_lazy("act in a history", "changed"),
    "-": pgettext_lazy("act in a history", "deleted"),
}
_CITATION_ACTS = {
    "+": gettext_lazy("citation added"),
    "~": gettext_lazy("citation changed"),
    "-": gettext_lazy("citation removed"),
}
# What a citation was, when it was added or removed; the key to its statement says nothing here.
_CITATION_FIELDS = ["source", "stance", "locator", "excerpt", "translation", "read"]


@dataclass(frozen=True)
class Change:
    """One field, from what to what, as text."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One row of history. `revision` is None for a change that the public did not see."""

    number: int
    is_on_a_citation: bool
    at: datetime
    by: User | None
    act: str
    why: str
    revision: int | None
    changes: list[Change] = field(default_factory=list)
    address: str = ""  # where an editor undoes what the revision did here


def entries(obj) -> tuple[list[Entry], bool]:
    """The history of a record or statement, newest first, and whether older rows were left out.

    A fixed number of queries, however long it is: two for the rows, one for each key and each list among the fields.
    """
    rows = list(_rows(type(obj)).filter(**{obj._meta.pk.attname: obj.pk})[: _LIMIT + 1])
    found = _compared(type(obj), rows, acts=_ACTS)
    more = len(rows) > _LIMIT
    if isinstance(obj, Statement):
        cited = list(_rows(Citation).filter(**{f"{obj.citation_key}_id": obj.pk})[: _LIMIT + 1])
        found += _compared(Citation, cited, acts=_CITATION_ACTS, described=_CITATION_FIELDS)
        more = more or len(cited) > _LIMIT
    return sorted(found, key=lambda entry: entry.at, reverse=True)[: 2 * _LIMIT], more


def differences(model, pairs: list[tuple]) -> list[list[Change]]:
    """From what to what each pair of rows of history of `model` differs; of one that is None nothing is told."""
    shown = _Shown(model, [row for pair in pairs for row in pair if row])
    described = _CITATION_FIELDS if model is Citation else [one.name for one in shown.fields]
    return [
        shown.difference(old, new) if old and new else shown.all(old or new, described, removed=new is None)
        for old, new in pairs
    ]


def version(obj) -> str:
    """The state that a form shows: the newest row of history of the object and of its citations."""
    newest = type(obj).history.filter(**{obj._meta.pk.attname: obj.pk}).aggregate(Max("history_id"))
    found = [newest["history_id__max"]]
    if isinstance(obj, Statement):
        cited = Citation.history.filter(**{f"{obj.citation_key}_id": obj.pk}).aggregate(Max("history_id"))
        found.append(cited["history_id__max"])
    return ".".join(str(number or 0) for number in found)


def told_since(obj, opened: str) -> list[str]:
    """What happened to it after the version that was opened: a sentence for each act, newest first."""
    numbers = [int(number) if number.isdecimal() else 0 for number in opened.split(".")] + [0, 0]
    found = [entry for entry in entries(obj)[0] if entry.number > numbers[entry.is_on_a_citation]]
    return [_told(entry) for entry in found[:_TOLD]]


def _told(entry: Entry) -> str:
    by = entry.by.get_username() if entry.by else _("a command")
    changes = "; ".join(f"{one.field}: “{_short(one.old)}” → “{_short(one.new)}”" for one in entry.changes)
    return f"{by}, {formats.localize(localtime(entry.at))}, {entry.act}: {changes or entry.why}"


def _short(text: str) -> str:
    return Truncator(text or "–").chars(300)


def _rows(model):
    return model.history.select_related("history_user", "revision")


def _compared(model, rows: list, *, acts, described: list[str] | None = None) -> list[Entry]:
    """Each row with what differs from the row before it. In: rows of one or more objects of `model`, newest first."""
    shown = _Shown(model, rows)
    before = {}
    previous = {}
    for row in reversed(rows):
        before[row.pk] = previous.get(row.id)
        previous[row.id] = row
    found = []
    for row in rows:
        if described is not None and row.history_type != "~":
            changes = shown.all(row, described, removed=row.history_type == "-")
        else:
            changes = shown.difference(before[row.pk], row)
        found.append(
            Entry(
                number=row.pk,
                is_on_a_citation=model is Citation,
                at=row.history_date,
                by=row.history_user,
                act=str(acts[row.history_type]),
                why=reasons.told(row.revision.why if row.revision else row.history_change_reason or ""),
                revision=row.revision_id,
                changes=changes,
            )
        )
    return found


class _Shown:
    """Values of history rows as text, with the names of what keys and lists point to loaded at once."""

    def __init__(self, model, rows: list):
        history_model = model.history.model
        self.fields = [one for one in history_model.tracked_fields if one.name not in ("id", "position")]
        self.fields = [one for one in self.fields if model is not Citation or one.name not in STATEMENT_KEYS]
        self.lists = list(history_model._history_m2m_fields)
        self.members = {one.name: self._members(history_model, one, rows) for one in self.lists}
        self.names = {}
        for one in [*self.fields, *self.lists]:
            if one.related_model:
                self.names[one.name] = self._names(one, rows)

    def difference(self, old, new) -> list[Change]:
        if old is None or new.history_type == "-":
            return []
        pairs = [(one, getattr(old, one.attname), getattr(new, one.attname)) for one in self.fields]
        pairs += [(one, self._member_keys(one, old), self._member_keys(one, new)) for one in self.lists]
        return [
            Change(_label(one), self._text(one, was), self._text(one, became))
            for one, was, became in pairs
            if was != became
        ]

    def all(self, row, names: list[str], *, removed: bool) -> list[Change]:
        """Every field that says something, as added or as removed."""
        changes = []
        for one in self.fields:
            value = getattr(row, one.attname)
            if one.name in names and value not in ("", None):
                text = self._text(one, value)
                changes.append(Change(_label(one), text if removed else "", "" if removed else text))
        return changes

    def _member_keys(self, one, row) -> list[int]:
        return sorted(self.members[one.name][row.pk])

    @staticmethod
    def _members(history_model, one, rows) -> dict[int, list[int]]:
        """Keys of a list's members for each history row."""
        found = defaultdict(list)
        key = f"{one.m2m_reverse_field_name()}_id"
        model = getattr(history_model, one.name).model
        for row, member in model.objects.filter(history__in=rows).values_list("history_id", key):
            found[row].append(member)
        return found

    def _names(self, one, rows) -> dict[int, str]:
        if one in self.lists:
            keys = {key for members in self.members[one.name].values() for key in members}
        else:
            keys = {getattr(row, one.attname) for row in rows} - {None}
        found = one.related_model._default_manager.filter(pk__in=keys)
        if issubclass(one.related_model, Statement):
            found = found.select_related(*(x.name for x in found.model._meta.fields if isinstance(x, ForeignKey)))
        return {row.pk: str(row) for row in found}

    def _text(self, one, value) -> str:
        if value in ("", None, []):
            return "–"
        if one.related_model:
            # What is gone since has only its number left.
            keys = value if isinstance(value, list) else [value]
            return "; ".join(self.names[one.name].get(key, f"#{key}") for key in keys)
        if isinstance(value, list):
            return "; ".join(map(str, value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if one.choices:
            return str(dict(one.flatchoices).get(value, value))
        return str(formats.localize(value))


def _label(one) -> str:
    return capfirst(str(one.verbose_name))
