"""Words of verdicts: what a criterion comes to, why one is not met, and what stands beside a rung."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Met(TextChoices):
    """What a rule set says of one criterion."""

    MET = "met", pgettext_lazy("criterion", "met")
    PARTLY = "partly-met", pgettext_lazy("criterion", "partly met")
    UNKNOWN = "unknown", pgettext_lazy("criterion", "unknown")
    NOT_MET = "not-met", pgettext_lazy("criterion", "not met")
    NOT_APPLICABLE = "not-applicable", pgettext_lazy("criterion", "not applicable")


class Lack(TextChoices):
    """Why a component does not meet a criterion."""

    WITHHELD = "withheld", pgettext_lazy("lack", "withheld")
    ENDED = "ended", pgettext_lazy("lack", "no longer to be had")
    BY_REQUEST = "by-request", pgettext_lazy("lack", "only on request")
    CLICK_THROUGH = "click-through", pgettext_lazy("lack", "only after accepting terms")
    IN_PART = "in-part", pgettext_lazy("lack", "only in part")
    LICENSE = "license", pgettext_lazy("lack", "under a license that restricts")
    NOT_OPEN = "not-open", pgettext_lazy("lack", "under a license that is none of the open ones")
    NO_LICENSE = "no-license", pgettext_lazy("lack", "no license is stated")
    TERMS_UNKNOWN = "terms-unknown", pgettext_lazy("lack", "under which terms is not recorded")
    NOT_APPROVED = "not-approved", pgettext_lazy("lack", "under a license that the OSI has not approved")
    REVIEW_UNKNOWN = "review-unknown", pgettext_lazy("lack", "whether it was reviewed is not recorded")
    NOT_FOUND = "not-found", pgettext_lazy("lack", "looked for and not found")
    NO_ENTRY = "no-entry", pgettext_lazy("lack", "nothing recorded yet")


# A lack of these says nothing against the model: somebody has to look, or the maker has to speak.
OPEN_QUESTIONS = frozenset({Lack.NOT_FOUND, Lack.NO_ENTRY, Lack.REVIEW_UNKNOWN, Lack.TERMS_UNKNOWN})


class Mark(TextChoices):
    """What stands beside a rung and changes none."""

    CLICK_THROUGH = "click-through", pgettext_lazy("mark", "terms to accept")
    PARTLY = "partly", pgettext_lazy("mark", "some of the weights only")
    DISPUTED = "disputed", pgettext_lazy("mark", "the deciding fact is disputed")
    REPORTED = "reported", pgettext_lazy("mark", "the deciding fact rests on one report")
    LEAKED = "leaked", pgettext_lazy("mark", "a leak is recorded")
    STAGED = "staged", pgettext_lazy("mark", "access widened in steps")
    RELICENSED = "relicensed", pgettext_lazy("mark", "license changed")
    RETIRED = "retired", pgettext_lazy("mark", "all access has ended")
