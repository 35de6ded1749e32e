"""Organizations: which there are by kind and country, and what stands on the page of one."""

from django.db.models import Count, QuerySet, TextField
from django.db.models.functions import Cast

from kb.catalogue.names import matching
from kb.models import Organization


def listing(*, text: str = "", kind: str = "", country: str = "") -> QuerySet[Organization]:
    """Organizations with `models`, the number of their models. Only what a source was read for is filtered by."""
    rows = matching(Organization.objects.all(), text)
    if kind:
        rows = _checked(rows, "kind").filter(kind=kind)
    if country:
        rows = _checked(rows, "country").filter(country=country)
    return rows.annotate(models=Count("language_models")).order_by("sort_key", "slug")


def counted_by(field: str) -> dict[str, int]:
    """How many organizations there are for each checked value of `field` (kind or country)."""
    rows = _checked(Organization.objects.exclude(**{field: ""}), field)
    return dict(rows.order_by(field).values_list(field).annotate(Count("pk")))


def _checked(rows: QuerySet[Organization], field: str) -> QuerySet[Organization]:
    # As text, because SQLite cannot ask whether a JSON list contains a value.
    names = Cast("unchecked", TextField())
    return rows.alias(unchecked_names=names).exclude(unchecked_names__contains=f'"{field}"')
