"""Open against closed: the argument that the catalogue began with, told with what is known of it.

The article of 28 May 2023 made some 25 claims; each is an event that carries the claim's number. The models that the
claims concern fall into two camps by one fact each: whether their weights could be had on that day.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from kb.catalogue.claims import finest, whole
from kb.catalogue.evidence import evidence
from kb.catalogue.profiles import STRICTEST_FIRST
from kb.models import Citation, Event, Fact, LanguageModel
from kb.openness.evidence import FactEvidence
from kb.vocabulary.availability import Availability
from kb.vocabulary.editorial import Stance, Standing

DAY = date(2023, 5, 28)  # of the article: Money Today, news.mt.co.kr/mtview.php?no=2023052618291042225
_SHUT = (Availability.WITHHELD, Availability.UNKNOWN)


@dataclass
class Story:
    """How many claims stand in which way, and for each model of either camp the fact on its weights."""

    day: date
    claims: int
    standings: list[tuple[Standing, int]]
    refuted: list[Event]
    shut: list[Fact]
    obtainable: list[Fact]

    def models(self) -> set[int]:
        return {fact.subject().pk for fact in (*self.shut, *self.obtainable)}


def story() -> Story:
    """Seven queries, however many claims and models. Empty lists before the claims are in the catalogue."""
    claims = list(Event.objects.published().exclude(claim="").prefetch_related(_with_sources()))
    counted = Counter(claim.standing for claim in whole(claims))
    facts = _deciding_facts(LanguageModel.objects.filter(events__in=claims).values_list("pk", flat=True).distinct())
    return Story(
        day=DAY,
        claims=counted.total(),
        standings=[(standing, counted[standing]) for standing in Standing if counted[standing]],
        refuted=[claim for claim in finest(claims) if claim.standing == Standing.REFUTED],
        shut=[fact for fact in facts if fact.availability in _SHUT],
        obtainable=[fact for fact in facts if fact.availability not in (*_SHUT, Availability.NOT_APPLICABLE)],
    )


def _deciding_facts(language_models: Iterable[int]) -> list[Fact]:
    """For each model the fact that decides whether its weights could be had; where parts differed, the strictest."""
    known = evidence(language_models, DAY)
    deciding = [fact.id for found in known.values() if (fact := _strictest(found.of("weights")))]
    rows = Fact.objects.filter(pk__in=deciding).select_related("language_model__organization")
    rows = rows.prefetch_related(_with_sources())
    return sorted(rows, key=lambda fact: (fact.subject().released or date.max, fact.subject().sort_key))


def _strictest(weights: Iterable[FactEvidence]) -> FactEvidence | None:
    return min(weights, key=lambda fact: STRICTEST_FIRST.index(Availability(fact.availability)), default=None)


def _with_sources() -> Prefetch:
    """Only what supports, with its source, as `supporting_citations`."""
    supporting = Citation.objects.filter(stance=Stance.SUPPORTS).select_related("source")
    return Prefetch("citations", supporting, to_attr="supporting_citations")
