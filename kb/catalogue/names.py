"""Finding things by name in a list that keeps its order."""

from django.db.models import QuerySet

from kb.catalogue.search import wanted


def matching(rows: QuerySet, text: str) -> QuerySet:
    """Rows that `text` finds, in their own order; all of them without a text. In: rows with `search_text`."""
    return rows.filter(wanted(text).condition()) if text else rows
