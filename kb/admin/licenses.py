"""Licenses as records: what they are, how they stand to other texts, and an overview of their terms."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kb.admin.forms import KnownChoicesForm
from kb.admin.links import link
from kb.admin.overview import Overview, terms
from kb.admin.revised import NAMES, TEXTS, NamedAdmin
from kb.models import License, LicenseRelation


class LicenseRelationInline(admin.TabularInline):
    model = LicenseRelation
    fk_name = "license"
    form = KnownChoicesForm
    autocomplete_fields = ["other"]
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("license", "other")


@admin.register(License)
class LicenseAdmin(Overview, NamedAdmin):
    list_display = ["name", "version", "kind", "steward_link", "spdx_id", "osi_approved", "fsf_libre", "text_read"]
    list_filter = ["kind", "osi_approved", "fsf_libre", "text_read"]
    list_select_related = ["steward"]
    date_hierarchy = "released"
    autocomplete_fields = ["steward"]
    inlines = [LicenseRelationInline]
    fieldsets = [
        NAMES,
        (
            _("The text"),
            {
                "fields": [
                    ("version", "kind"),
                    ("released", "released_precision"),
                    "steward",
                    "applies_to",
                    "governing_law",
                    "text_read",
                ]
            },
        ),
        (
            _("In other lists"),
            {"fields": ["spdx_id", "other_ids", "ambiguous_aliases", ("osi_approved", "fsf_libre")]},
        ),
        TEXTS,
    ]

    @admin.display(description=_("steward"), ordering="steward__sort_key")
    def steward_link(self, license):
        return link(license.steward)

    def sections(self, request, license):
        return [terms(license)]
