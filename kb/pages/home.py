"""`/`: the question, the ladder with every model at the day of its release, the story it began with, what is new."""

from datetime import date

from django.db.models import Case, Count, When
from django.shortcuts import render

from kb.catalogue.story import story
from kb.models import Event, Fact, Profile, Revision
from kb.pages.release_strip import strip
from kb.pages.wayfinding import read_only
from kb.vocabulary import components
from kb.vocabulary.editorial import Standing

_NEWEST = 6
_DOTS = 500  # more than these no strip can show apart, and no page should carry


@read_only
def home(request):
    """The same for everyone; a fixed number of queries."""
    told = story()
    today = date.today()
    named = told.models()
    counts = dict(Profile.objects.order_by().values_list("rung").annotate(Count("pk")))
    events = Event.objects.published().filter(date__lte=today).exclude(standing=Standing.REFUTED)
    return render(
        request,
        "home/home.html",
        {
            "models": sum(counts.values()),
            "dots": _DOTS,
            "components": len(components.COMPONENTS),
            "facts": Fact.objects.published().count(),
            "counts": counts,
            "strip": strip(_drawn(named), named=named, day=told.day, until=today),
            "story": told,
            "revisions": Revision.objects.all()[:_NEWEST],
            "events": events.prefetch_related("language_models").order_by("-date", "slug")[:_NEWEST],
        },
    )


def _drawn(named: set[int]) -> list[Profile]:
    """The models of the story, then the best documented ones."""
    rows = Profile.objects.filter(released__isnull=False).select_related("language_model")
    rows = rows.defer("search_text", "language_model__search_text", "language_model__note")
    return list(rows.order_by(Case(When(pk__in=named, then=0), default=1), "-facts", "sort_key")[:_DOTS])
