"""Finding one's way: the pages for what is not there and what went wrong, and what crawlers ask for."""

from django.contrib.sitemaps import Sitemap
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.views.decorators.http import require_safe

from kb.catalogue.names import nearest
from kb.models import Dataset, Family, LanguageModel, License, Organization, Source


def not_found(request, exception):
    """The page for 404: a search for what was asked, the nearest names, and the lists."""
    segment = [part for part in request.path.split("/") if part][-1:]
    wanted = "".join(filter(str.isprintable, segment[0]))[:80] if segment else ""
    context = {"wanted": wanted.replace("-", " "), "nearest": nearest(wanted)}
    return render(request, "wayfinding/not_found.html", context, status=404)


def server_error(request):
    """The page for 500. Neither database nor request: whatever failed may be one of them."""
    return HttpResponseServerError(loader.render_to_string("wayfinding/server_error.html"))


@require_safe
def robots(request):
    """`/robots.txt`: everything is open to crawlers."""
    address = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(f"User-agent: *\nAllow: /\n\nSitemap: {address}\n", content_type="text/plain")


class _Public(Sitemap):
    """Public pages in both languages, each naming its twin."""

    i18n = True
    alternates = True
    x_default = True
    limit = 10_000  # half of what the protocol allows is left for languages to come


class _Lists(_Public):
    names = (
        "home",
        "matrix",
        "organizations",
        "families",
        "datasets",
        "licenses",
        "sources",
        "timeline",
        "changes",
    )

    def items(self):
        return list(self.names)

    def location(self, item):
        return reverse(item)


class _Records(_Public):
    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.order_by("slug").only("slug")


SITEMAPS = {
    "lists": _Lists,
    "models": _Records(LanguageModel),
    "organizations": _Records(Organization),
    "families": _Records(Family),
    "datasets": _Records(Dataset),
    "licenses": _Records(License),
    "sources": _Records(Source),
}
