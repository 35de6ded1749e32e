"""Specifications: numbers and short texts that describe a model."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kb.admin.statements import PERIOD, STANDING, StatementAdmin, number_of
from kb.models import Specification


@admin.register(Specification)
class SpecificationAdmin(StatementAdmin):
    subjects = ["language_model"]
    found_by = ["text", "note", "part"]
    search_help_text = _("Any name of the model, or words of the text or note.")
    list_display = ["name", "about", "part", "number", "text", "standing", "publication", "citation_count"]
    list_filter = ["publication", "standing", "name"]
    ordering = ["-changed_at", "-pk"]
    autocomplete_fields = ["language_model"]
    fieldsets = [
        (None, {"fields": ["language_model", ("name", "part"), "value", "text", "note", "note_ko"]}),
        STANDING,
        PERIOD,
    ]

    @admin.display(description=_("number"), ordering="value")
    def number(self, specification):
        return number_of(specification.value)
