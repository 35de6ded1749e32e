"""Deleting: only what nothing public rests on. Published statements are withdrawn, never deleted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from kb.editorial.revisions import revision, sign
from kb.models import (
    Dataset,
    Derivation,
    Event,
    Fact,
    Family,
    LanguageModel,
    License,
    LicenseTerm,
    Organization,
    Source,
    Specification,
    Statement,
    Topic,
)

_EXAMPLES = 5  # uses of one kind that are named; the rest is counted


@dataclass(frozen=True)
class Use:
    """Records of one kind that stand in the way. `examples` are the first of `count`."""

    kind: str
    count: int
    examples: tuple[str, ...]

    def __str__(self):
        return _("%(kind)s (%(count)d): %(examples)s") % {
            "kind": self.kind,
            "count": self.count,
            "examples": "; ".join(self.examples) + ("; …" if self.count > len(self.examples) else ""),
        }


class InUse(ValidationError):
    """Something rests on the record, so it cannot be deleted."""

    def __init__(self, record: models.Model, reasons: list[str]):
        super().__init__([f"{record}: {reason}" for reason in reasons])


def what_protects(record: models.Model) -> list[str]:
    """Why the record may not be deleted, in words; an empty list if it may. Two queries a kind of use at most."""
    reasons = []
    if isinstance(record, Statement) and record.is_published():
        reasons.append(_("It is published. Withdraw it first; then it can be deleted."))
    for rows in _uses(record):
        if count := rows.count():
            examples = tuple(map(str, rows[:_EXAMPLES]))
            reasons.append(str(Use(str(rows.model._meta.verbose_name_plural), count, examples)))
    return reasons


def delete(records: Iterable[models.Model], *, by: User | None, why: str) -> int:
    """Delete all of them, or none. In: records or statements. Out: how many.

    Raises InUse when something rests on one of them. One revision, unless all are statements that were not public.
    """
    records = list(records)
    public = any(not isinstance(record, Statement) for record in records)
    about = records[0] if public and len(records) == 1 else None
    with revision(by=by, why=why, about=about) if public else transaction.atomic():
        for record in records:
            if reasons := what_protects(record):
                raise InUse(record, reasons)
            sign(record, by=by, why=why)
            record.delete()
    return len(records)


def _uses(record: models.Model) -> list[models.QuerySet]:
    """Rows that would lose something if the record went."""
    if isinstance(record, Source):
        return [record.citations.select_related("source"), record.organizations.all()]
    if isinstance(record, Organization):
        return [
            record.language_models.all(),
            record.families.all(),
            record.datasets.all(),
            record.licenses.all(),
            record.children.all(),
            Event.objects.filter(organizations=record),
        ]
    if isinstance(record, Family):
        return [record.language_models.all()]
    if isinstance(record, Topic):
        return [Event.objects.filter(topics=record)]
    if isinstance(record, License):
        terms = LicenseTerm.objects.published().filter(license=record)
        return [_named(record.facts.all()), _named(terms), Event.objects.filter(licenses=record)]
    if isinstance(record, LanguageModel):
        own = [kind.objects.published().filter(language_model=record) for kind in (Fact, Derivation, Specification)]
        return [*map(_named, [*own, record.descents.all()]), Event.objects.filter(language_models=record)]
    if isinstance(record, Dataset):
        own = [kind.objects.published().filter(dataset=record) for kind in (Fact, Derivation)]
        return [*map(_named, [*own, record.descents.all()]), Event.objects.filter(datasets=record)]
    if isinstance(record, LicenseTerm):
        return [_named(record.needed_by.all())]
    return []


def _named(rows: models.QuerySet) -> models.QuerySet:
    """Statements with the records that their names consist of."""
    keys = [field.name for field in rows.model._meta.fields if isinstance(field, models.ForeignKey)]
    return rows.select_related(*keys)
