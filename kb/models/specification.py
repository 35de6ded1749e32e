"""Specifications: numbers and short texts that describe a model, such as parameters and context length."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kb.models.history import history
from kb.models.rules import one_of
from kb.models.statement import Statement, cascade_to_drafts
from kb.vocabulary.editorial import Publication
from kb.vocabulary.kinds import SpecificationName


class Specification(Statement):
    citation_key = "specification"

    language_model = models.ForeignKey(
        "kb.LanguageModel", cascade_to_drafts, related_name="specifications", verbose_name=_("model")
    )
    name = models.CharField(_("name"), max_length=30, choices=SpecificationName)
    part = models.CharField(
        _("part"), max_length=80, blank=True, help_text=_("Of which part this is true. Empty: all of it.")
    )
    # A number in units of one: parameters, tokens, FLOP. Empty where it is a text or was not published.
    value = models.DecimalField(_("number"), max_digits=40, decimal_places=4, null=True, blank=True)
    text = models.CharField(
        _("text"), max_length=300, blank=True, help_text=_("Where it is no single number: “7B, 13B”, “en, ko”.")
    )
    note = models.TextField(_("note"), blank=True)
    note_ko = models.TextField(_("note, Korean"), blank=True)

    history = history(excluded_fields=["support", "loaded_digest", "changed_at"])

    class Meta(Statement.Meta):
        verbose_name = _("specification")
        verbose_name_plural = _("specifications")
        constraints = [
            *Statement.Meta.constraints,
            models.CheckConstraint(
                name="specification_says_something",
                condition=Q(value__isnull=False) | ~Q(text="") | ~Q(note=""),
                violation_error_message=_(
                    "A specification has a number, a text, or a note that says what is not known."
                ),
            ),
            models.UniqueConstraint(
                name="specification_published_once",
                fields=["language_model", "name", "part"],
                condition=Q(publication=Publication.PUBLISHED, valid_until__isnull=True) & ~Q(standing="refuted"),
                violation_error_message=_("A published specification of this name and part exists already."),
            ),
            one_of(
                "name",
                SpecificationName.values,
                name="specification_name_is_known",
                message=_("Unknown specification."),
            ),
        ]

    def __str__(self):
        return f"{self.language_model}: {self.get_name_display()}"

    def subject(self):
        return self.language_model

    def clean(self):
        """Also: either a number or a text says it; two could differ."""
        super().clean()
        if self.value is not None and self.text:
            message = _("A specification is a number or a text, not both. The rest goes into the note.")
            raise ValidationError({"text": message})
