"""Choices of facets as prebuilt HTML: a hundred a page, each of seven pieces, would cost a template most."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext_lazy

from kb.catalogue.facets import Facet
from kb.catalogue.listing import Choice, FacetChoices, Listing
from kb.catalogue.profiles import LETTERS
from kb.catalogue.ranges import RANGES, Bound

_FROM, _UNTIL = pgettext_lazy("range", "from"), pgettext_lazy("range", "to")


@dataclass(frozen=True)
class End:
    """One end of a range, as a field of the form.

    `value`: what was written; `more`: further limits that hold beside it; `fault`: the id of what is said to be wrong.
    """

    name: str
    label: str | Promise
    short: str | Promise
    value: str
    more: list[str]
    fault: str


class FacetSection:
    """One facet of the form.

    `choices` is HTML; `next`: the id of the first choice that is not listed, once it is; `ends`: of a range of what the
    facet divides; `faults`: id and words of what is wrong with them; `whole_list`: an address, where not even a whole
    facet lists them all.
    """

    def __init__(self, found: FacetChoices, listing: Listing, whole_list: str = ""):
        self.name = found.facet.name
        self.label = found.facet.label
        self.choices = _labels(found.facet, found.choices)
        self.ends = [_end(one, listing) for one in RANGES.get(found.facet.name, ())]
        self.faults = {end.fault: listing.faults[end.name].message for end in self.ends if end.fault}
        self.is_listed = found.is_listed
        self.is_whole = found.is_whole
        self.hidden = found.hidden
        self.next = f"{self.name}-{found.next}"
        self.toggle = found.toggle
        self.whole_list = whole_list if found.is_whole and found.hidden else ""


def _end(bound: Bound, listing: Listing) -> End:
    fault = listing.faults.get(bound.name)
    written = [fault.value] if fault and fault.value else []
    value, *more = [*written, *listing.query.chosen.get(bound.name, ())] or [""]
    short = _FROM if bound.is_lower else _UNTIL
    return End(bound.name, bound.label, short, value, more, f"{fault.names[0]}-fault" if fault else "")


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
