"""What needs work: panels for the start page, each with links to where the work is done. A fixed number of queries."""

from dataclasses import dataclass, field

from django.contrib import admin
from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kb.admin.citations import NEVER_READ, PUBLISHED, WEAK_LOCATOR
from kb.admin.links import change_url, list_url
from kb.admin.sources import VISITS
from kb.models import STATEMENTS, Citation, Derivation, Fact, LanguageModel, Source, Suggestion
from kb.vocabulary.availability import Availability
from kb.vocabulary.editorial import Publication
from kb.vocabulary.suggestions import DECIDED, State

_SHOWN = 8  # lines of a panel


@dataclass(frozen=True)
class Item:
    text: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class Panel:
    """`rule` says by what the lines were chosen; `empty` is shown where there are none; `more` leads to all of them."""

    title: str
    rule: str
    empty: str
    items: list[Item] = field(default_factory=list)
    more: str = ""


def panels() -> list[Panel]:
    return [
        _suggestions(),
        _unpublished(),
        _unknown(),
        _weak_locators(),
        _never_read(),
        _oldest_readings(),
        _visits(),
        _fewest_facts(),
    ]


def _suggestions() -> Panel:
    counts = dict(Suggestion.objects.order_by().values_list("state").annotate(Count("pk")))
    items = [
        Item(
            capfirst(str(state.label)),
            list_url(Suggestion, state__exact=state.value),
            ngettext("%(count)d suggestion", "%(count)d suggestions", counts[state]) % {"count": counts[state]},
        )
        for state in State
        if state not in DECIDED and counts.get(state)
    ]
    return Panel(
        _("Suggestions by readers"),
        _("What they say is wrong or missing. The public sees nothing of it."),
        _("Every suggestion is decided."),
        items,
        list_url(Suggestion),
    )


def _unpublished() -> Panel:
    items = []
    for model in STATEMENTS:
        counts = model.objects.aggregate(
            drafts=Count("pk", filter=Q(publication=Publication.DRAFT)),
            in_review=Count("pk", filter=Q(publication=Publication.IN_REVIEW)),
        )
        kind = capfirst(str(model._meta.verbose_name_plural))
        if counts["in_review"]:
            text = ngettext("%(count)d in review", "%(count)d in review", counts["in_review"])
            address = list_url(model, publication__exact=Publication.IN_REVIEW.value)
            items.append(Item(kind, address, text % {"count": counts["in_review"]}))
        if counts["drafts"]:
            text = ngettext("%(count)d draft", "%(count)d drafts", counts["drafts"])
            address = list_url(model, publication__exact=Publication.DRAFT.value)
            items.append(Item(kind, address, text % {"count": counts["drafts"]}))
    return Panel(
        _("Drafts and reviews"),
        _("Statements that the public does not see yet."),
        _("Everything that was written is published."),
        items,
    )


def _unknown() -> Panel:
    children = _count(Derivation.objects.counting().filter(parent_model=OuterRef("pk")), "parent_model")
    unknown = _count(
        Fact.objects.counting().filter(language_model=OuterRef("pk"), availability=Availability.UNKNOWN),
        "language_model",
    )
    rows = LanguageModel.objects.annotate(children=children, unknown=unknown).filter(unknown__gt=0)
    items = [
        Item(
            str(row),
            list_url(Fact, availability__exact=Availability.UNKNOWN.value, language_model__id__exact=row.pk),
            ngettext("%(count)d not found", "%(count)d not found", row.unknown) % {"count": row.unknown},
        )
        for row in rows.order_by("-children", "-unknown", "sort_key")[:_SHOWN]
    ]
    return Panel(
        _("Unknown where it matters"),
        _("What was not found, of the models that most others were made from. Visits are not counted."),
        _("Nothing is marked as not found."),
        items,
        list_url(Fact, availability__exact=Availability.UNKNOWN.value),
    )


def _weak_locators() -> Panel:
    return _citations(
        WEAK_LOCATOR,
        _("Citations without a place"),
        _("Published statements whose locator names the whole document."),
        _("Every published citation names a place."),
        locator="weak",
    )


def _never_read() -> Panel:
    return _citations(
        NEVER_READ,
        _("Sources without a day of reading"),
        _("Published statements that rest on a source of which no day of reading is recorded."),
        _("Every published citation has a day of reading."),
        reading="never",
    )


def _citations(condition: Q, title: str, rule: str, empty: str, **query) -> Panel:
    """The sources with the most such citations of published statements."""
    found = Citation.objects.filter(condition, PUBLISHED).order_by()
    sources = found.values("source", "source__title").annotate(count=Count("pk")).order_by("-count", "source")
    items = [
        Item(
            row["source__title"],
            list_url(Citation, statement="published", source__id__exact=row["source"], **query),
            _count_of_citations(row["count"]),
        )
        for row in sources[:_SHOWN]
    ]
    return Panel(title, rule, empty, items, list_url(Citation, statement="published", **query))


def _oldest_readings() -> Panel:
    """By source, as one reading serves all that rests on it. A statement confirmed since is not counted."""
    facts = Citation.objects.filter(
        source=OuterRef("pk"), fact__publication=Publication.PUBLISHED, fact__confirmed__isnull=True
    )
    oldest = facts.order_by().values("source").annotate(oldest=Min("read")).values("oldest")
    rows = Source.objects.annotate(oldest=Coalesce(Subquery(oldest), "retrieved")).filter(
        Exists(facts), oldest__isnull=False
    )
    items = [
        Item(str(row.title), change_url(row), date_format(row.oldest)) for row in rows.order_by("oldest", "pk")[:_SHOWN]
    ]
    return Panel(
        _("Oldest readings"),
        _("Sources of published facts that were read longest ago, and whose facts nobody has confirmed since."),
        _("Nothing has been read yet."),
        items,
    )


def _visits() -> Panel:
    counts = Source.objects.aggregate(
        **{key: Count("pk", filter=condition) for key, (_label, condition) in VISITS.items()}
    )
    items = [
        Item(capfirst(str(label)), list_url(Source, visits=key), number_format(counts[key]))
        for key, (label, _condition) in VISITS.items()
        if counts[key]
    ]
    return Panel(
        _("Visits of sources"),
        _("What the last visit to each source's address found. A visit is made by manage.py check_sources."),
        _("Every source was visited, and each is as it was read."),
        items,
    )


def _fewest_facts() -> Panel:
    rows = LanguageModel.objects.select_related("profile").annotate(known=Coalesce("profile__facts", 0))
    items = [
        Item(
            str(row),
            change_url(row),
            ngettext("%(count)d fact", "%(count)d facts", row.known) % {"count": row.known},
        )
        for row in rows.order_by("known", "sort_key")[:_SHOWN]
    ]
    return Panel(
        _("Fewest facts"),
        _("Models with the fewest published facts that hold today."),
        _("There are no models yet."),
        items,
        list_url(LanguageModel, o=admin.site.get_model_admin(LanguageModel).list_display.index("fact_count") + 1),
    )


def _count(rows, key: str) -> Coalesce:
    """The number of `rows` for each row outside, as a column."""
    return Coalesce(Subquery(rows.order_by().values(key).annotate(count=Count("pk")).values("count")), 0)


def _count_of_citations(count: int) -> str:
    return ngettext("%(count)d citation", "%(count)d citations", count) % {"count": count}
