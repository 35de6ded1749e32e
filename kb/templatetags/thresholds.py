"""Thresholds of license terms in words: above how many of what, with which effect."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

register = template.Library()

_UNITS = {
    "monthly-active-users": gettext_lazy("%(number)s monthly active users"),
    "daily-active-users": gettext_lazy("%(number)s daily active users"),
    "edge-devices": gettext_lazy("%(number)s edge devices"),
    "usd": gettext_lazy("%(number)s US dollars"),
    "eur": gettext_lazy("%(number)s euros"),
}
_PERIODS = {"year": gettext_lazy("%(amount)s a year"), "month": gettext_lazy("%(amount)s a month")}


@register.filter
def threshold(term):
    """In: a license term. Out: “Above 700,000,000 monthly active users: a license of one's own is needed.”, or nothing.

    A unit or period that has no words of ours stands as the record has it.
    """
    if term.value is None:
        return ""
    number = number_format(term.value.normalize(), use_l10n=True, force_grouping=True)
    unit = _UNITS.get(term.unit.lower())
    amount = unit % {"number": number} if unit else f"{number} {term.unit}".strip()
    if term.period:
        period = _PERIODS.get(term.period)
        amount = period % {"amount": amount} if period else f"{amount} ({term.period})"
    if term.effect:
        return _("Above %(amount)s: %(effect)s.") % {"amount": amount, "effect": term.get_effect_display()}
    return pgettext("threshold", "Above %(amount)s.") % {"amount": amount}
