"""Frameworks: versioned rule sets, their outcomes and their criteria in words. The rules are in `kb.openness`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.vocabulary.framework import NO_WEIGHTS, NOT_ASSESSED, Framework, Outcome
from kb.vocabulary.open_weights import AI_ACT, NTIA, OPEN_WEIGHTS_DEFINITION, OSI_WEIGHTS

LADDER = Framework(
    "rung",
    "2",
    _("The ladder"),
    pgettext_lazy("framework", "Rung"),
    _("How far does the door stand open? Nine rungs, from closed to everything released."),
    _("Aperture’s own. One rung a model and day: the highest whose row, and all rows on weights below it, hold."),
    "",
    (
        Outcome("closed", pgettext_lazy("rung", "Closed"), _("Nobody outside can use it, and a source says so."), 0),
        Outcome("hosted", pgettext_lazy("rung", "Hosted"), _("It can be used on the maker’s page or app."), 1),
        Outcome("api", pgettext_lazy("rung", "API"), _("Programs can call it."), 2),
        Outcome("on-request", pgettext_lazy("rung", "Weights on request"), _("Somebody decides who gets them."), 3),
        Outcome(
            "restricted",
            pgettext_lazy("rung", "Weights, restricted license"),
            _("Anyone can get weights; a license limits their use, or none is stated or known."),
            4,
        ),
        Outcome(
            "open-license",
            pgettext_lazy("rung", "Weights, open license"),
            _("Every license and use policy bound to the weights is open."),
            5,
        ),
        Outcome(
            "code",
            pgettext_lazy("rung", "+ code"),
            _("Also the code that trained it and the code that runs it, openly licensed."),
            6,
        ),
        Outcome(
            "data-information",
            pgettext_lazy("rung", "+ data information"),
            _("Also where its data came from, how it was chosen, processed and labelled."),
            7,
        ),
        Outcome("data", pgettext_lazy("rung", "+ data"), _("Also the data itself, under open terms."), 8),
        NOT_ASSESSED,
        NO_WEIGHTS,
    ),
    {
        "hosted": _("A hosted interface can be used"),
        "api": _("An API can be called"),
        "on-request": _("Weights can be asked for"),
        "restricted": _("Anyone can get weights, all or some of them"),
        "open-license": _("Every license and use policy bound to the weights is open"),
        "code": _("Training and inference code are public under open licenses"),
        "data-information": _("Provenance, selection, processing and labelling of the data are documented"),
        "data": _("The data itself is public under open terms"),
    },
    (
        _("Unknown never lifts a model and never condemns it: a rung that fails for an unknown fact says so."),
        _(
            "When all access has ended, the model keeps the last rung it held and is marked as retired; the criteria "
            "are those of today."
        ),
        _("Weights of which only some can be had hold a rung by those, and are marked."),
        _("Where parts differ, the license of every part counts."),
        _("A use policy binds the weights where its fact lists the policy as a license of its own."),
    ),
)

MOF = Framework(
    "mof",
    "1.0+r2",
    _("Model Openness Framework 1.0"),
    pgettext_lazy("framework", "MOF class"),
    _("Which of seventeen components are released under an open license? Three classes, each with the last inside."),
    _("LF AI & Data, arXiv 2403.13784; the license rule as its reference tool applies it since May 2025"),
    "https://arxiv.org/abs/2403.13784",
    (
        Outcome(
            "unclassified", pgettext_lazy("MOF", "Unclassified"), _("Something that class III asks is missing."), 0
        ),
        Outcome("class-3", pgettext_lazy("MOF", "Class III"), _("Open Model: model, card, report and results."), 1),
        Outcome("class-2", pgettext_lazy("MOF", "Class II"), _("Open Tooling Model: also all code and evaluation."), 2),
        Outcome("class-1", pgettext_lazy("MOF", "Class I"), _("Open Science Model: also paper, data, checkpoints."), 3),
        NOT_ASSESSED,
        NO_WEIGHTS,
    ),
    {
        "architecture": _("Model architecture (class III)"),
        "weights": _("Model parameters, final (class III)"),
        "technical-report": _("Technical report, or the research paper in its place (class III)"),
        "evaluation-results": _("Evaluation results (class III)"),
        "model-card": _("Model card (class III)"),
        "data-card": _("Data card (class III)"),
        "training-code": _("Training code (class II)"),
        "inference-code": _("Inference code (class II)"),
        "evaluation-code": _("Evaluation code (class II)"),
        "evaluation-data": _("Evaluation data (class II)"),
        "research-paper": _("Research paper (class I)"),
        "datasets": _("Datasets (class I)"),
        "preprocessing-code": _("Data preprocessing code (class I)"),
        "checkpoints": _("Model parameters, intermediate (class I)"),
        "sample-outputs": _("Sample model outputs (class III, optional)"),
        "supporting-tools": _("Supporting libraries and tools (class II, optional)"),
        "metadata": _("Model metadata (class I, optional)"),
    },
    (
        _("A component counts when anyone can have it and every license on it is open; without a license it does not."),
        _("Datasets are the training data and, where the model was tuned, the tuning data: both must be open."),
        _("What a fact says is found in another component takes that component’s license."),
        _("Where there are terms that nobody has read, the license is unknown; where none is stated, it is missing."),
        _(
            "Our facts know no license of a whole release. Architecture without one of its own takes that of the "
            "inference code, the data card that of the training data; model card, results, samples and logs that of "
            "the weights, beside which they are handed out. Papers and reports take none."
        ),
    ),
)

OSAID = Framework(
    "osaid",
    "1.0+r2",
    _("Open Source AI Definition 1.0"),
    pgettext_lazy("framework", "OSAID"),
    _("Can anyone use, study, modify and share it, with information on its data, its code and its parameters?"),
    _("Open Source Initiative, 28 October 2024"),
    "https://opensource.org/ai/open-source-ai-definition",
    (
        Outcome(
            "does-not-conform", pgettext_lazy("OSAID", "does not conform"), _("At least one requirement fails."), 0
        ),
        Outcome(
            "undetermined",
            pgettext_lazy("OSAID", "undetermined"),
            _("Nothing that is known fails, and something is unknown or there in part."),
            1,
        ),
        Outcome(
            "conforms",
            pgettext_lazy("OSAID", "appears to conform"),
            _("Every requirement is met by what is recorded. Nobody certifies this, neither the OSI nor we."),
            2,
        ),
        NOT_ASSESSED,
        NO_WEIGHTS,
    ),
    {
        "D1": _("Complete description of the training data"),
        "D2": _("Listing of publicly available training data"),
        "D3": _("Listing of training data to be had from third parties"),
        "D4": _("Those documents under open terms"),
        "C1": _("Code that processed the data"),
        "C2": _("Code that trained it, with its settings"),
        "C3": _("Code that validated and tested it"),
        "C4": _("Supporting libraries, such as the tokenizer"),
        "C5": _("Code that runs it"),
        "C6": _("Its architecture"),
        "C7": _("All of that code under licenses the OSI approved"),
        "P1": _("Final parameters for anyone"),
        "P2": _("Their terms limit neither use, users nor derivatives"),
        "F1": _("Free to use"),
        "F2": _("Free to study"),
        "F3": _("Free to modify"),
        "F4": _("Free to share"),
    },
    (
        _("The OSI lists no approved terms for data and parameters: there we take MOF’s open licenses."),
        _("The training data itself is not required; information about it is."),
        _("The four freedoms follow from the rest: F2 from data and code, F3 from code and parameters."),
        _("A description that anyone can read and that states no terms leaves D4 open: a question, no refusal."),
        _(
            "D4, C7 and P2 ask for the terms of what somebody can have, however they get it; an architecture that is "
            "described in words needs no license of code. What does not apply is not counted."
        ),
    ),
)

GRADIENT = Framework(
    "gradient",
    "2023",
    _("Gradient of release"),
    pgettext_lazy("framework", "Release"),
    _("By which way, if any, does the model reach people? The license is left out on purpose."),
    _("Irene Solaiman, arXiv 2302.04844"),
    "https://arxiv.org/abs/2302.04844",
    (
        Outcome("fully-closed", pgettext_lazy("release", "fully closed"), _("Nobody outside can use it."), 0),
        Outcome("hosted", pgettext_lazy("release", "hosted access"), _("A user interface only."), 1),
        Outcome("api", pgettext_lazy("release", "cloud or API access"), _("Programs can call it."), 2),
        Outcome("by-approval", pgettext_lazy("release", "downloadable by approval"), _("Somebody decides."), 3),
        Outcome("by-click", pgettext_lazy("release", "downloadable by click-through"), _("Terms to accept."), 4),
        Outcome("downloadable", pgettext_lazy("release", "downloadable"), _("Anyone can download it."), 5),
        Outcome(
            "fully-open", pgettext_lazy("release", "fully open"), _("Weights, training code and data, documented."), 6
        ),
        NOT_ASSESSED,
        NO_WEIGHTS,
    ),
    {
        "hosted": _("A hosted interface can be used"),
        "api": _("An API can be called"),
        "by-approval": _("Weights can be asked for"),
        "by-click": _("Weights, all or some of them, can be downloaded after accepting terms"),
        "downloadable": _("Weights, all or some of them, can be downloaded by anyone"),
        "fully-open": _("Weights, training code and training data can be had, and are documented"),
    },
    (
        _("Staged release is no level but a history: it is a mark."),
        _("Weights of which some sizes are withheld count by how the others can be had, and are marked."),
    ),
)

OSAI = Framework(
    "osai",
    "2025+r2",
    _("European Open Source AI Index, its twelve dimensions"),
    pgettext_lazy("framework", "OSAI score"),
    _("Twelve dimensions, each open, partial or closed, and their mean."),
    _("European Open Source AI Index, doi:10.5281/zenodo.15386042 (CC BY 4.0); computed here, typed by hand there"),
    "https://doi.org/10.5281/zenodo.15386042",
    (
        Outcome("first-quarter", pgettext_lazy("score", "below ¼"), _("Mean of the known dimensions below ¼."), 0),
        Outcome("second-quarter", pgettext_lazy("score", "¼ to ½"), _("From ¼, below ½."), 1),
        Outcome("third-quarter", pgettext_lazy("score", "½ to ¾"), _("From ½, below ¾."), 2),
        Outcome("fourth-quarter", pgettext_lazy("score", "¾ and more"), _("From ¾ to 1."), 3),
        NOT_ASSESSED,
        NO_WEIGHTS,
    ),
    {
        "base-data": _("Base model data"),
        "end-data": _("End model data"),
        "base-weights": _("Base model weights"),
        "end-weights": _("End model weights"),
        "training-code": _("Training code"),
        "code-documentation": _("Code documentation"),
        "architecture": _("Hardware and architecture"),
        "preprint": _("Preprint"),
        "paper": _("Peer-reviewed paper"),
        "model-card": _("Model card"),
        "data-sheet": _("Data sheet"),
        "licenses": _("Licenses"),
    },
    (
        _(
            "Open counts 1, partial ½, closed 0. What is unknown or does not apply is left out of the mean; where less "
            "than half of what applies is known, there is none."
        ),
        _("Hardware and architecture are one dimension; where one of them is unknown, the other is what counts."),
        _(
            "Our facts do not tell base from end weights unless a part says so: without such parts they count once, as "
            "end weights where the model was tuned, else as base weights."
        ),
        _("Licenses: open when every one on what can be had is open, closed when none is; terms of a service aside."),
    ),
)

# In the order in which they are shown; the first is the headline.
FRAMEWORKS = (LADDER, MOF, OSAID, GRADIENT, OSAI, NTIA, OSI_WEIGHTS, OPEN_WEIGHTS_DEFINITION, AI_ACT)
BY_KEY = {framework.key: framework for framework in FRAMEWORKS}
