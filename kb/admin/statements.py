"""What the pages of all statements share: citations on the same page, roles, publishing and withdrawing in bulk."""

from collections import Counter

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Count, ForeignKey, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.template.response import TemplateResponse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kb.admin.citations import CitationInline
from kb.admin.finding import by_subject
from kb.admin.forms import WhyForm
from kb.admin.links import link
from kb.admin.revised import RevisedAdmin, may_publish
from kb.editorial.authorship import begun_by, is_begun_by
from kb.editorial.publication import Outcome, publish_all, submit_all, withdraw_all
from kb.editorial.saving import save_statement
from kb.models import Citation, reasons
from kb.vocabulary.editorial import Precision, Publication

# What somebody who may not publish can do with a statement: write it and hand it in.
UNPUBLISHED = (Publication.DRAFT, Publication.IN_REVIEW)
_MANY = 100  # rows above which an act in bulk asks first
_REASONS_SHOWN = 5
_EXAMPLES_SHOWN = 3

STANDING = (
    _("Standing and publication"),
    {"fields": ["publication", "standing", "standing_note", "standing_note_ko", "confirmed"]},
)
PERIOD = (
    _("When it held"),
    {"fields": [("valid_from", "valid_from_precision"), ("valid_until", "valid_until_precision")]},
)


class StatementForm(WhyForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        # The citations are checked by their formset, which only knows the statement; what it finds belongs here.
        self.instance.form = self


class StatementAdmin(RevisedAdmin):
    """Base of the five kinds. `subjects` are the keys to what a statement is about, `found_by` columns of text."""

    form = StatementForm
    inlines = [CitationInline]
    actions = ["publish", "withdraw", "submit_for_review"]
    change_form_template = "admin/kb/statement.html"
    subjects: list[str] = []
    found_by = ["note"]
    search_fields = ["note"]
    date_hierarchy = "valid_from"

    def get_queryset(self, request):
        keys = [field.name for field in self.opts.fields if isinstance(field, ForeignKey)]
        cited = Citation.objects.filter(**{self.model.citation_key: OuterRef("pk")}).order_by()
        count = cited.values(self.model.citation_key).annotate(count=Count("pk")).values("count")
        return super().get_queryset(request).select_related(*keys).annotate(cited=Coalesce(Subquery(count), 0))

    def get_search_results(self, request, queryset, search_term):
        return by_subject(queryset, search_term, subjects=self.subjects, fields=self.found_by), False

    # Columns

    @admin.display(description=_("about"))
    def about(self, statement):
        return link(statement.subject())

    @admin.display(description=_("citations"), ordering="cited")
    def citation_count(self, statement):
        return statement.cited

    @admin.display(description=_("period"), ordering="valid_from")
    def period(self, statement):
        return period_of(statement)

    # Roles

    def has_publish_permission(self, request) -> bool:
        return may_publish(request)

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_publish(request) or _is_own_draft(request, obj))

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        return not obj.is_published() and (may_publish(request) or _is_own_draft(request, obj))

    def formfield_for_choice_field(self, db_field, request, **options):
        if db_field.name == "publication" and not may_publish(request):
            options["choices"] = [(one.value, one.label) for one in UNPUBLISHED]
        return super().formfield_for_choice_field(db_field, request, **options)

    # Writing

    write = staticmethod(save_statement)

    @admin.action(description=_("Publish the selected %(verbose_name_plural)s"), permissions=["publish"])
    def publish(self, request, queryset):
        if question := self._question(request, queryset, _("Publish these %(count)d statements?")):
            return question
        outcome = publish_all(queryset, by=request.user, why=_bulk(reasons.PUBLISHED_TOGETHER, queryset))
        done = ngettext("%(count)d statement was published.", "%(count)d statements were published.", outcome.done)
        self._tell(request, outcome, done)

    @admin.action(description=_("Withdraw the selected %(verbose_name_plural)s"), permissions=["publish"])
    def withdraw(self, request, queryset):
        if question := self._question(request, queryset, _("Withdraw these %(count)d statements?")):
            return question
        outcome = withdraw_all(queryset, by=request.user, why=_bulk(reasons.WITHDRAWN_TOGETHER, queryset))
        done = ngettext("%(count)d statement was withdrawn.", "%(count)d statements were withdrawn.", outcome.done)
        self._tell(request, outcome, done)

    @admin.action(description=_("Submit the selected %(verbose_name_plural)s for review"), permissions=["change"])
    def submit_for_review(self, request, queryset):
        if question := self._question(request, queryset, _("Submit these %(count)d statements for review?")):
            return question
        own = queryset if may_publish(request) else begun_by(queryset, request.user)
        outcome = submit_all(own, by=request.user, why=_bulk(reasons.SUBMITTED_TOGETHER, queryset))
        others = queryset.exclude(pk__in=own.values("pk"))
        outcome.refused += [(one, gettext("Somebody else wrote it.")) for one in others]
        done = ngettext(
            "%(count)d statement was submitted for review.",
            "%(count)d statements were submitted for review.",
            outcome.done,
        )
        self._tell(request, outcome, done)

    def _question(self, request, queryset, question):
        """A page that asks first where there are many; None where there are few, or these were confirmed."""
        count = queryset.count()
        if count <= _MANY or request.POST.get("confirmed") == str(count):
            return None
        again = ("action", "select_across", "index", ACTION_CHECKBOX_NAME)
        fields = [(name, value) for name in again for value in request.POST.getlist(name)]
        context = {
            **self.admin_site.each_context(request),
            "title": question % {"count": count},
            "opts": self.opts,
            "fields": [*fields, ("confirmed", count)],
        }
        return TemplateResponse(request, "admin/kb/many.html", context)

    def _tell(self, request, outcome: Outcome, done: str):
        """How many were done, and how many refused for each reason, with a few of them named."""
        if outcome.done:
            self.message_user(request, done % {"count": outcome.done}, messages.SUCCESS)
        reasons = Counter(reason for _statement, reason in outcome.refused)
        for reason, count in reasons.most_common(_REASONS_SHOWN):
            refused = [statement for statement, why in outcome.refused if why == reason]
            text = ngettext(
                "%(count)d statement was refused: %(reason)s (%(names)s)",
                "%(count)d statements were refused: %(reason)s (%(names)s)",
                count,
            )
            names = "; ".join(map(str, refused[:_EXAMPLES_SHOWN])) + ("; …" if count > _EXAMPLES_SHOWN else "")
            self.message_user(request, text % {"count": count, "reason": reason, "names": names}, messages.WARNING)
        if len(reasons) > _REASONS_SHOWN:
            rest = sum(count for _reason, count in reasons.most_common()[_REASONS_SHOWN:])
            text = ngettext(
                "%(count)d statement was refused for another reason.",
                "%(count)d statements were refused for other reasons.",
                rest,
            )
            self.message_user(request, text % {"count": rest}, messages.WARNING)


def _is_own_draft(request, statement) -> bool:
    return statement.publication in UNPUBLISHED and is_begun_by(statement, request.user)


def period_of(statement) -> str:
    """From when until when, as exactly as it is known."""
    if not statement.valid_from and not statement.valid_until:
        return "–"
    start = as_known(statement.valid_from, statement.valid_from_precision)
    return f"{start} – {as_known(statement.valid_until, statement.valid_until_precision)}"


def as_known(day, precision: str) -> str:
    """A date no more exact than it is known; three points for none."""
    if day is None:
        return "…"
    formats = {Precision.YEAR: "Y", Precision.MONTH: "Y-m"}
    return date_format(day, formats.get(precision, "Y-m-d"))


def number_of(value) -> str:
    """A stored number as it is read: grouped, without the zeros behind the point that the column has. Empty: none."""
    return "" if value is None else number_format(value.normalize(), use_l10n=True, force_grouping=True)


def _bulk(reason: str, queryset) -> str:
    return reasons.written(reason, kind=queryset.model.__name__, count=queryset.count())
