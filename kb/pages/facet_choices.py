"""Choices of facets as prebuilt HTML: some 250 a page, each of seven pieces, cost a template more than all the rest."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from kb.catalogue.facets import FACETS, Facet
from kb.catalogue.listing import Choice, FacetChoices
from kb.catalogue.profiles import LETTERS

_OPEN = FACETS[:4]


class FacetSection:
    """One facet of the form. `top` and `more` are HTML; `whole_list`, an address, where not all choices are listed.

    The first facets, and those in which something is chosen, stand open; the others are one line each.
    """

    def __init__(self, choices: FacetChoices, whole_list: str = ""):
        self.label = choices.facet.label
        self.is_open = choices.facet in _OPEN or any(choice.is_chosen for choice in choices.top)
        self.top = _labels(choices.facet, choices.top)
        self.more = _labels(choices.facet, choices.more)
        self.more_count = len(choices.more)
        self.whole_list = whole_list if choices.hidden else ""


def _labels(facet: Facet, choices: Iterable[Choice]) -> SafeString:
    return mark_safe("\n".join(_label(facet, choice) for choice in choices))  # noqa: S308 - texts are escaped below


def _label(facet: Facet, choice: Choice) -> str:
    """A check box, its words (with the mark of a status, so that the facet is a legend too), and the count."""
    value = escape(choice.value)
    chosen, checked = (" choice--chosen", " checked") if choice.is_chosen else ("", "")
    mark = f' class="mark {LETTERS[choice.value]}"' if facet.has_marks else ""
    iris = f'<svg class="choice__iris" aria-hidden="true"><use href="#iris-{value}"/></svg>' if facet.has_irises else ""
    return (
        f'<label class="choice{chosen}">'
        f'<input type="checkbox" name="{facet.name}" value="{value}" id="{facet.name}-{value}"{checked}>'
        f'{iris}<span{mark}>{escape(choice.label)}</span><span class="choice__count">{choice.count}</span></label>'
    )
