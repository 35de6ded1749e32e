"""Facts: one component of one model or dataset, with its licenses and citations, on one page."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kb.admin.statements import PERIOD, STANDING, StatementAdmin
from kb.models import Fact


@admin.register(Fact)
class FactAdmin(StatementAdmin):
    subjects = ["language_model", "dataset"]
    found_by = ["note", "part", "component"]
    search_help_text = _("Any name of the model or dataset, or words of the fact.")
    list_display = [
        "component",
        "about",
        "part",
        "availability",
        "standing",
        "publication",
        "citation_count",
        "period",
    ]
    list_filter = ["publication", "standing", "component", "availability", "confirmed"]
    ordering = ["-changed_at", "-pk"]
    autocomplete_fields = ["language_model", "dataset", "licenses"]
    fieldsets = [
        (None, {"fields": [("language_model", "dataset"), ("component", "part")]}),
        (
            _("What is the case"),
            {
                "fields": [
                    "availability",
                    ("licenses", "license_expression"),
                    "satisfied_by",
                    "where",
                    "note",
                    "note_ko",
                ]
            },
        ),
        STANDING,
        PERIOD,
    ]
