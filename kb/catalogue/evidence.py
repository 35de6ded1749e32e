"""From rows to the values that rules read, in a fixed number of queries however many models are asked for."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from kb.models import Event, Fact, License, LicenseTerm
from kb.openness.evidence import FactEvidence, LicenseEvidence, ModelEvidence
from kb.vocabulary.kinds import EventKind
from kb.vocabulary.terms import BLOCKING, ThresholdEffect

Limits = Mapping[int, frozenset[str]]  # license key → the conditions that restrict
# Of a fact, in the order of FactEvidence, but for its key and licenses.
_COLUMNS = (
    "component",
    "availability",
    "part",
    "standing",
    "valid_from",
    "valid_until",
    "license_expression",
    "satisfied_by",
    "licenses_unknown",
)
# What rules read of events: they change no rung and are marks beside it.
_MARKED = (EventKind.LEAK, EventKind.LICENSE_CHANGE)


def limits(day: date) -> Limits:
    """The restricting conditions among each license's published terms; none of a license without any. One query."""
    found: dict[int, set[str]] = {}
    terms = LicenseTerm.objects.counting().on(day).order_by()
    for key, condition, effect in terms.values_list("license", "condition", "effect"):
        limits = found.setdefault(key, set())
        if condition in BLOCKING and effect != ThresholdEffect.DISPLAY:
            limits.add(condition)
    return {key: frozenset(conditions) for key, conditions in found.items()}


def license_evidence(row: License, restricting: Limits | None = None) -> LicenseEvidence:
    """One license as a value. In: `restricting` from `limits`; without it nothing is said of its conditions."""
    found = (restricting or {}).get(row.pk)
    return LicenseEvidence(row.slug, row.kind, row.osi_approved, row.fsf_libre, found or frozenset(), found is not None)


def fact_evidence(fact: Fact, restricting: Limits | None = None) -> FactEvidence:
    """One fact as a value. Its licenses should be prefetched."""
    return FactEvidence(
        fact.pk,
        fact.component,
        fact.availability,
        tuple(license_evidence(row, restricting) for row in fact.licenses.all()),
        fact.part,
        fact.standing,
        fact.valid_from,
        fact.valid_until,
        fact.license_expression,
        fact.satisfied_by,
        fact.licenses_unknown,
    )


def evidence(language_models: Iterable[int], day: date) -> dict[int, ModelEvidence]:
    """What is known of each model by `day`: its published facts that are not refuted, of every period. Five queries.

    In: keys of models. Out: a value for every key, without facts where there is nothing. Rows are read as plain
    columns, and each license becomes one value that its facts share: with rows as objects it takes three times as long.
    """
    keys = list(language_models)
    counting = Fact.objects.counting().filter(language_model__in=keys)
    licenses = _licenses_of(counting, limits(day))
    facts: dict[int, list[FactEvidence]] = {key: [] for key in keys}
    for key, model, *columns in counting.order_by("pk").values_list("pk", "language_model", *_COLUMNS):
        component, availability, *rest = columns
        facts[model].append(FactEvidence(key, component, availability, tuple(licenses.get(key, ())), *rest))
    events: dict[int, set[str]] = {key: set() for key in keys}
    marked = Event.objects.counting().filter(kind__in=_MARKED, date__lte=day, language_models__in=keys)
    for key, kind in marked.values_list("language_models", "kind"):
        if key in events:
            events[key].add(kind)
    return {key: ModelEvidence(tuple(facts[key]), day, frozenset(events[key])) for key in keys}


def _licenses_of(facts: QuerySet[Fact], restricting: Limits) -> dict[int, list[LicenseEvidence]]:
    """The licenses of each fact, by its key."""
    pairs = list(
        Fact.licenses.through.objects.filter(fact__in=facts)
        .order_by("fact_id", "license__sort_key", "license__slug")
        .values_list("fact_id", "license_id")
    )
    known = {
        row.pk: license_evidence(row, restricting)
        for row in License.objects.filter(pk__in={license for _fact, license in pairs})
    }
    found: dict[int, list[LicenseEvidence]] = {}
    for fact, license in pairs:
        found.setdefault(fact, []).append(known[license])
    return found
