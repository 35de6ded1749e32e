"""The twelve dimensions of the European Open Source AI Index. Source: doi:10.5281/zenodo.15386042; computed here."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from kb.openness.evaluation import Criterion, Evaluation, Missing, best, judge, restriction
from kb.openness.evidence import FactEvidence, LicenseEvidence, ModelEvidence
from kb.openness.licensing import is_open_license, is_openly_licensed
from kb.openness.statuses import group_status, status, status_now
from kb.vocabulary.availability import OBTAINABLE, Availability
from kb.vocabulary.components import BY_KEY, Group
from kb.vocabulary.frameworks import OSAI
from kb.vocabulary.kinds import LicenseKind
from kb.vocabulary.statuses import Status
from kb.vocabulary.verdicts import Lack, Met

_MET = {
    Status.OPEN: Met.MET,
    Status.PARTIAL: Met.PARTLY,
    Status.CLOSED: Met.NOT_MET,
    Status.UNKNOWN: Met.UNKNOWN,
    Status.NO_ENTRY: Met.UNKNOWN,
    Status.NOT_APPLICABLE: Met.NOT_APPLICABLE,
}
_POINTS = {Met.MET: Fraction(1), Met.PARTLY: Fraction(1, 2), Met.NOT_MET: Fraction(0)}
_PUBLIC = frozenset({Availability.PUBLIC})
_SOME_OPEN_LICENSE = LicenseEvidence("mit", LicenseKind.PERMISSIVE, osi_approved=True)
# Parts of weights that are those of the base, by the names editors give them.
_BASE_PARTS = ("base", "pretrained", "pre-trained")


def osai(evidence: ModelEvidence) -> Evaluation:
    """Twelve dimensions and the mean of those that are known; of too few, there is none: not assessed."""
    criteria = _criteria(evidence)
    score = mean(criteria)
    # Whether a paper was reviewed stays unknown.
    answered = _criteria(_answered(evidence))
    hoped = mean(tuple(Criterion(one.key, Met.MET) if one.met == Met.UNKNOWN else one for one in answered))
    return Evaluation(
        OSAI.key,
        OSAI.version,
        _quarter(score),
        criteria,
        next=tuple(dict.fromkeys(lack for one in criteria for lack in one.lacks)),
        could_be=_quarter(hoped),
        deciding=tuple(dict.fromkeys(fact for one in criteria for fact in one.facts)),
        score=score,
    )


def _criteria(evidence: ModelEvidence) -> tuple[Criterion, ...]:
    base, end = _weights(evidence)
    return (
        _of(evidence, "base-data", "training-data"),
        _of(evidence, "end-data", "tuning-data"),
        base,
        end,
        _of(evidence, "training-code", "training-code"),
        _of(evidence, "code-documentation", "code-documentation"),
        _of(evidence, "architecture", "architecture", "compute"),
        _preprint(evidence),
        _paper(evidence),
        _of(evidence, "model-card", "model-card"),
        _of(evidence, "data-sheet", "data-card"),
        _licenses(evidence),
    )


def mean(criteria: tuple[Criterion, ...]) -> Fraction | None:
    """The unweighted mean of what is known, from 0 to 1; None where less than half of what applies is."""
    points = [_POINTS[one.met] for one in criteria if one.met in _POINTS]
    applicable = [one for one in criteria if one.met != Met.NOT_APPLICABLE]
    return sum(points, Fraction(0)) / len(points) if points and 2 * len(points) >= len(applicable) else None


def _answered(evidence: ModelEvidence) -> ModelEvidence:
    """As it would be if all that nobody knows were public under an open license."""
    found = tuple(
        replace(fact, availability=Availability.PUBLIC, licenses=(_SOME_OPEN_LICENSE,), expression="")
        if fact.availability == Availability.UNKNOWN
        else fact
        for fact in evidence.facts
    )
    unrecorded = tuple(
        FactEvidence(0, key, Availability.PUBLIC, (_SOME_OPEN_LICENSE,))
        for key in BY_KEY
        if not evidence.of(key) and not evidence.ended(key)
    )
    return replace(evidence, facts=(*found, *unrecorded))


def _quarter(score: Fraction | None) -> str:
    if score is None:
        return "not-assessed"
    return OSAI.outcomes[min(3, int(score * 4))].key


def _dimension(
    key: str, facts: tuple[FactEvidence, ...], found: Status, lacks: tuple[Missing, ...] | None = None
) -> Criterion:
    """In: its facts, what they come to, and what is missing, where that is more than their own lacks."""
    met = _MET[found]
    missing = _lacks(facts) if lacks is None else lacks
    return Criterion(key, met, tuple(fact.id for fact in facts), () if met == Met.MET else missing)


def _of(evidence: ModelEvidence, key: str, *components: str) -> Criterion:
    facts = tuple(fact for component in components for fact in evidence.of(component))
    before = tuple(fact for component in components for fact in evidence.ended(component))
    each = [status_now(evidence.of(one), has_ended=bool(evidence.ended(one))) for one in components]
    known = [one for one in each if one in (Status.OPEN, Status.PARTIAL, Status.CLOSED)]
    found = group_status(known or each)  # what is unknown is left out, as it is of the mean
    unrecorded = tuple(
        lack for component in components if not evidence.of(component) for lack in judge(evidence, component).lacks
    )
    return _dimension(key, facts or before, found, (*_lacks(facts), *unrecorded))


def _lacks(facts: tuple[FactEvidence, ...]) -> tuple[Missing, ...]:
    """What keeps each fact from counting as open; it reads them as `statuses.status_of_fact` does."""
    return tuple(
        lack
        for fact in facts
        for lack in judge(
            ModelEvidence((replace(fact, since=None, until=None, satisfied_by=""),), date.min),
            fact.component,
            is_open=is_open_license if fact.licenses or BY_KEY[fact.component].needs_license else None,
            gates=_PUBLIC,
        ).lacks
    )


def _weights(evidence: ModelEvidence) -> tuple[Criterion, Criterion]:
    """Base and end weights. Where no part tells them apart they count once, under the name of what they are: the end
    of a model that was tuned, else the base.
    """
    facts = evidence.of("weights")
    base = tuple(fact for fact in facts if fact.part.casefold().startswith(_BASE_PARTS))
    end = tuple(fact for fact in facts if fact not in base)
    if base and end:
        return _dimension("base-weights", base, status(base)), _dimension("end-weights", end, status(end))
    if any(fact.availability != Availability.NOT_APPLICABLE for fact in evidence.of("tuning-data")) and not base:
        return Criterion("base-weights", Met.NOT_APPLICABLE), _of(evidence, "end-weights", "weights")
    return _of(evidence, "base-weights", "weights"), Criterion("end-weights", Met.NOT_APPLICABLE)


def _preprint(evidence: ModelEvidence) -> Criterion:
    """A report or a paper that anyone can read, reviewed or not."""
    return best(_of(evidence, "preprint", one) for one in ("research-paper", "technical-report"))


def _paper(evidence: ModelEvidence) -> Criterion:
    """Known only where a fact on the paper names the part “peer-reviewed”: a preprint alone does not tell."""
    papers = evidence.of("research-paper")
    reviewed = tuple(fact for fact in papers if fact.part.casefold() == "peer-reviewed")
    if not any(fact.availability in OBTAINABLE for fact in papers):
        return _of(evidence, "paper", "research-paper")
    if not reviewed:
        known = tuple(fact.id for fact in evidence.of("research-paper"))
        return Criterion("paper", Met.UNKNOWN, known, (Missing("research-paper", Lack.REVIEW_UNKNOWN, known),))
    return _dimension("paper", reviewed, status(reviewed))


def _licenses(evidence: ModelEvidence) -> Criterion:
    """Open when every license on what can be had is open, closed when none is, partial between.

    The terms of a service are none of the model's; what nobody read the license of is left out.
    """
    facts = tuple(
        fact
        for fact in evidence.holding
        if BY_KEY[fact.component].group != Group.ACCESS
        if fact.availability in OBTAINABLE
        and (fact.licenses or (BY_KEY[fact.component].needs_license and not fact.licenses_unknown))
    )
    if not facts:
        return Criterion("licenses", Met.UNKNOWN, (), (Missing("weights", Lack.NO_LICENSE),))
    judged = [is_openly_licensed(fact) for fact in facts]
    found = Status.OPEN if all(judged) else Status.PARTIAL if any(judged) else Status.CLOSED
    lacks = [
        Missing(
            fact.component,
            restriction(fact.licenses, is_open_license) if fact.licenses else Lack.NO_LICENSE,
            (fact.id,),
            tuple(license.slug for license in fact.licenses if not is_open_license(license)),
        )
        for fact in facts
        if not is_openly_licensed(fact)
    ]
    return _dimension("licenses", facts, found, tuple(lacks))
