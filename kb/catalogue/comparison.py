"""Two to six models side by side: what differs between them, and what is alike.

Everything is worked out anew from the facts that hold, as on the page of a model, in a fixed number of queries.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from kb.catalogue.evidence import evidence
from kb.catalogue.references import References
from kb.models import LanguageModel, License, Specification
from kb.models.source import with_sources
from kb.openness.evaluation import Evaluation
from kb.openness.evidence import FactEvidence, ModelEvidence
from kb.openness.frameworks import evaluate
from kb.openness.statuses import statuses
from kb.vocabulary import components
from kb.vocabulary.availability import Availability
from kb.vocabulary.components import Component
from kb.vocabulary.editorial import Standing
from kb.vocabulary.framework import Framework, Outcome
from kb.vocabulary.frameworks import FRAMEWORKS, LADDER
from kb.vocabulary.kinds import LicenseKind, SpecificationName
from kb.vocabulary.statuses import Status
from kb.vocabulary.verdicts import Mark, Met


class Cell(Protocol):
    """What one row says of one model. `said` is all that is compared: cells are alike where it is equal."""

    @property
    def language_model(self) -> LanguageModel: ...

    @property
    def said(self) -> Any: ...


@dataclass(frozen=True)
class Released:
    """A component: `status` over how it can be had, and under which licenses. `has_ended`: it could be had once."""

    language_model: LanguageModel
    status: Status
    availabilities: tuple[Availability, ...]  # of its parts, each once
    has_ended: bool
    licenses: tuple[License, ...]
    standings: tuple[Standing, ...]  # but “established”

    @property
    def said(self) -> Any:
        return self.status, self.availabilities, self.has_ended, {license.pk for license in self.licenses}


@dataclass(frozen=True)
class Licensed:
    """The components that are under one license."""

    language_model: LanguageModel
    components: tuple[Component, ...]

    @property
    def said(self) -> Any:
        return self.components


@dataclass(frozen=True)
class Judged:
    """The verdict of one rule set. `applicable` criteria apply, `met` of them are."""

    language_model: LanguageModel
    evaluation: Evaluation
    outcome: Outcome

    @property
    def said(self) -> Any:
        return self.evaluation.outcome, self.evaluation.score

    @property
    def applicable(self) -> int:
        return sum(one.met != Met.NOT_APPLICABLE for one in self.evaluation.criteria)

    @property
    def met(self) -> int:
        return sum(one.met == Met.MET for one in self.evaluation.criteria)


@dataclass(frozen=True)
class Specified:
    """The specifications of one name, a row a part."""

    language_model: LanguageModel
    specifications: tuple[Specification, ...]

    @property
    def said(self) -> Any:
        return {(one.part, one.value, one.text) for one in self.specifications}


@dataclass(frozen=True)
class Row:
    """One thing that is compared, and what is the case for each model, in the order of the models."""

    head: Any
    cells: Sequence[Cell]

    @property
    def is_alike(self) -> bool:
        return all(cell.said == self.cells[0].said for cell in self.cells)


@dataclass(frozen=True)
class Part:
    """Rows of one kind: components, licenses, verdicts or specifications."""

    key: str
    rows: list[Row]

    @property
    def differing(self) -> list[Row]:
        return [row for row in self.rows if not row.is_alike]

    @property
    def alike(self) -> list[Row]:
        return [row for row in self.rows if row.is_alike]


@dataclass(frozen=True)
class Column:
    """A model at the head of the table, with its rung. `is_retired`: all access has ended."""

    language_model: LanguageModel
    rung: Outcome
    is_retired: bool


@dataclass
class Comparison:
    columns: list[Column]
    components: Part
    licenses: Part
    verdicts: Part
    specifications: Part
    without: list[Component]  # of which none of the models has an entry: left out
    references: References = field(default_factory=References)  # sources of the specifications

    @property
    def parts(self) -> list[Part]:
        """Those that have rows."""
        return [part for part in (self.components, self.licenses, self.verdicts, self.specifications) if part.rows]


def comparison(language_models: Sequence[LanguageModel], day: date) -> Comparison:
    """Eight queries, however many models. In: the models in their order, with organizations; the day that counts."""
    known = evidence([row.pk for row in language_models], day)
    licenses = _licenses(known.values())
    released = [_released(row, known[row.pk], licenses) for row in language_models]
    judged = [_judged(row, known[row.pk]) for row in language_models]
    by_component = dict(zip(components.COMPONENTS, zip(*released, strict=True), strict=True))
    without = [entry for entry, cells in by_component.items() if all(one.status == Status.NO_ENTRY for one in cells)]
    references = References()
    return Comparison(
        columns=[_column(row, verdicts) for row, verdicts in zip(language_models, judged, strict=True)],
        components=Part(
            "components", [Row(entry, cells) for entry, cells in by_component.items() if entry not in without]
        ),
        licenses=Part("licenses", _license_rows(language_models, known, licenses)),
        verdicts=Part(
            "verdicts",
            [Row(framework, [verdicts[framework] for verdicts in judged]) for framework in FRAMEWORKS],
        ),
        specifications=Part("specifications", _specification_rows(language_models, day, references)),
        without=without,
        references=references,
    )


def _licenses(known: Iterable[ModelEvidence]) -> dict[str, License]:
    """Every license on a fact that holds, by slug."""
    slugs = {license.slug for one in known for fact in one.holding for license in fact.licenses}
    return {row.slug: row for row in License.objects.filter(slug__in=slugs)}


def _released(row: LanguageModel, known: ModelEvidence, licenses: dict[str, License]) -> list[Released]:
    """A cell for each component of the vocabulary, in its order."""
    return [
        Released(
            row,
            status,
            _each_once(known.of(key)),
            not known.of(key) and bool(known.ended(key)),
            tuple(licenses[slug] for slug in _slugs(known.of(key))),
            tuple(one for one in Standing if one != Standing.ESTABLISHED and _stands(known.of(key), one)),
        )
        for key, status in statuses(known).items()
    ]


def _each_once(facts: Iterable[FactEvidence]) -> tuple[Availability, ...]:
    found = {fact.availability for fact in facts}
    return tuple(one for one in Availability if one in found)


def _slugs(facts: Iterable[FactEvidence]) -> list[str]:
    return list(dict.fromkeys(license.slug for fact in facts for license in fact.licenses))


def _stands(facts: Iterable[FactEvidence], standing: Standing) -> bool:
    return any(fact.standing == standing for fact in facts)


def _license_rows(
    language_models: Sequence[LanguageModel], known: dict[int, ModelEvidence], licenses: dict[str, License]
) -> list[Row]:
    """By kind, from the most permissive on, then by name."""
    kinds = LicenseKind.values
    ordered = sorted(licenses.values(), key=lambda one: (kinds.index(one.kind), one.sort_key))
    return [
        Row(license, [Licensed(row, _under(license, known[row.pk])) for row in language_models]) for license in ordered
    ]


def _under(license: License, known: ModelEvidence) -> tuple[Component, ...]:
    return tuple(entry for entry in components.COMPONENTS if license.slug in _slugs(known.of(entry.key)))


def _judged(row: LanguageModel, known: ModelEvidence) -> dict[Framework, Judged]:
    found = {}
    for framework, one in zip(FRAMEWORKS, evaluate(known), strict=True):
        outcome = framework.outcome(one.outcome)
        if outcome is None:
            raise ValueError(f"{one.framework} {one.version} has no outcome {one.outcome}")
        found[framework] = Judged(row, one, outcome)
    return found


def _column(row: LanguageModel, verdicts: dict[Framework, Judged]) -> Column:
    ladder = verdicts[LADDER]
    return Column(row, ladder.outcome, Mark.RETIRED in ladder.evaluation.marks)


def _specification_rows(language_models: Sequence[LanguageModel], day: date, references: References) -> list[Row]:
    """In the order of the vocabulary; `references` numbers their sources in the order in which they are read."""
    found = Specification.objects.counting().on(day).filter(language_model__in=language_models)
    by_cell: dict[tuple[str, int], list[Specification]] = {}
    for one in found.order_by("part", "pk").prefetch_related(with_sources()):
        by_cell.setdefault((one.name, one.language_model_id), []).append(one)
    rows = [
        Row(name, [Specified(row, tuple(by_cell.get((name, row.pk), ()))) for row in language_models])
        for name in SpecificationName
        if any((name, row.pk) in by_cell for row in language_models)
    ]
    for row in sorted(rows, key=lambda row: row.is_alike):  # as the page has them: what differs comes first
        references.of(one for model in language_models for one in by_cell.get((row.head, model.pk), ()))
    return rows
