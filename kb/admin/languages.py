"""The editors' pages have one address each; `/ko/admin/…` and `/en/admin/…` choose the language they are read in."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers


def in_language(request, code: str, rest: str = "") -> HttpResponse:
    """Lead to the page itself, in this language until the browser is closed. In: a code of settings.LANGUAGES."""
    query = request.META.get("QUERY_STRING", "")
    answer = redirect(f"/admin/{rest}{'?' if query else ''}{query}")
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    add_never_cache_headers(answer)
    return answer
