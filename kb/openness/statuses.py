"""Statuses: what a component counts as, from availability and licenses. Never entered, always worked out."""

from collections.abc import Iterable, Sequence

from kb.openness.evidence import FactEvidence, ModelEvidence
from kb.openness.licensing import is_openly_licensed
from kb.vocabulary import components
from kb.vocabulary.availability import Availability
from kb.vocabulary.statuses import Status

# From best to worst: where parts of a component differ, the worst counts (CURATION, rule 3).
_BEST_FIRST = (Status.OPEN, Status.PARTIAL, Status.UNKNOWN, Status.CLOSED)
_GATED = (Availability.CLICK_THROUGH, Availability.BY_REQUEST, Availability.PARTIAL)


def status_of_fact(fact: FactEvidence) -> Status:
    """What one fact makes of its component.

    Public code and data count as open only under a license, and with several licenses every one must be open (MOF 1.0:
    a component without a license does not count). A public description or service counts as open unless a license on
    it restricts. A gate makes it partial. Source: MOF 1.0, license rule; gates and several licenses: our reading.
    """
    if fact.availability == Availability.WITHHELD:
        return Status.CLOSED
    if fact.availability == Availability.UNKNOWN:
        return Status.UNKNOWN
    if fact.availability == Availability.NOT_APPLICABLE:
        return Status.NOT_APPLICABLE
    if fact.availability in _GATED:
        return Status.PARTIAL
    if not fact.licenses:
        return Status.PARTIAL if components.BY_KEY[fact.component].needs_license else Status.OPEN
    return Status.OPEN if is_openly_licensed(fact) else Status.PARTIAL


def status(facts: Iterable[FactEvidence]) -> Status:
    """What a component counts as. In: its facts of one day, one a part. Out: the worst of them; none: no entry.

    Open parts beside closed or unknown ones make the whole partial: some of it can be had.
    """
    found = {status_of_fact(fact) for fact in facts}
    known = found - {Status.NOT_APPLICABLE}
    if not known:
        return Status.NOT_APPLICABLE if found else Status.NO_ENTRY
    if len(known) > 1 and known & {Status.OPEN, Status.PARTIAL}:
        return Status.PARTIAL
    return max(known, key=_BEST_FIRST.index)


def status_now(facts: Iterable[FactEvidence], *, has_ended: bool) -> Status:
    """As `status`, but what could be had once and of which nothing holds any more is closed, not without an entry.

    In: the facts that hold; whether one by which it could be had has ended. Source: LOOK, “was click-through”.
    """
    found = status(facts)
    return Status.CLOSED if found == Status.NO_ENTRY and has_ended else found


def statuses(evidence: ModelEvidence) -> dict[str, Status]:
    """Status of every component of a model on the day asked about, in the order of the vocabulary."""
    return {
        entry.key: status_now(evidence.of(entry.key), has_ended=bool(evidence.ended(entry.key)))
        for entry in components.COMPONENTS
    }


def group_status(found: Sequence[Status]) -> Status:
    """One status for a group of components. What does not apply or has no entry is left out.

    All open: open. All closed: closed. Nothing but unknown: unknown. Any mixture: partial, if anything of the group
    can be had; else closed, if a source says so of at least one, as nothing else is known.
    """
    known = [one for one in found if one not in (Status.NOT_APPLICABLE, Status.NO_ENTRY)]
    if not known:
        return Status.NOT_APPLICABLE if Status.NOT_APPLICABLE in found else Status.NO_ENTRY
    if len(set(known)) == 1:
        return known[0]
    return Status.PARTIAL if {Status.OPEN, Status.PARTIAL} & set(known) else Status.CLOSED
