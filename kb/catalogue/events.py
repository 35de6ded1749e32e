"""Events: the timeline, whole or of one actor, and the events on the pages of those concerned."""

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from kb.models import Dataset, Event, LanguageModel, License, Organization, Topic
from kb.models.naming import Named
from kb.models.source import with_sources

# Field of an event and what it leads to. One slug may name several kinds of thing: a license and a model.
ACTORS: dict[str, type[Named]] = {
    "organizations": Organization,
    "language_models": LanguageModel,
    "datasets": Dataset,
    "licenses": License,
    "topics": Topic,
}


def published_events(**concerning: Named) -> QuerySet[Event]:
    """Published events with all that a page shows of them, in a fixed number of queries.

    In: whom or what they concern, by field: `organizations=meta`; none: all of them.
    """
    rows = Event.objects.published().filter(**concerning)
    return rows.prefetch_related(*ACTORS, with_sources()).order_by("date", "slug")


def timeline(*, actor: str = "", kind: str = "", standing: str = "", year: int | None = None) -> QuerySet[Event]:
    """Published events, oldest first. In: the slug of whom or what they concern, and what they are filtered by."""
    rows = published_events()
    if actor:
        rows = rows.filter(_concerns(actor))
    if kind:
        rows = rows.filter(kind=kind)
    if standing:
        rows = rows.filter(standing=standing)
    if year:
        # A range, not `date__year`: the index on the date serves it.
        rows = rows.filter(date__gte=date(year, 1, 1), date__lte=date(year, 12, 31))
    return rows


def years(events: QuerySet[Event]) -> list[tuple[int, int]]:
    """Years in which any of `events` lies, each with their number."""
    rows = events.prefetch_related(None).order_by().annotate(year=ExtractYear("date"))
    return list(rows.values_list("year").annotate(Count("pk")).order_by("year"))


def actors() -> list[tuple[str, list[Named]]]:
    """Organizations and topics with published events, each kind under its name. Two queries.

    Models, datasets and licenses lead to their events from their own pages: there are too many of them to choose from.
    """
    published = Event.objects.published()
    found = []
    for model in (Topic, Organization):
        rows = model.objects.filter(pk__in=published.values(f"{model._meta.model_name}s")).order_by("sort_key", "slug")
        found.append((str(model._meta.verbose_name_plural), list(rows.only("slug", "name", "name_ko"))))
    return [(kind, rows) for kind, rows in found if rows]


def actor_named(slug: str) -> Named | None:
    """Whom or what a slug names: an organization before a model, and so on; nothing if nobody has it."""
    for model in ACTORS.values():
        if found := model._default_manager.filter(slug=slug).first():
            return found
    return None


def _concerns(slug: str) -> Q:
    # By keys from the linking tables: five joins would multiply rows.
    concerned = Q()
    for field, model in ACTORS.items():
        through = getattr(Event, field).through
        name = model._meta.model_name
        concerned |= Q(pk__in=through.objects.filter(**{f"{name}__slug": slug}).values("event"))
    return concerned
