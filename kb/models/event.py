"""Events: releases, license changes, leaks, announcements, positions, claims and the background around them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from kb.models.history import history
from kb.models.naming import KeyField, Named
from kb.models.rules import day_errors, one_of
from kb.models.statement import Statement
from kb.vocabulary.editorial import Precision
from kb.vocabulary.kinds import EventKind


class Topic(Named):
    """What events are about when it is neither a model nor its maker: Linux, Unix, the field at large."""

    history = history(excluded_fields=["search_text", "sort_key", "loaded_digest"])

    class Meta(Named.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def get_absolute_url(self):
        return f"{reverse('timeline')}?actor={self.slug}"


class Event(Statement):
    citation_key = "event"

    slug = KeyField(_("slug"), max_length=120, unique=True)
    date = models.DateField(_("date"), db_index=True)
    date_precision = models.CharField(_("exact to the"), max_length=5, choices=Precision, default=Precision.DAY)
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind)
    note = models.TextField(_("what happened"), help_text=_("One or two sentences in our own words."))
    note_ko = models.TextField(_("what happened, Korean"), blank=True)
    speaker = models.CharField(_("speaker"), max_length=200, blank=True, help_text=_("Who said so, of a position."))
    # The number of the claim in the article that the knowledge base began with: 15, or 15b for a part of it.
    claim = models.CharField(_("claim"), max_length=4, blank=True, db_index=True)
    organizations = models.ManyToManyField(
        "kb.Organization", blank=True, related_name="events", verbose_name=_("organizations")
    )
    language_models = models.ManyToManyField(
        "kb.LanguageModel", blank=True, related_name="events", verbose_name=_("models")
    )
    datasets = models.ManyToManyField("kb.Dataset", blank=True, related_name="events", verbose_name=_("datasets"))
    licenses = models.ManyToManyField("kb.License", blank=True, related_name="events", verbose_name=_("licenses"))
    topics = models.ManyToManyField(Topic, blank=True, related_name="events", verbose_name=_("topics"))

    history = history(
        excluded_fields=["support", "loaded_digest", "changed_at"],
        m2m_fields=[organizations, language_models, datasets, licenses, topics],
    )

    class Meta(Statement.Meta):
        ordering = ["date", "slug"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *Statement.Meta.constraints,
            one_of("kind", EventKind.values, name="event_kind_is_known", message=_("Unknown kind of event.")),
        ]

    def clean(self):
        super().clean()
        if errors := day_errors(self, "date"):
            raise ValidationError(errors)

    def __str__(self):
        return Truncator(f"{self.date}: {self.note}").chars(100)

    def subject(self):
        return self

    def get_absolute_url(self):
        # By year, as the whole timeline has several pages.
        return f"{reverse('timeline')}?year={self.date.year}#{self.slug}"

    def anchor(self):
        return self.slug
