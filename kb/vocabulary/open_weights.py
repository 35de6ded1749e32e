"""Open weights in four published meanings."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.vocabulary.framework import NO_WEIGHTS, NOT_ASSESSED, Framework, Outcome

_MEETS = (
    Outcome("does-not-meet", pgettext_lazy("open weights", "not met"), _("At least one point fails."), 0),
    Outcome("unclear", pgettext_lazy("open weights", "unclear"), _("A point is unknown, or met in part."), 1),
    Outcome("meets", pgettext_lazy("open weights", "met"), _("Every point is met by what is recorded."), 2),
    NOT_ASSESSED,
    NO_WEIGHTS,
)

_IN_PART = _("Where some of the weights can be downloaded and others not, it is met in part.")
_TERMS_APART = _("The license is judged by itself, of all weights that somebody can have; none is not an open one.")

NTIA = Framework(
    "ntia",
    "2024+r2",
    _("Widely available weights, NTIA 2024"),
    pgettext_lazy("framework", "NTIA open weights"),
    _("Can the public download the weights? The license does not matter."),
    _("NTIA, Dual-Use Foundation Models with Widely Available Model Weights, July 2024"),
    "https://www.ntia.gov/issues/artificial-intelligence/open-model-weights-report",
    _MEETS,
    {"weights": _("Weights can be downloaded by the public")},
    (_IN_PART,),
)

OSI_WEIGHTS = Framework(
    "osi-weights",
    "2025+r2",
    _("Open weights in the OSI’s sense"),
    pgettext_lazy("framework", "OSI open weights"),
    _("Can the weights be downloaded, under a license the OSI approved?"),
    _("Open Source Initiative, Open Weights: not quite what you’ve been told"),
    "https://opensource.org/ai/open-weights",
    (
        *_MEETS[:3],
        Outcome(
            "exceeds",
            pgettext_lazy("open weights", "more than that"),
            _("It also appears to conform to the Open Source AI Definition, which asks more."),
            3,
        ),
        *_MEETS[3:],
    ),
    {
        "weights": _("Weights can be downloaded by the public"),
        "license": _("Every license on them is approved by the OSI"),
    },
    (
        _("The OSI uses the word for what falls short of its definition; what conforms to it is more than that."),
        _TERMS_APART,
    ),
)

OPEN_WEIGHTS_DEFINITION = Framework(
    "owd",
    "2024+r2",
    _("Open Weights Definition"),
    pgettext_lazy("framework", "Open Weights Definition"),
    _("Weights with what it takes to understand them: architecture, method, data, settings and training code?"),
    _("Open Weights Definition by Heather Meeker, as it stood on 17 October 2024"),
    "https://github.com/Open-Weights/Definition/blob/099e23251456032d2edf30b330c3d790acdb78c3/Definition.md",
    _MEETS,
    {
        "weights": _("Weights can be downloaded by the public"),
        "architecture": _("The architecture is disclosed"),
        "method": _("The method and the hyper-parameters of training are disclosed"),
        "data": _("The data is described"),
        "training-code": _("The training code is open"),
        "use": _("No term restricts use"),
    },
    (_TERMS_APART,),
)

AI_ACT = Framework(
    "ai-act",
    "2024+r2",
    _("EU AI Act, Article 53(2)"),
    pgettext_lazy("framework", "AI Act exemption"),
    _("Would the license and what is public meet the conditions of the exemption for free and open-source models?"),
    _("Regulation (EU) 2024/1689, Article 53(2) and recitals 102 to 104"),
    "https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
    _MEETS,
    {
        "weights": _("Weights are public"),
        "license": _("The license allows access, use, modification and distribution"),
        "architecture": _("Information on the architecture is public"),
        "usage": _("Information on the use of the model is public"),
    },
    (
        _("Limits to research, to non-commercial use or to a number of users fail it; limits of use leave it unclear."),
        _("Whether a model is monetised or poses systemic risk is not recorded here, so it is not decided."),
        _TERMS_APART,
    ),
)
