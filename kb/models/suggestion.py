"""Suggestions: what a reader says is wrong or missing, with a source. Never public; editors make drafts of them."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kb.models.rules import one_of, text_errors
from kb.vocabulary import components
from kb.vocabulary.suggestions import DECIDED, State, Step

SUGGESTED_LENGTH = 3000  # characters of a suggestion, a question, an answer or a reason
_SUBJECTS = ["language_model", "dataset", "license"]
_DRAFTS = ["fact", "license_term", "event"]


def _at_most_one(keys: list[str], *, name: str, message) -> models.CheckConstraint:
    """Of the nullable keys one may be set."""
    ways = (Q(*((f"{key}__isnull", key != chosen) for key in keys)) for chosen in [None, *keys])
    condition = reduce(or_, ways)
    return models.CheckConstraint(name=name, condition=condition, violation_error_message=message)


class Suggestion(models.Model):
    """About a model, a dataset or a license, or about none of them: then something is missing altogether.

    It holds of its writer what was given freely, and that until it is decided. `address_code` tells suggestions from
    one network apart from others for a day, and not which network it is.
    """

    # Whoever has it may read the suggestion, so nobody can guess it.
    token = models.CharField(max_length=60, unique=True, editable=False)
    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING, editable=False)
    language_model = models.ForeignKey(
        "kb.LanguageModel",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="suggestions",
        verbose_name=_("model"),
    )
    dataset = models.ForeignKey(
        "kb.Dataset",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="suggestions",
        verbose_name=_("dataset"),
    )
    license = models.ForeignKey(
        "kb.License",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="suggestions",
        verbose_name=_("license"),
    )
    # The name that it had then, for when the record is gone. Empty: about nothing that was there.
    about = models.CharField(_("about"), max_length=200, blank=True, editable=False)
    component = models.CharField(_("component"), max_length=40, choices=components.CHOICES, blank=True)
    what = models.TextField(_("what is wrong or missing"), max_length=SUGGESTED_LENGTH)
    source_url = models.URLField(_("address of the source"), max_length=600)
    locator = models.CharField(_("where in it"), max_length=400)
    name = models.CharField(_("name"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    # Of the page on which it was written, so that a question is asked in it.
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE, editable=False
    )
    address_code = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    # The draft that it became. None of them although it was accepted: the draft was deleted since.
    fact = models.ForeignKey("kb.Fact", models.SET_NULL, null=True, blank=True, editable=False, related_name="+")
    license_term = models.ForeignKey(
        "kb.LicenseTerm", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    event = models.ForeignKey("kb.Event", models.SET_NULL, null=True, blank=True, editable=False, related_name="+")

    class Meta:
        ordering = ["-at"]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            one_of(
                "state",
                State.values,
                name="suggestion_state_is_known",
                message=_("A suggestion is to be decided, waits for an answer, or is accepted or declined."),
            ),
            one_of(
                "component",
                components.KEYS,
                name="suggestion_component_is_known",
                message=_("Unknown component."),
                blank=True,
            ),
            _at_most_one(
                _SUBJECTS,
                name="suggestion_has_one_subject",
                message=_("A suggestion is about one model, one dataset or one license, or about none."),
            ),
            _at_most_one(_DRAFTS, name="suggestion_has_one_draft", message=_("A suggestion becomes one draft.")),
            models.CheckConstraint(
                name="suggestion_draft_is_of_the_accepted",
                condition=Q(state=State.ACCEPTED) | Q(*((f"{key}__isnull", True) for key in _DRAFTS)),
                violation_error_message=_("Only what was accepted has become a draft."),
            ),
            models.CheckConstraint(
                name="suggestion_decided_keeps_no_person",
                condition=~Q(state__in=sorted(DECIDED)) | Q(name="", email=""),
                violation_error_message=_("Name and e-mail are deleted when a suggestion is decided."),
            ),
            models.CheckConstraint(
                name="suggestion_is_sourced",
                condition=(Q(source_url__istartswith="https://") | Q(source_url__istartswith="http://"))
                & ~Q(what="")
                & ~Q(locator=""),
                violation_error_message=_("A suggestion says what is wrong, and where in which source that stands."),
            ),
            models.CheckConstraint(
                name="suggestion_is_bounded",
                condition=LessThanOrEqual(Length("what"), SUGGESTED_LENGTH),
                violation_error_message=_("A suggestion is no longer than a page."),
            ),
        ]

    def __str__(self):
        part = f", {self.get_component_display()}" if self.component else ""
        return f"{self.about or _('Something new')}{part} ({self.at:%Y-%m-%d})"

    def get_absolute_url(self):
        """The private page: only for whoever made the suggestion."""
        return reverse("suggestion", args=[self.token])

    def subject(self):
        """The record it is about; None if that is gone or there was none."""
        return self.language_model or self.dataset or self.license

    def draft(self):
        """The statement that it became; None if it did not, or that is gone."""
        return self.fact or self.license_term or self.event

    def is_decided(self) -> bool:
        return self.state in DECIDED

    def clean(self):
        if errors := text_errors(self):
            raise ValidationError(errors)


class SuggestionStep(models.Model):
    """One step on the way of a suggestion: an editor's question or decision, or the answer of who made it."""

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="steps")
    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=10, choices=Step)
    # Empty for an answer, and after an account is gone.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True, max_length=SUGGESTED_LENGTH)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("step of a suggestion")
        verbose_name_plural = _("steps of a suggestion")
        constraints = [
            one_of("kind", Step.values, name="suggestionstep_kind_is_known", message=_("Unknown step.")),
            models.CheckConstraint(
                name="suggestionstep_says_something",
                condition=Q(kind=Step.ACCEPTANCE) | ~Q(text=""),
                violation_error_message=_("A question, an answer and a refusal say something."),
            ),
            models.CheckConstraint(
                name="suggestionstep_is_bounded",
                condition=LessThanOrEqual(Length("text"), SUGGESTED_LENGTH),
                violation_error_message=_("A step is no longer than a page."),
            ),
        ]

    def __str__(self):
        return f"{self.suggestion}: {self.get_kind_display()}"

    def clean(self):
        if errors := text_errors(self):
            raise ValidationError(errors)
