"""Profiles and verdicts: what follows from facts today, stored for browsing. Nobody else writes them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import Field

from kb.catalogue.evidence import evidence
from kb.catalogue.verdicts import Change, score_of, write_verdicts
from kb.models import LanguageModel, License, Profile, ProfileLicense, Specification, Verdict
from kb.openness.evaluation import Evaluation
from kb.openness.evidence import FactEvidence, ModelEvidence
from kb.openness.frameworks import evaluate
from kb.openness.statuses import group_status, statuses
from kb.vocabulary import components, frameworks
from kb.vocabulary.availability import OBTAINABLE, Availability
from kb.vocabulary.kinds import SpecificationName
from kb.vocabulary.statuses import Status
from kb.vocabulary.verdicts import Mark

# One letter a status: 28 components fit in a short column, and the matrix reads it without another query.
LETTERS = {
    Status.OPEN: "o",
    Status.PARTIAL: "p",
    Status.CLOSED: "c",
    Status.UNKNOWN: "u",
    Status.NOT_APPLICABLE: "n",
    Status.NO_ENTRY: "e",
}
STATUS_OF = {letter: status for status, letter in LETTERS.items()}
# Most restrictive first: with several facts on the weights a listing files the model under the first of these.
STRICTEST_FIRST = (
    Availability.WITHHELD,
    Availability.BY_REQUEST,
    Availability.PARTIAL,
    Availability.CLICK_THROUGH,
    Availability.PUBLIC,
    Availability.UNKNOWN,
    Availability.NOT_APPLICABLE,
)
_BATCH = 500  # models held in memory at once


@dataclass
class Rebuilt:
    """How many profiles were worked out, and what came out differently than it was stored."""

    count: int = 0
    differs: bool = False  # in anything, be it no verdict
    changes: list[Change] = field(default_factory=list)


def are_outdated() -> bool:
    """Whether a model lacks a verdict by a rule set in its present version, as after an upgrade."""
    return Verdict.objects.current().count() < LanguageModel.objects.count() * len(frameworks.FRAMEWORKS)


def rebuild_profiles(keys: Iterable[int] | None = None, *, day: date | None = None) -> Rebuilt:
    """Bring profiles and verdicts up to date. In: keys of models (none: all), the day (none: today).

    Bounded memory: works through batches. Call it inside the transaction of the change that made it necessary.
    """
    keys = (
        LanguageModel.objects.values_list("pk", flat=True).order_by("pk").iterator()
        if keys is None
        else iter(set(keys))
    )
    rebuilt = Rebuilt()
    while batch := list(islice(keys, _BATCH)):
        _rebuild(batch, day or date.today(), rebuilt)
        rebuilt.count += len(batch)
    return rebuilt


@transaction.atomic
def _rebuild(keys: list[int], day: date, rebuilt: Rebuilt) -> None:
    """Work out a batch, write what differs, and note that."""
    known = evidence(keys, day)
    sizes = _parameters(keys)
    models = LanguageModel.objects.filter(pk__in=keys).select_related("organization", "family")
    verdicts = {row.pk: evaluate(known[row.pk]) for row in models}
    profiles = [_profile(row, known[row.pk], verdicts[row.pk], sizes.get(row.pk)) for row in models]
    columns = [field for field in Profile._meta.concrete_fields if not field.primary_key]
    wrote_profiles = _write_profiles(profiles, columns)
    wrote_licenses = _write_licenses({key: set(_licenses(known[key].holding)) for key in keys})
    changes, wrote_verdicts = write_verdicts(verdicts, day)
    rebuilt.changes += changes
    rebuilt.differs |= wrote_profiles or wrote_licenses or wrote_verdicts


def _write_profiles(profiles: list[Profile], columns: list[Field]) -> bool:
    """Out: whether any differed."""

    def values(profile: Profile) -> list[object]:
        return [getattr(profile, column.attname) for column in columns]

    stored = {row.pk: values(row) for row in Profile.objects.filter(pk__in=[profile.pk for profile in profiles])}
    differing = [profile for profile in profiles if stored.get(profile.pk) != values(profile)]
    Profile.objects.bulk_create(
        differing,
        update_conflicts=True,
        unique_fields=["language_model"],
        update_fields=[column.name for column in columns],
    )
    return bool(differing)


def _write_licenses(found: dict[int, set[tuple[str, str, bool]]]) -> bool:
    """In: slug, kind, whether it is on the weights, by key of the model. Out: whether any differed."""
    stored: dict[int, set[tuple[str, str, bool]]] = {key: set() for key in found}
    rows = ProfileLicense.objects.filter(profile__in=list(found))
    for key, slug, kind, on_weights in rows.values_list("profile", "license__slug", "kind", "on_weights"):
        stored[key].add((slug, kind, on_weights))
    differing = [key for key in found if stored[key] != found[key]]
    if differing:
        ids = dict(License.objects.values_list("slug", "pk"))
        ProfileLicense.objects.filter(profile__in=differing).delete()
        ProfileLicense.objects.bulk_create(
            ProfileLicense(profile_id=key, license_id=ids[slug], kind=kind, on_weights=on_weights)
            for key in differing
            for slug, kind, on_weights in found[key]
        )
    return bool(differing)


def _parameters(keys: list[int]) -> dict[int, object]:
    """The largest published number of parameters of each model."""
    rows = Specification.objects.counting().filter(
        language_model__in=keys, name=SpecificationName.PARAMETERS, value__isnull=False
    )
    return dict(rows.order_by("value").values_list("language_model", "value"))


def _licenses(facts: Iterable[FactEvidence]) -> Iterator[tuple[str, str, bool]]:
    """Slug and kind of every license on the model, and whether it is on the weights."""
    facts = list(facts)
    on_weights = {license.slug for fact in facts if fact.component == "weights" for license in fact.licenses}
    for license in {license.slug: license for fact in facts for license in fact.licenses}.values():
        yield license.slug, license.kind, license.slug in on_weights


def _overall(availabilities: list[str]) -> str:
    """One word for weights whose parts differ: some withheld beside others that can be had are “in part”."""
    strictest = min(availabilities, key=STRICTEST_FIRST.index, default="")
    if strictest == Availability.WITHHELD and set(availabilities) & OBTAINABLE:
        return Availability.PARTIAL
    return strictest


def _profile(row: LanguageModel, known: ModelEvidence, verdicts: tuple[Evaluation, ...], parameters) -> Profile:
    found = statuses(known)
    groups = {
        f"status_{group.value}": group_status([found[c.key] for c in components.COMPONENTS if c.group == group])
        for group in components.Group
    }
    by_key = {one.framework: one for one in verdicts}
    outcomes = {framework.column: by_key[framework.key].outcome for framework in frameworks.FRAMEWORKS}
    return Profile(
        language_model=row,
        organization_id=row.organization_id,
        family_id=row.family_id,
        country=row.organization.checked_country(),
        kind=row.kind,
        released=row.released,
        release_year=row.released.year if row.released else None,
        parameters=parameters,
        sort_key=row.sort_key,
        search_text=row.search_text,
        weights=_overall([fact.availability for fact in known.of("weights")]),
        license_kinds=sorted({kind for _slug, kind, on_weights in _licenses(known.holding) if on_weights}),
        cells="".join(LETTERS[one] for one in found.values()),
        facts=len(known.holding),
        open_components=sum(one == Status.OPEN for one in found.values()),
        osai_score=score_of(by_key[frameworks.OSAI.key]),
        retired=Mark.RETIRED in by_key[frameworks.LADDER.key].marks,
        **outcomes,
        **groups,
    )
