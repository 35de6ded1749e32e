"""Gradient of release. Source: Irene Solaiman, arXiv 2302.04844, figure of the levels of access."""

from kb.openness.evaluation import RELEASED, Criterion, Evaluation, best, judge, worst
from kb.openness.evidence import ModelEvidence
from kb.openness.ladder import NOT_ASSESSED, any_part, ladder, last_held
from kb.vocabulary.availability import OBTAINABLE, Availability
from kb.vocabulary.frameworks import GRADIENT
from kb.vocabulary.verdicts import Mark, Met

_LEVELS = tuple(one.key for one in GRADIENT.outcomes if one.rank is not None)
_ACCESS = frozenset({*RELEASED, Availability.BY_REQUEST})
_PUBLIC = frozenset({Availability.PUBLIC})
_BY_CLICK = frozenset({*RELEASED, Availability.PARTIAL})
_FREELY = frozenset({Availability.PUBLIC, Availability.PARTIAL})
_DOCUMENTS = ("technical-report", "research-paper", "model-card")


def gradient(evidence: ModelEvidence) -> Evaluation:
    """The level of release. A model whose access has ended keeps its last level, as on the ladder."""
    criteria = (
        judge(evidence, "hosted-interface", key="hosted", gates=_ACCESS),
        judge(evidence, "api", key="api", gates=_ACCESS),
        any_part(evidence, "by-approval", OBTAINABLE),
        any_part(evidence, "by-click", _BY_CLICK),
        any_part(evidence, "downloadable", _FREELY),
        worst(
            "fully-open",
            (
                any_part(evidence, "weights", _PUBLIC),
                judge(evidence, "training-code"),
                judge(evidence, "training-data"),
                judge(evidence, "tuning-data"),
                _documented(evidence),
            ),
        ),
    )
    rung = ladder(evidence)
    before = last_held(evidence) if Mark.RETIRED in rung.marks else None
    if before is not None:
        then = gradient(evidence.on(before))
        return Evaluation(
            GRADIENT.key,
            GRADIENT.version,
            then.outcome,
            criteria,
            could_be=then.outcome,
            deciding=then.deciding,
            marks=rung.marks,
        )
    number = max((place for place, one in enumerate(criteria, start=1) if one.met == Met.MET), default=0)
    hoped = max((place for place, one in enumerate(criteria, start=1) if one.could_be_met), default=0)
    outcome = _LEVELS[number]
    if number == 0 and rung.outcome == NOT_ASSESSED:
        outcome = NOT_ASSESSED
    return Evaluation(
        GRADIENT.key,
        GRADIENT.version,
        outcome,
        criteria,
        next=criteria[number].lacks if number < len(criteria) else (),
        could_be=_LEVELS[hoped] if hoped > number else outcome,
        deciding=criteria[number - 1].facts if number else rung.deciding,
        marks=rung.marks,
    )


def _documented(evidence: ModelEvidence) -> Criterion:
    """Documented by any one of report, paper and card."""
    return best(judge(evidence, one) for one in _DOCUMENTS)
