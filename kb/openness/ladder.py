"""The headline ladder: one rung a model and day. Source: `frameworks/rules.md`, section 6; Aperture's own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from kb.openness.evaluation import Criterion, Evaluation, Missing, judge, restriction, worst
from kb.openness.evidence import FactEvidence, ModelEvidence
from kb.openness.licensing import is_openly_licensed, is_unrestricted
from kb.vocabulary.availability import OBTAINABLE, Availability
from kb.vocabulary.frameworks import LADDER
from kb.vocabulary.verdicts import Lack, Mark, Met

RUNGS = tuple(one.key for one in LADDER.outcomes if one.rank is not None)  # by number: RUNGS[4] is "restricted"
NOT_ASSESSED = "not-assessed"
_ACCESS = frozenset({Availability.PUBLIC, Availability.CLICK_THROUGH, Availability.BY_REQUEST})
_FOR_ANYONE = frozenset({Availability.PUBLIC, Availability.CLICK_THROUGH, Availability.PARTIAL})
_STRICTLY_PUBLIC = frozenset({Availability.PUBLIC})
# Texts were read and set no limits, or were looked for and not found: neither binds anyone.
_NO_POLICY = (Availability.NOT_APPLICABLE, Availability.UNKNOWN)
WAYS_IN = ("weights", "api", "hosted-interface")


@dataclass(frozen=True)
class Held:
    """A rung that was held, from a day (None: not known since when) until another (None: still)."""

    rung: str
    since: date | None
    until: date | None


def ladder(evidence: ModelEvidence) -> Evaluation:
    """The rung of the day asked about.

    Where all access has ended it is the last rung that was held, marked as retired (see `retired_since`); its criteria
    are those of the day asked about. A model of which too little is known has none.
    """
    weights = evidence.of("weights")
    criteria = _criteria(evidence)
    number = _highest(criteria)
    marks = _marks(evidence, weights)
    if number == 0:
        before = last_held(evidence)
        if before is not None:
            then = ladder(evidence.on(before))
            return Evaluation(
                LADDER.key,
                LADDER.version,
                then.outcome,
                criteria,
                could_be=then.outcome,
                deciding=then.deciding,
                marks=(*(one for one in then.marks if one != Mark.RETIRED), Mark.RETIRED),
            )
        outcome = RUNGS[0] if _is_said_to_be_closed(evidence) else NOT_ASSESSED
    else:
        outcome = RUNGS[number]
    return Evaluation(
        LADDER.key,
        LADDER.version,
        outcome,
        criteria,
        next=criteria[number].lacks if number < len(criteria) else (),
        could_be=_could_be(outcome, criteria, number),
        deciding=_deciding(evidence, criteria, number),
        marks=marks,
    )


def widest(evidence: ModelEvidence) -> Held | None:
    """The highest rung held on any day up to the one asked about, and when; None where none ever was."""
    best: Held | None = None
    for since, until in _periods(evidence):
        rung = ladder(evidence.on(since or date.min))
        if Mark.RETIRED in rung.marks or rung.outcome not in RUNGS:
            continue
        if best is None or RUNGS.index(rung.outcome) > RUNGS.index(best.rung):
            best = Held(rung.outcome, since, until)
        elif rung.outcome == best.rung and best.until == since:
            best = Held(best.rung, best.since, until)
    return best


def retired_since(evidence: ModelEvidence) -> date | None:
    """The day on which the last access ended, for a model that is retired on the day asked about."""
    ends = [fact.until for fact in _ways_in(evidence.facts) if fact.until and fact.until <= evidence.day]
    return max(ends, default=None)


def _criteria(evidence: ModelEvidence) -> tuple[Criterion, ...]:
    """One criterion a rung, from 1 to 8."""
    weights = evidence.of("weights")
    return (
        judge(evidence, "hosted-interface", key="hosted", gates=_ACCESS),
        judge(evidence, "api", key="api", gates=_ACCESS),
        any_part(evidence, "on-request", OBTAINABLE),
        any_part(evidence, "restricted", _FOR_ANYONE),
        _licensed(evidence, weights),
        worst(
            "code",
            (
                judge(evidence, one, is_open=is_unrestricted, gates=_STRICTLY_PUBLIC)
                for one in ("training-code", "inference-code")
            ),
        ),
        worst(
            "data-information",
            (
                judge(evidence, one, gates=_STRICTLY_PUBLIC)
                for one in ("data-provenance", "data-selection", "data-processing", "data-labelling")
            ),
        ),
        worst(
            "data",
            (
                judge(evidence, one, is_open=is_unrestricted, gates=_STRICTLY_PUBLIC)
                for one in ("training-data", "tuning-data")
            ),
        ),
    )


def any_part(evidence: ModelEvidence, key: str, gates: frozenset[Availability]) -> Criterion:
    """Whether any part of the weights can be had; what is missing then is a mark, not a lower rung.

    Where none can, a part that nobody found leaves it unknown, whatever was said of the others.
    """
    facts = evidence.of("weights")
    had = [fact for fact in facts if fact.availability in gates]
    if had:
        return Criterion(key, Met.MET, _ids(had))
    unknown = tuple(fact for fact in facts if fact.availability == Availability.UNKNOWN)
    return judge(replace(evidence, facts=unknown) if unknown else evidence, "weights", key=key, gates=gates)


def _licensed(evidence: ModelEvidence, weights: Sequence[FactEvidence]) -> Criterion:
    """Every license on weights that can be had, and every policy that is a license of its own.

    Of weights that nobody found nobody knows the license; that is no refusal.
    """
    had = [fact for fact in weights if fact.availability in OBTAINABLE]
    policies = [fact for fact in evidence.of("usage-policy") if fact.licenses and fact.availability not in _NO_POLICY]
    lacks = []
    for fact in [*had, *policies]:
        if is_openly_licensed(fact, is_unrestricted):
            continue
        restricting = tuple(license.slug for license in fact.licenses if not is_unrestricted(license))
        why = restriction(fact.licenses, is_unrestricted) if restricting else Lack.NO_LICENSE
        if not restricting and fact.licenses_unknown:
            why = Lack.TERMS_UNKNOWN
        lacks.append(Missing(fact.component, why, (fact.id,), restricting))
    if not had:
        nowhere = any_part(evidence, "open-license", OBTAINABLE)
        if nowhere.met == Met.NOT_MET and weights:
            return Criterion("open-license", Met.NOT_APPLICABLE, nowhere.facts)
        return replace(nowhere, lacks=(*nowhere.lacks, *lacks))
    refused = Met.UNKNOWN if all(one.is_open_question for one in lacks) else Met.NOT_MET
    return Criterion("open-license", refused if lacks else Met.MET, _ids([*had, *policies]), tuple(lacks))


def _highest(criteria: tuple[Criterion, ...]) -> int:
    """The number of the rung: the highest whose row and all rows on weights below it hold. 0: none.

    Code and data may not apply to a model; weights that do not are no weights that can be had.
    """
    number = max((place for place in (1, 2) if criteria[place - 1].met == Met.MET), default=0)
    for place, one in enumerate(criteria[2:], start=3):
        without = one.met == Met.NOT_APPLICABLE and place > RUNGS.index("open-license")
        if one.met != Met.MET and not without:
            break
        number = place
    return number


def _could_be(outcome: str, criteria: tuple[Criterion, ...], number: int) -> str:
    """The rung if every open question were answered in the model's favour."""
    hopeful = tuple(Criterion(one.key, Met.MET) if one.could_be_met else one for one in criteria)
    best = _highest(hopeful)
    return RUNGS[best] if best > number else outcome


def _is_said_to_be_closed(evidence: ModelEvidence) -> bool:
    """Whether sources say so of the weights and of every way in. Unknown never condemns."""
    refused = (Availability.WITHHELD, Availability.NOT_APPLICABLE)
    known = [evidence.of(component) for component in WAYS_IN]
    return all(facts and all(fact.availability in refused for fact in facts) for facts in known)


def _deciding(evidence: ModelEvidence, criteria: tuple[Criterion, ...], number: int) -> tuple[int, ...]:
    if number == 0:
        return _ids(fact for component in WAYS_IN for fact in evidence.of(component))
    if number == RUNGS.index("restricted"):
        # What keeps it from the next rung is what people ask for: the license.
        return tuple(dict.fromkeys([*criteria[number - 1].facts, *criteria[number].facts]))
    return criteria[number - 1].facts


def _marks(evidence: ModelEvidence, weights: tuple[FactEvidence, ...]) -> tuple[Mark, ...]:
    had = [fact for fact in weights if fact.availability in OBTAINABLE]
    found = []
    if had and all(fact.availability == Availability.CLICK_THROUGH for fact in had):
        found.append(Mark.CLICK_THROUGH)
    if had and any(fact.availability in (Availability.PARTIAL, Availability.WITHHELD) for fact in weights):
        found.append(Mark.PARTLY)
    access = had or [fact for one in WAYS_IN for fact in evidence.of(one)]
    if any(fact.standing == "disputed" for fact in access):
        found.append(Mark.DISPUTED)
    if access and all(fact.standing == "reported" for fact in access):
        found.append(Mark.REPORTED)
    if "leak" in evidence.events:
        found.append(Mark.LEAKED)
    if _widened(evidence):
        found.append(Mark.STAGED)
    if "license-change" in evidence.events:
        found.append(Mark.RELICENSED)
    return tuple(found)


def _widened(evidence: ModelEvidence) -> bool:
    """Whether access to the weights widened in steps: two or more dated facts, each wider than the one before."""
    order = (Availability.BY_REQUEST, Availability.PARTIAL, Availability.CLICK_THROUGH, Availability.PUBLIC)
    dated = sorted(
        (fact.since, order.index(Availability(fact.availability)))
        for fact in evidence.facts
        if fact.component == "weights"
        and fact.since
        and fact.since <= evidence.day
        and fact.availability in OBTAINABLE
        and not fact.part
    )
    return any(later[1] > earlier[1] for earlier, later in pairwise(dated))


def last_held(evidence: ModelEvidence) -> date | None:
    """The last day on which anything could be had, where a fact says that it ended.

    None where none does, or where it is not known whether a way in that was there once still is: unknown is not ended.
    """
    once = [one for one in WAYS_IN if evidence.ended(one)]
    if any(fact.availability == Availability.UNKNOWN for one in once for fact in evidence.of(one)):
        return None
    end = retired_since(evidence)
    return end - date.resolution if end else None


def _ways_in(facts: Iterable[FactEvidence]) -> list[FactEvidence]:
    return [fact for fact in facts if fact.component in WAYS_IN and fact.availability in OBTAINABLE]


def _periods(evidence: ModelEvidence) -> list[tuple[date | None, date | None]]:
    """The stretches of time between the days on which any fact began or ended, up to the day asked about."""
    days = {day for fact in evidence.facts for day in (fact.since, fact.until) if day and day <= evidence.day}
    starts: list[date | None] = [None, *sorted(days)]
    return list(zip(starts, [*starts[1:], None], strict=True))


def _ids(facts: Iterable[FactEvidence]) -> tuple[int, ...]:
    return tuple(fact.id for fact in facts)
