"""A made-up catalogue of any size, as curated files would hold it: for measuring, and for looking at long lists.

The same number and seed give the same catalogue. Every slug begins with `generated-`. Proportions follow the curated
knowledge: 20 facts a model with two citations each, three specifications, lineage, Korean names.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kb.exchange.finding import Found
from kb.exchange.yaml_reading import Document, Node
from kb.vocabulary.availability import Availability
from kb.vocabulary.components import COMPONENTS
from kb.vocabulary.kinds import ModelKind, Relation

PREFIX = "generated-"
FACTS = 20  # of each model
_READ = "2026-11-24"
_FIRST_DAY = date(2019, 2, 14)  # the first of the models was released then
_DAYS = 2800

# A word in Latin letters and how Korean writes it: names are made of these.
_WORDS = (
    ("Skylark", "스카이라크"), ("Meadow", "메도"), ("Heron", "헤론"), ("Willow", "윌로"), ("Granite", "그래닛"),
    ("Comet", "코멧"), ("Orchid", "오키드"), ("Falcon", "팰컨"), ("Lantern", "랜턴"), ("Juniper", "주니퍼"),
    ("Harbor", "하버"), ("Quill", "퀼"), ("Maple", "메이플"), ("Aurora", "오로라"), ("Nimbus", "님버스"),
    ("Saffron", "사프란"), ("Beacon", "비컨"), ("Cedar", "시더"), ("Tundra", "툰드라"), ("Zephyr", "제퍼"),
)  # fmt: skip
_PLACES = (("Labs", "랩스"), ("Research", "리서치"), ("AI", "AI"), ("Institute", "연구소"), ("Works", "웍스"))
_COUNTRIES = ("US", "KR", "CN", "FR", "GB", "DE", "JP", "CA", "IL", "AE", "IN", "SG")
_MAKERS = ("company", "university", "research-institute", "non-profit")
_SIZES = (1_000_000_000, 3_000_000_000, 7_000_000_000, 13_000_000_000, 34_000_000_000, 70_000_000_000)
_LICENSES = (
    ("permissive", "permissive", True), ("notice", "permissive", True), ("copyleft", "copyleft", True),
    ("share-alike", "share-alike", False), ("open-data", "open-data", False), ("community", "community", False),
    ("responsible", "responsible-use", False), ("non-commercial", "non-commercial", False),
    ("research", "research-only", False), ("service", "proprietary-terms", False),
)  # fmt: skip
_OPEN_LICENSES = 5  # the first of them
# How an open maker and a closed one answer, as weights in the order of the words.
_ANSWERS = tuple(Availability.values)
_OPEN_MAKER = (60, 8, 4, 12, 6, 8, 2)
_CLOSED_MAKER = (12, 4, 6, 10, 46, 20, 2)
_NOTES = {
    "public": "Anyone can have it from the hub at the commit cited.",
    "click-through": "It can be had after accepting the terms.",
    "by-request": "A form asks for an institution and somebody decides.",
    "partial": "Most of it can be had; the last stage is missing.",
    "withheld": "The report says that it will not be released.",
    "unknown": "Looked for in the card, the report and the file list.",
    "not-applicable": "There is none for such a model.",
}


@dataclass(frozen=True)
class GeneratedFile(Found):
    """A file that need not be written to be read."""

    value: dict[str, Any] = field(default_factory=dict)

    def read(self) -> Document:
        return Document(self.value, Node(1, 1))


@dataclass(frozen=True)
class _Maker:
    slug: str
    is_open: bool
    families: tuple[str, ...]


def count(models: int) -> int:
    """How many files a catalogue of so many models has."""
    return _makers_of(models) * 3 + len(_LICENSES) + _datasets_of(models) + models


def catalogue(models: int, seed: int = 1) -> Iterator[GeneratedFile]:
    """The files of a catalogue, each after those it names."""
    chance = random.Random(seed)  # noqa: S311  made-up knowledge, no secret
    makers = [_maker(number, chance) for number in range(_makers_of(models))]
    for number, maker in enumerate(makers):
        yield _file("organizations", _organization(number, maker, chance))
    for number, maker in enumerate(makers):
        for place, slug in enumerate(maker.families):
            english, korean = _word(number * 2 + place)
            name = f"{english} {number + 1}" if number >= len(_WORDS) else english
            yield _file("families", {"slug": slug, "name": name, "name_ko": korean, "organization": maker.slug})
    for name, kind, approved in _LICENSES:
        yield _file("licenses", _license(name, kind, approved))
    for number in range(_datasets_of(models)):
        yield _file("datasets", _dataset(number, chance.choice(makers)))
    made: list[str] = []
    for number in range(models):
        value = _model(number, chance.choice(makers), made, models, chance)
        made.append(value["slug"])
        yield _file(f"models/{value['organization']}", value)


def _makers_of(models: int) -> int:
    return min(400, max(3, models // 20))


def _datasets_of(models: int) -> int:
    return min(300, max(2, models // 25))


def _file(folder: str, value: dict[str, Any]) -> GeneratedFile:
    return GeneratedFile(Path(folder, f"{value['slug']}.yml"), folder.partition("/")[0], value=value)


def _word(number: int) -> tuple[str, str]:
    return _WORDS[number % len(_WORDS)]


def _maker(number: int, chance: random.Random) -> _Maker:
    english, _korean = _word(number)
    slug = f"{PREFIX}{english.lower()}-{number + 1}"
    return _Maker(slug, chance.random() < 0.5, (f"{slug}-first", f"{slug}-second"))


def _organization(number: int, maker: _Maker, chance: random.Random) -> dict[str, Any]:
    english, korean = _word(number)
    place, place_ko = _PLACES[number % len(_PLACES)]
    return {
        "slug": maker.slug,
        "name": f"{english} {place} {number + 1}",
        "name_ko": f"{korean} {place_ko} {number + 1}",
        "kind": chance.choice(_MAKERS),
        "country": chance.choice(_COUNTRIES),
        "summary": "A made-up maker, for measuring.",
    }


def _license(name: str, kind: str, approved: bool) -> dict[str, Any]:
    slug = f"{PREFIX}{name}"
    text = f"{slug}-text"
    return {
        "slug": slug,
        "name": f"Generated {name} license",
        "kind": kind,
        "osi_approved": approved,
        "text_read": True,
        "text": text,
        "sources": {text: _source(f"Text of the {name} license", "license-text", text)},
        "conditions": [{"key": "notice", "kind": "notice", "clause": "2", "note": "Notices stay."}],
        "rights": {
            "modify": {"answer": "conditional", "needs": ["notice"], "clause": "1", "note": "Granted with notices."},
            "use-commercially": {
                "answer": "forbidden" if kind in ("non-commercial", "research-only") else "allowed",
                "clause": "1",
                "note": "The grant says so.",
            },
        },
    }


def _source(title: str, kind: str, path: str) -> dict[str, Any]:
    return {
        "title": title,
        "publisher": "Generated",
        "kind": kind,
        "url": f"https://generated.example/{path}",
        "published": "2024-03",
        "read": _READ,
    }


def _dataset(number: int, maker: _Maker) -> dict[str, Any]:
    english, korean = _word(number * 7)
    slug = f"{PREFIX}{english.lower()}-data-{number + 1}"
    source = f"{slug}-card"
    fact = {
        "component": "dataset",
        "availability": "public",
        "licenses": [f"{PREFIX}open-data"],
        "note": "All records can be had.",
        "cites": [{"source": source, "locator": "Download"}],
    }
    return {
        "slug": slug,
        "name": f"{english} Data {number + 1}",
        "name_ko": f"{korean} 데이터 {number + 1}",
        "organization": maker.slug,
        "sources": {source: _source(f"Card of {slug}", "model-card", source)},
        "facts": [fact],
    }


def _model(number: int, maker: _Maker, made: list[str], models: int, chance: random.Random) -> dict[str, Any]:
    english, korean = _word(number * 3)
    size = chance.choice(_SIZES)
    released = _FIRST_DAY + timedelta(days=number * _DAYS // models)
    slug = f"{PREFIX}{english.lower()}-{number + 1}-{size // 1_000_000_000}b"
    documents = {
        f"{slug}-{name}": _source(f"{title} of {english} {number + 1}", kind, f"{slug}/{name}")
        for name, title, kind in (
            ("card", "Card", "model-card"),
            ("report", "Report", "paper"),
            ("code", "Code", "repository"),
        )
    }
    sources = list(documents)
    return {
        "slug": slug,
        "name": f"{english} {number + 1} {size // 1_000_000_000}B",
        "name_ko": f"{korean} {number + 1}",
        "aliases": [f"{english.lower()}-v{number + 1}", f"{korean}{number + 1}"],
        "organization": maker.slug,
        "family": chance.choice(maker.families),
        "kind": chance.choice(ModelKind.values),
        "released": released.isoformat(),
        "summary": "A made-up model, for measuring.",
        "sources": documents,
        "facts": _facts(maker, released, sources, chance),
        "specifications": [
            {"name": "parameters", "value": size, "cites": _cites(sources, chance)},
            {"name": "context-length", "value": chance.choice((2048, 4096, 32768)), "cites": _cites(sources, chance)},
            {
                "name": "languages",
                "text": chance.choice(("en", "ko, en", "en, fr, de")),
                "cites": _cites(sources, chance),
            },
        ],
        "derivations": _derivations(made, models, sources, chance),
        "events": [
            {
                "id": f"{slug}-release",
                "date": released.isoformat(),
                "kind": "release",
                "what": f"{english} {number + 1} was released.",
                "organizations": [maker.slug],
                "cites": _cites(sources, chance),
            }
        ],
    }


def _cites(sources: list[str], chance: random.Random) -> list[dict[str, Any]]:
    """Two documents, each with a place in it."""
    return [{"source": source, "locator": f"section {chance.randint(1, 9)}"} for source in chance.sample(sources, k=2)]


def _facts(maker: _Maker, released: date, sources: list[str], chance: random.Random) -> list[dict[str, Any]]:
    """One fact each on most components, in their order; the first had an earlier period in which it was withheld."""
    chosen = sorted(chance.sample(range(len(COMPONENTS)), FACTS - 1))
    facts = []
    for place in chosen:
        component = COMPONENTS[place]
        answer = chance.choices(_ANSWERS, _OPEN_MAKER if maker.is_open else _CLOSED_MAKER)[0]
        fact: dict[str, Any] = {
            "component": component.key,
            "availability": answer,
            "note": _NOTES[answer],
            "since": released.isoformat(),
            "cites": _cites(sources, chance),
        }
        if component.needs_license and answer in ("public", "click-through", "by-request", "partial"):
            names = _LICENSES[:_OPEN_LICENSES] if chance.random() < 0.7 else _LICENSES[_OPEN_LICENSES:]
            fact["licenses"] = [PREFIX + chance.choice(names)[0]]
        facts.append(fact)
    earlier = {
        "component": facts[0]["component"],
        "availability": "withheld",
        "until": released.isoformat(),
        "note": "Before its release nobody outside could have it.",
        "cites": _cites(sources, chance),
    }
    return [earlier, *facts]


def _derivations(made: list[str], models: int, sources: list[str], chance: random.Random) -> list[dict[str, Any]]:
    """Six models in ten descend from an earlier one; half of all name a dataset."""
    derivations = []
    if made and chance.random() < 0.6:
        relation = chance.choice((Relation.FINE_TUNED_FROM, Relation.CONTINUED_FROM, Relation.DISTILLED_FROM))
        derivations.append(
            {"relation": str(relation), "parent_model": chance.choice(made[-200:]), "cites": _cites(sources, chance)}
        )
    if chance.random() < 0.5:
        number = chance.randrange(_datasets_of(models))
        english, _korean = _word(number * 7)
        dataset = f"{PREFIX}{english.lower()}-data-{number + 1}"
        derivations.append({"relation": "trained-on", "parent_dataset": dataset, "cites": _cites(sources, chance)})
    return derivations
