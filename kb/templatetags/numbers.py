"""Large numbers as they are spoken: 1.4 trillion, 32,768; in Korean by ten thousands: 1.4조."""

from decimal import Decimal

from django import template
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()

_TRILLION, _BILLION, _MILLION = Decimal(10**12), Decimal(10**9), Decimal(10**6)
_POWERS_FROM = Decimal(10**16)  # beyond it there are no words that a reader would know


@register.filter
def spoken(value):
    """In: a number of any size. Out: text; HTML with a power of ten for the very large."""
    if value is None:
        return ""
    value = Decimal(value)
    if value >= _POWERS_FROM:
        power = value.adjusted()
        return format_html("{} × 10<sup>{}</sup>", _short(value.scaleb(-power)), power)
    if get_language() == "ko":
        return _in_korean(value)
    if value >= _TRILLION:
        return _("%(number)s trillion") % {"number": _short(value / _TRILLION)}
    if value >= _BILLION:
        return _("%(number)s billion") % {"number": _short(value / _BILLION)}
    if value >= _MILLION:
        return _("%(number)s million") % {"number": _short(value / _MILLION)}
    return _whole(value)


def _in_korean(value: Decimal) -> str:
    for unit, word in ((10**12, "조"), (10**8, "억"), (10**6, None)):
        if value >= unit:
            return f"{_short(value / unit)}{word}" if word else f"{_whole(value / 10**4)}만"
    return _whole(value)


def _short(value: Decimal) -> str:
    """Three digits and no trailing zeros; all digits before the point."""
    digits = max(0, 2 - max(0, value.adjusted()))
    rounded = round(value, digits)
    return _whole(rounded) if rounded == rounded.to_integral_value() else localize(rounded.normalize())


def _whole(value: Decimal) -> str:
    if value != value.to_integral_value():
        return localize(value.normalize())
    return f"{int(value):,}"
