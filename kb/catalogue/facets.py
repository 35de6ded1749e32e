"""Facets: what models can be chosen by, each with its address parameter, its values and the two ways to apply it.

`keys_of` reads the values of one profile (for counting), `condition` asks the database for them (for querysets). They
say the same thing; a test holds them to each other.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.models import ProfileLicense
from kb.vocabulary import frameworks
from kb.vocabulary.availability import Availability
from kb.vocabulary.countries import COUNTRIES
from kb.vocabulary.framework import Framework
from kb.vocabulary.kinds import LicenseKind, ModelKind
from kb.vocabulary.statuses import Status

NONE = "none"  # the value for “nothing recorded”
_BILLION = 10**9
# Parameters: key, from (inclusive), up to (exclusive).
SIZES = (
    ("under-3b", 0, 3 * _BILLION),
    ("3b-10b", 3 * _BILLION, 10 * _BILLION),
    ("10b-40b", 10 * _BILLION, 40 * _BILLION),
    ("40b-100b", 40 * _BILLION, 100 * _BILLION),
    ("over-100b", 100 * _BILLION, None),
)


@dataclass(frozen=True)
class Facet:
    """One facet.

    `columns`: of Profile, read for counting. `labels`: values with their words, in the order shown; None where values
    are records (or years) found in the catalogue, shown by count (or newest first). `refusal`: what is said of a value
    that is none, with %(value)s.
    """

    name: str
    label: str | Promise
    columns: tuple[str, ...]
    keys_of: Callable[..., Iterable[str]]
    condition: Callable[[list[str]], Q]
    refusal: str | Promise
    labels: Mapping[str, str | Promise] | None = None
    has_marks: bool = False
    has_irises: bool = False

    def __deepcopy__(self, memo) -> "Facet":
        """Itself, as it never changes. Each request copies the filters, and would copy every label with them."""
        return self


def _column(name: str, label, column: str, choices: Mapping, refusal, *, empty: bool = False, **more) -> Facet:
    """A facet over one text column. `empty`: the empty text is a value too, under the key `none`."""

    def keys_of(value):
        return (value,) if value else (NONE,) if empty else ()

    def condition(keys):
        return Q(**{f"{column}__in": ["" if key == NONE else key for key in keys]})

    return Facet(name, label, (column,), keys_of, condition, refusal, choices, **more)


def _record(name: str, label, refusal) -> Facet:
    """A facet over a key to a record, by its slug."""
    return Facet(
        name,
        label,
        (f"{name}__slug",),
        lambda slug: (slug,) if slug else (),
        lambda keys: Q(**{f"{name}__slug__in": keys}),
        refusal,
    )


def _on_profile(**terms) -> Q:
    return Q(pk__in=ProfileLicense.objects.filter(**terms).values("profile"))


def _size_of(parameters) -> tuple[str]:
    if parameters is None:
        return (NONE,)
    return (next(key for key, _start, end in SIZES if end is None or parameters < end),)


def _size_condition(keys: list[str]) -> Q:
    found = Q(pk__in=[])
    for key, start, end in SIZES:
        if key in keys:
            found |= Q(parameters__gte=start) & (Q(parameters__lt=end) if end else Q())
    return found | Q(parameters__isnull=True) if NONE in keys else found


def _year_condition(keys: list[str]) -> Q:
    years = [int(key) for key in keys if key != NONE]
    found = Q(release_year__in=years)
    return found | Q(release_year__isnull=True) if NONE in keys else found


def _status(group: str, label) -> Facet:
    return _column(
        f"status_{group}",
        label,
        f"status_{group}",
        dict(Status.choices),
        _("“%(value)s” is not a status: open, partial, closed, unknown, not-applicable or no-entry."),
        has_marks=True,
    )


WEIGHTS = _column(
    "weights",
    pgettext_lazy("facet", "Weights"),
    "weights",
    {**dict(Availability.choices), NONE: pgettext_lazy("facet", "no entry")},
    _("“%(value)s” is not a way in which weights can be had."),
    empty=True,
)
RELEASED = Facet(
    "released",
    pgettext_lazy("facet", "Released"),
    ("release_year",),
    lambda year: (str(year) if year else NONE,),
    _year_condition,
    _("“%(value)s” is not a year in which a model here was released."),
)
ORGANIZATION = _record(
    "organization", pgettext_lazy("facet", "Organization"), _("“%(value)s” is not an organization with models here.")
)
FAMILY = _record("family", pgettext_lazy("facet", "Family"), _("“%(value)s” is not a family with models here."))
COUNTRY = _column(
    "country",
    pgettext_lazy("facet", "Country"),
    "country",
    {**COUNTRIES, NONE: pgettext_lazy("facet", "not recorded")},
    _("“%(value)s” is not the code of a country with models here."),
    empty=True,
)
KIND = _column(
    "kind",
    pgettext_lazy("facet", "Kind of model"),
    "kind",
    dict(ModelKind.choices),
    _("“%(value)s” is not a kind of model."),
)
SIZE = Facet(
    "size",
    pgettext_lazy("facet", "Parameters"),
    ("parameters",),
    _size_of,
    _size_condition,
    _("“%(value)s” is not one of the sizes."),
    {
        "under-3b": _("under 3 billion"),
        "3b-10b": _("3 to 10 billion"),
        "10b-40b": _("10 to 40 billion"),
        "40b-100b": _("40 to 100 billion"),
        "over-100b": _("over 100 billion"),
        NONE: pgettext_lazy("facet", "not published"),
    },
)
# The values of these two come from ProfileLicense rows, not from a column; `catalogue.index` reads them.
LICENSE = Facet(
    "license",
    pgettext_lazy("facet", "License"),
    (),
    tuple,
    lambda keys: _on_profile(license__slug__in=keys),
    _("“%(value)s” is not a license that a model here uses."),
)
LICENSE_KIND = Facet(
    "license_kind",
    _("License on the weights"),
    (),
    tuple,
    lambda keys: _on_profile(kind__in=keys, on_weights=True),
    _("“%(value)s” is not a kind of license."),
    dict(LicenseKind.choices),
)
STATUSES = (
    _status("model", _("Model components")),
    _status("data", _("Data components")),
    _status("training", _("Training components")),
    _status("documents", pgettext_lazy("facet", "Documents")),
    _status("access", pgettext_lazy("facet", "Access")),
)


def _verdict(framework: Framework) -> Facet:
    """A facet over the outcomes of a rule set, from most to least open."""
    ranked = sorted(framework.outcomes, key=lambda one: -1 if one.rank is None else one.rank, reverse=True)
    return _column(
        framework.column,
        framework.short,
        framework.column,
        {one.key: one.label for one in ranked},
        _("“%(value)s” is not an outcome of this rule set."),
        has_irises=framework is frameworks.LADDER,
    )


VERDICTS = tuple(map(_verdict, frameworks.FRAMEWORKS))
RUNG, *OTHER_VERDICTS = VERDICTS
# In the order in which they are shown.
FACETS = (
    RUNG,
    WEIGHTS,
    LICENSE_KIND,
    RELEASED,
    ORGANIZATION,
    KIND,
    SIZE,
    *STATUSES,
    LICENSE,
    FAMILY,
    COUNTRY,
    *OTHER_VERDICTS,
)
BY_NAME = {facet.name: facet for facet in FACETS}
