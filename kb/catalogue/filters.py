"""The filter set: which parameters choose models, and what is wrong with those that do not."""

from collections.abc import Callable

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.catalogue import facets, ranges
from kb.catalogue.index import Index, index
from kb.catalogue.search import readable, wanted
from kb.models import Profile

SHOWN = 60  # characters of a wrong value that are repeated to the visitor


class ValuesField(forms.Field):
    """Any number of known values of one facet, or of limits at one end of a range.

    Cleans to those asked for, once each; one error per unknown value.
    """

    widget = forms.SelectMultiple

    def __init__(self, *, facet: facets.Facet | ranges.Bound, **options):
        self.facet = facet
        self.is_known: Callable[[str], bool] = lambda value: False  # the filter set says, as records come and go
        super().__init__(**options)

    def to_python(self, value):
        return list(dict.fromkeys(one for one in value or [] if one))

    def validate(self, value):
        wrong = [one for one in value if not self.is_known(one)]
        if wrong:
            raise ValidationError(
                [
                    ValidationError(self.facet.refusal, code="unknown", params={"value": shown(one), "asked": one})
                    for one in wrong
                ]
            )


class AnyOf(django_filters.Filter):
    """Profiles with any of the values of a facet, or within any of the limits of a range."""

    field_class = ValuesField

    def __init__(self, facet: facets.Facet | ranges.Bound):
        super().__init__(label=facet.label, facet=facet)
        self.condition = facet.condition

    def filter(self, rows, values):
        return rows.filter(self.condition(values)) if values else rows


class QueryField(forms.CharField):
    """Words to search for. Refuses what has no letter or digit; too long a query is read up to a limit."""

    def to_python(self, value):
        return readable(super().to_python(value))

    def validate(self, value):
        if value and not wanted(value):
            raise ValidationError(
                _("“%(value)s” has no letter or digit to look for."),
                code="unknown",
                params={"value": shown(value), "asked": value},
            )


class QueryFilter(django_filters.Filter):
    field_class = QueryField

    def filter(self, rows, text):
        return rows.filter(wanted(text).condition()) if text else rows


class ProfileFilter(django_filters.FilterSet):
    """Which models: any of the values within a facet, all of the facets. `qs` for lists, `form` for what is wrong."""

    q = QueryFilter(label=pgettext_lazy("facet", "Search"), strip=True)
    rung = AnyOf(facets.RUNG)
    weights = AnyOf(facets.WEIGHTS)
    license_kind = AnyOf(facets.LICENSE_KIND)
    released = AnyOf(facets.RELEASED)
    released_from = AnyOf(ranges.BY_NAME["released_from"])
    released_until = AnyOf(ranges.BY_NAME["released_until"])
    organization = AnyOf(facets.ORGANIZATION)
    kind = AnyOf(facets.KIND)
    size = AnyOf(facets.SIZE)
    size_from = AnyOf(ranges.BY_NAME["size_from"])
    size_until = AnyOf(ranges.BY_NAME["size_until"])
    status_model = AnyOf(facets.STATUSES[0])
    status_data = AnyOf(facets.STATUSES[1])
    status_training = AnyOf(facets.STATUSES[2])
    status_documents = AnyOf(facets.STATUSES[3])
    status_access = AnyOf(facets.STATUSES[4])
    license = AnyOf(facets.LICENSE)
    family = AnyOf(facets.FAMILY)
    country = AnyOf(facets.COUNTRY)

    mof = AnyOf(facets.BY_NAME["mof"])
    osaid = AnyOf(facets.BY_NAME["osaid"])
    gradient = AnyOf(facets.BY_NAME["gradient"])
    osai = AnyOf(facets.BY_NAME["osai"])
    ntia = AnyOf(facets.BY_NAME["ntia"])
    osi_weights = AnyOf(facets.BY_NAME["osi_weights"])
    owd = AnyOf(facets.BY_NAME["owd"])
    ai_act = AnyOf(facets.BY_NAME["ai_act"])

    class Meta:
        model = Profile
        fields: list[str] = []  # each is declared above: its name is public

    def __init__(self, data=None, queryset=None, *, known: Index | None = None, **options):
        super().__init__(data, queryset, **options)
        known = known or index()
        for name, facet in facets.BY_NAME.items():
            self.form.fields[name].is_known = (frozenset(facet.labels or ()) | known.bits[name].keys()).__contains__
        for name, bound in ranges.BY_NAME.items():
            self.form.fields[name].is_known = bound.reads


def shown(value: str) -> str:
    text = readable(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
