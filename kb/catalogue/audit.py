"""What an editor should look at next: verdicts that do not follow, are outdated, or are hidden by open questions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Count
from django.utils.functional import Promise

from kb.catalogue.evidence import evidence
from kb.catalogue.verdicts import from_json
from kb.models import LanguageModel, License, Verdict
from kb.openness import mof
from kb.openness.evaluation import Criterion, Evaluation, Missing
from kb.openness.evidence import ModelEvidence
from kb.openness.frameworks import evaluate
from kb.openness.licensing import spdx_license
from kb.vocabulary import components, frameworks
from kb.vocabulary.framework import Framework, Outcome

_BATCH = 500


@dataclass(frozen=True)
class Stale:
    """A stored verdict that does not follow from today's facts: `follows` does. `manage.py evaluate` mends it."""

    slug: str
    framework: str
    stored: str
    follows: str


@dataclass(frozen=True)
class Unequal:
    """Models with the very same facts and different stored outcomes."""

    framework: str
    outcomes: dict[str, str]  # slug → outcome


@dataclass(frozen=True)
class Hidden:
    """A verdict that answers to open questions could lift: from which outcome to which, and what is not known."""

    language_model: LanguageModel
    framework: Framework
    outcome: Outcome
    could_be: Outcome
    questions: list[Missing]

    @property
    def asked(self) -> list[tuple[str | Promise, str | Promise]]:
        """Component and reason in words, once each."""
        return list(
            dict.fromkeys((components.BY_KEY[lack.component].label, lack.lack.label) for lack in self.questions)
        )

    @property
    def gain(self) -> int:
        """By how many outcomes; from “not assessed” as from the lowest."""
        return (self.could_be.rank or 0) - (self.outcome.rank or 0)


@dataclass(frozen=True)
class Disputed:
    """A license whose flags are not those of the SPDX list."""

    license: License
    osi_approved: bool
    fsf_libre: bool | None


@dataclass(frozen=True)
class Audit:
    """`outdated`: framework and version → how many verdicts stand from before, readable but no longer current."""

    judged: int
    stale: list[Stale]
    unequal: list[Unequal]
    outdated: dict[tuple[str, str], int]
    licenses: list[Disputed]

    @property
    def is_sound(self) -> bool:
        return not (self.stale or self.unequal or self.licenses)


def audit(day: date) -> Audit:
    """Judge every model again and hold the result against what is stored. Bounded memory; writes nothing."""
    stale: list[Stale] = []
    # Same facts → framework → slug → outcome. A signature is all that rules read, but for keys of rows.
    seen: dict[int, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    judged = 0
    for batch in _batches():
        known = evidence(batch, day)
        stored: dict[int, dict[str, str]] = defaultdict(dict)
        rows = Verdict.objects.current().filter(language_model__in=list(batch))
        for key, framework, outcome in rows.values_list("language_model", "framework", "outcome"):
            stored[key][framework] = outcome
        for key, slug in batch.items():
            signature = _signature(known[key])
            for one in evaluate(known[key]):
                found = stored[key].get(one.framework, "")
                if found != one.outcome:
                    stale.append(Stale(slug, one.framework, found, one.outcome))
                if found:
                    seen[signature][one.framework][slug] = found
            judged += 1
    unequal = [
        Unequal(framework, outcomes)
        for by_framework in seen.values()
        for framework, outcomes in by_framework.items()
        if len(set(outcomes.values())) > 1
    ]
    counts = Verdict.objects.outdated().order_by("framework", "version").values_list("framework", "version")
    outdated = {(framework, version): count for framework, version, count in counts.annotate(Count("pk"))}
    return Audit(judged, stale, unequal, outdated, disputed_licenses())


def hidden(framework: Framework | None = None) -> list[Hidden]:
    """Verdicts that open questions hide, as stored: the greatest gain first, then the fewest questions.

    Models of which nothing at all is known come last: there is no single thing to look for.
    """
    rows = Verdict.objects.current().exclude(could_be__in=["", "not-assessed"]).select_related("language_model")
    if framework:
        rows = rows.filter(framework=framework.key)
    found = []
    for row in rows.defer("language_model__search_text", "language_model__note"):
        rules = frameworks.BY_KEY[row.framework]
        outcome, could_be = rules.outcome(row.outcome), rules.outcome(row.could_be)
        if outcome is None or could_be is None or outcome == could_be:
            continue
        stored = from_json(row)
        lacks = [*stored.next, *(lack for one in _in_the_way(rules, stored, could_be) for lack in one.lacks)]
        questions = list(dict.fromkeys(lack for lack in lacks if lack.is_open_question))
        if not questions:
            continue  # what could lift it is asked by another rule set, whose row stands here as well
        found.append(Hidden(row.language_model, rules, outcome, could_be, questions))
    return sorted(
        found, key=lambda one: (one.outcome.rank is None, -one.gain, len(one.questions), one.language_model.sort_key)
    )


def _in_the_way(rules: Framework, stored: Evaluation, could_be: Outcome) -> Iterable[Criterion]:
    """The criteria between a verdict and what it could be: rungs already passed and optional parts decide nothing."""
    if rules is frameworks.LADDER:
        passed = rules.rank(stored.outcome)
        return stored.criteria[max(passed, 0) : could_be.rank]
    if rules is frameworks.MOF:
        target = mof.CLASSES[(could_be.rank or 1) - 1]
        asked = {key for key, first, needed, _content in mof.COMPONENTS if needed and first >= target}
        return [one for one in stored.criteria if one.key in asked]
    return stored.criteria


def disputed_licenses() -> list[Disputed]:
    """Licenses with an SPDX id whose approval by the OSI, or judgement by the FSF, differs from the SPDX list."""
    found = []
    for row in License.objects.exclude(spdx_id="").order_by("slug"):
        listed = spdx_license(row.spdx_id)
        if listed is None:
            continue
        if (row.osi_approved, bool(row.fsf_libre)) != (listed.osi_approved, bool(listed.fsf_libre)):
            found.append(Disputed(row, listed.osi_approved, listed.fsf_libre))
    return found


def _batches() -> Iterator[dict[int, str]]:
    rows = LanguageModel.objects.order_by("pk").values_list("pk", "slug").iterator(chunk_size=_BATCH)
    while batch := dict(islice(rows, _BATCH)):
        yield batch


def _signature(known: ModelEvidence) -> int:
    facts = frozenset(
        (
            fact.component,
            fact.part,
            fact.availability,
            frozenset(fact.licenses),
            fact.expression,
            fact.satisfied_by,
            fact.licenses_unknown,
            fact.standing,
            fact.since,
            fact.until,
        )
        for fact in known.facts
    )
    return hash((facts, known.events))
