"""All that is known of one model, arranged as its page tells it, in a fixed number of queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from kb.catalogue.claims import finest
from kb.catalogue.evidence import fact_evidence, limits
from kb.catalogue.explained import Explained, explained
from kb.catalogue.references import References
from kb.models import Derivation, Event, Fact, LanguageModel, Source, Specification, Statement, Verdict
from kb.models.source import with_sources
from kb.models.statement import StatementQuerySet
from kb.openness.evidence import ModelEvidence
from kb.openness.frameworks import evaluate
from kb.openness.ladder import Held, retired_since, widest
from kb.openness.statuses import group_status, status_now, status_of_fact
from kb.vocabulary import components
from kb.vocabulary.availability import OBTAINABLE
from kb.vocabulary.components import Component, Group
from kb.vocabulary.editorial import Publication, Standing
from kb.vocabulary.kinds import SpecificationName
from kb.vocabulary.statuses import Status

_Shown = Fact | Derivation | Specification | Event
_CONTESTED = (Standing.REFUTED, Standing.DISPUTED)


@dataclass
class FactRow:
    """One fact and what it makes of its component while it holds."""

    fact: Fact
    status: Status
    dated: bool  # whether its period says more than that it holds since the release


@dataclass
class ComponentRows:
    """The facts of one component: those that hold, those that ended, those that are yet to come."""

    component: Component
    status: Status
    holding: list[FactRow] = field(default_factory=list)
    ended: list[FactRow] = field(default_factory=list)
    coming: list[FactRow] = field(default_factory=list)


@dataclass
class GroupRows:
    """One group of components: those with facts, and those for which there is no entry."""

    group: Group
    components: list[ComponentRows]
    without: list[Component]

    @property
    def status(self) -> Status:
        return group_status([rows.status for rows in self.components])

    @property
    def counts(self) -> tuple[int, int]:
        """How many of its components can be had at least in part, of how many that apply and have an entry."""
        known = [rows.status for rows in self.components if rows.status not in (Status.NOT_APPLICABLE, Status.NO_ENTRY)]
        return sum(one in (Status.OPEN, Status.PARTIAL) for one in known), len(known)


@dataclass
class Contested:
    """Something said that was refuted or is disputed. `kind` is a key of Citation: fact, derivation, event …

    `same`: statements that say it as well and stand so for the same reason, as a claim and the derivation it asserts.
    """

    kind: str
    statement: Statement
    same: list[Statement] = field(default_factory=list)


@dataclass
class Place:
    """One place in a source, and the statements on this page that rest on it or that it contradicts."""

    locator: str
    stance: str
    statements: list[Statement] = field(default_factory=list)


@dataclass
class Dossier:
    language_model: LanguageModel
    drafts: bool
    specifications: list[Specification]
    groups: list[GroupRows]
    contested: list[Contested]
    made_from: list[Derivation]
    made_into: list[Derivation]
    events: list[Event]
    verdicts: list[Explained]  # the first is the headline
    earlier: list[Verdict]  # by earlier versions of rule sets
    widest: Held | None
    retired: date | None
    references: References
    places: dict[int, list[Place]]  # by the key of the source

    @property
    def headline(self) -> Explained:
        return self.verdicts[0]

    def sources(self) -> Iterator[tuple[int, Source, list[Place]]]:
        """Sources in the order of their first use, each with the places that were used."""
        for number, source in self.references:
            yield number, source, self.places[source.pk]

    def facts(self) -> int:
        """How many facts hold."""
        return sum(len(rows.holding) for group in self.groups for rows in group.components)


def dossier(slug: str, *, day: date, drafts: bool = False) -> Dossier | None:
    """Fourteen queries, however much is known.

    In: the model's slug; the day on which facts hold or have ended; whether unpublished statements are shown as well
    (withdrawn ones never are). Out: nothing for a slug that no model has.
    """
    language_model = LanguageModel.objects.select_related("organization", "family").filter(slug=slug).first()
    if language_model is None:
        return None

    facts = _known(Fact.objects.filter(language_model=language_model), drafts).prefetch_related("licenses")
    derivations = _known(
        Derivation.objects.filter(Q(language_model=language_model) | Q(parent_model=language_model)), drafts
    ).select_related("language_model", "dataset", "parent_model", "parent_dataset")
    specifications = _known(Specification.objects.filter(language_model=language_model), drafts)
    events = _known(Event.objects.filter(language_models=language_model), drafts)

    # The order of these lines is that of the page, and so that in which sources are numbered.
    references = References()
    shown_specifications = references.of(_in_order_of_names(specifications))
    shown_facts = references.of(in_order_of_components(facts))
    shown_derivations = references.of(derivations.order_by("valid_from", "pk"))
    shown_events = references.of(_without_split_claims(events.order_by("date", "slug")))
    statements = [*shown_specifications, *shown_facts, *shown_derivations, *shown_events]
    counting = [fact for fact in shown_facts if _counts(fact)]
    found = _evidence(counting, shown_events, day)
    return Dossier(
        language_model=language_model,
        drafts=drafts,
        specifications=[one for one in shown_specifications if _counts(one)],
        groups=[_group(group, counting, day, language_model.released) for group in Group],
        contested=_contested(statements),
        made_from=[one for one in shown_derivations if _counts(one) and one.language_model_id == language_model.pk],
        made_into=[one for one in shown_derivations if _counts(one) and one.parent_model_id == language_model.pk],
        events=[one for one in shown_events if _counts(one)],
        verdicts=explained(evaluate(found), {fact.pk: fact for fact in counting}),
        earlier=list(Verdict.objects.outdated().filter(language_model=language_model)),
        widest=widest(found),
        retired=retired_since(found),
        references=references,
        places=_places(statements),
    )


def _evidence(facts: Iterable[Fact], events: Iterable[Event], day: date) -> ModelEvidence:
    """What the rules read: of the public page, what is stored as well; of a preview, drafts too."""
    restricting = limits(day)
    kinds = {str(event.kind) for event in events if _counts(event) and event.date <= day}
    return ModelEvidence(tuple(fact_evidence(fact, restricting) for fact in facts), day, frozenset(kinds))


def _known(rows: StatementQuerySet, drafts: bool) -> StatementQuerySet:
    rows = rows.exclude(publication=Publication.WITHDRAWN) if drafts else rows.published()
    return rows.prefetch_related(with_sources())


def _counts(statement: Statement) -> bool:
    """Refuted statements stand in a place of their own, nowhere else; disputed ones stand in both."""
    return statement.standing != Standing.REFUTED


def _without_split_claims(events: Iterable[Event]) -> list[Event]:
    """A claim that was split is there in its parts; the whole of it stands on the timeline."""
    events = list(events)
    claims = [event for event in events if event.claim]
    kept = {event.pk for event in finest(claims)}
    return [event for event in events if not event.claim or event.pk in kept]


def _in_order_of_names(rows: Iterable[Specification]) -> list[Specification]:
    order = SpecificationName.values
    return sorted(rows, key=lambda row: (order.index(row.name), row.part))


def in_order_of_components(rows: Iterable[Fact]) -> list[Fact]:
    """As the vocabulary lists components; within one by part, the latest first."""
    latest_first = sorted(rows, key=lambda fact: (fact.valid_from or date.min, fact.pk), reverse=True)
    return sorted(latest_first, key=lambda fact: (components.KEYS.index(fact.component), fact.part))


def _group(group: Group, facts: list[Fact], day: date, released: date | None) -> GroupRows:
    of_component: dict[str, list[Fact]] = {}
    for fact in facts:
        of_component.setdefault(fact.component, []).append(fact)
    entries = [entry for entry in components.COMPONENTS if entry.group == group]
    return GroupRows(
        group,
        [
            component_rows(entry, of_component[entry.key], day, released)
            for entry in entries
            if entry.key in of_component
        ],
        [entry for entry in entries if entry.key not in of_component],
    )


def component_rows(entry: Component, facts: Iterable[Fact], day: date, released: date | None) -> ComponentRows:
    """The facts of one component, by whether they hold on the day. In: facts in the order in which they are shown."""
    rows = ComponentRows(entry, Status.NO_ENTRY)
    for fact in facts:
        dated = bool(fact.valid_until) or bool(fact.valid_from and fact.valid_from != released)
        row = FactRow(fact, status_of_fact(fact_evidence(fact)), dated)
        if fact.valid_until and fact.valid_until <= day:
            rows.ended.append(row)
        elif fact.valid_from and fact.valid_from > day:
            rows.coming.append(row)
        else:
            rows.holding.append(row)
    rows.status = status_now(
        (fact_evidence(row.fact) for row in rows.holding),
        has_ended=any(row.fact.availability in OBTAINABLE for row in rows.ended),
    )
    return rows


def _contested(statements: Iterable[_Shown]) -> list[Contested]:
    """What is said in one way only once: what stands equally, for the same reason, is the same claim."""
    alike: dict[tuple[str, str], list[_Shown]] = {}
    for statement in statements:
        if statement.standing in _CONTESTED:
            reason = statement.standing_note or f"{statement.citation_key} {statement.pk}"
            alike.setdefault((statement.standing, reason), []).append(statement)
    found = []
    for group in alike.values():
        # The claim in its own words comes before what was made of it.
        first = next((one for one in group if isinstance(one, Event) and one.claim), group[0])
        found.append(Contested(first.citation_key, first, [one for one in group if one is not first]))
    return found


def _row(statement: Statement) -> tuple[object, ...]:
    """Where a place leads to: facts on one component and part stand together, what is refuted in a box of its own."""
    if isinstance(statement, Fact) and _counts(statement):
        return (statement.component, statement.part)
    return (statement,)


def _places(statements: Iterable[_Shown]) -> dict[int, list[Place]]:
    found: dict[int, dict[tuple[str, str], Place]] = {}
    for statement in statements:
        for citation in statement.citations.all():
            key = (citation.locator, citation.stance)
            place = found.setdefault(citation.source_id, {}).setdefault(key, Place(*key))
            if all(_row(statement) != _row(one) for one in place.statements):
                place.statements.append(statement)
    return {source: list(places.values()) for source, places in found.items()}
