"""Derivations: what a model or dataset was made from."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kb.admin.links import link
from kb.admin.statements import PERIOD, STANDING, StatementAdmin
from kb.models import Derivation


@admin.register(Derivation)
class DerivationAdmin(StatementAdmin):
    subjects = ["language_model", "dataset", "parent_model", "parent_dataset"]
    found_by = ["note", "part"]
    search_help_text = _("Any name of the child or parent, or words of the note.")
    list_display = [
        "relation",
        "about",
        "parent_link",
        "part",
        "standing",
        "publication",
        "citation_count",
        "period",
    ]
    list_filter = ["publication", "standing", "relation"]
    ordering = ["-changed_at", "-pk"]
    autocomplete_fields = ["language_model", "dataset", "parent_model", "parent_dataset"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("language_model", "dataset"),
                    "relation",
                    ("parent_model", "parent_dataset"),
                    "part",
                    "note",
                    "note_ko",
                ]
            },
        ),
        STANDING,
        PERIOD,
    ]

    @admin.display(description=_("parent"))
    def parent_link(self, derivation):
        return link(derivation.parent())
