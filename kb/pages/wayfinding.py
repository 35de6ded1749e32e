"""Finding one's way: the pages for what is not there and what went wrong, and what crawlers ask for."""

from functools import wraps

from django.contrib.sitemaps import Sitemap
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from kb.catalogue.suggestions import suggestions
from kb.models import Dataset, Family, LanguageModel, License, Organization, Source

_SAFE = ("GET", "HEAD")
_FORM_BYTES = 200_000  # of a form that is sent, so that one far too long still comes back to be shortened
_NEAREST = 5  # names that are offered for one that nothing has


def not_found(request, exception):
    """The page for 404: a search for what was asked, the nearest names, and the lists."""
    segment = [part for part in request.path.split("/") if part][-1:]
    wanted = "".join(filter(str.isprintable, segment[0]))[:80] if segment else ""
    context = {"wanted": wanted.replace("-", " "), "nearest": suggestions(wanted, limit=_NEAREST).entries}
    return render(request, "wayfinding/not_found.html", context, status=404)


def server_error(request):
    """The page for 500. Neither database nor request: whatever failed may be one of them."""
    return HttpResponseServerError(loader.render_to_string("wayfinding/fault.html", {"code": 500}))


def bad_request(request, exception):
    """The page for 400, without the request: its host or its parameters may be what was wrong."""
    return HttpResponseBadRequest(loader.render_to_string("wayfinding/fault.html", {"code": 400}))


def read_only(view):
    """A public page answers GET and HEAD; to anything else it says what it is there for.

    It changes nothing, so no token is asked for: who posts learns that one cannot, not that a token was missing.
    """

    @wraps(view)
    def answer(request, *args, **options):
        if request.method in _SAFE:
            return view(request, *args, **options)
        return _not_allowed(request, _SAFE)

    answer.csrf_exempt = True
    return answer


class _Token(CsrfViewMiddleware):
    """Asks for the token of a form, and says what is wrong with it instead of answering with a page of its own."""

    def _reject(self, request, reason):
        return reason


def with_form(view):
    """A page with a form answers GET, HEAD and POST. It is for one visitor: nobody keeps it and no crawler lists it.

    The view is told by `request.is_forged` that a form came without its token. It stores nothing then and shows the
    form again, with what was typed: most often the visitor's browser keeps no cookies. Django would throw it away.
    """

    @wraps(view)
    def answer(request, *args, **options):
        if request.method not in (*_SAFE, "POST"):
            return _not_allowed(request, (*_SAFE, "POST"))
        if int(request.META.get("CONTENT_LENGTH") or 0) > _FORM_BYTES:
            raise RequestDataTooBig
        request.is_forged = bool(_Token(view).process_view(request, None, (), {}))
        response = view(request, *args, **options)
        response["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(response)
        return response

    answer.csrf_exempt = True  # asked for above, after the method
    return answer


def _not_allowed(request, allowed: tuple[str, ...]):
    response = render(request, "wayfinding/not_allowed.html", {"allowed": ", ".join(allowed)}, status=405)
    response["Allow"] = ", ".join(allowed)
    return response


@read_only
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
        "compare",
        "organizations",
        "families",
        "datasets",
        "licenses",
        "sources",
        "frameworks",
        "timeline",
        "charts",
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
