"""Verdicts in the database: written where they changed, read with their words."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from kb.models import Verdict
from kb.openness.evaluation import Criterion, Evaluation, Missing
from kb.vocabulary.verdicts import Lack, Mark, Met

_WRITTEN = ("outcome", "could_be", "score", "day", "detail", "digest")
_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Change:
    """A verdict that came out differently. `before` is empty for one that is new."""

    language_model: int
    framework: str
    before: str
    after: str


def write_verdicts(found: Mapping[int, Iterable[Evaluation]], day: date) -> tuple[list[Change], bool]:
    """Store what differs from what is stored, under the versions in force.

    In: evaluations by key of the model. Out: which outcomes changed; whether anything did, be it only the reasons.
    """
    columns = ("language_model", "framework", "outcome", "digest")
    stored = {
        (key, framework): (outcome, digest)
        for key, framework, outcome, digest in Verdict.objects.current()
        .filter(language_model__in=list(found))
        .order_by()
        .values_list(*columns)
    }
    rows, changes = [], []
    for key, evaluations in found.items():
        for one in evaluations:
            before, digest = stored.get((key, one.framework), ("", ""))
            made = _row(key, one, day)
            if made.digest == digest:
                continue
            rows.append(made)
            if made.outcome != before:
                changes.append(Change(key, one.framework, before, made.outcome))
    Verdict.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["language_model", "framework", "version"],
        update_fields=_WRITTEN,
    )
    return changes, bool(rows)


def _row(key: int, one: Evaluation, day: date) -> Verdict:
    detail = to_json(one)
    said = json.dumps([one.outcome, one.could_be, str(one.score), detail])
    return Verdict(
        language_model_id=key,
        framework=one.framework,
        version=one.version,
        outcome=one.outcome,
        could_be=one.could_be,
        score=score_of(one),
        day=day,
        detail=detail,
        digest=blake2b(said.encode(), digest_size=16).hexdigest(),
    )


def score_of(one: Evaluation) -> Decimal | None:
    """The score with four places, as it is stored."""
    if one.score is None:
        return None
    return (Decimal(one.score.numerator) / Decimal(one.score.denominator)).quantize(_PLACES)


def to_json(one: Evaluation) -> dict[str, Any]:
    """The steps of an evaluation as plain values; what is empty is left out."""
    return {
        "criteria": [
            _slim({"key": c.key, "met": str(c.met), "facts": list(c.facts), "lacks": [_lack(m) for m in c.lacks]})
            for c in one.criteria
        ],
        "next": [_lack(missing) for missing in one.next],
        "deciding": list(one.deciding),
        "marks": [str(mark) for mark in one.marks],
    }


def _lack(missing: Missing) -> dict[str, Any]:
    return _slim(
        {
            "component": missing.component,
            "lack": str(missing.lack),
            "facts": list(missing.facts),
            "licenses": list(missing.licenses),
        }
    )


def _slim(value: dict[str, Any]) -> dict[str, Any]:
    return {key: part for key, part in value.items() if part}


def from_json(row: Verdict) -> Evaluation:
    """The evaluation that is stored, of whatever version. Keys of facts may have gone since."""
    return Evaluation(
        row.framework,
        row.version,
        row.outcome,
        tuple(
            Criterion(
                entry["key"],
                Met(entry["met"]),
                tuple(entry.get("facts", ())),
                tuple(map(_missing, entry.get("lacks", ()))),
            )
            for entry in row.detail["criteria"]
        ),
        tuple(map(_missing, row.detail["next"])),
        row.could_be,
        tuple(row.detail["deciding"]),
        tuple(map(Mark, row.detail["marks"])),
    )


def _missing(entry: dict[str, Any]) -> Missing:
    return Missing(
        entry["component"], Lack(entry["lack"]), tuple(entry.get("facts", ())), tuple(entry.get("licenses", ()))
    )
