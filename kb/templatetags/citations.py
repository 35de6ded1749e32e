"""Citations as a page shows them: a source once, in the order of its number."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def by_source(citations: Iterable) -> list:
    """One citation a source, by number. A statement that rests on three places in a source names it once."""
    by_number = {getattr(citation, "number", citation.source_id): citation for citation in reversed(list(citations))}
    return [by_number[number] for number in sorted(by_number)]


@register.filter
def with_excerpts(citations: Iterable) -> list:
    """Those with an excerpt, each wording once."""
    return list({one.excerpt: one for one in reversed(list(citations)) if one.excerpt}.values())[::-1]


@register.filter
def numbers(citations: Iterable) -> SafeString:
    """Numbers that lead to the sources of the page, each once. In: citations, each with its number."""
    links = format_html_join(
        "",
        '<a href="#source-{0}" aria-label="{1}">[{0}]</a>',
        ((one.number, _("Source %(number)s") % {"number": one.number}) for one in by_source(citations)),
    )
    return format_html('<span class="cites">{}</span>', links) if links else links
