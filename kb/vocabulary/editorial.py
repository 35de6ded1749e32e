"""Standing of a statement, its publication, and the stance of a source towards it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Standing(TextChoices):
    """How a statement stands after its sources were read. Refuted ones stay visible and never count."""

    ESTABLISHED = "established", pgettext_lazy("standing", "established")
    REPORTED = "reported", pgettext_lazy("standing", "reported")
    DISPUTED = "disputed", pgettext_lazy("standing", "disputed")
    REFUTED = "refuted", pgettext_lazy("standing", "refuted")


STANDING_DEFINITIONS = {
    Standing.ESTABLISHED: _("A source that would know says so, and none that was read disagrees."),
    Standing.REPORTED: _("One source says so; no better one could be opened."),
    Standing.DISPUTED: _("Sources disagree; the editor's note says how it stands."),
    Standing.REFUTED: _("It was reported, and shown to be wrong."),
}


class Publication(TextChoices):
    """The way of a statement. Only published ones are public."""

    DRAFT = "draft", pgettext_lazy("publication", "draft")
    IN_REVIEW = "in-review", pgettext_lazy("publication", "in review")
    PUBLISHED = "published", pgettext_lazy("publication", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("publication", "withdrawn")


class Stance(TextChoices):
    """What the source does to the statement."""

    SUPPORTS = "supports", pgettext_lazy("stance", "supports")
    CONTRADICTS = "contradicts", pgettext_lazy("stance", "contradicts")


class Precision(TextChoices):
    """How exactly a date is known. The stored day is the first of the month or year then."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
