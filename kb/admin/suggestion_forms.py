"""What an editor fills in to accept, ask or decline: of a draft only what it cannot be stored without."""

from datetime import date

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy as _

from kb.admin.forms import PARTIAL_DATE, PartialDateField, partial
from kb.editorial.suggestions import fits, source_at
from kb.models import Event, Fact, LicenseTerm, Source, Statement, Suggestion
from kb.models.suggestion import SUGGESTED_LENGTH
from kb.vocabulary import components
from kb.vocabulary.availability import Availability
from kb.vocabulary.editorial import Precision
from kb.vocabulary.kinds import EventKind, SourceKind
from kb.vocabulary.terms import Answer, Condition, Right

_CHOOSE = ("", "---------")


def _text(rows: int = 3, **options) -> forms.CharField:
    return forms.CharField(max_length=SUGGESTED_LENGTH, widget=AdminTextareaWidget(attrs={"rows": rows}), **options)


class AskForm(forms.Form):
    text = _text(
        label=_("Question"), help_text=_("It stands on the private page, where it is answered. No mail is sent.")
    )

    def __init__(self, *args, suggestion: Suggestion, **options):
        super().__init__(*args, **options)


class DeclineForm(AskForm):
    text = _text(label=_("Reason"), help_text=_("It stands on the private page."))


class AcceptForm(forms.Form):
    becomes = forms.ChoiceField(label=_("It becomes"))
    component = forms.ChoiceField(label=_("Component"), required=False, choices=[_CHOOSE, *components.CHOICES])
    availability = forms.ChoiceField(label=_("Availability"), required=False, choices=[_CHOOSE, *Availability.choices])
    term = forms.ChoiceField(
        label=_("Right or condition"),
        required=False,
        choices=[_CHOOSE, (_("Rights"), Right.choices), (_("Conditions"), Condition.choices)],
        help_text=_("The answer to a right is “not read” until you have read it."),
    )
    date = PartialDateField(label=_("Date of the event"), required=False, help_text=PARTIAL_DATE)
    kind = forms.ChoiceField(label=_("Kind of event"), required=False, choices=[_CHOOSE, *EventKind.choices])
    note = _text(label=_("What exactly"), help_text=_("In our own words; the suggestion’s until you change it."))
    note_ko = _text(label=_("What exactly, Korean"), required=False)
    title = forms.CharField(label=_("Title of the source"), max_length=400, widget=AdminTextInputWidget)
    publisher = forms.CharField(label=_("Publisher of the source"), max_length=200, widget=AdminTextInputWidget)
    source_kind = forms.ChoiceField(label=_("Kind of source"), choices=[_CHOOSE, *SourceKind.choices])
    told = _text(2, label=_("A word to who suggested it"), required=False)

    # What each kind of draft is asked for.
    _ASKED = {Fact: ["component", "availability"], LicenseTerm: ["term"], Event: ["date", "kind"]}

    def __init__(self, *args, suggestion: Suggestion, **options):
        super().__init__(*args, **options)
        self.suggestion = suggestion
        self.kinds = {one._meta.model_name: one for one in fits(suggestion)}
        self.known = source_at(suggestion.source_url)
        self.fields["becomes"].choices = [
            (name, capfirst(str(one._meta.verbose_name))) for name, one in self.kinds.items()
        ]
        for kind, names in self._ASKED.items():
            if kind not in self.kinds.values():
                for name in names:
                    del self.fields[name]
        if self.known:
            for name in ("title", "publisher", "source_kind"):
                del self.fields[name]
        self.initial |= {
            "component": suggestion.component,
            "availability": self._availability(),
            "note_ko" if suggestion.language == "ko" else "note": suggestion.what,
        }

    def clean(self):
        found = super().clean()
        for name in self._ASKED.get(self._kind(), []):
            if not found.get(name) and name not in self.errors:
                self.add_error(name, _("This kind of draft needs it."))
        return found

    def source(self) -> Source:
        """The source that has this address already, else a new one."""
        values = self.cleaned_data
        return self.known or Source(
            slug=_free_slug(Source, slugify(f"{values['publisher']} {values['title']}")[:100] or "suggested"),
            title=values["title"],
            publisher=values["publisher"],
            kind=values["source_kind"],
            url=self.suggestion.source_url,
        )

    def statement(self) -> Statement:
        """The draft, not stored yet."""
        values = self.cleaned_data
        notes = {"note": values["note"], "note_ko": values["note_ko"]}
        about = self.suggestion
        if self._kind() is Fact:
            return Fact(
                language_model=about.language_model,
                dataset=about.dataset,
                component=values["component"],
                availability=values["availability"],
                **notes,
            )
        if self._kind() is LicenseTerm:
            if values["term"] in Right.values:
                return LicenseTerm(license=about.license, right=values["term"], answer=Answer.UNKNOWN, **notes)
            return LicenseTerm(license=about.license, condition=values["term"], **notes)
        given = partial(self["date"].data)
        day: date = values["date"]
        name = about.subject().slug if about.subject() else "suggested"
        return Event(
            slug=_free_slug(Event, f"{day.isoformat()}-{name}"),
            date=day,
            date_precision=given.precision if given else Precision.DAY,
            kind=values["kind"],
            **notes,
        )

    def _kind(self) -> type[Statement] | None:
        return self.kinds.get(self.cleaned_data.get("becomes", ""))

    def _availability(self) -> str:
        """That of the fact which it corrects, if there is exactly one."""
        about = self.suggestion
        if not (about.component and about.language_model_id):
            return ""
        facts = Fact.objects.counting().on(date.today())
        found = facts.filter(language_model=about.language_model_id, component=about.component)
        known = list(found.values_list("availability", flat=True)[:2])
        return known[0] if len(known) == 1 else ""


def _free_slug(model, wanted: str) -> str:
    """The slug, with a number behind it if it is taken."""
    taken = set(model.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
