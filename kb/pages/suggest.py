"""`/suggest/`: what a reader says is wrong or missing, and the private page on which to see what became of it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kb.editorial.suggestions import TooMany, answer, submit
from kb.models import Dataset, LanguageModel, License, Suggestion
from kb.pages.parameters import Parameters
from kb.pages.suggestion_form import AnswerForm, SuggestionForm
from kb.pages.wayfinding import with_form
from kb.vocabulary.components import COMPONENTS

_KINDS = {
    "models": ("language_model", LanguageModel),
    "datasets": ("dataset", Dataset),
    "licenses": ("license", License),
}
_COMPONENTS = {one.key for one in COMPONENTS}


@with_form
def suggest(request):
    """In: `about`, the address of a model, a component of one, a dataset or a license: `models/llama/weights`."""
    parameters = Parameters(request.GET)
    about, component = _about(parameters)
    form = SuggestionForm(
        request.POST if request.method == "POST" else None, about=about, initial={"component": component}
    )
    status = 200
    if request.method == "POST":
        status = 403 if request.is_forged else 400
        if request.is_forged:
            _say_forged(form)
        elif form.is_valid() and not parameters.problems:
            try:
                stored = submit(form.save(commit=False), address=_address(request))
                return redirect(stored)
            except TooMany as refusal:
                status = 429
                form.add_error(None, _too_many(refusal.minutes))
    subject = about.subject()
    context = {
        "form": form,
        "about": about,
        "kind": subject._meta.verbose_name if subject else "",
        "action": parameters.link(),
        "problems": parameters.problems,
    }
    return render(request, "suggest/form.html", context, status=status)


@with_form
def suggestion(request, token):
    """`/suggest/<token>/`: how it stands, for whoever has its address; here a question is answered."""
    rows = Suggestion.objects.select_related("language_model", "dataset", "license", "fact", "license_term", "event")
    found = rows.filter(token=token).first()
    if found is None:
        raise Http404(_("There is no suggestion with this address."))
    form = AnswerForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 403 if request.is_forged else 400
        if request.is_forged:
            _say_forged(form)
        elif form.is_valid():
            try:
                answer(found, text=form.cleaned_data["text"])
                return redirect(found)
            except ValidationError as refusal:
                form.add_error(None, refusal)
    draft = found.draft()
    context = {
        "suggestion": found,
        "steps": found.steps.all(),
        "published": draft if draft and draft.is_published() else None,
        "form": form,
    }
    return render(request, "suggest/suggestion.html", context, status=status)


def _about(parameters: Parameters) -> tuple[Suggestion, str]:
    """A suggestion about what the address names, and the component that it names; about nothing if it names nothing."""
    new = Suggestion(language=get_language() or settings.LANGUAGE_CODE)
    value = (parameters.several("about") or [""])[-1]
    if not value:
        return new, ""
    kind, slug, component, *rest = [*value.strip("/").split("/"), "", ""]
    field, model = _KINDS.get(kind, ("", None))
    record = model.objects.filter(slug=slug).first() if model and "\x00" not in slug else None
    if record is None or any(rest) or (component and (kind != "models" or component not in _COMPONENTS)):
        parameters.refuse("about", value)
        return new, ""
    setattr(new, field, record)
    new.about = str(record)
    parameters.state["about"] = value
    return new, component


def _say_forged(form) -> None:
    form.add_error(
        None,
        _(
            "This could not be told from a form of another site. If your browser refuses cookies, "
            "allow them for this page; then send it again."
        ),
    )


def _too_many(minutes: int) -> str:
    return ngettext(
        "So many suggestions came from your network within an hour that the next one waits for %(minutes)d minute.",
        "So many suggestions came from your network within an hour that the next one waits for %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}


def _address(request) -> str:
    """Where a request comes from: behind a proxy what that one added, which nobody before it can make up."""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return forwarded if settings.HTTPS and forwarded else request.META.get("REMOTE_ADDR", "")
