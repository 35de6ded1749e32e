"""The register: every name of everything that has a page, spelled so that it can be compared letter by letter."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Left, StrIndex
from django.urls import reverse
from django.utils.translation import get_language

from kb.catalogue.kept import kept
from kb.catalogue.misspelling import Spelling, Spellings
from kb.models import Dataset, Family, LanguageModel, License, Organization, Source
from kb.models.naming import normalise

_ACCENTS = dict.fromkeys(range(0x300, 0x370))
# The letters that end a Korean syllable, in the order of Unicode, each as those that begin one: 람 is on its way to
# 라마, and so is 라ㅁ.
_FINALS = "ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"
_PLAIN = _ACCENTS | {0x11A8 + place: normalise(letters) for place, letters in enumerate(_FINALS.split())}
_BETWEEN_WORDS = str.maketrans(dict.fromkeys("-‐‑–_/()[]·,:“”", " "))


class Entry(NamedTuple):
    """Something that has a name. `kind`: its class; `maker`, `maker_ko`: whose it is, empty where nobody's is known."""

    kind: type[models.Model]
    slug: str
    name: str
    name_ko: str
    maker: str
    maker_ko: str
    released: date | None

    @property
    def label(self) -> str:
        """The name in the language of the page."""
        return (self.name_ko if get_language() == "ko" else "") or self.name

    @property
    def maker_label(self) -> str:
        return (self.maker_ko if get_language() == "ko" else "") or self.maker

    @property
    def kind_label(self) -> str:
        return str(self.kind._meta.verbose_name)

    @property
    def order(self) -> tuple:
        """Where it stands among what is equally near."""
        return KINDS.index(self.kind), len(self.name), self.name, self.slug

    def get_absolute_url(self) -> str:
        return reverse(_PAGES[self.kind], args=[self.slug])


class Lines:
    """Texts among which all that contain something are found without looking at each."""

    def __init__(self, texts: list[str]):
        self._text = "\n" + "\n".join(texts) + "\n"
        self._starts = [0, *accumulate(len(text) + 1 for text in texts)]

    def having(self, pattern: str) -> Iterator[int]:
        """The places of texts with `pattern` in them, in which a line break stands for their beginning."""
        at = self._text.find(pattern)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            yield place
            at = self._text.find(pattern, self._starts[place + 1])


@dataclass(frozen=True)
class Register:
    """Things and sources, the kinds in their order and of each the shortest names first, and by place their texts."""

    things: list[Entry]
    names: Lines  # |llama|라마|, the main one first
    words: Lines  # those of the names, a space before each
    all_words: Lines  # and those of the maker's names
    spellings: Spellings
    sources: list[Entry]
    titles: Lines  # and publishers, word by word: one looks for words in them, and does not misspell them


# In the order in which they come where two are equally near.
_PAGES: dict[type[models.Model], str] = {
    LanguageModel: "language_model",
    Organization: "organization",
    Family: "family",
    License: "license",
    Dataset: "dataset",
    Source: "source",
}
KINDS = tuple(_PAGES)
# By which key a thing leads to whose it is.
_MAKERS: dict[type[models.Model], str] = {
    LanguageModel: "organization",
    Organization: "",
    Family: "organization",
    License: "steward",
    Dataset: "organization",
}
_NOBODY = {"name": "", "name_ko": "", "named": ""}


def spelled(text: str) -> str:
    """A normalised text letter by letter: without accents, Korean syllables taken apart."""
    return unicodedata.normalize("NFD", text).translate(_PLAIN)


def register() -> Register:
    """The register of what is public now. One query if it is at hand, else six more, and some 30 µs a name."""
    return kept(build)


def build() -> Register:
    """Read all names. Six queries however many there are."""
    makers = {row["pk"]: row for row in _rows(Organization, "pk", "slug", "name", "name_ko", "named")}
    found: list[tuple[Entry, str, str]] = []
    for kind, key in _MAKERS.items():
        optional = [key, *(["released"] if hasattr(kind, "released") else [])] if key else []
        rows = makers.values() if kind is Organization else _rows(kind, "slug", "name", "name_ko", "named", *optional)
        for row in rows:
            maker = makers.get(row.get(key), _NOBODY)
            about = row["slug"], row["name"], row["name_ko"], maker["name"], maker["name_ko"], row.get("released")
            found.append((Entry(kind, *about), spelled(row["named"]), spelled(maker["named"])))
    found.sort(key=lambda one: one[0].order)
    names = [one[1] for one in found]
    words = [_words(one.name, one.name_ko) + named.replace("|", " ") for one, named, _maker in found]
    sources = [
        Entry(Source, row["slug"], row["title"], "", row["publisher"], "", row["published"])
        for row in _rows(Source, "slug", "title", "publisher", "published")
    ]
    sources.sort(key=lambda one: one.order)
    return Register(
        things=[one[0] for one in found],
        names=Lines(names),
        words=Lines(words),
        all_words=Lines([own + one[2].replace("|", " ") for own, one in zip(words, found, strict=True)]),
        spellings=Spellings(
            Spelling(name, place, nth == 0)
            for place, named in enumerate(names)
            for nth, name in enumerate(named[1:-1].split("|"))
        ),
        sources=sources,
        titles=Lines([_words(one.name, one.maker) for one in sources]),
    )


def _words(*texts: str) -> str:
    return " " + spelled(" ".join(normalise(" ".join(texts)).translate(_BETWEEN_WORDS).split()))


def _rows(kind: type[models.Model], *columns: str) -> Iterator[dict]:
    """Rows with these columns; `named` is the part of `search_text` that has the names."""
    named = Left(F("search_text"), StrIndex(F("search_text"), Value("| ")))
    return kind._default_manager.annotate(named=named).order_by("pk").values(*columns).iterator()
