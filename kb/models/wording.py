"""Choices in words."""

from functools import cache

from django.utils.encoding import force_str


class Worded:
    """For models with choices: `get_…_display` looks one word up.

    Django's own translates every choice of the field each time, which was a fifth of the work of a model's page.
    """

    def _get_FIELD_display(self, field):
        value = getattr(self, field.attname)
        return force_str(_words(field).get(value, value), strings_only=True)


@cache
def _words(field):
    return dict(field.flatchoices)
