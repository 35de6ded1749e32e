"""Rule sets in templates: their names, addresses and outcomes."""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kb.catalogue.profiles import LETTERS
from kb.vocabulary.frameworks import BY_KEY, LADDER
from kb.vocabulary.statuses import Status
from kb.vocabulary.verdicts import Met

register = template.Library()

# The shapes of statuses say the same of criteria.
_SHAPES = {
    Met.MET: Status.OPEN,
    Met.PARTLY: Status.PARTIAL,
    Met.NOT_MET: Status.CLOSED,
    Met.UNKNOWN: Status.UNKNOWN,
    Met.NOT_APPLICABLE: Status.NOT_APPLICABLE,
}


@register.filter
def shape(met):
    """In: what a criterion comes to. Out: the letter of its mark."""
    return LETTERS[_SHAPES[met]]


@register.filter
def at(counts, key):
    """How many `counts` has under the key; 0 where it has none."""
    return counts.get(key, 0)


@register.filter
def rung_label(key):
    """In: an outcome of the ladder by its key. Out: its word."""
    return LADDER.outcome(key).label


@register.filter
def linked(facts: Iterable) -> SafeString:
    """Facts by their components, each of which is named once; parts lead to their rows, `Weights (base, tuned)`.

    A page has some 300 of them, too many for a template.
    """
    return format_html_join(
        ", ", "{}", ((_component_of(list(same)),) for _key, same in groupby(facts, attrgetter("component")))
    )


def _component_of(facts: list) -> SafeString:
    first = facts[0]
    label = first.get_component_display()
    if not first.part:
        return format_html('<a href="#{}">{}</a>', first.anchor(), label)
    parts = format_html_join(", ", '<a href="#{}">{}</a>', ((one.anchor(), one.part) for one in facts))
    return format_html('<a href="#{}">{}</a> ({})', first.component, label, parts)


@register.filter
def missing(obstacles: Iterable) -> SafeString:
    """What is missing: each component, leading to its rows, and why. In: Obstacles."""
    return format_html_join(
        " · ",
        '<a href="#{}">{}</a> {}{}',
        ((one.component.key, one.component.label, one.lack.label, _under(one.licenses)) for one in obstacles),
    )


def _under(licenses: Iterable) -> SafeString:
    links = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        ((one.get_absolute_url(), one.spdx_id or one.local_name()) for one in licenses),
    )
    return format_html(" ({})", links) if links else links


@register.filter
def framework_address(framework):
    return reverse("framework", args=[framework.key])


@register.filter
def framework_name(key):
    """The name of a rule set by its key; the key itself of one that is no longer kept."""
    return BY_KEY[key].name if key in BY_KEY else key


@register.filter
def outcome_label(verdict):
    """The word for a stored outcome; its key where the rule set no longer has it."""
    framework = BY_KEY.get(verdict.framework)
    outcome = framework.outcome(verdict.outcome) if framework else None
    return outcome.label if outcome else verdict.outcome
