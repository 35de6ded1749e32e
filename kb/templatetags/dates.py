"""Dates as exactly as they are known, in the order of the page's language."""

from django import template
from django.utils import dateformat
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kb.vocabulary.editorial import Precision

register = template.Library()

# Not in the message files: a format is code, and a wrong letter in it would be a wrong date.
_FORMATS = {
    "en": {Precision.DAY: "j M Y", Precision.MONTH: "M Y", Precision.YEAR: "Y"},
    "ko": {Precision.DAY: "Y년 n월 j일", Precision.MONTH: "Y년 n월", Precision.YEAR: "Y년"},
}
_MACHINE = {Precision.DAY: "Y-m-d", Precision.MONTH: "Y-m", Precision.YEAR: "Y"}


@register.filter
def spelled(day, precision=Precision.DAY):
    """A date in words: 24 Feb 2023, Feb 2023, 2023. Empty for none."""
    if day is None:
        return ""
    formats = _FORMATS.get(get_language() or "", _FORMATS["en"])
    return dateformat.format(day, formats[Precision(precision or Precision.DAY)])


@register.filter
def timed(day, precision=Precision.DAY):
    """The same as a time element. Empty for none."""
    if day is None:
        return ""
    machine = dateformat.format(day, _MACHINE[Precision(precision or Precision.DAY)])
    return format_html('<time datetime="{}">{}</time>', machine, spelled(day, precision))


@register.filter
def period(statement):
    """When a statement held, in words. Empty where neither end is known."""
    start = spelled(statement.valid_from, statement.valid_from_precision)
    end = spelled(statement.valid_until, statement.valid_until_precision)
    if start and end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return _("since %(start)s") % {"start": start}
    return _("until %(end)s") % {"end": end} if end else ""
