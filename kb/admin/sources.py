"""Sources: documents that statements rest on."""

from django.contrib import admin, messages
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kb.admin.citations import PUBLISHED
from kb.admin.filters import choice_filter
from kb.admin.finding import by_name
from kb.admin.links import list_url
from kb.admin.revised import RevisedAdmin, may_publish
from kb.editorial.authorship import is_begun_by
from kb.editorial.source_checks import accept
from kb.models import Citation, Source, SourceCheck, reasons
from kb.vocabulary.visits import Condition, Outcome

_OPENED_FILTER = choice_filter(
    _("opened"),
    "opened",
    [("never", _("never"), Q(retrieved__isnull=True)), ("yes", _("yes"), Q(retrieved__isnull=False))],
)


def _visited(**conditions) -> Q:
    return Q(pk__in=SourceCheck.objects.current().filter(**conditions).values("source"))


def _in(condition: Condition) -> Q:
    return Q(pk__in=SourceCheck.objects.in_condition(condition).values("source"))


_ANSWERED = (Outcome.READ, Outcome.GONE, Outcome.ROBOTS)
# By their names in addresses: words, and which sources.
VISITS = {
    "gone": (Condition.GONE.label, _in(Condition.GONE)),
    "changed": (Condition.CHANGED.label, _in(Condition.CHANGED)),
    "moved": (Condition.MOVED.label, _in(Condition.MOVED)),
    "robots": (Outcome.ROBOTS.label, _visited(outcome=Outcome.ROBOTS)),
    "failed": (
        _("not reached"),
        _visited(outcome__in=[one for one in Outcome if one not in _ANSWERED]),
    ),
    "never": (_("never visited"), ~_visited() & ~Q(url="", copy_url="")),
}
_VISITS_FILTER = choice_filter(_("visits"), "visits", [(key, *rest) for key, rest in VISITS.items()])


@admin.register(Source)
class SourceAdmin(RevisedAdmin):
    list_display = ["title", "publisher", "kind", "language", "published", "retrieved", "last_visit", "citation_count"]
    list_filter = [_VISITS_FILTER, _OPENED_FILTER, "kind", "language"]
    actions = ["read_again"]
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
        (_("Visits"), {"fields": ["visits"]}),
    ]

    def get_queryset(self, request):
        cited = Citation.objects.filter(source=OuterRef("pk")).order_by().values("source")
        count = cited.annotate(count=Count("pk")).values("count")
        checks = Prefetch("checks", SourceCheck.objects.current().select_related("source"))
        rows = super().get_queryset(request).prefetch_related(checks)
        return rows.annotate(cited=Coalesce(Subquery(count), 0))

    def get_search_results(self, request, queryset, search_term):
        return by_name(request, queryset, search_term, own_name=None), False

    @admin.display(description=_("citations"), ordering="cited")
    def citation_count(self, source):
        text = ngettext("%(count)d citation", "%(count)d citations", source.cited) % {"count": source.cited}
        return format_html('<a href="{}">{}</a>', list_url(Citation, source__id__exact=source.pk), text)

    @admin.display(description=_("last visit"))
    def last_visit(self, source):
        """The one that most needs a look, of an original and its copy."""
        checks = sorted(source.checks.all(), key=lambda check: check.condition()[0] == "")
        return _summary(checks[0]) if checks else "–"

    @admin.display(description=_("visits"))
    def visits(self, source):
        """Each address of the source, with all that its last visit found."""
        lines = [
            (check.url, _summary(check), _details(check))
            for check in SourceCheck.objects.current().filter(source=source)
        ]
        return format_html_join("", "<p>{}<br>{}<br>{}</p>", lines) or _("never visited")

    @admin.action(
        description=_("Read again: accept the content of the selected %(verbose_name_plural)s as it is now"),
        permissions=["publish"],
    )
    def read_again(self, request, queryset):
        count = accept(queryset, by=request.user, why=reasons.written(reasons.READ_AGAIN))
        if not count:
            self.message_user(request, _("None of these has changed since it was read."), messages.WARNING)
            return
        text = ngettext(
            "%(count)d source counts as read today, with the content that the last visit found.",
            "%(count)d sources count as read today, with the content that the last visits found.",
            count,
        )
        self.message_user(request, text % {"count": count}, messages.SUCCESS)

    def has_publish_permission(self, request) -> bool:
        return may_publish(request)

    def has_change_permission(self, request, obj=None):
        """What the public rests on is changed by those who publish; others look after their own sources."""
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None or may_publish(request):
            return allowed
        return is_begun_by(obj, request.user) and not _public_rests_on(obj)

    def get_readonly_fields(self, request, obj=None):
        """The slug is the identity of a record, in addresses and file names: given once."""
        return ["visits", "slug"] if obj else ["visits"]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else [one for one in fieldsets if one[1]["fields"] != ["visits"]]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields


def _summary(check: SourceCheck) -> str:
    """What is to be done about it, else what came of the visit; and the day."""
    condition, since = check.condition()
    if condition:
        return _("%(condition)s; noticed %(day)s") % {
            "condition": Condition(condition).label,
            "day": date_format(since),
        }
    outcome = check.get_outcome_display() + (f" ({check.status})" if check.status else "")
    return f"{outcome}, {date_format(localtime(check.visited))}"


def _details(check: SourceCheck) -> str:
    outcome = check.get_outcome_display() + (f" ({check.status})" if check.status else "")
    day = date_format(localtime(check.visited))
    parts = [_("Visited %(day)s: %(outcome)s.") % {"day": day, "outcome": outcome}, check.detail]
    if check.final_url:
        parts.append(_("Leads to %(address)s") % {"address": check.final_url})
    if check.baseline_day:
        parts.append(
            _("Compared with what was read or first seen on %(day)s.") % {"day": date_format(check.baseline_day)}
        )
    return " ".join(str(part) for part in parts if part)


def _public_rests_on(source: Source) -> bool:
    """Whether a published statement or an organization's record rests on it. Asked once a request."""
    if not hasattr(source, "public_rests_on_it"):
        source.public_rests_on_it = (
            Citation.objects.filter(Q(source=source) & PUBLISHED).exists() or source.organizations.exists()
        )
    return source.public_rests_on_it
