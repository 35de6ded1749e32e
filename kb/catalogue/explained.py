"""Verdicts in words: each criterion with the facts that it read, and what is missing for the next step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from kb.models import Fact, License
from kb.openness.evaluation import Criterion, Evaluation, Missing
from kb.vocabulary import components, frameworks
from kb.vocabulary.components import Component
from kb.vocabulary.framework import Framework, Outcome
from kb.vocabulary.verdicts import OPEN_QUESTIONS, Lack, Mark, Met

_HALF_OPEN = (Lack.IN_PART, Lack.CLICK_THROUGH)


@dataclass(frozen=True)
class Obstacle:
    """What is missing: a component, why, under which licenses, and the facts that say so."""

    component: Component
    lack: Lack
    licenses: list[License]
    facts: list[Fact]

    @property
    def is_open_question(self) -> bool:
        """Somebody has to look, or the maker to speak; as opposed to a source that says no."""
        return self.lack in OPEN_QUESTIONS


@dataclass(frozen=True)
class Step:
    """One criterion in words. `status` gives it a shape: the letters of statuses."""

    key: str
    label: str | Promise
    met: Met
    facts: list[Fact]
    obstacles: list[Obstacle]


@dataclass(frozen=True)
class Explained:
    """One verdict. `counted` criteria apply, `met` of them are; `better`: the outcome if open questions went well."""

    framework: Framework
    evaluation: Evaluation
    outcome: Outcome
    better: Outcome | None
    steps: list[Step]
    obstacles: list[Obstacle]
    deciding: list[Fact]

    @property
    def applicable(self) -> int:
        return sum(step.met != Met.NOT_APPLICABLE for step in self.steps)

    @property
    def met(self) -> int:
        return sum(step.met == Met.MET for step in self.steps)

    @property
    def unknown(self) -> int:
        return sum(step.met == Met.UNKNOWN for step in self.steps)

    @property
    def following(self) -> Outcome | None:
        """The next better outcome; None at the top, where nothing is assessed, and where all access has ended."""
        if self.outcome.rank is None or self.is_retired:
            return None
        return next((one for one in self.framework.outcomes if one.rank == self.outcome.rank + 1), None)

    @property
    def is_retired(self) -> bool:
        """Whether the outcome is the last one it held: all access has ended."""
        return Mark.RETIRED in self.marks

    @property
    def is_refusal(self) -> bool:
        """Whether the next better outcome only says that nobody knows: then what is missing is what refuses."""
        return self.following is not None and self.following.key in ("unclear", "undetermined")

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.evaluation.marks

    @property
    def first_obstacle(self) -> Obstacle | None:
        return self.obstacles[0] if self.obstacles else None


def explained(evaluations: Iterable[Evaluation], facts: Mapping[int, Fact]) -> list[Explained]:
    """In: evaluations by the rule sets in force; the facts they may have read, by key, with their licenses."""
    return [_explained(one, facts) for one in evaluations]


def _explained(one: Evaluation, facts: Mapping[int, Fact]) -> Explained:
    framework = frameworks.BY_KEY[one.framework]
    outcome = framework.outcome(one.outcome)
    if outcome is None:
        raise ValueError(f"{one.framework} {one.version} has no outcome {one.outcome}")
    better = framework.outcome(one.could_be) if one.could_be != one.outcome else None
    return Explained(
        framework,
        one,
        outcome,
        better,
        [_step(framework, criterion, facts) for criterion in one.criteria],
        _obstacles(one.next, facts),
        _found(one.deciding, facts),
    )


def _step(framework: Framework, one: Criterion, facts: Mapping[int, Fact]) -> Step:
    # A component and its part once: all their rows stand together on the page.
    read = {(fact.component, fact.part): fact for fact in reversed(_found(one.facts, facts))}
    shown = list(reversed(read.values()))
    return Step(one.key, framework.criteria[one.key], one.met, shown, _obstacles(one.lacks, facts))


def _obstacles(missing: Iterable[Missing], facts: Mapping[int, Fact]) -> list[Obstacle]:
    """One for each component and reason: refusals first, then what is half open, then open questions."""
    merged: dict[tuple[str, Lack], tuple[set[str], list[int]]] = {}
    for one in missing:
        slugs, keys = merged.setdefault((one.component, one.lack), (set(), []))
        slugs.update(one.licenses)
        keys += [key for key in one.facts if key not in keys]
    order = sorted(
        merged,
        key=lambda pair: (pair[1] in OPEN_QUESTIONS, pair[1] in _HALF_OPEN, components.KEYS.index(pair[0]), pair[1]),
    )
    return [
        _obstacle(component, lack, merged[component, lack][0], _found(merged[component, lack][1], facts))
        for component, lack in order
    ]


def _obstacle(component: str, lack: Lack, slugs: set[str], facts: list[Fact]) -> Obstacle:
    licenses = {license.slug: license for fact in facts for license in fact.licenses.all() if license.slug in slugs}
    return Obstacle(components.BY_KEY[component], lack, list(licenses.values()), facts)


def _found(keys: Iterable[int], facts: Mapping[int, Fact]) -> list[Fact]:
    return [facts[key] for key in keys if key in facts]
