"""Verdicts: to look at, never to edit; and the audit that says what an editor should look at next."""

from datetime import date

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, Value, When
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from kb.admin.filters import choice_filter
from kb.admin.finding import by_subject
from kb.admin.links import link
from kb.catalogue.audit import audit, hidden
from kb.models import LanguageModel, Verdict
from kb.vocabulary.framework import Framework
from kb.vocabulary.frameworks import BY_KEY, FRAMEWORKS, GRADIENT, LADDER, MOF, OSAI, OSAID

_PER_PAGE = 50


_IN_FORCE = Q(pk__in=Verdict.objects.current().values("pk"))
_IN_FORCE_FILTER = choice_filter(
    _("version"), "in_force", [("yes", _("in force"), _IN_FORCE), ("no", _("from before"), ~_IN_FORCE)]
)
_FRAMEWORK_FILTER = choice_filter(
    _("framework"), "framework", [(one.key, one.short, Q(framework=one.key)) for one in FRAMEWORKS]
)


def _outcomes(request):
    """Those of the framework that the list is filtered by: a word means something in one framework only."""
    framework = BY_KEY.get(request.GET.get("framework", ""))
    return [(one.key, one.label, Q(outcome=one.key)) for one in framework.outcomes] if framework else []


_OUTCOME_FILTER = choice_filter(_("outcome"), "outcome", _outcomes)

# Of models: what each rule set says of them.
OUTCOME_FILTERS = [
    choice_filter(
        framework.short,
        framework.column,
        [(one.key, one.label, Q(**{f"profile__{framework.column}": one.key})) for one in framework.outcomes],
    )
    for framework in (LADDER, MOF, OSAID, GRADIENT, OSAI)
]


def by_rank(framework: Framework) -> Case:
    """To sort models by: an outcome's place on its scale, what says nothing of openness first."""
    whens = [
        When(**{f"profile__{framework.column}": one.key}, then=Value(one.rank))
        for one in framework.outcomes
        if one.rank is not None
    ]
    return Case(*whens, default=Value(-1), output_field=IntegerField())


def outcome_of(language_model: LanguageModel, framework: Framework):
    """The word for what a rule set says of a model, its profile selected along; a dash where there is none."""
    profile = getattr(language_model, "profile", None)
    outcome = framework.outcome(getattr(profile, framework.column)) if profile else None
    return outcome.label if outcome else "–"


@admin.register(Verdict)
class VerdictAdmin(admin.ModelAdmin):
    list_display = ["model_link", "rule_set", "version", "outcome_word", "could_be_word", "score", "day"]
    list_display_links = None
    list_filter = [_FRAMEWORK_FILTER, _OUTCOME_FILTER, _IN_FORCE_FILTER]
    list_select_related = ["language_model"]
    search_fields = ["language_model"]  # how is said below; Django asks for the declaration
    search_help_text = _("Any name, in any script and spelling.")
    list_per_page = 50
    change_list_template = "admin/kb/verdicts.html"

    def get_search_results(self, request, queryset, search_term):
        return by_subject(queryset, search_term, subjects=["language_model"], fields=[]), False

    @admin.display(description=_("model"), ordering="language_model__sort_key")
    def model_link(self, verdict):
        return link(verdict.language_model)

    @admin.display(description=_("framework"), ordering="framework")
    def rule_set(self, verdict):
        return BY_KEY[verdict.framework].short if verdict.framework in BY_KEY else verdict.framework

    @admin.display(description=_("outcome"), ordering="outcome")
    def outcome_word(self, verdict):
        return _word(verdict.framework, verdict.outcome)

    @admin.display(description=_("could be"), ordering="could_be")
    def could_be_word(self, verdict):
        return "" if verdict.could_be == verdict.outcome else _word(verdict.framework, verdict.could_be)

    def get_urls(self):
        page = path("audit/", self.admin_site.admin_view(self.audit), name="kb_verdict_audit")
        return [page, *super().get_urls()]

    def audit(self, request):
        """Judges every model again, so it takes seconds in a large catalogue."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Audit of verdicts"),
            "opts": self.opts,
            "audit": audit(date.today()),
            "page": Paginator(hidden(), _PER_PAGE).get_page(request.GET.get("page")),
        }
        return TemplateResponse(request, "admin/kb/audit.html", context)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("kb.view_fact")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def _word(framework: str, key: str):
    outcome = BY_KEY[framework].outcome(key) if framework in BY_KEY else None
    return outcome.label if outcome else key
