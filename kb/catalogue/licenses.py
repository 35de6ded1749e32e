"""Licenses: which there are, what one says in three columns, what it relates to, and what is under it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from kb.catalogue.evidence import license_evidence
from kb.catalogue.names import matching
from kb.models import Dataset, Fact, LanguageModel, License, LicenseRelation, LicenseTerm
from kb.models.source import with_sources
from kb.openness.evidence import LicenseEvidence
from kb.openness.licensing import is_open_license, spelled
from kb.vocabulary.kinds import LicenseKind, LicenseRelationKind
from kb.vocabulary.terms import Answer, Condition, Right

# Conditions that forbid, and what it is that one must not do. The others ask for something or describe the text.
PROHIBITIONS: dict[str, Promise] = {
    Condition.NON_COMMERCIAL: pgettext_lazy("must not", "Use it for commercial purposes"),
    Condition.NO_DERIVATIVES: pgettext_lazy("must not", "Hand on adapted versions"),
    Condition.OUTPUT_RESTRICTION: pgettext_lazy("must not", "Use its outputs beyond the limits"),
    Condition.NO_COMPETING: pgettext_lazy("must not", "Compete with the issuer"),
    Condition.HOSTING: pgettext_lazy("must not", "Offer it as a service beyond the limits"),
    Condition.TERRITORY: pgettext_lazy("must not", "Use it everywhere"),
    Condition.NO_TECHNICAL_LIMITS: pgettext_lazy("must not", "Lock it technically"),
}
# Conditions that are no duty of the user but say how the text itself behaves.
_ABOUT_THE_TEXT = (
    Condition.CHANGING_TERMS,
    Condition.REVOCABLE,
    Condition.TERMINATION,
    Condition.OWNERSHIP,
    Condition.THIRD_PARTY_RIGHTS,
)
# A relation read from its other end. One that is absent reads the same from both.
_INVERSE = {
    LicenseRelationKind.SUPERSEDES: LicenseRelationKind.SUPERSEDED_BY.label,
    LicenseRelationKind.SUPERSEDED_BY: LicenseRelationKind.SUPERSEDES.label,
    LicenseRelationKind.VERSION_OF: pgettext_lazy("license relation", "has the version"),
    LicenseRelationKind.DERIVED_FROM: pgettext_lazy("license relation", "text built on by"),
    LicenseRelationKind.REPLACED_BY: pgettext_lazy("license relation", "models came from"),
}
SHOWN = 100  # models or datasets listed on the page of a license; the matrix lists all


def listing(*, text: str = "", kind: str = "", osi: str = "") -> QuerySet[License]:
    """Licenses in the order of their kinds, with `models`: how many have it on something published that holds.

    In: a text to search by, a kind, and `osi`: yes or no, for approval by the OSI.
    """
    rows = matching(License.objects.all(), text)
    if kind:
        rows = rows.filter(kind=kind)
    if osi:
        rows = rows.filter(osi_approved=osi == "yes")
    order = Case(
        *(When(kind=one, then=Value(place)) for place, one in enumerate(LicenseKind.values)),
        output_field=IntegerField(),
    )
    rows = rows.select_related("steward").annotate(models=Count("profilelicense"), kind_order=order)
    return rows.order_by("kind_order", "sort_key", "slug")


def counted_by_kind() -> dict[str, int]:
    return dict(License.objects.order_by("kind").values_list("kind").annotate(Count("pk")))


def is_open(license: License) -> bool:
    """Whether the rules count it as an open license."""
    return is_open_license(license_evidence(license))


def licenses_by_name() -> dict[str, LicenseEvidence]:
    """Every license by the spelling of its names (`openness.licensing.spelled`). A name of several texts is none."""
    found: dict[str, LicenseEvidence | None] = {}
    for row in License.objects.all():
        evidence = license_evidence(row)
        names = {row.slug, row.name, row.name_ko, row.spdx_id, *row.aliases, *row.other_ids}
        for name in filter(None, map(spelled, names)):
            found[name] = evidence if found.get(name, evidence) == evidence else None
        for name in map(spelled, row.ambiguous_aliases):
            found[name] = None
    return {name: evidence for name, evidence in found.items() if evidence}


class Item(NamedTuple):
    """One line of a column: the term under the words that suit the column."""

    label: str | Promise
    term: LicenseTerm
    needs: list[LicenseTerm]  # published conditions that attach to exactly this use, the first of each kind


@dataclass
class Reading:
    """What a license says, in the columns of its page."""

    conditional: list[Item] = field(default_factory=list)
    allowed: list[Item] = field(default_factory=list)
    duties: list[Item] = field(default_factory=list)
    forbidden: list[Item] = field(default_factory=list)
    not_stated: list[Item] = field(default_factory=list)
    about_the_text: list[Item] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(vars(self).values())


def published_terms(license: License) -> list[LicenseTerm]:
    """Published terms: rights in the order of the vocabulary, then conditions in the order of the record."""
    terms = LicenseTerm.objects.published().filter(license=license).order_by("pk")
    terms = terms.prefetch_related("needs", with_sources())
    order = {right: place for place, right in enumerate(Right.values)}
    return sorted(terms, key=lambda term: (order.get(term.right, len(order)), term.pk))


def reading(terms: Iterable[LicenseTerm]) -> Reading:
    """Sort terms into what one may, must and must not do."""
    found = Reading()
    by_answer = {
        Answer.ALLOWED: found.allowed,
        Answer.CONDITIONAL: found.conditional,
        Answer.FORBIDDEN: found.forbidden,
        Answer.NOT_STATED: found.not_stated,
    }
    for term in terms:
        if term.right:
            by_answer[Answer(term.answer)].append(Item(term.get_right_display(), term, _published_needs(term)))
        elif term.condition in PROHIBITIONS:
            found.forbidden.append(Item(PROHIBITIONS[term.condition], term, []))
        elif term.condition in _ABOUT_THE_TEXT:
            found.about_the_text.append(Item(term.get_condition_display(), term, []))
        else:
            found.duties.append(Item(term.get_condition_display(), term, []))
    return found


def _published_needs(term: LicenseTerm) -> list[LicenseTerm]:
    published = [condition for condition in term.needs.all() if condition.is_published()]
    return list({condition.condition: condition for condition in reversed(published)}.values())[::-1]


class Related(NamedTuple):
    """One relation as the page of one of its ends says it."""

    label: str | Promise
    license: License
    note: str


def relations(license: License) -> list[Related]:
    """Relations recorded on this license and on others towards it, each once."""
    rows = LicenseRelation.objects.filter(Q(license=license) | Q(other=license)).select_related("license", "other")
    found: dict[tuple[str, int], Related] = {}
    # Its own words first: they may carry a note that the other end lacks.
    for row in sorted(rows, key=lambda row: (row.license_id != license.pk, row.pk)):
        if row.license_id == license.pk:
            one = Related(row.get_kind_display(), row.other, row.note)
        else:
            label = _INVERSE.get(LicenseRelationKind(row.kind), row.get_kind_display())
            one = Related(label, row.license, row.note)
        found.setdefault((str(one.label), one.license.pk), one)
    return list(found.values())


class Under(NamedTuple):
    """Something that is under a license, with the components that are."""

    subject: LanguageModel | Dataset
    components: list[str]


@dataclass
class UnderIt:
    """Models and datasets under a license: the newest `SHOWN` of each, and how many there are."""

    models: list[Under]
    model_count: int
    datasets: list[Under]
    dataset_count: int


def under(license: License, day: date) -> UnderIt:
    """From published facts that hold on `day` and are not refuted. A fixed number of queries."""
    facts = Fact.objects.counting().on(day).filter(licenses=license)
    models = LanguageModel.objects.filter(pk__in=facts.values("language_model"))
    datasets = Dataset.objects.filter(pk__in=facts.values("dataset"))
    return UnderIt(
        _newest(models, facts, "language_model"), models.count(), _newest(datasets, facts, "dataset"), datasets.count()
    )


def _newest(rows: QuerySet, facts: QuerySet[Fact], key: str) -> list[Under]:
    # Unknown days last on both databases, which differ on where NULL sorts.
    dated = Case(When(released__isnull=True, then=Value(1)), default=Value(0), output_field=IntegerField())
    beside = ("organization", "profile") if key == "language_model" else ("organization",)
    shown = list(rows.select_related(*beside).order_by(dated, "-released", "sort_key")[:SHOWN])
    components: dict[int, list[str]] = {row.pk: [] for row in shown}
    for fact in facts.filter(**{f"{key}__in": list(components)}).order_by("pk"):
        label = str(fact.get_component_display())
        here = components[getattr(fact, f"{key}_id")]
        if label not in here:
            here.append(label)
    return [Under(row, components[row.pk]) for row in shown]
