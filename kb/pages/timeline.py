"""The timeline: events by year, whole or of one actor."""

from itertools import groupby

from django.shortcuts import render

from kb.catalogue import events as catalogue
from kb.catalogue.references import References
from kb.models import Topic
from kb.pages.parameters import Parameters
from kb.pages.wayfinding import read_only
from kb.vocabulary.editorial import Standing
from kb.vocabulary.kinds import EventKind

_PER_PAGE = 100
_MOST_IN_A_YEAR = 5000  # a year stands on one page, so that an event's address leads to it


@read_only
def timeline(request):
    """`/timeline/`: published events, oldest first. In: `actor` (a slug), `kind`, `standing`, `year`, `page`."""
    parameters = Parameters(request.GET)
    slug = parameters.text("actor")
    actor = catalogue.actor_named(slug) if slug else None
    if slug and actor is None:
        parameters.refuse("actor", slug)
        slug = ""
    kind = parameters.choice("kind", EventKind.values)
    standing = parameters.choice("standing", Standing.values)
    chosen = {"actor": slug, "kind": kind, "standing": standing}
    years = catalogue.years(catalogue.timeline(**chosen))
    year = parameters.choice("year", [str(number) for number, _count in years])
    page = parameters.page(
        catalogue.timeline(**chosen, year=int(year or 0)), per_page=_MOST_IN_A_YEAR if year else _PER_PAGE
    )
    references = References()
    events = references.of(page.object_list)
    context = {
        "page": page,
        "parameters": parameters,
        "actor": actor,
        "actors": catalogue.actors(),
        # A topic has no page but this one.
        "actor_address": actor.get_absolute_url() if actor and not isinstance(actor, Topic) else "",
        "kind": kind,
        "standing": standing,
        "year": year,
        "kinds": EventKind.choices,
        "standings": Standing.choices,
        "years": [(number, count, parameters.link(year=number)) for number, count in years],
        "all_years": parameters.link(year=""),
        "groups": [(number, list(rows)) for number, rows in groupby(events, key=lambda event: event.date.year)],
        "references": references,
        "chips": parameters.chips(
            actor=actor.local_name() if actor else "",
            kind=EventKind(kind).label if kind else "",
            standing=Standing(standing).label if standing else "",
            year=year,
        ),
    }
    return render(request, "timeline/timeline.html", context)
