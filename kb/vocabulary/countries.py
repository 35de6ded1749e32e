"""Countries in which organizations sit, by ISO 3166 code. Add an entry with the first organization from there."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

COUNTRIES = {
    "AE": pgettext_lazy("country", "United Arab Emirates"),
    "CA": pgettext_lazy("country", "Canada"),
    "CH": pgettext_lazy("country", "Switzerland"),
    "CN": pgettext_lazy("country", "China"),
    "DE": pgettext_lazy("country", "Germany"),
    "ES": pgettext_lazy("country", "Spain"),
    "FR": pgettext_lazy("country", "France"),
    "GB": pgettext_lazy("country", "United Kingdom"),
    "IL": pgettext_lazy("country", "Israel"),
    "IN": pgettext_lazy("country", "India"),
    "JP": pgettext_lazy("country", "Japan"),
    "KR": pgettext_lazy("country", "South Korea"),
    "SG": pgettext_lazy("country", "Singapore"),
    "US": pgettext_lazy("country", "United States"),
}


def country_name(code: str) -> str | Promise:
    """The country's name; its code where the list has no entry."""
    return COUNTRIES.get(code, code)
