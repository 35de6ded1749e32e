"""What every rule set answers with, and the one way in which they judge a component."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from kb.openness.evidence import FactEvidence, LicenseEvidence, ModelEvidence
from kb.openness.licensing import is_approved, is_openly_licensed, limits_nothing
from kb.vocabulary.availability import OBTAINABLE, Availability
from kb.vocabulary.framework import Framework
from kb.vocabulary.verdicts import OPEN_QUESTIONS, Lack, Mark, Met

IsOpen = Callable[[LicenseEvidence], bool]

# The worst of several parts counts (CURATION, rule 3).
_WORST_LAST = (Met.NOT_APPLICABLE, Met.MET, Met.PARTLY, Met.UNKNOWN, Met.NOT_MET)
_BEST_FIRST = (Met.MET, Met.PARTLY, Met.UNKNOWN, Met.NOT_MET, Met.NOT_APPLICABLE)
_LACKS = {
    Availability.WITHHELD: (Met.NOT_MET, Lack.WITHHELD),
    Availability.UNKNOWN: (Met.UNKNOWN, Lack.NOT_FOUND),
    Availability.BY_REQUEST: (Met.NOT_MET, Lack.BY_REQUEST),
    Availability.PARTIAL: (Met.PARTLY, Lack.IN_PART),
}
RELEASED = frozenset({Availability.PUBLIC, Availability.CLICK_THROUGH})


@dataclass(frozen=True)
class Missing:
    """What stands in the way: a component, why, and the licenses that restrict it, if that is why."""

    component: str
    lack: Lack
    facts: tuple[int, ...] = ()
    licenses: tuple[str, ...] = ()

    @property
    def is_open_question(self) -> bool:
        """Whether nobody knows, as opposed to a source that says no."""
        return self.lack in OPEN_QUESTIONS


@dataclass(frozen=True)
class Criterion:
    """One criterion: its outcome, the facts it read and what it lacks. `key` is one of the framework's."""

    key: str
    met: Met
    facts: tuple[int, ...] = ()
    lacks: tuple[Missing, ...] = ()

    @property
    def could_be_met(self) -> bool:
        """Whether it is met, or would be if everything that nobody knows of it were open."""
        return self.met == Met.MET or (self.met == Met.UNKNOWN and all(one.is_open_question for one in self.lacks))


@dataclass(frozen=True)
class Evaluation:
    """What one rule set says of one model on one day.

    `outcome` is a key of the framework's. `could_be`: the outcome if every open question were answered in the model's
    favour (the same, where there is none). `next`: what the next better outcome asks beyond what is there; several
    ways lead to some outcomes, so it is what is missing, not always all that is needed. `deciding`: the facts that the
    outcome rests on first. `score` is from 0 to 1, where the framework has one.
    """

    framework: str
    version: str
    outcome: str
    criteria: tuple[Criterion, ...] = ()
    next: tuple[Missing, ...] = ()
    could_be: str = ""
    deciding: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()
    score: Fraction | None = None


def judge(
    evidence: ModelEvidence,
    component: str,
    *,
    key: str = "",
    is_open: IsOpen | None = None,
    gates: frozenset[Availability] = RELEASED,
    beside: str = "",
) -> Criterion:
    """Whether a component is released, and, where `is_open` is given, openly licensed; of several parts the worst.

    In: `gates`, the availabilities that count as released; `beside`, the component whose licenses a fact without any
    takes over, unless it says that it is found in another (`satisfied_by`), whose licenses it takes then. No entry is
    unknown to rules. Several rule sets ask the same of the same evidence, so answers are kept with it.
    """
    asked = (component, is_open, gates, beside)
    found = evidence.judged.get(asked)
    if found is None:
        found = evidence.judged[asked] = _judge(evidence, component, is_open, gates, beside)
    return found if key in ("", component) else replace(found, key=key)


def _judge(
    evidence: ModelEvidence, component: str, is_open: IsOpen | None, gates: frozenset[Availability], beside: str
) -> Criterion:
    facts = evidence.of(component)
    if not facts:
        ended = tuple(fact.id for fact in evidence.ended(component))
        if ended:
            return Criterion(component, Met.NOT_MET, ended, (Missing(component, Lack.ENDED, ended),))
        return Criterion(component, Met.UNKNOWN, (), (Missing(component, Lack.NO_ENTRY),))
    judged = [_judge_fact(evidence, fact, is_open, gates, beside) for fact in facts]
    met = max((one for one, _lacks in judged), key=_WORST_LAST.index)
    lacks = tuple(missing for _met, lacks in judged for missing in lacks)
    read = [*facts, *(giver for fact in facts if is_open for giver in _licensed_for(evidence, fact, beside))]
    return Criterion(component, met, tuple(dict.fromkeys(fact.id for fact in read)), lacks)


def _licensed_for(evidence: ModelEvidence, fact: FactEvidence, beside: str) -> list[FactEvidence]:
    """The facts whose licenses are those of the fact: itself, or what it is found in or handed out beside."""
    return [fact] if fact.licenses else [one for one in evidence.of(fact.satisfied_by or beside) if one.licenses]


def _judge_fact(
    evidence: ModelEvidence, fact: FactEvidence, is_open: IsOpen | None, gates: frozenset[Availability], beside: str
) -> tuple[Met, tuple[Missing, ...]]:
    if fact.availability == Availability.NOT_APPLICABLE:
        return Met.NOT_APPLICABLE, ()
    met: Met = Met.MET
    gate: tuple[Missing, ...] = ()
    if fact.availability not in gates:
        met, why = _LACKS.get(Availability(fact.availability), (Met.NOT_MET, Lack.CLICK_THROUGH))
        gate = (Missing(fact.component, why, (fact.id,)),)
    if is_open is None or fact.availability not in OBTAINABLE:
        return met, gate
    # What can be had in part, or by some, is judged by its license as well: more of it under the same terms must not
    # count less, and who asks what is missing is told both.
    licensed = _licensed_for(evidence, fact, beside)
    if not licensed:
        if fact.licenses_unknown:
            met = max(met, Met.UNKNOWN, key=_WORST_LAST.index)
            return met, (*gate, Missing(fact.component, Lack.TERMS_UNKNOWN, (fact.id,)))
        # A part without a license stays an open question: it may be a harness that is only named.
        refused = met if met == Met.PARTLY else Met.NOT_MET
        return refused, (*gate, Missing(fact.component, Lack.NO_LICENSE, (fact.id,)))
    if all(is_openly_licensed(one, is_open) for one in licensed):
        return met, gate
    on_them = dict.fromkeys(license for one in licensed for license in one.licenses)
    restricting = tuple(license.slug for license in on_them if not is_open(license))
    why = Lack.NOT_APPROVED if is_open is is_approved else restriction(on_them, is_open)
    read = tuple(dict.fromkeys((fact.id, *(one.id for one in licensed))))
    return Met.NOT_MET, (*gate, Missing(fact.component, why, read, restricting))


def restriction(licenses: Iterable[LicenseEvidence], is_open: IsOpen) -> Lack:
    """Why licenses that are not open are not: some limit, or they are only none of those that count as open."""
    closed = [license for license in licenses if not is_open(license)]
    return Lack.NOT_OPEN if closed and all(map(limits_nothing, closed)) else Lack.LICENSE


def weights_for_anyone(evidence: ModelEvidence, *, key: str = "weights") -> Criterion:
    """Whether anyone can have the weights. Where some parts can be had and others not: in part, as some are there;
    where none can, a part that nobody found leaves it unknown.
    """
    found = judge(evidence, "weights", key=key)
    if found.met != Met.NOT_MET:
        return found
    said = {fact.availability for fact in evidence.of("weights")}
    if said & {*RELEASED, Availability.PARTIAL}:
        return replace(found, met=Met.PARTLY)
    return replace(found, met=Met.UNKNOWN) if Availability.UNKNOWN in said else found


def judge_terms(evidence: ModelEvidence, component: str, is_open: IsOpen, *, key: str = "") -> Criterion:
    """Whether the licenses on a component are open, however it can be had: that is another criterion's question.

    No license is not an open one. Of what nobody can have there are no terms to judge: not applicable.
    """
    facts = with_terms(evidence, component)
    held = evidence.of(component)
    if not facts and (held or evidence.ended(component)):
        return Criterion(key or component, Met.NOT_APPLICABLE, tuple(fact.id for fact in held))
    if len(facts) < len(held):
        others = (fact for fact in evidence.holding if fact.component != component)
        evidence = replace(evidence, facts=(*facts, *others))
    return judge(evidence, component, key=key, is_open=is_open, gates=OBTAINABLE)


def with_terms(evidence: ModelEvidence, component: str) -> tuple[FactEvidence, ...]:
    """The parts of a component that somebody can have, and those of which nobody knows."""
    asked = {*OBTAINABLE, Availability.UNKNOWN}
    return tuple(fact for fact in evidence.of(component) if fact.availability in asked)


def worst(key: str, criteria: Iterable[Criterion]) -> Criterion:
    """Several judgements as one criterion. What does not apply is left out; nothing that applies: not applicable."""
    criteria = list(criteria)
    met = max((one.met for one in criteria), key=_WORST_LAST.index, default=Met.NOT_APPLICABLE)
    facts = tuple(dict.fromkeys(fact for one in criteria for fact in one.facts))
    return Criterion(key, met, facts, tuple(dict.fromkeys(lack for one in criteria for lack in one.lacks)))


def best(criteria: Iterable[Criterion]) -> Criterion:
    """Of several of which any one will do, the one that does it best; what nobody knows is better than a refusal."""
    return min(criteria, key=lambda one: _BEST_FIRST.index(one.met))


def lacks_of(criteria: Iterable[Criterion]) -> tuple[Missing, ...]:
    """All that criteria lack, once each."""
    return tuple(dict.fromkeys(lack for one in criteria for lack in one.lacks))


def refusals_of(criteria: Iterable[Criterion]) -> tuple[Missing, ...]:
    """Of what criteria that are not met lack, that which alone makes them so: neither an open question nor a part."""
    lacks = lacks_of(criteria)
    return tuple(one for one in lacks if not one.is_open_question and one.lack != Lack.IN_PART) or lacks


def three_way(framework: Framework, criteria: tuple[Criterion, ...], *, deciding: tuple[int, ...] = ()) -> Evaluation:
    """No, unclear or yes: any criterion not met is a no; else any that is unknown or met in part leaves it unclear.

    In: a framework whose first three outcomes are these. Source: OSAID's checklist; for the others our reading.
    """
    no, unclear, yes = (one.key for one in framework.outcomes[:3])
    found = {one.met for one in criteria}
    failed = [one for one in criteria if one.met == Met.NOT_MET]
    outcome = no if failed else unclear if found & {Met.UNKNOWN, Met.PARTLY} else yes
    hopeful = all(one.could_be_met or one.met == Met.NOT_APPLICABLE for one in criteria)
    decisive = failed or [one for one in criteria if one.met in (Met.UNKNOWN, Met.PARTLY)] or criteria
    missing = refusals_of(failed) if failed else lacks_of(criteria)
    said = dict.fromkeys(fact for one in missing for fact in one.facts)
    return Evaluation(
        framework.key,
        framework.version,
        outcome,
        criteria,
        next=missing,
        could_be=no if failed else yes if hopeful else unclear,
        deciding=deciding or tuple(said or dict.fromkeys(fact for one in decisive for fact in one.facts)),
    )
