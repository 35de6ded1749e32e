"""The pages that are measured."""

from collections import Counter
from urllib.parse import urlencode

from kb.models import Profile

PER_PAGE = 50


def addresses() -> dict[str, str]:
    """Name and address of each. Filters and search are taken from the catalogue, so that they find something."""
    known = Profile.objects.exclude(weights="").exclude(release_year=None)
    kind, weights, year = Counter(known.values_list("kind", "weights", "release_year")).most_common(1)[0][0]
    filters = {"kind": kind, "weights": weights, "released": year}
    last = max(1, -(-Profile.objects.count() // PER_PAGE))
    page = min(50, last)
    busiest = Profile.objects.order_by("-facts", "language_model").select_related("language_model").first()
    return {
        "/models/": "/models/",
        "/models/ three filters": f"/models/?{urlencode(filters)}",
        "/models/ search": f"/models/?{urlencode({'q': busiest.language_model.name})}",
        f"/models/ page {page}": f"/models/?page={page}",
        "a model": busiest.language_model.get_absolute_url(),
    }
