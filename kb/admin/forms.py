"""Forms of the admin: why a change was made, lists of texts with one a line, dates as exact as they are known."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget, AutocompleteSelect
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kb.admin.history import told_since, version
from kb.exchange.partial_dates import PartialDate
from kb.models import reasons
from kb.vocabulary.editorial import Precision


class LinesField(forms.CharField):
    """A list of texts as a text area, one a line. Empty lines and spaces around are dropped."""

    widget = AdminTextareaWidget

    def __init__(self, **options):
        super().__init__(**{"widget": AdminTextareaWidget(attrs={"rows": 3}), **options})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        if isinstance(value, list):
            return value
        # JSON in PostgreSQL has no NUL, and the list that is validated hides it from Django's own check.
        lines = (value or "").replace("\x00", "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial, data):
        return not self.disabled and (initial or []) != self.to_python(data)


PARTIAL_DATE = _("A month or year alone will do: 2023-05, 2023.")


class PartialDateField(forms.DateField):
    """A date, or only its month or year as in the files: `2023-05`, `2023`. `WhyForm` notes how exact it is."""

    def to_python(self, value):
        given = partial(value)
        return given.day if given else super().to_python(value)

    def has_changed(self, initial, data):
        return bool(partial(data)) or super().has_changed(initial, data)


def partial(text) -> PartialDate | None:
    """The month or year that was typed; None for a full date and whatever is no date."""
    try:
        given = PartialDate.parse(text.strip() if isinstance(text, str) else text)
    except ValueError:
        return None
    return None if given.precision == Precision.DAY else given


class WhyForm(forms.ModelForm):
    """A form that asks for the reason of the change. `reason` is that, or a sentence made for it."""

    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        widget=AdminTextInputWidget,
        help_text=_("One sentence for the public list of changes. Empty: one is made."),
    )

    # What refused the form although it seemed right, when it is shown once more; see `RevisedAdmin.changeform_view`.
    refused: list[str] = []

    # The version that the editor sees, so that a later save does not undo an earlier one unseen.
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            self.fields["opened"].initial = version(self.instance)

    @property
    def changed_data(self):
        """The fields that were changed; the reason and the version opened are none of them."""
        return [name for name in super().changed_data if name not in ("why", "opened")]

    def clean(self):
        """Refuse what was typed over an older version. Whoever reads what changed and saves again means it."""
        found = super().clean()
        self._note_precision()
        newest = self.fields["opened"].initial
        if newest and self.cleaned_data.get("opened") != newest:
            changes = told_since(self.instance, self.cleaned_data.get("opened") or "")
            self.data = self.data.copy()
            self.data[self.add_prefix("opened")] = newest
            raise ValidationError(
                [
                    _("Nothing was saved, as this was changed after you had opened it. What you typed is still here."),
                    *changes,
                    _("Take over what is right of it; saving again puts this form in the place of those changes."),
                ]
            )
        if self.refused and not self.errors:
            raise ValidationError([_("Nothing was saved. What you typed is still here."), *self.refused])
        return found

    def _note_precision(self) -> None:
        """A month or year that was typed says how exact it is; the stored day is then the first of it, as in files."""
        for name, field in self.fields.items():
            day, precision = self.cleaned_data.get(name), f"{name}_precision"
            if not isinstance(field, PartialDateField) or day is None or precision not in self.cleaned_data:
                continue
            if given := partial(self[name].data):
                self.cleaned_data[precision] = given.precision
            exact = self.cleaned_data[precision]
            self.cleaned_data[name] = day.replace(
                day=day.day if exact == Precision.DAY else 1, month=1 if exact == Precision.YEAR else day.month
            )

    def reason(self) -> str:
        """As it is stored."""
        made = reasons.ADDED if self.instance.pk is None else reasons.CHANGED
        given = self.cleaned_data["why"].strip()
        return given or reasons.written(made, kind=self._meta.model.__name__, name=self.instance)


class KnownChoicesForm(forms.ModelForm):
    """A row of an inline: its autocomplete fields show what was loaded with the row, without a query of their own."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, AutocompleteSelect) and name in self.instance._state.fields_cache:
                shown = getattr(self.instance, name)
                widget.optgroups = _optgroups(widget, shown, field.label_from_instance(shown))


def _optgroups(widget, shown, label):
    """The widget's own `optgroups`, which asks the database only for what was not loaded with the row."""
    ask = widget.optgroups

    def optgroups(name, value, attr=None):
        if value != [str(shown.pk)]:
            return ask(name, value, attr)
        option = widget.create_option(name, shown.pk, label, {str(shown.pk)}, 0)
        return [(None, [option], 0)]

    return optgroups
