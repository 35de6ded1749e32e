"""Facts: one component of one model or dataset, with its licenses and citations, on one page."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kb.admin.statements import PERIOD, STANDING, StatementAdmin, StatementForm
from kb.models import Fact
from kb.models.fact import UnlicensedThing
from kb.vocabulary.availability import WITHOUT_LICENSE


class FactForm(StatementForm):
    def clean(self):
        """Licenses are written after the fact, so that it cannot judge them itself yet."""
        found = super().clean()
        if self.cleaned_data.get("availability") in WITHOUT_LICENSE and self.cleaned_data.get("licenses"):
            raise UnlicensedThing
        return found


@admin.register(Fact)
class FactAdmin(StatementAdmin):
    form = FactForm
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
                    "licenses_unknown",
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
