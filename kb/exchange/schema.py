"""What may stand in a curated file: one class per kind of file and of entry. Unknown keys are errors.

`manage.py knowledge_schema` writes these as JSON Schema to `fixtures/schema/`, where editors' tooling finds them.
Slugs that point elsewhere are checked by `exchange.checks`, as one file cannot know of the others.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field, StrictBool

from kb.exchange.field_types import (
    ComponentKey,
    Excerpt,
    HomePage,
    LicenseExpression,
    LongSlug,
    Note,
    Number,
    Short,
    Slug,
    Text,
    Threshold,
    Url,
    Where,
    Year,
)
from kb.exchange.lenient import Entry, Rule
from kb.exchange.partial_dates import Day, PartialDate
from kb.openness.licensing import names_in
from kb.vocabulary.availability import OBTAINABLE, WITHOUT_LICENSE, Availability
from kb.vocabulary.editorial import Publication, Stance, Standing
from kb.vocabulary.kinds import (
    AppliesTo,
    EventKind,
    LicenseKind,
    LicenseRelationKind,
    ModelKind,
    OrganizationKind,
    Relation,
    SourceKind,
    SpecificationName,
)
from kb.vocabulary.terms import Answer, Condition, Right, Silence, ThresholdEffect


def _is_to_come(day: date | None) -> bool:
    """Whether it is later than tomorrow: somewhere it is that already."""
    return day is not None and day > date.today() + timedelta(days=1)


class SourceEntry(Entry):
    """A document. Its key in the map is its slug, the same in all files."""

    title: Annotated[str, Field(min_length=1, max_length=400)]
    publisher: Annotated[str, Field(min_length=1, max_length=200)]
    author: Annotated[str, Field(max_length=200)] = ""
    kind: SourceKind
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Za-z]+)?$")] = "en"
    url: Url | Literal[""] = ""
    copy_url: Url | Literal[""] = ""
    archived_url: Url | Literal[""] = ""
    published: PartialDate | None = None
    read: Day | None = None  # never opened when absent; then nothing published may rest on it
    fingerprint: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    note: Note = ""

    def rules(self) -> Iterator[Rule]:
        has_neither = not (self.url or self.copy_url or self.fingerprint)
        yield Rule(
            has_neither, ("url", "copy_url", "fingerprint"), "is missing; a source without one carries a fingerprint"
        )
        yield Rule(_is_to_come(self.read), ("read",), "is still to come")
        published = self.published.day if self.published else None
        yield Rule(_is_to_come(published), ("published",), "is still to come")
        yield Rule(
            bool(self.read and published and published > self.read), ("published", "read"), "is later than the reading"
        )


class Cite(Entry):
    source: LongSlug
    stance: Stance = Stance.SUPPORTS
    locator: Annotated[str, Field(min_length=1, max_length=400)]
    excerpt: Excerpt = ""
    translation: Annotated[str, Field(max_length=400)] = ""
    read: Day | None = None  # the day of the source when absent

    def rules(self) -> Iterator[Rule]:
        yield Rule(_is_to_come(self.read), ("read",), "is still to come")


class StatementEntry(Entry):
    """What every statement has."""

    since: PartialDate | None = None
    until: PartialDate | None = None
    standing: Standing = Standing.ESTABLISHED
    how_it_stands: Note = ""
    how_it_stands_ko: Note = ""
    publication: Publication = Publication.PUBLISHED
    confirmed: Day | None = None
    cites: list[Cite] = []

    def rules(self) -> Iterator[Rule]:
        ends_too_early = bool(self.since and self.until and self.until.day <= self.since.day)
        yield Rule(ends_too_early, ("until", "since"), "must be later than since")
        is_unexplained = self.standing in (Standing.DISPUTED, Standing.REFUTED) and not self.how_it_stands.strip()
        yield Rule(is_unexplained, ("how_it_stands", "standing"), "a disputed or refuted statement says how it stands")
        is_unsupported = self.publication == Publication.PUBLISHED and not self.is_supported()
        yield Rule(is_unsupported, ("cites", "publication"), "nothing is published without a citation that supports it")
        yield Rule(_is_to_come(self.confirmed), ("confirmed",), "is still to come")

    def is_supported(self) -> bool:
        return any(cite.stance == Stance.SUPPORTS for cite in self.cites)


class FactEntry(StatementEntry):
    component: ComponentKey  # type: ignore[valid-type]
    part: Annotated[str, Field(max_length=80)] = ""
    availability: Availability
    licenses: list[Slug] = []
    # How the licenses combine where not all of them bind: mit OR apache-2.0.
    license_expression: LicenseExpression = ""
    # There are terms, or may be, and nobody read which; else no license means that none is stated.
    licenses_unknown: bool = False
    # The component in which this one is found, where it is no thing of its own: evaluation results in a report.
    satisfied_by: ComponentKey | Literal[""] = ""  # type: ignore[valid-type]
    where: Where | Literal[""] = ""
    note: Text
    note_ko: Note = ""

    def rules(self) -> Iterator[Rule]:
        yield from super().rules()
        named = sorted(names_in(self.license_expression) or []) if self.license_expression else sorted(self.licenses)
        yield Rule(
            named != sorted(self.licenses),
            ("license_expression", "licenses"),
            "names other licenses than “licenses” does; both name the same, by their slugs",
        )
        yield Rule(
            self.satisfied_by == self.component, ("satisfied_by", "component"), "is the component itself; name another"
        )
        is_of_nothing = bool(self.licenses) and self.availability in WITHOUT_LICENSE
        message = f"stands on what is “{self.availability}”: what was not found, or cannot exist, carries no license"
        yield Rule(is_of_nothing, ("licenses", "availability"), message)
        is_known = self.licenses_unknown and bool(self.licenses)
        yield Rule(is_known, ("licenses_unknown", "licenses"), "stands beside named licenses, so they are known")
        is_of_none = self.licenses_unknown and self.availability not in OBTAINABLE
        yield Rule(is_of_none, ("licenses_unknown", "availability"), "is asked only of what somebody can have")


class DerivationEntry(StatementEntry):
    relation: Relation
    parent_model: Slug | None = None
    parent_dataset: Slug | None = None
    part: Annotated[str, Field(max_length=80)] = ""
    note: Note = ""
    note_ko: Note = ""

    def rules(self) -> Iterator[Rule]:
        yield from super().rules()
        is_ambiguous = (self.parent_model is None) == (self.parent_dataset is None)
        yield Rule(
            is_ambiguous, ("parent_model", "parent_dataset"), "one parent is named: parent_model or parent_dataset"
        )


class SpecificationEntry(StatementEntry):
    name: SpecificationName
    part: Annotated[str, Field(max_length=80)] = ""
    value: Number | None = None
    text: Annotated[str, Field(max_length=300)] = ""
    note: Note = ""
    note_ko: Note = ""

    def rules(self) -> Iterator[Rule]:
        yield from super().rules()
        is_nothing = self.value is not None and self.value <= 0
        yield Rule(is_nothing, ("value",), "is a number above zero")
        says_nothing = self.value is None and not self.text and not self.note
        message = "is missing; without it a text, or a note that says what is not known"
        yield Rule(says_nothing, ("value", "text", "note"), message)
        says_it_twice = self.value is not None and bool(self.text)
        message = "stands beside a number; a specification is one of both, and the rest goes into the note"
        yield Rule(says_it_twice, ("text", "value"), message)


class EventEntry(StatementEntry):
    id: LongSlug
    date: PartialDate
    kind: EventKind
    what: Text
    what_ko: Note = ""
    speaker: Annotated[str, Field(max_length=200)] = ""
    claim: Annotated[str, Field(pattern=r"^(\d{1,2}[a-z]?)?$")] = ""
    # Whom and what it concerns, beside the model or license in whose file it stands.
    organizations: list[Slug] = []
    models: list[Slug] = []
    datasets: list[Slug] = []
    licenses: list[Slug] = []
    topics: list[Slug] = []

    def rules(self) -> Iterator[Rule]:
        yield from super().rules()
        yield Rule(_is_to_come(self.date.day), ("date",), "is still to come")


class File(Entry):
    """What every file may hold."""

    sources: dict[LongSlug, SourceEntry] = {}


class NamedFile(File):
    """A record with a name. Its slug is the name of its file."""

    slug: Slug
    name: Annotated[str, Field(min_length=1, max_length=200)]
    name_ko: Annotated[str, Field(max_length=200)] = ""
    aliases: list[Text] = []
    summary: Note = ""
    summary_ko: Note = ""
    note: Note = ""


class OrganizationFile(NamedFile):
    kind: OrganizationKind
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    city: Annotated[str, Field(max_length=80)] = ""
    founded: Year | None = None
    parent: Slug | None = None
    homepage: HomePage | Literal[""] = ""
    unchecked: list[Literal["kind", "country", "city", "founded", "parent", "homepage", "name_ko"]] = []
    rests_on: list[LongSlug] = []  # sources of what is not in `unchecked`


class FamilyFile(NamedFile):
    organization: Slug


class TopicFile(NamedFile):
    pass


class ReleasedFile(NamedFile):
    released: PartialDate | None = None

    def rules(self) -> Iterator[Rule]:
        yield Rule(_is_to_come(self.released and self.released.day), ("released",), "is still to come")


class DatasetFile(ReleasedFile):
    organization: Slug | None = None
    facts: list[FactEntry] = []
    derivations: list[DerivationEntry] = []
    events: list[EventEntry] = []


class ModelFile(ReleasedFile):
    organization: Slug
    family: Slug | None = None
    kind: ModelKind
    facts: list[FactEntry] = []
    specifications: list[SpecificationEntry] = []
    derivations: list[DerivationEntry] = []
    events: list[EventEntry] = []


class TermEntry(StatementEntry):
    """What rights and conditions share. The clause is the locator of a citation of the license's text.

    That citation is all that most terms rest on; where it is not, `cites` lists all of them.
    """

    clause: Annotated[str, Field(max_length=120)] = ""  # the whole text when empty
    source: LongSlug | None = None  # the file's `text` when absent
    excerpt: Excerpt = ""
    note: Text
    note_ko: Note = ""
    cites: list[Cite] | None = None  # type: ignore[assignment]

    def rules(self) -> Iterator[Rule]:
        yield from super().rules()
        says_it_twice = self.cites is not None and bool(self.source or self.excerpt)
        message = "lists what the term rests on, so that a source or an excerpt belongs there"
        yield Rule(says_it_twice, ("cites", "source", "excerpt"), message)

    def is_supported(self) -> bool:
        """Whether the license's text stands in for citations, only the whole file knows."""
        return self.cites is None or super().is_supported()


class RightEntry(TermEntry):
    answer: Answer
    silence: Silence | Literal[""] = ""
    needs: list[Slug] = []  # keys of conditions of the same file

    def rules(self) -> Iterator[Rule]:
        yield from super().rules()
        is_needless = bool(self.silence) and self.answer != Answer.NOT_STATED
        yield Rule(is_needless, ("silence", "answer"), "only with the answer not-stated")
        is_unread = self.answer == Answer.UNKNOWN and self.publication == Publication.PUBLISHED
        yield Rule(is_unread, ("publication", "answer"), "what could not be read stays a draft")


class ConditionEntry(TermEntry):
    key: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=40)]
    kind: Condition
    value: Threshold | None = None
    unit: Short = ""
    period: Short = ""
    measured: Annotated[str, Field(max_length=200)] = ""
    effect: ThresholdEffect | Literal[""] = ""
    excluded: list[Text] = []


class RelationEntry(Entry):
    kind: LicenseRelationKind
    license: Slug
    note: Note = ""


class LicenseFile(ReleasedFile):
    version: Short = ""
    kind: LicenseKind
    steward: Slug | None = None
    spdx_id: Annotated[str, Field(max_length=80)] = ""
    other_ids: list[Text] = []
    ambiguous_aliases: list[Text] = []
    applies_to: list[AppliesTo] = []
    osi_approved: StrictBool = False
    fsf_libre: StrictBool | None = None
    governing_law: Annotated[str, Field(max_length=120)] = ""
    text_read: StrictBool = False
    text: LongSlug | None = None  # the source that is the license's own text
    rights: dict[Right, RightEntry] = {}
    conditions: list[ConditionEntry] = []
    relations: list[RelationEntry] = []
    events: list[EventEntry] = []


class EventsFile(File):
    events: list[EventEntry] = []


class SourcesFile(File):
    """Sources on which statements of several files rest."""


# The folder says what a file holds.
FOLDERS: dict[str, type[File]] = {
    "sources": SourcesFile,
    "organizations": OrganizationFile,
    "families": FamilyFile,
    "topics": TopicFile,
    "licenses": LicenseFile,
    "datasets": DatasetFile,
    "models": ModelFile,
    "events": EventsFile,
}
