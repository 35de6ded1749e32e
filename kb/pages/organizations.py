"""Organizations: the list, and the page of one."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext

from kb.catalogue import organizations as catalogue
from kb.catalogue.events import published_events
from kb.catalogue.references import References
from kb.catalogue.search import quoted
from kb.models import Organization
from kb.pages.parameters import Parameters
from kb.pages.wayfinding import read_only
from kb.vocabulary.countries import country_name
from kb.vocabulary.kinds import OrganizationKind

_PER_PAGE = 100
_SHOWN = 100  # models and events on the page of one; the matrix and the timeline have all


@read_only
def organizations(request):
    """`/organizations/`: a row per organization. In: `q`, `kind`, `country`, `page`."""
    kinds = catalogue.counted_by("kind")
    countries = catalogue.counted_by("country")
    parameters = Parameters(request.GET)
    text = parameters.text("q")
    kind = parameters.choice("kind", kinds)
    country = parameters.choice("country", countries)
    rows = catalogue.listing(text=text, kind=kind, country=country)
    page = parameters.page(rows, per_page=_PER_PAGE)
    kind_label = OrganizationKind(kind).label if kind else ""
    country_choices = [(code, country_name(code), count) for code, count in countries.items()]
    context = {
        "page": page,
        "parameters": parameters,
        "text": text,
        "kind": kind,
        "country": country,
        "kinds": [(key, OrganizationKind(key).label, kinds[key]) for key in OrganizationKind.values if key in kinds],
        "countries": sorted(country_choices, key=lambda choice: str(choice[1])),
        "chips": parameters.chips(q=quoted(text), kind=kind_label, country=country_name(country)),
    }
    return render(request, "organizations/list.html", context)


@read_only
def organization(request, slug):
    """`/organizations/<slug>/`: what is known of it, what it makes, and what it did and said."""
    row = get_object_or_404(Organization.objects.select_related("parent"), slug=slug)
    references = References()
    events = references.of(published_events(organizations=row).order_by("-date", "slug")[: _SHOWN + 1])
    models = row.language_models.select_related("profile", "family").order_by("released", "sort_key")
    homepage = row.checked("homepage") or ""
    context = {
        "organization": row,
        "facts": _checked_facts(row),
        "fact_sources": row.sources.order_by("title"),
        "parent": row.checked("parent"),
        "homepage": homepage,
        "homepage_host": homepage.partition("://")[2].partition("/")[0].removeprefix("www."),
        "children": [child for child in row.children.order_by("sort_key") if child.checked("parent")],
        "models": models[:_SHOWN],
        "model_count": models.count(),
        "families": row.families.order_by("sort_key"),
        "datasets": row.datasets.order_by("sort_key"),
        "licenses": row.licenses.order_by("sort_key"),
        "events": events[:_SHOWN],
        "more": f"{reverse('timeline')}?actor={row.slug}" if len(events) > _SHOWN else "",
        "references": references,
    }
    return render(request, "organizations/detail.html", context)


def _checked_facts(row: Organization) -> list[tuple[str, str]]:
    """Label and value of each field that a source was read for."""
    country = row.checked_country()
    values = (
        (pgettext("of an organization", "Kind"), row.checked("kind") and row.get_kind_display()),
        (pgettext("of an organization", "Country"), country and country_name(country)),
        (pgettext("of an organization", "City"), row.checked("city")),
        (pgettext("of an organization", "Founded"), row.checked("founded")),
    )
    return [(label, value) for label, value in values if value]
