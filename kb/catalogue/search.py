"""Search: from what a visitor typed to a condition on `search_text` (kb/models/naming.py), and an order by nearness."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length, StrIndex
from django.utils.translation import pgettext

from kb.models.naming import normalise, squash

LONGEST = 200  # characters that are read of a query; no name is longer
MOST_WORDS = 12  # each is a condition of its own
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_BETWEEN_WORDS = str.maketrans(dict.fromkeys('()[]{}<>/,;:?!…"“”「」『』《》〈〉', " "))
_IN_BRACKETS = re.compile(r"\([^)]*\)?")
# “Llama 2”, “Llama2” and “Llama-2”: a number belongs to the word before it, and says nothing without. Years do not.
_BEFORE_NUMBER = re.compile(r"(?<=[^\W\d_])[\s‐‑–-]*(?=\d{1,3}(?:\.\d+)*(?:\s|$))")
# Koreans spell Latin letters by these names, as in 챗지피티.
_NAMES_OF_LETTERS = (
    "에이=a 비=b 시=c 씨=c 디=d 이=e 에프=f 지=g 에이치=h 아이=i 제이=j 케이=k 엘=l 엠=m 엔=n 오=o 피=p 큐=q 아르=r "
    "알=r 에스=s 티=t 유=u 브이=v 더블유=w 엑스=x 와이=y"
)
_LETTERS = dict(pair.split("=") for pair in _NAMES_OF_LETTERS.split())
_LETTER = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))
_SPELLED = re.compile(f"(?:{_LETTER.pattern}){{3,}}")  # two such syllables are an ordinary word too often


def readable(text: str) -> str:
    """What was typed without control characters (PostgreSQL refuses NUL) and spaces around it, at a sane length."""
    return _CONTROL.sub(" ", text[: LONGEST * 2]).strip()[:LONGEST]


@dataclass(frozen=True)
class Reading:
    """One way to read a query: `whole` squashed, and for each of its words the forms in which it may stand."""

    whole: str
    words: tuple[tuple[str, ...], ...]

    def condition(self) -> Q:
        each = (reduce(or_, (Q(search_text__contains=form) for form in forms)) for forms in self.words)
        return Q(search_text__contains=self.whole) | reduce(and_, each)


@dataclass(frozen=True)
class Wanted:
    """A query as it is compared, in every way to read it, the nearest first. Empty finds nothing."""

    readings: tuple[Reading, ...]

    def __bool__(self) -> bool:
        return bool(self.readings)

    def condition(self) -> Q:
        """Rows that contain the whole, or each of its words in a name or beside it.

        `contains` is enough, as both sides are normalised; it escapes % and _, and on PostgreSQL a trigram index
        serves it.
        """
        return reduce(or_, (reading.condition() for reading in self.readings), Q(pk__in=[]))

    def rank(self, own_name: str | None, maker: str | None) -> Case:
        """How near a row is: first a name of it, in the order of readings, then a name of its maker, then a name
        begins so, a word of its own name begins so, within a name (the shortest name is the nearest), beside it.

        In: the columns with the normalised own name and to the maker; None where there is none.
        """
        named = [Q(search_text__contains=f"|{one.whole}|") for one in self.readings]
        nearest = [
            *named,
            self._any(f"{maker}__search_text", "|{}|") if maker else None,
            self._any("search_text", "|{}"),
            self._own_word(own_name) if own_name else None,
            Q(_found_at__gt=0, _found_at__lt=F("_names_end")),
        ]
        whens = [When(condition, then=Value(place)) for place, condition in enumerate(nearest) if condition is not None]
        return Case(*whens, default=Value(len(nearest)), output_field=IntegerField())

    @property
    def rank_of_makers(self) -> int:
        """The nearness of what somebody of that name made."""
        return len(self.readings)

    @property
    def rank_within(self) -> int:
        """The nearness of what has it somewhere in a name."""
        return self.rank_of_makers + 3

    def _any(self, column: str, pattern: str) -> Q:
        return reduce(or_, (Q(**{f"{column}__contains": pattern.format(one.whole)}) for one in self.readings))

    def _own_word(self, own_name: str) -> Q:
        forms = (form for one in self.readings for form in one.words[0])
        return reduce(or_, (Q(**{f"{own_name}__contains": f" {form}"}) for form in forms))


def wanted(text: str) -> Wanted:
    """Read a query. In: anything. Out: what to look for; empty if no letter or digit is left of it."""
    typed = normalise(readable(text))
    # What stands in brackets explains the name before it: “메타(구 페이스북)” asks for 메타.
    bare = _IN_BRACKETS.sub(" ", typed)
    readings = map(_reading, (typed, bare, _in_latin_letters(bare)))
    return Wanted(tuple(dict.fromkeys(filter(None, readings))))


def quoted(text: str) -> str:
    """A query as it is repeated to the reader, between the marks of the page's language."""
    return pgettext("what was searched for", "“%(text)s”") % {"text": text}


def _reading(text: str) -> Reading | None:
    whole = squash(text.translate(_BETWEEN_WORDS))
    words = {}
    for word in _BEFORE_NUMBER.sub("-", text.translate(_BETWEEN_WORDS).strip()).split():
        plain = word.strip("|.'‘’")  # a bar separates names in `search_text`
        if squashed := squash(plain):
            plain = plain.replace("|", "")
            words[tuple(dict.fromkeys((squashed, plain, plain.replace("-", " "), plain.replace("-", ""))))] = True
    return Reading(whole, tuple(words)[:MOST_WORDS]) if words else None


def _in_latin_letters(text: str) -> str:
    """지피티 as gpt."""
    return _SPELLED.sub(lambda run: _LETTER.sub(lambda name: _LETTERS[name[0]], run[0]), text)


def find(rows: QuerySet, text: str, *, own_name: str | None = "sort_key", maker: str | None = None) -> QuerySet:
    """Those rows that the query finds, nearest first, then by name. Nothing for a query without letters.

    In: rows with `search_text`; `own_name`, the column they are sorted by (None: slug only); `maker`, the key to who
    released them and by whose name they are found next, the newest first (None: nobody).
    """
    query = wanted(text)
    if not query:
        return rows.none()
    found = (
        rows.filter(query.condition())
        .annotate(
            _found_at=StrIndex("search_text", Value(query.readings[0].whole)),
            _names_end=StrIndex("search_text", Value("| ")),
        )
        .annotate(nearness=query.rank(own_name, maker))
    )
    order: list = ["nearness", own_name or "slug", "pk"]
    if own_name:
        order.insert(1, Case(When(nearness=query.rank_within, then=Length(own_name))))
    if maker:
        made = Case(When(nearness=query.rank_of_makers, then=F("released")))
        return found.order_by(order[0], made.desc(nulls_last=True), *order[1:])
    return found.order_by(*order)
