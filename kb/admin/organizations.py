"""Organizations and the families of models that they sell under one name."""

from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kb.admin.links import link
from kb.admin.revised import NAMES, TEXTS, NamedAdmin
from kb.models import Family, LanguageModel, Organization


def with_model_count(queryset, key: str):
    """Rows with `model_count`, the number of models whose `key` they are."""
    rows = LanguageModel.objects.filter(**{key: OuterRef("pk")}).order_by().values(key)
    return queryset.annotate(model_count=Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0))


@admin.register(Organization)
class OrganizationAdmin(NamedAdmin):
    list_display = ["name", "name_ko", "kind", "country", "parent_link", "model_count"]
    list_filter = ["kind", "country"]
    list_select_related = ["parent"]
    autocomplete_fields = ["parent", "sources"]
    fieldsets = [
        NAMES,
        (_("Who they are"), {"fields": ["kind", ("country", "city"), "founded", "parent", "homepage"]}),
        (_("What it rests on"), {"fields": ["sources", "unchecked"]}),
        TEXTS,
    ]

    def get_queryset(self, request):
        return with_model_count(super().get_queryset(request), "organization")

    @admin.display(description=_("models"), ordering="model_count")
    def model_count(self, organization):
        return organization.model_count

    @admin.display(description=_("parent"), ordering="parent__sort_key")
    def parent_link(self, organization):
        return link(organization.parent)


@admin.register(Family)
class FamilyAdmin(NamedAdmin):
    list_display = ["name", "name_ko", "organization_link", "model_count"]
    list_select_related = ["organization"]
    autocomplete_fields = ["organization"]
    fieldsets = [NAMES, (None, {"fields": ["organization"]}), TEXTS]

    def get_queryset(self, request):
        return with_model_count(super().get_queryset(request), "family")

    @admin.display(description=_("organization"), ordering="organization__sort_key")
    def organization_link(self, family):
        return link(family.organization)

    @admin.display(description=_("models"), ordering="model_count")
    def model_count(self, family):
        return family.model_count
