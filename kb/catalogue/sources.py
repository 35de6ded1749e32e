"""Sources: which there are, and every published statement that rests on one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce

from kb.catalogue.names import matching
from kb.models import STATEMENT_KEYS, Citation, Source, SourceCheck
from kb.vocabulary.editorial import Publication
from kb.vocabulary.visits import Condition

# The paths from a citation to the record its statement is about. Events are their own subject and come last.
_SUBJECTS = (
    "fact__language_model",
    "fact__dataset",
    "derivation__language_model",
    "derivation__dataset",
    "specification__language_model",
    "license_term__license",
)
_PUBLISHED = Q(
    *((f"{key}__publication", Publication.PUBLISHED) for key in STATEMENT_KEYS),
    _connector=Q.OR,
)


def listing(*, text: str = "", kind: str = "", language: str = "", publisher: str = "") -> QuerySet[Source]:
    """Sources by title."""
    rows = matching(Source.objects.all(), text)
    filters = {"kind": kind, "language": language, "publisher": publisher}
    rows = rows.filter(**{name: value for name, value in filters.items() if value})
    return rows.order_by("title", "slug")


def statement_counts(sources: list[Source]) -> dict[int, int]:
    """How often published statements cite each of these; for a page of them, in one query."""
    cited = Citation.objects.filter(_PUBLISHED, source__in=[source.pk for source in sources])
    return dict(cited.order_by().values_list("source").annotate(Count("pk")))


def counted_by(field: str) -> dict[str, int]:
    """How many sources there are for each value of kind or language."""
    return dict(Source.objects.order_by(field).values_list(field).annotate(Count("pk")))


def has_publisher(name: str) -> bool:
    return Source.objects.filter(publisher=name).exists()


@dataclass(frozen=True)
class Visited:
    """What visits found of one address of a source."""

    condition: str
    since: date | None
    leads_to: str  # where it moved to; empty if it has not


def visited(source: Source) -> dict[str, Visited]:
    """By which address of the source it is: those of which there is something to tell."""
    found = {}
    for check in SourceCheck.objects.current().filter(source=source).select_related("source"):
        condition, since = check.condition()
        if condition:
            found[check.part] = Visited(condition, since, check.final_url if condition == Condition.MOVED else "")
    return found


def citations(source: Source) -> QuerySet[Citation]:
    """Citations of this source by published statements, those of one subject together."""
    rows = Citation.objects.filter(_PUBLISHED, source=source)
    names = (F(f"{path}__sort_key") for path in _SUBJECTS)
    rows = rows.alias(
        subject_name=Coalesce(*names, output_field=TextField()),
        is_event=Case(When(event__isnull=True, then=Value(0)), default=Value(1), output_field=IntegerField()),
    )
    parents = ("derivation__parent_model", "derivation__parent_dataset", "event")
    rows = rows.select_related("source", *_SUBJECTS, *parents)
    return rows.order_by("is_event", "subject_name", "event__date", "pk")
