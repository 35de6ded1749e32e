"""Revisions: the log of what the public saw change. To look at and to revert, never to edit."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kb.admin.history import Change, differences
from kb.admin.links import change_url
from kb.admin.revised import may_publish
from kb.editorial.reverting import CannotRevert, Undo, changed_since, revert, undoes
from kb.models import Revision, reasons


@dataclass(frozen=True)
class Touched:
    """One row that a revision touched: what it is, and each field from what to what."""

    kind: str
    name: str
    changes: list[Change]


class RevertForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=300,
        widget=AdminTextInputWidget(attrs={"autofocus": True}),
    )


@admin.register(Revision)
class RevisionAdmin(admin.ModelAdmin):
    list_display = ["number", "at", "by", "reason", "subject_link"]
    list_filter = ["at"]
    list_select_related = ["by"]
    search_fields = ["why", "subject"]
    date_hierarchy = "at"
    list_per_page = 50
    change_form_template = "admin/kb/revision.html"

    @admin.display(description=gettext_lazy("why"), ordering="why")
    def reason(self, revision):
        return revision.reason()

    @admin.display(description=gettext_lazy("subject"), ordering="subject")
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

    # What it did, and undoing it

    def get_urls(self):
        own = path("<int:number>/revert/", self.admin_site.admin_view(self.revert_view), name="kb_revision_revert")
        return [own, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = {"touched": None, "may_revert": may_publish(request)}
        if object_id.isdecimal() and len(object_id) < 19:
            try:
                context["touched"] = _touched(undoes(int(object_id)))
            except CannotRevert as refusal:
                context["left_out"] = refusal.messages
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def revert_view(self, request, number: int):
        """Asks before it reverts a revision, or with `kind` and `key` what it did to one thing."""
        if not may_publish(request):
            raise PermissionDenied
        revision = Revision.objects.filter(number=min(number, 2**62)).first()
        if revision is None:
            raise Http404
        only = _thing(request.GET)
        back = change_url(only or revision)
        form = RevertForm(request.POST if request.method == "POST" else None)
        try:
            found = undoes(revision.number, only)
            refusals = [sentence for one in found for sentence in changed_since(one)]
            if request.method == "POST" and form.is_valid():
                why = form.cleaned_data["why"].strip() or _reason(revision, only)
                made = revert(revision.number, by=request.user, why=why, only=only)
                told = _("Revision %(old)d was reverted by revision %(new)d.")
                self.message_user(request, told % {"old": revision.number, "new": made.number}, messages.SUCCESS)
                return redirect(back)
        except CannotRevert as refusal:
            found, refusals = [], refusal.messages
        context = {
            **self.admin_site.each_context(request),
            "title": _("Revert revision %(number)d?") % {"number": revision.number},
            "revision": revision,
            "only": only,
            "back": back,
            "form": form,
            "touched": _touched([Undo(one.model, one.key, one.after, one.before) for one in found]),
            "refusals": refusals,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/kb/revert.html", context)


def _thing(query):
    """What `kind` and `key` name; None without them. Raises Http404 for what is not there."""
    if "kind" not in query:
        return None
    kind, key = query["kind"], query.get("key", "")
    try:
        model = apps.get_model("kb", kind)
    except (LookupError, ValueError):
        raise Http404 from None
    if not hasattr(model, "history") or not key.isdecimal() or len(key) > 18:
        raise Http404
    thing = model._default_manager.filter(pk=key).first()
    if thing is None:
        raise Http404
    return thing


def _reason(revision: Revision, only) -> str:
    if only is None:
        return reasons.written(reasons.REVERTED, count=revision.number)
    return reasons.written(reasons.REVERTED_IN_PART, kind=type(only).__name__, name=only, count=revision.number)


def _touched(found: list[Undo]) -> list[Touched]:
    """Everything from what it was to what it became; in a fixed number of queries for each kind of thing."""
    touched = []
    for model, same in groupby(found, attrgetter("model")):
        rows = list(same)
        told = differences(model, [(one.before, one.after) for one in rows])
        names = {row.pk: str(row) for row in _named(model, [one.key for one in rows])}
        touched += [
            Touched(str(model._meta.verbose_name), names.get(one.key) or str(one.known.instance), changes)
            for one, changes in zip(rows, told, strict=True)
        ]
    return touched


def _named(model, keys):
    related = [field.name for field in model._meta.fields if field.is_relation]
    return model._default_manager.filter(pk__in=keys).select_related(*related)
