"""The iris in templates, by the outcome of the ladder."""

from django import template
from django.utils.safestring import SafeString

from kb.pages.iris import iris as drawn
from kb.vocabulary.frameworks import LADDER

register = template.Library()


@register.simple_tag
def iris(outcome: str, size: int, title: str = "") -> SafeString:
    """In: an outcome's key (“restricted”, “not-assessed”), the size in pixels, and a title where it stands alone."""
    found = LADDER.outcome(outcome)
    return drawn(found.rank if found else None, size, str(title))
