"""Citations as a page shows them: a source once, in the order of its number."""

from collections.abc import Iterable

from django import template

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
