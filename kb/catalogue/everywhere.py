"""Search everywhere: the nearest of every kind of record, and how many there are of each."""

from dataclasses import dataclass

from django.db.models import Count, Model, QuerySet, Window
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
    hits: list[Model]

    @property
    def has_more(self) -> bool:
        return self.count > len(self.hits)


def find_everywhere(text: str) -> list[Found]:
    """What the query finds, by kind; kinds without a hit are left out. Seven queries, none without letters."""
    if not wanted(text):
        return []
    kinds: tuple[tuple[str | Promise, str, QuerySet, str | None], ...] = (
        (
            pgettext_lazy("search", "Models"),
            "matrix",
            # Those that the matrix has, so that its count is the same.
            LanguageModel.objects.filter(profile__isnull=False).select_related("organization"),
            "sort_key",
        ),
        (pgettext_lazy("search", "Organizations"), "organizations", Organization.objects.all(), "sort_key"),
        (pgettext_lazy("search", "Families"), "families", Family.objects.select_related("organization"), "sort_key"),
        (pgettext_lazy("search", "Licenses"), "licenses", License.objects.select_related("steward"), "sort_key"),
        (pgettext_lazy("search", "Datasets"), "datasets", Dataset.objects.select_related("organization"), "sort_key"),
        (pgettext_lazy("search", "Topics"), "", Topic.objects.all(), "sort_key"),
        (pgettext_lazy("search", "Sources"), "sources", Source.objects.all(), None),
    )
    found = (_found(label, page, find(rows, text, own_name=own_name)) for label, page, rows, own_name in kinds)
    return [one for one in found if one.count]


def _found(label: str | Promise, page: str, rows: QuerySet) -> Found:
    # The window counts all rows that match, before the limit: one query for both.
    hits = list(rows.annotate(all_of_them=Window(Count("pk")))[:SHOWN])
    return Found(label, page, hits[0].all_of_them if hits else 0, hits)
