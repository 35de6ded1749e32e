"""Organizations make models; families are models sold under one name."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kb.models.history import history
from kb.models.naming import Named, TextListField
from kb.models.rules import one_of
from kb.vocabulary.kinds import OrganizationKind


class Organization(Named):
    kind = models.CharField(_("kind"), max_length=20, choices=OrganizationKind)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, as in ISO 3166: US, KR, FR.")
    )
    city = models.CharField(_("city"), max_length=80, blank=True)
    founded = models.PositiveSmallIntegerField(
        _("founded"), null=True, blank=True, help_text=_("Year. Empty: not known.")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )
    homepage = models.URLField(_("home page"), blank=True)
    # The fields above that rest on no source yet: kept for editors, never shown and never filtered by.
    unchecked = TextListField(_("not checked"), help_text=_("Fields that no source was read for; they stay hidden."))
    sources = models.ManyToManyField("kb.Source", blank=True, related_name="organizations", verbose_name=_("sources"))

    history = history(excluded_fields=["search_text", "sort_key", "loaded_digest"], m2m_fields=[sources])

    class Meta(Named.Meta):
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        constraints = [
            one_of(
                "kind",
                OrganizationKind.values,
                name="organization_kind_is_known",
                message=_("This kind of organization is not in the vocabulary."),
            )
        ]

    def get_absolute_url(self):
        return reverse("organization", args=[self.slug])

    def clean(self):
        """Also: no organization belongs to itself, directly or through others."""
        super().clean()
        above, seen = self.parent, set()
        while above and above.pk not in seen:
            if above.pk == self.pk:
                raise ValidationError({"parent": _("This would close a circle: the parent belongs to this one.")})
            seen.add(above.pk)
            above = above.parent

    def checked(self, field: str):
        """A field's value if a source was read for it, else nothing."""
        return None if field in self.unchecked else getattr(self, field)

    def checked_country(self) -> str:
        return self.checked("country") or ""


class Family(Named):
    maker = "organization"

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="families", verbose_name=_("organization")
    )

    history = history(excluded_fields=["search_text", "sort_key", "loaded_digest"])

    class Meta(Named.Meta):
        verbose_name = _("family")
        verbose_name_plural = _("families")

    def get_absolute_url(self):
        return reverse("family", args=[self.slug])

    def search_context(self):
        return [*super().search_context(), self.organization.name, self.organization.name_ko]
