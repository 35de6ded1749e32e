"""Datasets: which there are, what each was built from, and who was trained on it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from kb.catalogue.evidence import fact_evidence
from kb.catalogue.names import matching
from kb.models import Dataset, Derivation, Fact
from kb.models.source import with_sources
from kb.openness.statuses import status_of_fact
from kb.vocabulary import components
from kb.vocabulary.editorial import Publication, Standing
from kb.vocabulary.statuses import Status

SHOWN = 200  # derivations listed on the page of a dataset


def listing(*, text: str = "") -> QuerySet[Dataset]:
    """Datasets with `uses`: how many published, unrefuted derivations have them as a parent."""
    used = Q(descents__publication=Publication.PUBLISHED) & ~Q(descents__standing=Standing.REFUTED)
    rows = matching(Dataset.objects.select_related("organization"), text)
    return rows.annotate(uses=Count("descents", filter=used)).order_by("sort_key", "slug")


@dataclass(frozen=True)
class Recorded:
    """One fact as a page shows it: with the status it gives, and whether it has ended."""

    fact: Fact
    status: Status
    is_past: bool


def facts(dataset: Dataset, day: date) -> list[Recorded]:
    """Its published, unrefuted facts in the order of the vocabulary, those that hold on `day` before past ones."""
    rows = Fact.objects.counting().filter(dataset=dataset).prefetch_related("licenses", with_sources())
    # The data itself first, which the vocabulary has last.
    order = {key: place for place, key in enumerate(components.KEYS)}
    recorded = [
        Recorded(fact, status_of_fact(fact_evidence(fact)), bool(fact.valid_until and fact.valid_until <= day))
        for fact in rows
    ]
    order[components.DATASET.key] = -1
    recorded.sort(key=lambda one: (order[one.fact.component], one.is_past, one.fact.part, one.fact.pk))
    return recorded


def parents(dataset: Dataset) -> QuerySet[Derivation]:
    """What it was made from: published derivations, refuted ones last."""
    return _with_ends(Derivation.objects.published().filter(dataset=dataset))


def children(dataset: Dataset) -> QuerySet[Derivation]:
    """Models and datasets made from it: published derivations, refuted ones last."""
    return _with_ends(Derivation.objects.published().filter(parent_dataset=dataset))


def _with_ends(rows: QuerySet[Derivation]) -> QuerySet[Derivation]:
    ends = ("language_model__organization", "dataset", "parent_model", "parent_dataset")
    refuted_last = Case(When(standing=Standing.REFUTED, then=Value(1)), default=Value(0), output_field=IntegerField())
    return rows.select_related(*ends).prefetch_related(with_sources()).order_by(refuted_last, "pk")


def refuted_facts(dataset: Dataset) -> QuerySet[Fact]:
    """What was said of it and shown to be wrong."""
    refuted = Fact.objects.published().filter(dataset=dataset, standing=Standing.REFUTED)
    return refuted.prefetch_related("licenses", with_sources()).order_by("pk")
