"""What readers suggest: how a suggestion stands, and the steps of its way."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    WAITING = "waiting", pgettext_lazy("suggestion", "to be decided")
    ASKED = "asked", pgettext_lazy("suggestion", "waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("suggestion", "accepted")
    DECLINED = "declined", pgettext_lazy("suggestion", "declined")


DECIDED = frozenset({State.ACCEPTED, State.DECLINED})


class Step(TextChoices):
    """All but the answer are an editor's."""

    QUESTION = "question", pgettext_lazy("step of a suggestion", "question")
    ANSWER = "answer", pgettext_lazy("step of a suggestion", "answer")
    ACCEPTANCE = "acceptance", pgettext_lazy("step of a suggestion", "accepted")
    REFUSAL = "refusal", pgettext_lazy("step of a suggestion", "declined")
