"""History of every record: typed rows by django-simple-history, each carrying the revision it belongs to."""

from django.db import models
from simple_history.models import HistoricalRecords

from kb.models.revision import current_revision


class InRevision(models.Model):
    """Base of the history tables. A default, not a signal, sets the revision: bulk writes send no signals."""

    revision = models.ForeignKey(
        "kb.Revision", models.SET_NULL, null=True, blank=True, default=current_revision, related_name="+"
    )

    class Meta:
        abstract = True


def history(**options) -> HistoricalRecords:
    """History for a model. Derived columns are left out: they follow from the rest."""
    return HistoricalRecords(bases=[InRevision], **options)
