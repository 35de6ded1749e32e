"""Sources: documents that statements rest on."""

from django.contrib import admin
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kb.admin.citations import PUBLISHED
from kb.admin.filters import choice_filter
from kb.admin.finding import by_name
from kb.admin.links import list_url
from kb.admin.revised import RevisedAdmin, may_publish
from kb.editorial.authorship import is_begun_by
from kb.models import Citation, Source

_OPENED_FILTER = choice_filter(
    _("opened"),
    "opened",
    [("never", _("never"), Q(retrieved__isnull=True)), ("yes", _("yes"), Q(retrieved__isnull=False))],
)


@admin.register(Source)
class SourceAdmin(RevisedAdmin):
    list_display = ["title", "publisher", "kind", "language", "published", "retrieved", "citation_count"]
    list_filter = [_OPENED_FILTER, "kind", "language"]
    date_hierarchy = "retrieved"
    ordering = ["slug"]
    search_fields = ["title"]
    search_help_text = _("Words of the title, publisher, author or address.")
    prepopulated_fields = {"slug": ["publisher", "title"]}
    fieldsets = [
        (None, {"fields": ["title", "slug", ("publisher", "author"), ("kind", "language")]}),
        (_("Where it is"), {"fields": ["url", "copy_url", "archived_url", "fingerprint"]}),
        (_("When"), {"fields": [("published", "published_precision"), "retrieved"]}),
        (None, {"fields": ["note"]}),
    ]

    def get_queryset(self, request):
        cited = Citation.objects.filter(source=OuterRef("pk")).order_by().values("source")
        count = cited.annotate(count=Count("pk")).values("count")
        return super().get_queryset(request).annotate(cited=Coalesce(Subquery(count), 0))

    def get_search_results(self, request, queryset, search_term):
        return by_name(request, queryset, search_term, own_name=None), False

    @admin.display(description=_("citations"), ordering="cited")
    def citation_count(self, source):
        text = ngettext("%(count)d citation", "%(count)d citations", source.cited) % {"count": source.cited}
        return format_html('<a href="{}">{}</a>', list_url(Citation, source__id__exact=source.pk), text)

    def has_change_permission(self, request, obj=None):
        """What the public rests on is changed by those who publish; others look after their own sources."""
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None or may_publish(request):
            return allowed
        return is_begun_by(obj, request.user) and not _public_rests_on(obj)

    def get_readonly_fields(self, request, obj=None):
        """The slug is the identity of a record, in addresses and file names: given once."""
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields


def _public_rests_on(source: Source) -> bool:
    """Whether a published statement or an organization's record rests on it. Asked once a request."""
    if not hasattr(source, "public_rests_on_it"):
        source.public_rests_on_it = (
            Citation.objects.filter(Q(source=source) & PUBLISHED).exists() or source.organizations.exists()
        )
    return source.public_rests_on_it
