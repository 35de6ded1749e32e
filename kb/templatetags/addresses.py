"""Addresses of the page itself: absolute, and in the other language."""

from django import template
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import get_language, override

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical(context, language=None):
    """The absolute address of this page without its query string, in `language` if one is named.

    Empty outside a request, as on the page for a server error.
    """
    request = context.get("request")
    if request is None:
        return ""
    path = request.build_absolute_uri(request.path)
    return translate_url(path, language) if language else path


@register.simple_tag(takes_context=True)
def absolute(context, name, *args):
    """The absolute address of a page by its name; empty outside a request, as on the page for a server error."""
    request = context.get("request")
    return request.build_absolute_uri(reverse(name, args=args)) if request else ""


@register.simple_tag(takes_context=True)
def in_language(context, language):
    """This page in another language, with its query string; the home page outside a request."""
    request = context.get("request")
    return translate_url(request.get_full_path() if request else "/", language)


@register.filter
def host(address):
    """The host of an address without www."""
    return address.partition("://")[2].partition("/")[0].removeprefix("www.")


@register.filter
def in_page_language(address):
    """A stored address, which names no language, in the language of the page."""
    language = get_language()
    with override(settings.LANGUAGE_CODE):  # an address is understood in the language that is active
        return translate_url(address, language)
