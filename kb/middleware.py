"""Conditional requests, kept pages, and language.

A public page is a function of address, language and revision: its tag needs no page, and a page once made is good until
the next revision.
"""

import gzip
import re
from datetime import date
from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponseNotModified
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers

from kb.models import Revision

# Between two tags, where any white space is as good as another.
_INDENTATION = re.compile(rb">\s*\n\s*<")
_PRIVATE = ("/admin/", "/static/")


class ConditionalMiddleware:
    """Answer 304 to a reader who has the page of this revision, and keep what was made for the next reader.

    Only GET and HEAD of public pages by readers who are not logged in; anything else passes through untouched, and so
    does an answer that says `no-store`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not self._is_public(request):
            return self.get_response(request)
        tag = self._tag(request)
        known = request.headers.get("If-None-Match", "")
        if tag in known:
            return self._tagged(HttpResponseNotModified(), tag)
        key = f"{tag}-gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else tag
        if (kept := cache.get(key)) is None:
            kept = self._made(request, tag, key)
        if known.strip() == "*" and kept.get("ETag") == tag:  # any state of a page that there is
            return self._tagged(HttpResponseNotModified(), tag)
        return kept

    def _made(self, request, tag: str, key: str):
        response = self.get_response(request)
        # A form and what is private say that nobody may keep them.
        forbids = "no-store" in response.get("Cache-Control", "")
        if response.status_code != 200 or response.has_header("ETag") or forbids:
            return response
        self._tagged(response, tag)
        self._shorten(response)
        # What is made as quickly as it is found again would only push pages out.
        is_quick = getattr(response, "is_quick", False)
        if request.method == "GET" and not (response.streaming or response.cookies or is_quick):
            if key != tag:
                self._compress(response)
            cache.set(key, response)
        return response

    @staticmethod
    def _shorten(response):
        """Without the indentation of templates, which costs a page of the matrix some 150 bytes even compressed."""
        if response["Content-Type"].startswith("text/html") and not response.streaming:
            response.content = _INDENTATION.sub(b">\n<", response.content)

    @staticmethod
    def _compress(response):
        """As small as it gets, since it is done once a revision. A page that anyone may read has no secret to guess."""
        if response["Content-Type"].startswith("text/"):
            response.content = gzip.compress(response.content, 9, mtime=0)
            response["Content-Encoding"] = "gzip"
            response["Content-Length"] = str(len(response.content))
            patch_vary_headers(response, ["Accept-Encoding"])

    @staticmethod
    def _tagged(response, tag: str):
        response["ETag"] = tag
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        return response

    @staticmethod
    def _is_public(request) -> bool:
        return (
            request.method in ("GET", "HEAD")
            and not request.path.startswith(_PRIVATE)
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
        )

    def _tag(self, request) -> str:
        """Weak, as compression changes the bytes. The revision is the only query of a conditional request.

        The day is part of it, as facts begin and end by the calendar; the build, as new software makes new pages.
        """
        revision = Revision.objects.latest_number()
        key = f"{settings.BUILD} {revision} {date.today()} {request.get_host()} {request.get_full_path()}"
        return f'W/"{blake2b(key.encode(errors="replace"), digest_size=12).hexdigest()}"'


class LanguageMiddleware(LocaleMiddleware):
    """A public page has the language of its address; the editors' pages have one address and take the browser's."""

    def process_request(self, request):
        super().process_request(request)
        if request.path_info.startswith("/admin/"):
            translation.activate(translation.get_language_from_request(request))
            request.LANGUAGE_CODE = translation.get_language()
