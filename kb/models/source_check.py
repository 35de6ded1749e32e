"""The last visit to an address of a source, beside what it is compared with: content first seen, or accepted."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kb.models.source import Source
from kb.vocabulary.visits import Condition, Outcome, Part


class SourceCheckQuerySet(models.QuerySet):
    def current(self):
        """Those of addresses that their sources still have."""
        return self.filter(
            Q(part=Part.ADDRESS, url=F("source__url")) | Q(part=Part.COPY, url=F("source__copy_url")),
        )

    def in_condition(self, condition: Condition):
        """Those by which a source is in this condition. As `SourceCheck.condition` has it."""
        gone, changed = Q(gone_since__isnull=False), Q(changed_since__isnull=False)
        changed &= Q(source__retrieved__isnull=True) | Q(source__retrieved__lte=F("changed_since"))
        conditions = {
            Condition.GONE: gone,
            Condition.CHANGED: changed & ~gone,
            Condition.MOVED: Q(moved_since__isnull=False) & ~gone & ~changed,
        }
        return self.current().filter(conditions[condition])


class SourceCheck(models.Model):
    """Only `editorial.source_checks` writes here. One row for each address of a source: the last visit counts."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="checks")
    part = models.CharField(max_length=10, choices=Part)
    url = models.CharField(max_length=600)
    visited = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    status = models.PositiveSmallIntegerField(null=True)
    detail = models.CharField(max_length=200, blank=True)
    final_url = models.CharField(max_length=2000, blank=True)
    # Of the last visit that got the content.
    size = models.PositiveBigIntegerField(null=True)
    media_type = models.CharField(max_length=100, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    # What it is compared with. `stated` is the source's own fingerprint when that was taken.
    baseline = models.CharField(max_length=64, blank=True)
    baseline_day = models.DateField(null=True)
    stated = models.CharField(max_length=64, blank=True)
    # The first visits that found it so; empty once it is so no more.
    gone_since = models.DateField(null=True)
    changed_since = models.DateField(null=True)
    moved_since = models.DateField(null=True)

    objects = SourceCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit of a source")
        verbose_name_plural = _("visits of sources")
        ordering = ["source", "part"]
        constraints = [models.UniqueConstraint(fields=["source", "part"], name="source_check_once")]

    def __str__(self):
        return f"{self.url}: {self.get_outcome_display()}"

    def is_current(self) -> bool:
        """Whether the source still has the address."""
        return self.url == (self.source.copy_url if self.part == Part.COPY else self.source.url)

    def condition(self) -> tuple[str, date | None]:
        """What the public is told of this address, and since when; an empty word for nothing."""
        if not self.is_current():
            return "", None
        retrieved = self.source.retrieved
        if self.gone_since:
            return Condition.GONE, self.gone_since
        if self.changed_since and not (retrieved and retrieved > self.changed_since):
            return Condition.CHANGED, self.changed_since
        return (Condition.MOVED, self.moved_since) if self.moved_since else ("", None)
