"""Model Openness Framework 1.0. Source: arXiv 2403.13784; license rule and progress as its reference tool has them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from math import floor

from kb.openness.evaluation import Criterion, Evaluation, best, judge, lacks_of, worst
from kb.openness.evidence import ModelEvidence
from kb.openness.licensing import is_open_license
from kb.vocabulary.components import Content
from kb.vocabulary.frameworks import MOF
from kb.vocabulary.verdicts import Met

# Key, class that first asks for it, whether it is required, content type by which it inherits a license.
COMPONENTS: tuple[tuple[str, int, bool, Content], ...] = (
    ("architecture", 3, True, Content.CODE),
    ("weights", 3, True, Content.DATA),
    ("technical-report", 3, True, Content.DOCUMENT),
    ("evaluation-results", 3, True, Content.DOCUMENT),
    ("model-card", 3, True, Content.DOCUMENT),
    ("data-card", 3, True, Content.DOCUMENT),
    ("sample-outputs", 3, False, Content.DOCUMENT),
    ("training-code", 2, True, Content.CODE),
    ("inference-code", 2, True, Content.CODE),
    ("evaluation-code", 2, True, Content.CODE),
    ("evaluation-data", 2, True, Content.DATA),
    ("supporting-tools", 2, False, Content.CODE),
    ("research-paper", 1, True, Content.DOCUMENT),
    ("datasets", 1, True, Content.DATA),
    ("preprocessing-code", 1, True, Content.CODE),
    ("checkpoints", 1, True, Content.DATA),
    ("metadata", 1, False, Content.DATA),
)
CLASSES = (3, 2, 1)  # from the least to the most complete; 0 is unclassified
_REPORT, _PAPER = "technical-report", "research-paper"


class Held(Enum):
    """How a component is there: openly licensed, under terms that are not open, without a license, or not at all."""

    OPEN = "open"
    NOT_OPEN = "not-open"
    UNLICENSED = "unlicensed"
    MISSING = "missing"


@dataclass(frozen=True)
class Classification:
    """`number`: the class, 1 to 3, or 0. `progress`: share of what each class asks, by its number, from 0 to 1."""

    number: int
    progress: Mapping[int, Fraction]

    def percentages(self) -> dict[int, int]:
        """Whole percentages; halves are rounded up, as the reference tool rounds."""
        return {one: floor(self.progress[one] * 100 + Fraction(1, 2)) for one in sorted(self.progress)}


def classify(held: Mapping[str, Held]) -> Classification:
    """The class and the progress towards each. In: how each component is held; those not named are missing.

    A class has progress only when every lower class is complete. Where the report is not there, or not open, and the
    paper is, the paper stands in for it: classes III and II count it in the report's place, and class I asks for one
    component less.
    """
    is_open = {key for key, *_rest in COMPONENTS if held.get(key) == Held.OPEN}
    waived = _REPORT not in is_open and _PAPER in is_open
    progress: dict[int, Fraction] = {}
    complete = True
    for number in CLASSES:
        required = {key for key, first, needed, _content in COMPONENTS if needed and first >= number}
        counted = len(required & is_open)
        asked = len(required)
        if waived and number == 1:
            asked -= 1
        elif waived:
            counted += 1
        progress[number] = Fraction(counted, asked) if complete else Fraction(0)
        complete = complete and counted >= asked
    return Classification(min((one for one in CLASSES if progress[one] == 1), default=0), progress)


def mof(evidence: ModelEvidence) -> Evaluation:
    """The class that our facts give. See `vocabulary.frameworks.MOF.reading` for how they map to components."""
    criteria = {key: _criterion(evidence, key) for key, *_rest in COMPONENTS}
    report, paper = criteria[_REPORT], criteria[_PAPER]
    if report.met != Met.MET and paper.met == Met.MET:
        criteria[_REPORT] = replace(paper, key=_REPORT)
    elif report.met != Met.MET:  # either would do, so both were read and both are missing
        facts = tuple(dict.fromkeys((*report.facts, *paper.facts)))
        criteria[_REPORT] = Criterion(_REPORT, best((report, paper)).met, facts, lacks_of((report, paper)))
    return _evaluation(criteria)


def _evaluation(criteria: Mapping[str, Criterion]) -> Evaluation:
    number = classify({key: Held.OPEN for key, one in criteria.items() if one.met == Met.MET}).number
    hoped = classify({key: Held.OPEN for key, one in criteria.items() if one.could_be_met}).number
    following = number - 1 if number else CLASSES[0]
    asked = [criteria[key] for key, first, needed, _content in COMPONENTS if needed and first >= following > 0]
    return Evaluation(
        MOF.key,
        MOF.version,
        outcome_of(number),
        tuple(criteria.values()),
        next=lacks_of(one for one in asked if one.met not in (Met.MET, Met.NOT_APPLICABLE)),
        could_be=outcome_of(hoped),
        deciding=criteria["weights"].facts,
    )


def outcome_of(number: int) -> str:
    """The framework's outcome for a class; 0 is unclassified."""
    return f"class-{number}" if number else MOF.outcomes[0].key


# A component without a license of its own takes that of the one beside which it is handed out.
_BESIDE = {
    "architecture": "inference-code",
    "model-card": "weights",
    "evaluation-results": "weights",
    "data-card": "training-data",
    "sample-outputs": "weights",
    "metadata": "weights",
}


def _criterion(evidence: ModelEvidence, key: str) -> Criterion:
    if key == "datasets":
        return worst(key, (judge(evidence, one, is_open=is_open_license) for one in ("training-data", "tuning-data")))
    return judge(evidence, key, is_open=is_open_license, beside=_BESIDE.get(key, ""))
