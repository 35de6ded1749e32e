"""License terms: rights with their answers, and conditions."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kb.admin.statements import PERIOD, STANDING, StatementAdmin
from kb.models import LicenseTerm


@admin.register(LicenseTerm)
class LicenseTermAdmin(StatementAdmin):
    subjects = ["license"]
    found_by = ["note", "clause", "key", "right", "condition"]
    search_help_text = _("Any name of the license, or words of the term.")
    list_display = ["says", "about", "answer", "clause", "standing", "publication", "citation_count"]
    list_filter = ["publication", "standing", "right", "answer", "condition"]
    ordering = ["-changed_at", "-pk"]
    autocomplete_fields = ["license", "needs"]
    fieldsets = [
        (None, {"fields": ["license", "clause"]}),
        (_("A right"), {"fields": ["right", ("answer", "silence"), "needs"]}),
        (_("Or a condition"), {"fields": [("condition", "key")]}),
        (_("What exactly"), {"fields": ["note", "note_ko", "excluded"]}),
        (
            _("Threshold"),
            {"fields": [("value", "unit"), ("period", "measured"), "effect"], "classes": ["collapse"]},
        ),
        STANDING,
        PERIOD,
    ]

    @admin.display(description=_("right or condition"))
    def says(self, term):
        return term.get_right_display() or term.get_condition_display()
