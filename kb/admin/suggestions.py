"""Suggestions by readers: the queue, and a page for each with the three acts: accept, ask, decline."""

from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import Q
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kb.admin.filters import choice_filter
from kb.admin.finding import by_subject
from kb.admin.links import change_url, link
from kb.admin.suggestion_forms import AcceptForm, AskForm, DeclineForm
from kb.editorial.suggestions import accept, ask, decline, may_decide
from kb.models import Suggestion
from kb.models.refusals import sentences

_NOTHING = Q(language_model__isnull=True, dataset__isnull=True, license__isnull=True)
_ABOUT_FILTER = choice_filter(
    gettext_lazy("about"),
    "about",
    [
        ("model", gettext_lazy("a model"), Q(language_model__isnull=False)),
        ("dataset", gettext_lazy("a dataset"), Q(dataset__isnull=False)),
        ("license", gettext_lazy("a license"), Q(license__isnull=False)),
        ("nothing", gettext_lazy("something new"), _NOTHING),
    ],
)


def _ages(request):
    now = timezone.now()
    return [
        ("day", gettext_lazy("of the last day"), Q(at__gte=now - timedelta(days=1))),
        ("week", gettext_lazy("older than a week"), Q(at__lt=now - timedelta(days=7))),
        ("month", gettext_lazy("older than a month"), Q(at__lt=now - timedelta(days=30))),
    ]


@admin.register(Suggestion)
class SuggestionAdmin(admin.ModelAdmin):
    """Nothing is typed into a suggestion: it is decided. Deleting is for what nobody should have to read."""

    list_display = ["at", "on", "excerpt", "state", "source_url"]
    list_filter = ["state", _ABOUT_FILTER, choice_filter(gettext_lazy("age"), "age", _ages)]
    list_select_related = ["language_model", "dataset", "license"]
    search_fields = ["what"]
    search_help_text = gettext_lazy("Any name of what it is about, or words of it.")
    date_hierarchy = "at"
    list_per_page = 50
    ordering = ["-at"]

    @admin.display(description=gettext_lazy("about"))
    def on(self, suggestion):
        return link(suggestion.subject()) if suggestion.subject() else suggestion.about or "–"

    @admin.display(description=gettext_lazy("what is wrong or missing"))
    def excerpt(self, suggestion):
        return Truncator(suggestion.what).chars(100)

    def get_search_results(self, request, queryset, search_term):
        subjects = ["language_model", "dataset", "license"]
        return by_subject(queryset, search_term, subjects=subjects, fields=["what", "about", "source_url"]), False

    def has_add_permission(self, request):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What was suggested, its course, and the three acts for those who may decide."""
        suggestion = self.get_object(request, object_id)
        if not self.has_view_permission(request, suggestion):
            raise PermissionDenied
        if suggestion is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        decides = may_decide(request.user)
        if request.method == "POST" and not decides:
            raise PermissionDenied
        forms = {}
        if decides and not suggestion.is_decided():
            act = request.POST.get("act") if request.method == "POST" else None
            forms = {
                name: form(request.POST if act == name else None, suggestion=suggestion, prefix=name)
                for name, form in (("accept", AcceptForm), ("ask", AskForm), ("decline", DeclineForm))
            }
            if act in forms and forms[act].is_valid():
                try:
                    return redirect(_ACTS[act](self, request, suggestion, forms[act]))
                except (ValidationError, IntegrityError) as refusal:
                    forms[act].add_error(None, sentences(refusal))
        elif request.method == "POST":
            self.message_user(request, _("It was decided in the meantime."), messages.WARNING)
        context = {
            **self.admin_site.each_context(request),
            "title": str(suggestion),
            "opts": self.opts,
            "suggestion": suggestion,
            "steps": suggestion.steps.select_related("by"),
            "draft": suggestion.draft(),
            "shows_person": decides,
            "forms": forms,
            "may_delete": self.has_delete_permission(request, suggestion),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/kb/suggestion.html", context)

    # Acts: each says where to go on.

    def _accept(self, request, suggestion, form):
        values = form.cleaned_data
        statement = accept(
            suggestion, statement=form.statement(), source=form.source(), by=request.user, told=values["told"]
        )
        told = _("It became a draft with its citation. Read the source, complete the draft, then publish it.")
        self.message_user(request, told, messages.SUCCESS)
        return change_url(statement)

    def _ask(self, request, suggestion, form):
        ask(suggestion, by=request.user, what=form.cleaned_data["text"])
        self.message_user(request, _("The question stands on the private page of the suggestion."), messages.SUCCESS)
        return change_url(suggestion)

    def _decline(self, request, suggestion, form):
        decline(suggestion, by=request.user, why=form.cleaned_data["text"])
        self.message_user(request, _("It was declined; the reason stands on its private page."), messages.SUCCESS)
        return change_url(suggestion)


_ACTS = {
    "accept": SuggestionAdmin._accept,
    "ask": SuggestionAdmin._ask,
    "decline": SuggestionAdmin._decline,
}
