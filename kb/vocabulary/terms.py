"""What a license says: ten rights with their answers, and the kinds of condition. Both are information, not advice."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Right(TextChoices):
    """What one may ask of a license; every license record answers all ten."""

    USE_COMMERCIALLY = "use-commercially", _("Use it commercially")
    USE_FOR_RESEARCH = "use-for-research", _("Use it for research")
    RUN_PRIVATELY = "run-privately", _("Run it privately")
    MODIFY = "modify", _("Modify it")
    REDISTRIBUTE = "redistribute", _("Pass it on")
    REDISTRIBUTE_MODIFIED = "redistribute-modified", _("Pass on what I made of it")
    USE_OUTPUTS_COMMERCIALLY = "use-outputs-commercially", _("Sell what it writes")
    TRAIN_ON_OUTPUTS = "train-on-outputs", _("Train other models on what it writes")
    SUBLICENSE = "sublicense", _("Sublicense it")
    PATENT_GRANT = "patent-grant", _("Rely on a patent grant")


RIGHT_DEFINITIONS = {
    Right.USE_COMMERCIALLY: _("Run it or build on it for commercial advantage, in products and services included."),
    Right.USE_FOR_RESEARCH: _("Non-commercial research."),
    Right.RUN_PRIVATELY: _("On one's own machines, nothing handed to anyone, no commercial purpose."),
    Right.MODIFY: _("Make derivatives (fine-tune, quantize, merge, edit), not yet handed on."),
    Right.REDISTRIBUTE: _("Hand on unmodified copies."),
    Right.REDISTRIBUTE_MODIFIED: _("Hand on derivatives."),
    Right.USE_OUTPUTS_COMMERCIALLY: _("Use for commercial advantage what the model generates."),
    Right.TRAIN_ON_OUTPUTS: _("Use what the model generates to train another model."),
    Right.SUBLICENSE: _("Grant the rights on in one's own name."),
    Right.PATENT_GRANT: _("Whether the text grants a patent license."),
}


class Answer(TextChoices):
    ALLOWED = "allowed", pgettext_lazy("right", "yes")
    CONDITIONAL = "conditional", pgettext_lazy("right", "with conditions")
    FORBIDDEN = "forbidden", pgettext_lazy("right", "no")
    NOT_STATED = "not-stated", pgettext_lazy("right", "not stated")
    UNKNOWN = "unknown", pgettext_lazy("right", "not read")


ANSWER_DEFINITIONS = {
    Answer.ALLOWED: _("The text grants it and attaches nothing to this use beyond warranty and liability clauses."),
    Answer.CONDITIONAL: _("Granted, and at least one condition attaches to exactly this use."),
    Answer.FORBIDDEN: _("The text prohibits it or grants everything but this."),
    Answer.NOT_STATED: _("The text was read and does not speak of it."),
    Answer.UNKNOWN: _("The text could not be read at this point."),
}


class Silence(TextChoices):
    """What it means that a text does not speak of a use; only with the answer *not stated*."""

    PERMITS = "permits", pgettext_lazy("silence", "nothing in the text is against it")
    RESERVES = "reserves", pgettext_lazy("silence", "rights reserved")
    OPEN = "open", pgettext_lazy("silence", "open to argument")


class Condition(TextChoices):
    ATTRIBUTION = "attribution", pgettext_lazy("condition", "Give credit")
    NOTICE = "notice", pgettext_lazy("condition", "Keep notices, hand on the license")
    NAMING = "naming", pgettext_lazy("condition", "Name it as asked")
    SHARE_ALIKE = "share-alike", pgettext_lazy("condition", "Share under the same terms")
    SOURCE = "source", pgettext_lazy("condition", "Supply the source")
    ACCEPTABLE_USE = "acceptable-use", pgettext_lazy("condition", "Stay within the use limits")
    PASS_THROUGH = "pass-through", pgettext_lazy("condition", "Bind one's own users to the limits")
    USER_THRESHOLD = "user-threshold", pgettext_lazy("condition", "Limit on the number of users")
    REVENUE_THRESHOLD = "revenue-threshold", pgettext_lazy("condition", "Limit on revenue")
    TERRITORY = "territory", pgettext_lazy("condition", "Not everywhere")
    NON_COMMERCIAL = "non-commercial", pgettext_lazy("condition", "Not for commercial purposes")
    NO_DERIVATIVES = "no-derivatives", pgettext_lazy("condition", "No adapted versions")
    OUTPUT_RESTRICTION = "output-restriction", pgettext_lazy("condition", "Limits on outputs")
    NO_COMPETING = "no-competing", pgettext_lazy("condition", "Not to compete")
    HOSTING = "hosting", pgettext_lazy("condition", "Limits on offering it as a service")
    REGISTRATION = "registration", pgettext_lazy("condition", "Register first")
    SEPARATE_LICENSE = "separate-license", pgettext_lazy("condition", "Ask for a license of one's own")
    ROYALTY = "royalty", pgettext_lazy("condition", "Pay")
    TERMINATION = "termination", pgettext_lazy("condition", "Termination")
    REVOCABLE = "revocable", pgettext_lazy("condition", "May be withdrawn")
    CHANGING_TERMS = "changing-terms", pgettext_lazy("condition", "Terms may change")
    NO_TECHNICAL_LIMITS = "no-technical-limits", pgettext_lazy("condition", "No technical locks")
    INDEMNITY = "indemnity", pgettext_lazy("condition", "Indemnify the issuer")
    OWNERSHIP = "ownership", pgettext_lazy("condition", "Belongs to the issuer")
    THIRD_PARTY_RIGHTS = "third-party-rights", pgettext_lazy("condition", "Rights of others remain")


class ThresholdEffect(TextChoices):
    """What happens above a threshold."""

    SEPARATE_LICENSE = "separate-license", pgettext_lazy("threshold effect", "a license of one's own is needed")
    TERMINATES = "terminates", pgettext_lazy("threshold effect", "the license ends")
    DISPLAY = "display", pgettext_lazy("threshold effect", "a display duty begins")
    ROYALTY = "royalty", pgettext_lazy("threshold effect", "a royalty is due")


# OSAID 1.0, P2: of these, attached to weights, each makes the license a restricting one (our reading of the
# definition's "use for any purpose" and the rest of the four freedoms). A threshold whose effect is a display is none.
BLOCKING = frozenset(
    {
        Condition.ACCEPTABLE_USE,
        Condition.USER_THRESHOLD,
        Condition.REVENUE_THRESHOLD,
        Condition.TERRITORY,
        Condition.NON_COMMERCIAL,
        Condition.NO_DERIVATIVES,
        Condition.OUTPUT_RESTRICTION,
        Condition.NO_COMPETING,
        Condition.HOSTING,
        Condition.SEPARATE_LICENSE,
        Condition.REGISTRATION,
        Condition.ROYALTY,
    }
)
