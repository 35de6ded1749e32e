"""What follows from a record elsewhere: search texts that repeat its name, and profiles that rest on it."""

from itertools import islice

from django.db import models

from kb.catalogue.profiles import rebuild_profiles
from kb.models import Fact, Family, LanguageModel, License, Organization

_BATCH = 500  # rows held in memory at once


def refresh_dependents(record: models.Model) -> None:
    """Bring up to date what repeats the record's name or was worked out from it. Call it after the record is saved.

    An organization is found again in the search texts of its models, families, datasets and licenses, and its country
    in profiles; a family in those of its models; the kind of a license decides statuses.
    """
    if isinstance(record, Organization):
        for rows in (record.families, record.datasets, record.licenses):
            _derive(rows.all())
    if isinstance(record, Organization | Family):
        _derive(record.language_models.select_related("organization", "family"))
        rebuild_profiles(record.language_models.values_list("pk", flat=True))
    elif isinstance(record, License):
        facts = Fact.objects.filter(licenses=record, language_model__isnull=False)
        rebuild_profiles(facts.values_list("language_model", flat=True))
    elif isinstance(record, LanguageModel):
        rebuild_profiles([record.pk])


def _derive(rows: models.QuerySet) -> None:
    """Write the derived columns anew, without history: they follow from the rest."""
    found = rows.order_by("pk").iterator(chunk_size=_BATCH)
    while batch := list(islice(found, _BATCH)):
        for row in batch:
            row.derive()
        rows.model.objects.bulk_update(batch, ["search_text", "sort_key"])
