"""The twelve dimensions of the European Open Source AI Index. Source: doi:10.5281/zenodo.15386042; computed here."""

from fractions import Fraction

from kb.openness.evaluation import Criterion, Evaluation, Missing, best, judge
from kb.openness.evidence import FactEvidence, ModelEvidence
from kb.openness.licensing import is_open_license, is_openly_licensed
from kb.openness.statuses import group_status, status
from kb.vocabulary.availability import OBTAINABLE
from kb.vocabulary.components import BY_KEY
from kb.vocabulary.frameworks import OSAI
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
# Parts of weights that are those of the base, by the names editors give them.
_BASE_PARTS = ("base", "pretrained", "pre-trained")


def osai(evidence: ModelEvidence) -> Evaluation:
    """Twelve dimensions and their mean, of those that are known; none known: not assessed."""
    base, end = _weights(evidence)
    criteria = (
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
    score = mean(criteria)
    hoped = mean(tuple(Criterion(one.key, Met.MET) if one.met == Met.UNKNOWN else one for one in criteria))
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


def mean(criteria: tuple[Criterion, ...]) -> Fraction | None:
    """The unweighted mean of what is known and applies, from 0 to 1; None where nothing is."""
    points = [_POINTS[one.met] for one in criteria if one.met in _POINTS]
    return sum(points, Fraction(0)) / len(points) if points else None


def _quarter(score: Fraction | None) -> str:
    if score is None:
        return "not-assessed"
    return OSAI.outcomes[min(3, int(score * 4))].key


def _dimension(key: str, facts: tuple[FactEvidence, ...], found: Status, lacks: tuple[Missing, ...]) -> Criterion:
    met = _MET[found]
    return Criterion(key, met, tuple(fact.id for fact in facts), () if met == Met.MET else lacks)


def _of(evidence: ModelEvidence, key: str, *components: str) -> Criterion:
    facts = tuple(fact for component in components for fact in evidence.of(component))
    each = [status(evidence.of(component)) for component in components]
    known = [one for one in each if one in (Status.OPEN, Status.PARTIAL, Status.CLOSED)]
    found = group_status(known or each)  # what is unknown is left out, as it is of the mean
    return _dimension(key, facts, found, _lacks(evidence, *components))


def _lacks(evidence: ModelEvidence, *components: str) -> tuple[Missing, ...]:
    return tuple(
        lack
        for component in components
        for lack in judge(
            evidence, component, is_open=is_open_license if any(f.licenses for f in evidence.of(component)) else None
        ).lacks
    )


def _weights(evidence: ModelEvidence) -> tuple[Criterion, Criterion]:
    """Base and end weights. Where no part tells them apart, the end mirrors the base and is left out of the mean."""
    facts = evidence.of("weights")
    base = tuple(fact for fact in facts if fact.part.casefold().startswith(_BASE_PARTS))
    end = tuple(fact for fact in facts if fact not in base)
    lacks = _lacks(evidence, "weights")
    if not base or not end:
        return _of(evidence, "base-weights", "weights"), Criterion("end-weights", Met.NOT_APPLICABLE)
    return _dimension("base-weights", base, status(base), lacks), _dimension("end-weights", end, status(end), lacks)


def _preprint(evidence: ModelEvidence) -> Criterion:
    """A report or a paper that anyone can read, reviewed or not."""
    return best(_of(evidence, "preprint", one) for one in ("research-paper", "technical-report"))


def _paper(evidence: ModelEvidence) -> Criterion:
    """Known only where a fact on the paper names the part “peer-reviewed”: a preprint alone does not tell."""
    reviewed = tuple(fact for fact in evidence.of("research-paper") if fact.part.casefold() == "peer-reviewed")
    if not reviewed:
        known = tuple(fact.id for fact in evidence.of("research-paper"))
        return Criterion("paper", Met.UNKNOWN, known, (Missing("research-paper", Lack.REVIEW_UNKNOWN, known),))
    return _dimension("paper", reviewed, status(reviewed), ())


def _licenses(evidence: ModelEvidence) -> Criterion:
    """Open when every license on what can be had is open, closed when none is, partial between."""
    facts = tuple(
        fact
        for fact in evidence.holding
        if fact.availability in OBTAINABLE and (fact.licenses or BY_KEY[fact.component].needs_license)
    )
    if not facts:
        return Criterion("licenses", Met.UNKNOWN, (), (Missing("weights", Lack.NO_LICENSE),))
    judged = [is_openly_licensed(fact) for fact in facts]
    found = Status.OPEN if all(judged) else Status.PARTIAL if any(judged) else Status.CLOSED
    lacks = [
        Missing(
            fact.component,
            Lack.LICENSE if fact.licenses else Lack.NO_LICENSE,
            (fact.id,),
            tuple(license.slug for license in fact.licenses if not is_open_license(license)),
        )
        for fact in facts
        if not is_openly_licensed(fact)
    ]
    return _dimension("licenses", facts, found, tuple(lacks))
