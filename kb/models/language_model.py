"""Language models: one release with its own terms each; and datasets, whose terms reach what is trained on them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kb.models.history import history
from kb.models.naming import Named
from kb.models.organization import Family, Organization
from kb.models.rules import day_errors, one_of
from kb.vocabulary.editorial import Precision
from kb.vocabulary.kinds import ModelKind


class Released(Named):
    """Abstract: something that somebody released on a day."""

    released = models.DateField(_("released"), null=True, blank=True, help_text=_("Empty: not known."))
    released_precision = models.CharField(_("exact to the"), max_length=5, choices=Precision, default=Precision.DAY)

    class Meta(Named.Meta):
        abstract = True

    def clean(self):
        """Also: what is still to come was not released."""
        super().clean()
        if errors := day_errors(self, "released"):
            raise ValidationError(errors)


class LanguageModel(Released):
    maker = "organization"

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="language_models", verbose_name=_("organization")
    )
    family = models.ForeignKey(
        Family, models.PROTECT, null=True, blank=True, related_name="language_models", verbose_name=_("family")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ModelKind)

    history = history(excluded_fields=["search_text", "sort_key", "loaded_digest"])

    class Meta(Named.Meta):
        verbose_name = _("model")
        verbose_name_plural = _("models")
        constraints = [
            one_of(
                "kind",
                ModelKind.values,
                name="languagemodel_kind_is_known",
                message=_("This kind of model is not in the vocabulary."),
            )
        ]

    def get_absolute_url(self):
        return reverse("language_model", args=[self.slug])

    def search_context(self):
        makers = [self.organization.name, self.organization.name_ko, *self.organization.aliases]
        family = [self.family.name, self.family.name_ko] if self.family else []
        return [*makers, *family, *super().search_context()]


class Dataset(Released):
    maker = "organization"

    # Empty for a set that no organization stands behind.
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="datasets", verbose_name=_("organization")
    )

    history = history(excluded_fields=["search_text", "sort_key", "loaded_digest"])

    class Meta(Named.Meta):
        verbose_name = _("dataset")
        verbose_name_plural = _("datasets")

    def get_absolute_url(self):
        return reverse("dataset", args=[self.slug])

    def search_context(self):
        return [*([self.organization.name] if self.organization else []), *super().search_context()]
