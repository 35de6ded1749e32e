"""The frozen values that rules read. `catalogue.evidence` makes them from rows."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from kb.vocabulary.availability import OBTAINABLE


@dataclass(frozen=True)
class LicenseEvidence:
    """What the rules need to know of a license. `kind` and `limits` are keys of the vocabulary.

    `limits`: the conditions of its published terms that restrict use, users or derivatives (`terms.BLOCKING`).
    `is_read`: whether its terms are published, so that no limit means that there is none.
    """

    slug: str
    kind: str
    osi_approved: bool = False
    fsf_libre: bool | None = None  # None: not judged
    limits: frozenset[str] = frozenset()
    is_read: bool = False


@dataclass(frozen=True)
class FactEvidence:
    """One published, unrefuted fact. `id` leads back to the row.

    `since` is its first day (None: not known, it has always held), `until` the first day on which it no longer held
    (None: it still holds). `expression`: how its licenses stand to each other (“mit OR apache-2.0”, of slugs); empty:
    all of them bind. `satisfied_by`: the component in which this one is found (evaluation results in a report), if any.
    `licenses_unknown`: there are terms, or may be, which nobody read; else no license means that none is stated.
    """

    id: int
    component: str
    availability: str
    licenses: tuple[LicenseEvidence, ...] = ()
    part: str = ""
    standing: str = "established"
    since: date | None = None
    until: date | None = None
    expression: str = ""
    satisfied_by: str = ""
    licenses_unknown: bool = False

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or self.until > day)


@dataclass(frozen=True)
class ModelEvidence:
    """All that the rules read of one model: its facts of every period, and the day that is asked about.

    `events`: kinds of its published, unrefuted events up to that day.
    """

    facts: tuple[FactEvidence, ...]
    day: date
    events: frozenset[str] = field(default=frozenset())

    @cached_property
    def holding(self) -> tuple[FactEvidence, ...]:
        return tuple(fact for fact in self.facts if fact.holds_on(self.day))

    @cached_property
    def judged(self) -> dict[tuple, Any]:
        """Answers already given about this evidence, by what was asked. Only `evaluation.judge` writes here."""
        return {}

    @cached_property
    def _by_component(self) -> dict[str, tuple[FactEvidence, ...]]:
        found: dict[str, tuple[FactEvidence, ...]] = {}
        for fact in self.holding:
            found[fact.component] = (*found.get(fact.component, ()), fact)
        return found

    def of(self, component: str) -> tuple[FactEvidence, ...]:
        """The facts of a component that hold on the day."""
        return self._by_component.get(component, ())

    def ended(self, component: str) -> tuple[FactEvidence, ...]:
        """The facts by which it could be had once, and which have ended by the day."""
        return tuple(
            fact
            for fact in self.facts
            if fact.component == component
            and fact.until is not None
            and fact.until <= self.day
            and fact.availability in OBTAINABLE
        )

    def on(self, day: date) -> "ModelEvidence":
        return ModelEvidence(self.facts, day, self.events)
