"""Forms of the admin: why a change was made, and lists of texts with one a line."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget, AutocompleteSelect
from django.utils.translation import gettext_lazy as _


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


class WhyForm(forms.ModelForm):
    """A form that asks for the reason of the change. `reason` is that, or a sentence made for it."""

    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        widget=AdminTextInputWidget,
        help_text=_("One sentence for the public list of changes. Empty: one is made."),
    )

    @property
    def changed_data(self):
        """The fields that were changed; the reason is none of them."""
        return [name for name in super().changed_data if name != "why"]

    def reason(self) -> str:
        """Stored in English as it stands, and shown to readers of every language, so it is not translated."""
        given = self.cleaned_data["why"].strip()
        kind = str(self._meta.model.__name__)
        return given or f"{kind} {'added' if self.instance.pk is None else 'changed'}: {self.instance}"[:300]


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
