"""Components: the parts of a model (or of a dataset) that can be released or withheld.

The list follows the seventeen components of the Model Openness Framework 1.0 (arXiv 2403.13784), with documentation
of data split into the four kinds that the Open Source AI Definition 1.0 asks for, and access added.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Group(TextChoices):
    """The five groups in which components are shown, in this order."""

    MODEL = "model", pgettext_lazy("component group", "Model")
    DATA = "data", pgettext_lazy("component group", "Data")
    TRAINING = "training", pgettext_lazy("component group", "Training")
    DOCUMENTS = "documents", pgettext_lazy("component group", "Documents")
    ACCESS = "access", pgettext_lazy("component group", "Access")


class Content(TextChoices):
    """What kind of thing a component is. Code and data need a license to count as open; a description does not."""

    CODE = "code", pgettext_lazy("content type", "code")
    DATA = "data", pgettext_lazy("content type", "data")
    DOCUMENT = "document", pgettext_lazy("content type", "document")
    SERVICE = "service", pgettext_lazy("content type", "service")


@dataclass(frozen=True)
class Component:
    """One entry. `short` fits a column of the matrix; `released_when` says what counts as released."""

    key: str
    group: Group
    content: Content
    label: str | Promise
    short: str | Promise
    definition: str | Promise
    released_when: str | Promise

    @property
    def needs_license(self) -> bool:
        """Whether it counts as open only under an open license (MOF 1.0, license rule: code and data)."""
        return self.content in (Content.CODE, Content.DATA)


# A dataset's own text: datasets have facts too, but no column in the matrix of models.
DATASET = Component(
    "dataset",
    Group.DATA,
    Content.DATA,
    _("The data itself"),
    _("Data"),
    _("The body of data as its maker hands it out."),
    _("the records themselves can be had, not only a recipe to collect them"),
)

COMPONENTS = (
    Component(
        "architecture",
        Group.MODEL,
        Content.DOCUMENT,
        _("Architecture"),
        _("Architecture"),
        _("The network's design: layers, dimensions, attention, tokenization."),
        _("code or a description is detailed enough to rebuild the network"),
    ),
    Component(
        "weights",
        Group.MODEL,
        Content.DATA,
        _("Weights"),
        _("Weights"),
        _("The final parameters that make the trained model."),
        _("the final parameters of every size can be had"),
    ),
    Component(
        "checkpoints",
        Group.MODEL,
        Content.DATA,
        _("Checkpoints"),
        _("Checkpoints"),
        _("Parameters saved during training, before the final ones."),
        _("intermediate states of the training run can be had"),
    ),
    Component(
        "inference-code",
        Group.MODEL,
        Content.CODE,
        _("Inference code"),
        _("Inference code"),
        _("Code that loads the weights and produces output."),
        _("the maker's code, or code that the maker points to, runs the model"),
    ),
    Component(
        "training-data",
        Group.DATA,
        Content.DATA,
        _("Training data"),
        _("Training data"),
        _("The data of pre-training; for a tuned model, that of its base."),
        _("the very set that was trained on can be had"),
    ),
    Component(
        "tuning-data",
        Group.DATA,
        Content.DATA,
        _("Tuning data"),
        _("Tuning data"),
        _("Instructions, preferences and rewards used after pre-training."),
        _("every set used for tuning can be had"),
    ),
    Component(
        "evaluation-data",
        Group.DATA,
        Content.DATA,
        _("Evaluation data"),
        _("Evaluation data"),
        _("The data on which the published scores were measured."),
        _("the sets behind the published scores can be had"),
    ),
    Component(
        "data-provenance",
        Group.DATA,
        Content.DOCUMENT,
        _("Data provenance"),
        _("Provenance"),
        _("Documentation of where the data came from and how much of each."),
        _("the sources of the data are named with their scope"),
    ),
    Component(
        "data-selection",
        Group.DATA,
        Content.DOCUMENT,
        _("Data selection"),
        _("Selection"),
        _("Documentation of how data was chosen or left out."),
        _("the criteria of choice are described so that they could be applied again"),
    ),
    Component(
        "data-labelling",
        Group.DATA,
        Content.DOCUMENT,
        _("Data labelling"),
        _("Labelling"),
        _("Documentation of who labelled or wrote data, and how."),
        _("the labelling, its people and its instructions are described"),
    ),
    Component(
        "data-processing",
        Group.DATA,
        Content.DOCUMENT,
        _("Data processing"),
        _("Processing"),
        _("Documentation of how data was cleaned, filtered and deduplicated."),
        _("the steps of processing are described so that they could be repeated"),
    ),
    Component(
        "data-card",
        Group.DATA,
        Content.DOCUMENT,
        _("Data card"),
        _("Data card"),
        _("A card or datasheet that describes a dataset for its users."),
        _("a card or datasheet of the data can be read"),
    ),
    Component(
        "metadata",
        Group.DATA,
        Content.DATA,
        _("Metadata"),
        _("Metadata"),
        _("Training logs, loss curves, document indexes and the like."),
        _("the records kept during training or collection can be had"),
    ),
    Component(
        "sample-outputs",
        Group.DATA,
        Content.DOCUMENT,
        _("Sample outputs"),
        _("Sample outputs"),
        _("Examples of what the model produces, chosen by its maker."),
        _("sample outputs can be read"),
    ),
    Component(
        "training-code",
        Group.TRAINING,
        Content.CODE,
        _("Training code"),
        _("Training code"),
        _("The code that trained the model, with its settings."),
        _("the code that ran the training can be had"),
    ),
    Component(
        "preprocessing-code",
        Group.TRAINING,
        Content.CODE,
        _("Preprocessing code"),
        _("Preprocessing"),
        _("Code that collected, cleaned and prepared the data."),
        _("the code that prepared the data can be had"),
    ),
    Component(
        "evaluation-code",
        Group.TRAINING,
        Content.CODE,
        _("Evaluation code"),
        _("Evaluation code"),
        _("Code that measured the published scores."),
        _("scripts, or an exact harness commit and task list, reproduce the published scores"),
    ),
    Component(
        "supporting-tools",
        Group.TRAINING,
        Content.CODE,
        _("Supporting tools"),
        _("Tools"),
        _("Libraries and tools made for the model, such as its tokenizer."),
        _("the tools that the model needs can be had"),
    ),
    Component(
        "training-procedure",
        Group.TRAINING,
        Content.DOCUMENT,
        _("Training procedure"),
        _("Procedure"),
        _("Hyper-parameters, schedule and stages of training."),
        _("the settings are given in full for every stage"),
    ),
    Component(
        "compute",
        Group.TRAINING,
        Content.DOCUMENT,
        _("Compute"),
        _("Compute"),
        _("Hardware, time and energy or emissions of the training."),
        _("hardware, time, and energy or emissions are all given"),
    ),
    Component(
        "code-documentation",
        Group.TRAINING,
        Content.DOCUMENT,
        _("Code documentation"),
        _("Code docs"),
        _("How to install, run and adapt the code."),
        _("instructions for the released code can be read"),
    ),
    Component(
        "research-paper",
        Group.DOCUMENTS,
        Content.DOCUMENT,
        _("Research paper"),
        _("Paper"),
        _("A paper on the model, peer-reviewed or not."),
        _("the paper can be read by anyone"),
    ),
    Component(
        "technical-report",
        Group.DOCUMENTS,
        Content.DOCUMENT,
        _("Technical report"),
        _("Report"),
        _("The maker's own report on how the model was built."),
        _("the report can be read by anyone"),
    ),
    Component(
        "model-card",
        Group.DOCUMENTS,
        Content.DOCUMENT,
        _("Model card"),
        _("Model card"),
        _("A card that states use, limits, data and results."),
        _("a card can be read by anyone"),
    ),
    Component(
        "evaluation-results",
        Group.DOCUMENTS,
        Content.DOCUMENT,
        _("Evaluation results"),
        _("Results"),
        _("Scores that the maker published."),
        _("the scores can be read by anyone"),
    ),
    Component(
        "usage-policy",
        Group.DOCUMENTS,
        Content.DOCUMENT,
        _("Use policy"),
        _("Use policy"),
        _("What users may not do, in a policy or in the license."),
        _("a policy or a use-restricting license can be read"),
    ),
    Component(
        "api",
        Group.ACCESS,
        Content.SERVICE,
        _("API"),
        _("API"),
        _("The maker's programming interface to the running model."),
        _("anyone may call it at once"),
    ),
    Component(
        "hosted-interface",
        Group.ACCESS,
        Content.SERVICE,
        _("Hosted interface"),
        _("Hosted"),
        _("A page or app of the maker where people use the model."),
        _("anyone may use it at once"),
    ),
)

BY_KEY = {component.key: component for component in (*COMPONENTS, DATASET)}
CHOICES = [(component.key, component.label) for component in (*COMPONENTS, DATASET)]
KEYS = list(BY_KEY)
