"""What every citable statement shares: a period, a standing, a publication state, and citations that carry it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kb.models.rules import day_errors, one_of, text_errors
from kb.models.wording import Worded
from kb.vocabulary.editorial import Precision, Publication, Stance, Standing


class SupportField(models.PositiveSmallIntegerField):
    """How many supporting citations a statement has. Triggers on the citation table write it (migration 0002).

    Python never does: a new row starts at zero and an update leaves the column as it is, so no save, bulk write or
    restored history row can claim support that is not there.
    """

    def pre_save(self, instance, add):
        return 0 if add else F(self.attname)


class NotSupported(ValidationError):
    """No citation supports the statement, so it cannot be published."""

    def __init__(self):
        super().__init__({"publication": _("Nothing is published without a citation that supports it.")})


class NeverRead(ValidationError):
    """No source that supports the statement was ever opened, so it stays a draft."""

    def __init__(self):
        super().__init__({"publication": _("No source that supports this was ever read; until then it stays a draft.")})


class StillPublished(ValidationError):
    """A published statement is withdrawn before it, or what it is about, is deleted: its end is a change to tell of."""

    def __init__(self):
        super().__init__(_("A published statement cannot be deleted, nor what it is about. Withdraw it first."))


def cascade_to_drafts(collector, field, statements, using):
    """What becomes of the statements on a record that is deleted: drafts go with it, published ones keep it."""
    if statements.filter(publication=Publication.PUBLISHED).exists():
        raise StillPublished
    models.CASCADE(collector, field, statements, using)


def published_statements_name(records: models.QuerySet) -> bool:
    """Whether a published statement has one of the records in a list of its own, as a license or a participant."""
    return any(
        relation.related_model._base_manager.filter(
            **{f"{relation.field.name}__in": records}, publication=Publication.PUBLISHED
        ).exists()
        for relation in records.model._meta.related_objects
        if relation.many_to_many and issubclass(relation.related_model, Statement)
    )


class StatementQuerySet(models.QuerySet):
    def bulk_create(self, objs, *args, **options):
        """As Django's, but new rows have no citations yet, so none of them may be published."""
        objs = list(objs)
        if any(statement.is_published() for statement in objs):
            raise NotSupported
        return super().bulk_create(objs, *args, **options)

    def update(self, **values):
        """As Django's, but refuses in words what the database would refuse: publishing what nothing supports."""
        if values.get("publication") == Publication.PUBLISHED and self.filter(support=0).exists():
            raise NotSupported
        return super().update(**values)

    def delete(self):
        """As Django's, but nothing published is deleted. Raises StillPublished."""
        if self.published().exists():
            raise StillPublished
        return super().delete()

    def published(self):
        return self.filter(publication=Publication.PUBLISHED)

    def counting(self):
        """Those that verdicts may read: published and not refuted."""
        return self.published().exclude(standing=Standing.REFUTED)

    def on(self, day):
        """Those that hold on `day` (date). An unknown start has always held; an open end still holds."""
        started = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(started & (Q(valid_until__isnull=True) | Q(valid_until__gt=day)))


class Statement(Worded, models.Model):
    """Abstract. `citation_key` names the key by which a Citation points here."""

    citation_key: str

    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("First day on which it held. Empty: not known.")
    )
    valid_from_precision = models.CharField(_("exact to the"), max_length=5, choices=Precision, default=Precision.DAY)
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("First day on which it no longer held. Empty: it holds.")
    )
    valid_until_precision = models.CharField(_("exact to the"), max_length=5, choices=Precision, default=Precision.DAY)
    standing = models.CharField(_("standing"), max_length=12, choices=Standing, default=Standing.ESTABLISHED)
    standing_note = models.TextField(
        _("how it stands"), blank=True, help_text=_("Why it is disputed or refuted, in our own words.")
    )
    standing_note_ko = models.TextField(_("how it stands, Korean"), blank=True)
    publication = models.CharField(
        _("publication"), max_length=10, choices=Publication, default=Publication.DRAFT, db_index=True
    )
    confirmed = models.DateField(
        _("confirmed"),
        null=True,
        blank=True,
        help_text=_("Day on which someone last checked it against its sources again."),
    )
    support = SupportField(_("supporting citations"), default=0, editable=False)
    loaded_digest = models.CharField(max_length=64, editable=False, blank=True, default="")
    changed_at = models.DateTimeField(_("changed"), auto_now=True, editable=False)

    objects = StatementQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_published_with_support",
                condition=~Q(publication=Publication.PUBLISHED) | Q(support__gte=1),
                violation_error_message=_("Nothing is published without a citation that supports it."),
            ),
            models.CheckConstraint(
                name="%(class)s_period_is_not_empty",
                # SQL: an unknown start or an open end passes.
                condition=Q(valid_until__gt=F("valid_from")),
                violation_error_message=_("“Valid until” must be later than “valid from”."),
            ),
            models.CheckConstraint(
                name="%(class)s_standing_is_explained",
                condition=~Q(standing__in=[Standing.DISPUTED, Standing.REFUTED]) | ~Q(standing_note=""),
                violation_error_message=_("A disputed or refuted statement says how it stands."),
            ),
            one_of(
                "publication",
                Publication.values,
                name="%(class)s_publication_is_known",
                message=_("Publication must be draft, in review, published or withdrawn."),
            ),
            one_of(
                "standing",
                Standing.values,
                name="%(class)s_standing_is_known",
                message=_("Standing must be established, reported, disputed or refuted."),
            ),
        ]

    def is_published(self) -> bool:
        return self.publication == Publication.PUBLISHED

    def supporting(self):
        """Its supporting citations, asked of the database."""
        return self.citations.filter(stance=Stance.SUPPORTS)

    def local(self, field: str) -> str:
        """A text in the language of the page; the English one where there is no other."""
        return (getattr(self, f"{field}_ko") if get_language() == "ko" else "") or getattr(self, field)

    def subject(self):
        """The record it is about: what has a page on which it is shown."""
        raise NotImplementedError

    def get_absolute_url(self) -> str:
        """Where it is shown; empty for a form's statement whose subject was taken away."""
        subject = self.subject()
        return f"{subject.get_absolute_url()}#{self.anchor()}" if subject else ""

    def anchor(self) -> str:
        return f"{self.citation_key.replace('_', '-')}-{self.pk}"

    def check_support(self) -> None:
        """Raise NotSupported if it is published and no stored citation supports it, NeverRead if none was read."""
        if not self.is_published():
            return
        days = list(self.supporting().values_list("read", "source__retrieved")) if self.pk else []
        if not days:
            raise NotSupported
        if not any(read or retrieved for read, retrieved in days):
            raise NeverRead

    def save(self, *args, **options):
        self.check_support()
        super().save(*args, **options)

    def delete(self, *args, **options):
        if type(self).objects.published().filter(pk=self.pk).exists():
            raise StillPublished
        return super().delete(*args, **options)

    def clean(self):
        """Period, explanation and support in words; the database holds the same rules for whoever comes past here."""
        errors = text_errors(self) | day_errors(self, "confirmed")
        if self.valid_from and self.valid_until and self.valid_until <= self.valid_from:
            errors["valid_until"] = _("“Valid until” must be later than “valid from”.")
        if self.standing in (Standing.DISPUTED, Standing.REFUTED) and not self.standing_note.strip():
            errors["standing_note"] = _("A disputed or refuted statement says how it stands.")
        if errors:
            raise ValidationError(errors)
