"""Revisions: the log of what the public saw change. To look at, never to edit."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kb.models import Revision


@admin.register(Revision)
class RevisionAdmin(admin.ModelAdmin):
    list_display = ["number", "at", "by", "reason", "subject_link"]
    list_filter = ["at"]
    list_select_related = ["by"]
    search_fields = ["why", "subject"]
    date_hierarchy = "at"
    list_per_page = 50

    @admin.display(description=_("why"), ordering="why")
    def reason(self, revision):
        return revision.reason()

    @admin.display(description=_("subject"), ordering="subject")
    def subject_link(self, revision):
        if not revision.subject_url:
            return revision.subject
        return format_html('<a href="{}">{}</a>', revision.subject_url, revision.subject)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
