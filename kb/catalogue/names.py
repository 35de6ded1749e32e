"""Finding things by name in a list that keeps its order, and the names nearest to one that was not found."""

from difflib import SequenceMatcher
from typing import NamedTuple

from django.db.models import Q, QuerySet

from kb.catalogue.search import wanted
from kb.models import Dataset, Family, LanguageModel, License, Organization
from kb.models.naming import Named, squash

_NAMED: tuple[type[Named], ...] = (LanguageModel, Organization, License, Family, Dataset)
_CANDIDATES = 1000  # rows of a kind that are compared: all that share the first letter, in any catalogue we expect
_ALIKE = 0.6  # difflib's own cut for a close match


def matching(rows: QuerySet, text: str) -> QuerySet:
    """Rows that `text` finds, in their own order; all of them without a text. In: rows with `search_text`."""
    return rows.filter(wanted(text).condition()) if text else rows


class Near(NamedTuple):
    """Something whose name is near. `kind` is the plain name of its kind."""

    row: Named
    kind: str


def nearest(text: str, *, limit: int = 5) -> list[Near]:
    """What may have been meant by a slug or name that nothing has. One query a kind, of few rows.

    In: what was asked for. Out: the nearest first; none when nothing is near.
    """
    wanted = squash(text)[:80]
    if not wanted:
        return []
    found = []
    for model in _NAMED:
        rows = model._default_manager.filter(Q(search_text__contains=wanted) | Q(slug__startswith=wanted[:1]))
        for row in rows.order_by("slug").only("slug", "name", "name_ko")[:_CANDIDATES]:
            likeness = max(_likeness(wanted, squash(row.slug)), _likeness(wanted, squash(row.name)))
            if likeness >= _ALIKE:
                found.append((likeness, Near(row, str(model._meta.verbose_name))))
    found.sort(key=lambda pair: (-pair[0], pair[1].row.slug))
    return [near for _likeness_, near in found[:limit]]


def _likeness(wanted: str, name: str) -> float:
    if wanted in name:  # “llama” is near “llama-3.1-405b-instruct”, which the ratio would deny
        return max(_ALIKE, len(wanted) / len(name))
    matcher = SequenceMatcher(None, wanted, name)
    # The two cheap upper bounds first: most names fail them.
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()
