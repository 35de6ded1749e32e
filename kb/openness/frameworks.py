"""Every rule set by its key, and all of them at once."""

from collections.abc import Callable

from kb.openness.evaluation import Evaluation
from kb.openness.evidence import ModelEvidence
from kb.openness.gradient import gradient
from kb.openness.ladder import ladder
from kb.openness.mof import mof
from kb.openness.open_weights import ai_act, ntia, open_weights_definition, osi_weights
from kb.openness.osai import osai
from kb.openness.osaid import osaid
from kb.vocabulary import frameworks
from kb.vocabulary.availability import Availability
from kb.vocabulary.framework import NO_WEIGHTS, NOT_ASSESSED

RULES: dict[str, Callable[[ModelEvidence], Evaluation]] = {
    frameworks.LADDER.key: ladder,
    frameworks.MOF.key: mof,
    frameworks.OSAID.key: osaid,
    frameworks.GRADIENT.key: gradient,
    frameworks.OSAI.key: osai,
    frameworks.NTIA.key: ntia,
    frameworks.OSI_WEIGHTS.key: osi_weights,
    frameworks.OPEN_WEIGHTS_DEFINITION.key: open_weights_definition,
    frameworks.AI_ACT.key: ai_act,
}


def evaluate(evidence: ModelEvidence) -> tuple[Evaluation, ...]:
    """What every rule set says of the model, in the order of the vocabulary.

    That of which nothing is known is assessed by none, and what has no weights to release (a published
    architecture) is outside of all of them.
    """
    if not _is_anything_known(evidence):
        return tuple(
            Evaluation(one.key, one.version, NOT_ASSESSED.key, could_be=NOT_ASSESSED.key)
            for one in frameworks.FRAMEWORKS
        )
    weights = evidence.of("weights")
    if weights and all(fact.availability == Availability.NOT_APPLICABLE for fact in weights):
        deciding = tuple(fact.id for fact in weights)
        return tuple(
            Evaluation(one.key, one.version, NO_WEIGHTS.key, could_be=NO_WEIGHTS.key, deciding=deciding)
            for one in frameworks.FRAMEWORKS
        )
    return tuple(RULES[framework.key](evidence) for framework in frameworks.FRAMEWORKS)


def _is_anything_known(evidence: ModelEvidence) -> bool:
    """Whether any fact that holds says something, or something could be had once of which nothing is said now."""
    return any(fact.availability != Availability.UNKNOWN for fact in evidence.holding) or any(
        evidence.ended(fact.component) and not evidence.of(fact.component) for fact in evidence.facts
    )
