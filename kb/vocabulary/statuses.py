"""Statuses: what a component counts as, worked out from availability and licenses by `openness.statuses`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    """The six states. *Unknown* was looked for and not found; *no entry* means that nobody has looked."""

    OPEN = "open", pgettext_lazy("status of a component", "open")
    PARTIAL = "partial", pgettext_lazy("status of a component", "partial")
    CLOSED = "closed", pgettext_lazy("status of a component", "closed")
    UNKNOWN = "unknown", pgettext_lazy("status of a component", "unknown")
    NOT_APPLICABLE = "not-applicable", pgettext_lazy("status of a component", "not applicable")
    NO_ENTRY = "no-entry", pgettext_lazy("status of a component", "no entry")


DEFINITIONS = {
    Status.OPEN: _("Anyone can have it, and where code or data need a license, every license on it is open."),
    Status.PARTIAL: _("Some of it can be had, or all of it with a gate or under a restricting license."),
    Status.CLOSED: _("A source says or shows that it is not released."),
    Status.UNKNOWN: _("Looked for and not found; the fact says where."),
    Status.NOT_APPLICABLE: _("It cannot exist for this model."),
    Status.NO_ENTRY: _("No published fact: nobody has looked yet."),
}
