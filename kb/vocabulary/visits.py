"""What came of visiting the address of a source, and what the public is told of it."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Outcome(TextChoices):
    READ = "read", pgettext_lazy("outcome of a visit", "answered")
    GONE = "gone", pgettext_lazy("outcome of a visit", "gone")
    REFUSED = "refused", _("the host refused")
    WAIT = "wait", _("the host asked to wait")
    ROBOTS = "robots", _("blocked by robots.txt")
    SERVER = "server", _("the host failed")
    UNREACHABLE = "unreachable", _("no answer")
    TOO_SLOW = "too-slow", _("too slow")
    TOO_LARGE = "too-large", _("too large")
    INSECURE = "insecure", _("no valid certificate")
    CIRCULAR = "circular", _("too many redirects")
    NOT_ALLOWED = "not-allowed", _("not an address to visit")


class Part(TextChoices):
    """Which address of a source was visited."""

    ADDRESS = "address", _("address")
    COPY = "copy", _("copy")


class Condition(TextChoices):
    """What the public is told of a source. What only failed to answer is told to editors alone."""

    GONE = "gone", pgettext_lazy("condition of a source", "gone")
    CHANGED = "changed", pgettext_lazy("condition of a source", "changed since it was read")
    MOVED = "moved", pgettext_lazy("condition of a source", "moved")


@dataclass(frozen=True)
class Visit:
    """One visit. `status` is that of the last answer, None without one; the rest is empty where it was not learned."""

    url: str
    outcome: Outcome
    status: int | None = None
    detail: str = ""
    final_url: str = ""  # where redirects led
    is_permanent: bool = False  # whether each of them was said to be for good
    fingerprint: str = ""  # of what is read on the page; empty where nothing is, as on a page that scripts write
    digest: str = ""  # of the bytes
    size: int | None = None
    media_type: str = ""
