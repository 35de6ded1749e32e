"""What a rule set is in words: its outcomes, its criteria, its source."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_Text = str | Promise


@dataclass(frozen=True)
class Outcome:
    """One outcome. `rank`: the higher, the more open; None where it says nothing of openness."""

    key: str
    label: _Text
    meaning: _Text
    rank: int | None = None


@dataclass(frozen=True)
class Framework:
    """A rule set. `outcomes` from least to most open, those that say nothing of openness last.

    `column` is its name in profiles and in addresses. `version` names the published text and, from our second reading
    of it on, the reading (`2024+r2`): a change of either is a new version, and what the old one said stays readable.
    `question`: what it asks. `reading`: where the text leaves room, how we read it.
    """

    key: str
    version: str
    name: _Text
    short: _Text
    question: _Text
    source: _Text
    url: str
    outcomes: tuple[Outcome, ...]
    criteria: dict[str, _Text] = field(hash=False)
    reading: tuple[_Text, ...] = ()

    @property
    def column(self) -> str:
        return self.key.replace("-", "_")

    def rank(self, key: str) -> int:
        """Of an outcome, to sort by: the higher, the more open; -1 for what says nothing of openness."""
        found = self.outcome(key)
        return -1 if found is None or found.rank is None else found.rank

    def outcome(self, key: str) -> Outcome | None:
        """None for an outcome that only an earlier version had."""
        return next((one for one in self.outcomes if one.key == key), None)


NOT_ASSESSED = Outcome(
    "not-assessed",
    pgettext_lazy("outcome", "not assessed"),
    _("Too little is known to say anything; unknown is never counted as closed."),
)
NO_WEIGHTS = Outcome(
    "no-weights",
    pgettext_lazy("outcome", "not a model to release"),
    _("There are no weights to release: an architecture or a method that was published."),
)
