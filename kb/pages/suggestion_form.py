"""The forms of readers: a suggestion, and the answer to a question about it. What was typed always comes back.

Programs are kept out without asking anything of people: a field that nobody sees, and a form that was open for a while.
"""

import secrets
from datetime import timedelta
from itertools import groupby

from django import forms
from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext_lazy as _

from kb.models import Suggestion
from kb.models.suggestion import SUGGESTED_LENGTH
from kb.vocabulary.components import COMPONENTS

_SIGNER = TimestampSigner(salt="kb.suggestion")
_READ_WITHIN = timedelta(seconds=3)  # nobody reads and fills in the form in less
_GOOD_FOR = timedelta(days=1)
_UNREADABLE = "\ufffd"  # what stands for bytes that are no text


class TextField(forms.CharField):
    """Lines as Unix has them, so that a text has as many characters as its writer counts."""

    def __init__(self, **options):
        super().__init__(max_length=SUGGESTED_LENGTH, widget=forms.Textarea(attrs={"rows": 6}), **options)

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)

    def widget_attrs(self, widget):
        return {}  # a browser would cut off what is pasted in, and not say so


class _Form(forms.BaseForm):
    """What both share."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.error_messages["required"] = _("This has to be filled in.")

    def clean(self):
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str) and _UNREADABLE in value:
                self.add_error(name, _("Some characters arrived as no text in UTF-8. Type them anew."))
        return super().clean()


class AnswerForm(_Form, forms.Form):
    text = TextField(label=_("Your answer"))


class SuggestionForm(_Form, forms.ModelForm):
    what = TextField(
        label=_("What is wrong or missing"),
        help_text=_("In your own words, in English or Korean; at most 3000 characters."),
    )
    source_url = forms.URLField(
        label=_("Source"),
        help_text=_("The web address of a page or document that says so, best the maker’s own."),
        max_length=600,
        assume_scheme="https",
    )
    # For programs that fill in whatever they find. People neither see nor hear of it.
    website = forms.CharField(required=False, label=_("Leave this empty"))
    # The token of the suggestion to be, signed with the time at which the form was opened. It is good for one
    # suggestion: a form that is sent twice is stored once.
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Suggestion
        fields = ["component", "what", "source_url", "locator", "name", "email"]
        labels = {
            "component": _("Which part"),
            "locator": _("Where in it"),
            "name": _("Your name, if you like"),
            "email": _("Your e-mail, if you like"),
        }
        help_texts = {
            "locator": _("Section, page, table or lines, so that an editor finds the place within a minute."),
            "email": _("This site sends no mail. An editor may write to you with a question."),
        }

    def __init__(self, data=None, *, about: Suggestion, initial=None):
        super().__init__(data, instance=about, initial={**(initial or {}), "opened": _opened()})
        for name in ("source_url", "locator", "name", "email"):
            self.fields[name].widget.attrs.pop("maxlength", None)  # see TextField
        for name in ("name", "email"):
            self.fields[name].widget.attrs["autocomplete"] = name
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}
        if about.language_model:
            self.fields["component"].choices = [("", _("the whole model, or several parts")), *_by_group()]
        else:
            del self.fields["component"]

    def clean(self):
        found = super().clean()
        if self.data.get("website"):
            self._again(website="")
            self.add_error(
                None,
                _("A field that people do not see was filled in, as programs do. It is empty again: send once more."),
            )
        try:
            opened = self.data.get("opened", "")
            self.instance.token = _SIGNER.unsign(opened, max_age=_GOOD_FOR)
            self._refuse_haste(opened)
        except BadSignature:
            self._again(opened=_opened())
            self.add_error(
                None,
                _(
                    "This form is older than a day or did not come from this page. "
                    "It is renewed: look it over and send it."
                ),
            )
        return found

    def _refuse_haste(self, opened: str) -> None:
        try:
            _SIGNER.unsign(opened, max_age=_READ_WITHIN)
        except BadSignature:
            return  # long enough ago
        self.add_error(None, _("That was quicker than anyone types. Wait for some seconds and send it again."))

    def _again(self, **values: str) -> None:
        """What the form that is shown again holds in these fields."""
        self.data = self.data.copy()
        for name, value in values.items():
            self.data[name] = value


def _opened() -> str:
    return _SIGNER.sign(secrets.token_urlsafe(32))


def _by_group() -> list[tuple]:
    groups = groupby(COMPONENTS, key=lambda one: one.group)
    return [(group.label, [(one.key, one.label) for one in members]) for group, members in groups]
