"""Search everywhere: the nearest of every kind of record, and how many there are of each."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from kb.catalogue.search import find, wanted
from kb.models import Dataset, Family, LanguageModel, License, Organization, Source, Topic

SHOWN = 8  # hits of each kind; the kind's own list has all


@dataclass(frozen=True)
class Found:
    """Hits of one kind, nearest first. `page`: name of the address of the list that has all of them (empty: none)."""

    label: str | Promise
    page: str
    count: int
    hits: list[Any]

    @property
    def nearness(self) -> int:
        """Of its nearest hit; less is nearer."""
        return self.hits[0].nearness

    @property
    def has_more(self) -> bool:
        return self.count > len(self.hits)


def find_everywhere(text: str) -> list[Found]:
    """What the query finds, by kind, the kind of the nearest hit first; kinds without a hit are left out.

    Seven queries, none without letters.
    """
    if not wanted(text):
        return []
    # Of models those that the matrix has, so that its count is the same.
    models = LanguageModel.objects.filter(profile__isnull=False).select_related("organization")
    datasets = Dataset.objects.select_related("organization")
    families = Family.objects.select_related("organization")
    kinds: tuple[tuple[str | Promise, str, QuerySet], ...] = (
        (pgettext_lazy("search", "Models"), "matrix", find(models, text, maker="organization")),
        (pgettext_lazy("search", "Organizations"), "organizations", find(Organization.objects.all(), text)),
        (pgettext_lazy("search", "Families"), "families", find(families, text)),
        (pgettext_lazy("search", "Licenses"), "licenses", find(License.objects.select_related("steward"), text)),
        (pgettext_lazy("search", "Datasets"), "datasets", find(datasets, text, maker="organization")),
        (pgettext_lazy("search", "Topics"), "", find(Topic.objects.all(), text)),
        (pgettext_lazy("search", "Sources"), "sources", find(Source.objects.all(), text, own_name=None)),
    )
    found = [one for one in (_found(*kind) for kind in kinds) if one.count]
    # The name of an organization leads to it before it leads to its models.
    return sorted(found, key=lambda one: one.nearness)


def _found(label: str | Promise, page: str, rows: QuerySet) -> Found:
    # The window counts all rows that match, before the limit: one query for both.
    hits = list(rows.annotate(all_of_them=Window(Count("pk")))[:SHOWN])
    return Found(label, page, hits[0].all_of_them if hits else 0, hits)
