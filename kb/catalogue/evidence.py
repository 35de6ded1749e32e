"""From rows to the values that rules read, in a fixed number of queries however many models are asked for."""

from collections.abc import Iterable
from datetime import date

from kb.models import Fact, License
from kb.openness.evidence import FactEvidence, LicenseEvidence


def license_evidence(row: License) -> LicenseEvidence:
    return LicenseEvidence(row.slug, row.kind, row.osi_approved, row.fsf_libre)


def fact_evidence(fact: Fact) -> FactEvidence:
    """One fact as a value. Its licenses should be prefetched."""
    licenses = tuple(license_evidence(row) for row in fact.licenses.all())
    return FactEvidence(fact.pk, fact.component, fact.availability, licenses, fact.part, fact.standing)


def evidence(language_models: Iterable[int], day: date) -> dict[int, list[FactEvidence]]:
    """What is known of each model on `day`: published facts that hold and are not refuted. Two queries.

    In: keys of models. Out: a list for every key, empty where there is nothing.
    """
    keys = list(language_models)
    found: dict[int, list[FactEvidence]] = {key: [] for key in keys}
    facts = Fact.objects.counting().on(day).filter(language_model__in=keys).prefetch_related("licenses")
    for fact in facts.order_by("pk"):
        found[fact.language_model_id].append(fact_evidence(fact))
    return found
