"""Events and the topics that some of them are about."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kb.admin.revised import NAMES, TEXTS, NamedAdmin
from kb.admin.statements import PERIOD, STANDING, StatementAdmin, as_known
from kb.models import Event, Topic


@admin.register(Event)
class EventAdmin(StatementAdmin):
    found_by = ["slug", "note", "note_ko", "speaker", "claim"]
    search_help_text = _("Words of what happened, the slug, or who said so.")
    list_display = ["slug", "when", "kind", "standing", "publication", "claim", "citation_count"]
    list_filter = ["publication", "standing", "kind"]
    date_hierarchy = "date"
    ordering = ["-date", "slug"]
    autocomplete_fields = ["organizations", "language_models", "datasets", "licenses", "topics"]
    fieldsets = [
        (None, {"fields": ["slug", ("date", "date_precision"), ("kind", "claim"), "note", "note_ko", "speaker"]}),
        (_("Who and what"), {"fields": ["organizations", "language_models", "datasets", "licenses", "topics"]}),
        STANDING,
        PERIOD,
    ]

    @admin.display(description=_("date"), ordering="date")
    def when(self, event):
        return as_known(event.date, event.date_precision)

    def get_readonly_fields(self, request, obj=None):
        """The slug is the address and the file name of an event: given once."""
        return ["slug"] if obj else []


@admin.register(Topic)
class TopicAdmin(NamedAdmin):
    list_display = ["name", "name_ko", "slug"]
    fieldsets = [NAMES, TEXTS]
