"""Availability: how a component can be had. A leak is an event, never an availability."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Availability(TextChoices):
    """The seven answers. That nobody recorded anything is no answer: then there is no fact."""

    PUBLIC = "public", pgettext_lazy("availability", "public")
    CLICK_THROUGH = "click-through", pgettext_lazy("availability", "click-through")
    BY_REQUEST = "by-request", pgettext_lazy("availability", "by request")
    PARTIAL = "partial", pgettext_lazy("availability", "in part")
    WITHHELD = "withheld", pgettext_lazy("availability", "withheld")
    UNKNOWN = "unknown", pgettext_lazy("availability", "not found")
    NOT_APPLICABLE = "not-applicable", pgettext_lazy("availability", "not applicable")


# In one way or another somebody can have it.
OBTAINABLE = frozenset({Availability.PUBLIC, Availability.CLICK_THROUGH, Availability.BY_REQUEST, Availability.PARTIAL})

# Nothing is there that a license could be of. (What was withdrawn may have carried one: that is withheld.)
WITHOUT_LICENSE = frozenset({Availability.UNKNOWN, Availability.NOT_APPLICABLE})

DEFINITIONS = {
    Availability.PUBLIC: _("Anyone can have it at once."),
    Availability.CLICK_THROUGH: _("Anyone can have it after accepting terms or making an account."),
    Availability.BY_REQUEST: _("Somebody decides who gets it."),
    Availability.PARTIAL: _("Some of it can be had; the note says what is missing."),
    Availability.WITHHELD: _("A source says or shows that it is not released."),
    Availability.UNKNOWN: _("Looked for and not found; the note says where."),
    Availability.NOT_APPLICABLE: _("It cannot exist for this model; the note says why."),
}
