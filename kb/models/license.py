"""Licenses as records, and their terms: rights and conditions, each resting on a clause of the text."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kb.models.history import history
from kb.models.naming import Named, TextListField
from kb.models.organization import Organization
from kb.models.rules import day_errors, one_of
from kb.models.statement import Statement, cascade_to_drafts
from kb.vocabulary.editorial import Precision, Publication
from kb.vocabulary.kinds import LicenseKind, LicenseRelationKind
from kb.vocabulary.terms import Answer, Condition, Right, Silence, ThresholdEffect


class License(Named):
    maker = "steward"

    version = models.CharField(_("version"), max_length=40, blank=True)
    released = models.DateField(_("issued"), null=True, blank=True, help_text=_("Date of this version of the text."))
    released_precision = models.CharField(_("exact to the"), max_length=5, choices=Precision, default=Precision.DAY)
    kind = models.CharField(_("kind"), max_length=20, choices=LicenseKind)
    # Empty where the issuer is not known.
    steward = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="licenses", verbose_name=_("steward")
    )
    spdx_id = models.CharField(_("SPDX id"), max_length=80, blank=True)
    other_ids = TextListField(_("ids in other lists"))
    ambiguous_aliases = TextListField(
        _("ambiguous names"), help_text=_("Names that more than one text goes by: an import asks.")
    )
    applies_to = TextListField(_("put on"), help_text=_("code, weights, data, documents, service"))
    osi_approved = models.BooleanField(_("approved by the OSI"), default=False)
    # Empty: the FSF has not judged it.
    fsf_libre = models.BooleanField(_("free by the FSF"), null=True, blank=True)
    governing_law = models.CharField(_("governing law"), max_length=120, blank=True)
    text_read = models.BooleanField(
        _("whole text read"), default=False, help_text=_("The whole text was open when the record was written.")
    )

    history = history(excluded_fields=["search_text", "sort_key", "loaded_digest"])

    class Meta(Named.Meta):
        verbose_name = _("license")
        verbose_name_plural = _("licenses")
        constraints = [
            one_of("kind", LicenseKind.values, name="license_kind_is_known", message=_("Unknown kind of license.")),
        ]

    def get_absolute_url(self):
        return reverse("license", args=[self.slug])

    def search_names(self):
        return [*super().search_names(), *self.ambiguous_aliases]

    def search_context(self):
        return [self.spdx_id, *([self.steward.name] if self.steward else []), *super().search_context()]

    def clean(self):
        """Also: what is still to come was not issued."""
        super().clean()
        if errors := day_errors(self, "released"):
            raise ValidationError(errors)


class LicenseRelation(models.Model):
    """How one text stands to another. A note on records, not a statement of its own."""

    license = models.ForeignKey(License, models.CASCADE, related_name="relations", verbose_name=_("license"))
    kind = models.CharField(_("kind"), max_length=20, choices=LicenseRelationKind)
    other = models.ForeignKey(License, models.CASCADE, related_name="related_from", verbose_name=_("other license"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("relation to another license")
        verbose_name_plural = _("relations to other licenses")
        constraints = [
            models.UniqueConstraint(fields=["license", "kind", "other"], name="licenserelation_once"),
            one_of(
                "kind",
                LicenseRelationKind.values,
                name="licenserelation_kind_is_known",
                message=_("Unknown relation."),
            ),
        ]

    def __str__(self):
        return f"{self.license} {self.get_kind_display()} {self.other}"


class LicenseTerm(Statement):
    """A right with its answer, or a condition: exactly one of the two."""

    citation_key = "license_term"

    license = models.ForeignKey(License, cascade_to_drafts, related_name="terms", verbose_name=_("license"))
    right = models.CharField(_("right"), max_length=30, choices=Right, blank=True)
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, blank=True)
    silence = models.CharField(
        _("silence"), max_length=10, choices=Silence, blank=True, help_text=_("Only with the answer “not stated”.")
    )
    condition = models.CharField(_("condition"), max_length=30, choices=Condition, blank=True)
    # Which of several conditions of a license this is; rights name them by it.
    key = models.SlugField(_("key"), max_length=40, blank=True)
    needs = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="needed_by",
        verbose_name=_("needs"),
        help_text=_("Conditions that attach to exactly this use."),
    )
    clause = models.CharField(_("clause"), max_length=120, blank=True)
    note = models.TextField(_("what exactly"))
    note_ko = models.TextField(_("what exactly, Korean"), blank=True)
    # Of thresholds: above how many of what, measured when, with which effect.
    value = models.DecimalField(_("threshold"), max_digits=20, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit or currency"), max_length=40, blank=True)
    period = models.CharField(_("period"), max_length=40, blank=True)
    measured = models.CharField(_("measured"), max_length=200, blank=True)
    effect = models.CharField(_("effect"), max_length=20, choices=ThresholdEffect, blank=True)
    excluded = TextListField(_("excluded territories"))

    history = history(excluded_fields=["support", "loaded_digest", "changed_at"], m2m_fields=[needs])

    class Meta(Statement.Meta):
        verbose_name = _("license term")
        verbose_name_plural = _("license terms")
        constraints = [
            *Statement.Meta.constraints,
            models.CheckConstraint(
                name="licenseterm_is_right_or_condition",
                condition=(Q(condition="") & ~Q(right="") & ~Q(answer=""))
                | (~Q(condition="") & Q(right="") & Q(answer="")),
                violation_error_message=_("A term is either a right with an answer, or a condition."),
            ),
            models.CheckConstraint(
                name="licenseterm_silence_only_when_not_stated",
                condition=Q(silence="") | Q(answer=Answer.NOT_STATED),
                violation_error_message=_("What silence means is said only with the answer “not stated”."),
            ),
            models.UniqueConstraint(
                name="licenseterm_right_published_once",
                fields=["license", "right"],
                condition=Q(publication=Publication.PUBLISHED, valid_until__isnull=True) & ~Q(right=""),
                violation_error_message=_("A published answer to this right exists already."),
            ),
            models.UniqueConstraint(
                name="licenseterm_condition_key_once",
                fields=["license", "key"],
                condition=~Q(key=""),
                violation_error_message=_("This key names another condition of the same license."),
            ),
            one_of("right", Right.values, name="licenseterm_right_is_known", message=_("Unknown right."), blank=True),
            one_of(
                "answer", Answer.values, name="licenseterm_answer_is_known", message=_("Unknown answer."), blank=True
            ),
            one_of(
                "condition",
                Condition.values,
                name="licenseterm_condition_is_known",
                message=_("Unknown condition."),
                blank=True,
            ),
        ]

    def __str__(self):
        return f"{self.license}: {self.get_right_display() or self.get_condition_display()}"

    def subject(self):
        return self.license

    def clean(self):
        super().clean()
        if bool(self.right) == bool(self.condition):
            raise ValidationError({"right": _("A term is either a right with an answer, or a condition.")})
        if self.right and not self.answer:
            raise ValidationError({"answer": _("A right has an answer.")})
        if self.silence and self.answer != Answer.NOT_STATED:
            raise ValidationError({"silence": _("What silence means is said only with the answer “not stated”.")})
        if self.is_published() and self.answer == Answer.UNKNOWN:
            raise ValidationError({"answer": _("What could not be read stays a draft.")})
