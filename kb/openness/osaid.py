"""Open Source AI Definition 1.0. Source: its checklist (OSI, 28 October 2024); our reading is in the vocabulary."""

from dataclasses import replace

from kb.openness.evaluation import Criterion, Evaluation, judge, judge_terms, three_way, weights_for_anyone, worst
from kb.openness.evidence import ModelEvidence
from kb.openness.licensing import is_approved, is_open_license, is_unrestricted
from kb.vocabulary.frameworks import OSAID
from kb.vocabulary.verdicts import Lack, Met

_DESCRIPTIONS = ("data-provenance", "data-selection", "data-labelling", "data-processing")
_CODE = {
    "C1": "preprocessing-code",
    "C2": "training-code",
    "C3": "evaluation-code",
    "C4": "supporting-tools",
    "C5": "inference-code",
    "C6": "architecture",
}


def osaid(evidence: ModelEvidence) -> Evaluation:
    """Appears to conform, undetermined or does not conform."""
    described = [judge(evidence, one) for one in _DESCRIPTIONS]
    provenance = described[0]
    code = [judge(evidence, component, key=key) for key, component in _CODE.items()]
    licensed = worst("C7", (_approved(evidence, component) for component in _CODE.values()))
    parameters = weights_for_anyone(evidence, key="P1")
    terms = judge_terms(evidence, "weights", is_unrestricted, key="P2")
    data = worst("D1", described)
    required = (
        data,
        _listed(evidence, provenance),
        Criterion("D3", provenance.met, provenance.facts, provenance.lacks),
        worst("D4", (_open_terms(evidence, component) for component in _DESCRIPTIONS)),
        *code,
        licensed,
        parameters,
        terms,
    )
    running = code[4]
    freedoms = (
        worst("F1", (parameters, terms, running)),
        worst("F2", (data, parameters, *code)),
        worst("F3", (parameters, terms, *code)),
        worst("F4", (parameters, terms, licensed)),
    )
    found = three_way(OSAID, required)
    return replace(found, criteria=(*required, *freedoms))


def _listed(evidence: ModelEvidence, provenance: Criterion) -> Criterion:
    """D2: data that is itself public is its own listing."""
    data = judge(evidence, "training-data")
    better = data if data.met == Met.MET else provenance
    return Criterion("D2", better.met, (*data.facts, *provenance.facts), better.lacks)


def _open_terms(evidence: ModelEvidence, component: str) -> Criterion:
    """D4: a description without terms of its own that anyone can read is an open question, not a refusal."""
    found = judge_terms(evidence, component, is_open_license)
    lacks = tuple(
        replace(lack, lack=Lack.TERMS_UNKNOWN) if lack.lack == Lack.NO_LICENSE else lack for lack in found.lacks
    )
    is_refused = any(not lack.is_open_question for lack in lacks)
    return replace(found, met=found.met if is_refused or not lacks else Met.UNKNOWN, lacks=lacks)


def _approved(evidence: ModelEvidence, component: str) -> Criterion:
    """C7: judged only of code that can be had; an architecture described in words needs no code license."""
    found = judge(evidence, component, is_open=is_approved)
    of_terms = {Lack.NOT_APPROVED, Lack.TERMS_UNKNOWN, Lack.NO_LICENSE}
    if component == "architecture":
        of_terms.remove(Lack.NO_LICENSE)
    lacks = tuple(lack for lack in found.lacks if lack.lack in of_terms)
    if not lacks and found.met != Met.MET:
        return Criterion(found.key, Met.NOT_APPLICABLE)
    if lacks and found.met == Met.PARTLY:  # part of it is there without a license, and may be no code at all
        return replace(found, lacks=lacks)
    is_open_question = all(lack.is_open_question for lack in lacks)
    return replace(found, met=Met.MET if not lacks else Met.UNKNOWN if is_open_question else Met.NOT_MET, lacks=lacks)
