"""Search: from what a visitor typed to a condition on `search_text` (kb/models/naming.py), and an order by nearness."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import StrIndex

from kb.models.naming import normalise, squash

LONGEST = 200  # characters that are read of a query; no name is longer
MOST_WORDS = 12  # each is a condition of its own
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def readable(text: str) -> str:
    """What was typed without control characters (PostgreSQL refuses NUL) and spaces around it, at a sane length."""
    return _CONTROL.sub(" ", text[: LONGEST * 2]).strip()[:LONGEST]


@dataclass(frozen=True)
class Wanted:
    """A query as it is compared: `whole` squashed, `words` as (squashed, normalised) pairs. Empty finds nothing."""

    whole: str
    words: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.whole)

    def condition(self) -> Q:
        """Rows that contain the whole, or each of its words in a name or beside it.

        `contains` is enough, as both sides are normalised; it escapes % and _, and on PostgreSQL a trigram index
        serves it.
        """
        if not self.whole:
            return Q(pk__in=[])
        whole = Q(search_text__contains=self.whole)
        if len(self.words) < 2 and all(squashed == plain for squashed, plain in self.words):
            return whole
        each = (reduce(or_, (Q(search_text__contains=form) for form in dict.fromkeys(forms))) for forms in self.words)
        return whole | reduce(and_, each)

    def rank(self, own_name: str | None = "sort_key") -> Case:
        """How near a row is: 0 a name of it, 1 a name begins so, 2 a word of its own name begins so, 3 within a name,
        4 beside it.

        In: the column with the normalised own name; None where there is none.
        """
        in_a_name = Q(_found_at__gt=0, _found_at__lt=F("_names_end"))
        whens = [
            When(search_text__contains=f"|{self.whole}|", then=Value(0)),
            When(search_text__contains=f"|{self.whole}", then=Value(1)),
            When(in_a_name, then=Value(3)),
        ]
        if own_name:
            begins = Q(**{f"{own_name}__contains": f" {self.words[0][1]}"}) if self.words else Q(pk__in=[])
            whens.insert(2, When(begins, then=Value(2)))
        return Case(*whens, default=Value(4), output_field=IntegerField())


def wanted(text: str) -> Wanted:
    """Read a query. In: anything. Out: what to look for; empty if no letter or digit is left of it."""
    text = readable(text)
    words = []
    for word in normalise(text).split():
        plain = word.strip("|")  # a bar separates names in `search_text`
        if squashed := squash(plain):
            words.append((squashed, plain.replace("|", "")))
    return Wanted(squash(text), tuple(dict.fromkeys(words))[:MOST_WORDS])


def find(rows: QuerySet, text: str, *, own_name: str | None = "sort_key") -> QuerySet:
    """Those rows that the query finds, nearest first, then by name. Nothing for a query without letters.

    In: rows with `search_text`; `own_name`, the column they are sorted by (None: slug only).
    """
    query = wanted(text)
    if not query:
        return rows.none()
    return (
        rows.filter(query.condition())
        .annotate(
            _found_at=StrIndex("search_text", Value(query.whole)),
            _names_end=StrIndex("search_text", Value("| ")),
        )
        .annotate(nearness=query.rank(own_name))
        .order_by("nearness", own_name or "slug", "pk")
    )
