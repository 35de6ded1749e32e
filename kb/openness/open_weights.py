"""Open weights in four published meanings. Sources: `vocabulary.frameworks`, one entry each."""

from dataclasses import replace

from kb.openness.evaluation import (
    Criterion,
    Evaluation,
    Missing,
    best,
    judge,
    judge_terms,
    three_way,
    weights_for_anyone,
    with_terms,
    worst,
)
from kb.openness.evidence import FactEvidence, ModelEvidence
from kb.openness.licensing import is_approved, is_open_license, is_openly_licensed, limits_nothing
from kb.openness.osaid import osaid
from kb.vocabulary.availability import Availability
from kb.vocabulary.kinds import LicenseKind
from kb.vocabulary.open_weights import AI_ACT, NTIA, OPEN_WEIGHTS_DEFINITION, OSI_WEIGHTS
from kb.vocabulary.terms import Condition
from kb.vocabulary.verdicts import Lack, Met

# AI Act, recital 102 and Article 53(2): access, use, modification and distribution. Of the limits on a license these
# take one of the four away from somebody; limits of use on grounds of safety are argued over, so they leave it unclear.
_AI_ACT_FAILS = frozenset(
    {
        Condition.NON_COMMERCIAL,
        Condition.NO_DERIVATIVES,
        Condition.USER_THRESHOLD,
        Condition.REVENUE_THRESHOLD,
        Condition.SEPARATE_LICENSE,
        Condition.ROYALTY,
        Condition.TERRITORY,
    }
)
_AI_ACT_FAILING_KINDS = frozenset(
    {LicenseKind.NON_COMMERCIAL, LicenseKind.RESEARCH_ONLY, LicenseKind.PROPRIETARY_TERMS}
)


def ntia(evidence: ModelEvidence) -> Evaluation:
    """Weights for the public, whatever the license."""
    return three_way(NTIA, (weights_for_anyone(evidence),))


def osi_weights(evidence: ModelEvidence) -> Evaluation:
    """Weights for the public under licenses the OSI approved."""
    found = three_way(
        OSI_WEIGHTS,
        (weights_for_anyone(evidence), judge_terms(evidence, "weights", is_approved, key="license")),
    )
    definition = osaid(evidence)
    is_more = found.outcome == "meets" and definition.outcome == "conforms"
    could_be_more = found.could_be == "meets" and definition.could_be == "conforms"
    return replace(
        found,
        outcome="exceeds" if is_more else found.outcome,
        could_be="exceeds" if could_be_more else found.could_be,
    )


def open_weights_definition(evidence: ModelEvidence) -> Evaluation:
    """Weights, and what it takes to understand how they were made."""
    return three_way(
        OPEN_WEIGHTS_DEFINITION,
        (
            weights_for_anyone(evidence),
            judge(evidence, "architecture"),
            judge(evidence, "training-procedure", key="method"),
            judge(evidence, "data-provenance", key="data"),
            judge(evidence, "training-code", is_open=is_open_license),
            judge_terms(evidence, "weights", limits_nothing, key="use"),
        ),
    )


def ai_act(evidence: ModelEvidence) -> Evaluation:
    """The conditions of Article 53(2) that facts can tell; monetisation and systemic risk are not decided."""
    usage = best(judge(evidence, one) for one in ("model-card", "code-documentation"))
    return three_way(
        AI_ACT,
        (
            weights_for_anyone(evidence),
            worst("license", map(_four_freedoms, with_terms(evidence, "weights")))
            if with_terms(evidence, "weights")
            else judge_terms(evidence, "weights", limits_nothing, key="license"),
            judge(evidence, "architecture"),
            Criterion("usage", usage.met, usage.facts, usage.lacks),
        ),
    )


def _four_freedoms(fact: FactEvidence) -> Criterion:
    """Of one part of the weights: read from its licenses, however it can be had; without one nothing is allowed."""
    if is_openly_licensed(fact, limits_nothing):
        return Criterion("license", Met.MET, (fact.id,))
    if not fact.licenses:
        met, why = Met.NOT_MET, Lack.NO_LICENSE
        if fact.availability == Availability.UNKNOWN:
            met, why = Met.UNKNOWN, Lack.NOT_FOUND
        elif fact.licenses_unknown:
            met, why = Met.UNKNOWN, Lack.TERMS_UNKNOWN
        return Criterion("license", met, (fact.id,), (Missing("weights", why, (fact.id,)),))
    restricting = [license for license in fact.licenses if not limits_nothing(license)]
    fails = any(license.kind in _AI_ACT_FAILING_KINDS or license.limits & _AI_ACT_FAILS for license in restricting)
    lack = Missing("weights", Lack.LICENSE, (fact.id,), tuple(license.slug for license in restricting))
    return Criterion("license", Met.NOT_MET if fails else Met.PARTLY, (fact.id,), (lack,))
