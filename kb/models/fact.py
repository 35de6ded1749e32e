"""Facts: what is the case for one component of one model (or dataset) during one period."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kb.models.history import history
from kb.models.rules import exactly_one, license_expression, one_of
from kb.models.statement import Statement, cascade_to_drafts
from kb.vocabulary import components
from kb.vocabulary.availability import OBTAINABLE, WITHOUT_LICENSE, Availability
from kb.vocabulary.editorial import Publication, Standing


class Fact(Statement):
    citation_key = "fact"

    language_model = models.ForeignKey(
        "kb.LanguageModel", cascade_to_drafts, null=True, blank=True, related_name="facts", verbose_name=_("model")
    )
    dataset = models.ForeignKey(
        "kb.Dataset", cascade_to_drafts, null=True, blank=True, related_name="facts", verbose_name=_("dataset")
    )
    component = models.CharField(_("component"), max_length=40, choices=components.CHOICES)
    part = models.CharField(
        _("part"),
        max_length=80,
        blank=True,
        help_text=_("Which part of the component, where parts differ: “tuned models”, “7B”. Empty: all of it."),
    )
    availability = models.CharField(_("availability"), max_length=20, choices=Availability)
    licenses = models.ManyToManyField("kb.License", blank=True, related_name="facts", verbose_name=_("licenses"))
    license_expression = models.CharField(
        _("how the licenses combine"),
        max_length=200,
        blank=True,
        db_default="",
        default="",
        validators=[license_expression],
        help_text=_("Where not all of them bind: “mit OR apache-2.0”, by their slugs. Empty: all of them bind."),
    )
    licenses_unknown = models.BooleanField(
        _("licenses not known"),
        db_default=False,
        default=False,
        help_text=_("There are terms, or may be, and nobody read which. Else, without a license none is stated."),
    )
    # Such as evaluation results that stand in the report: a substitution is a fact with a source, never assumed.
    satisfied_by = models.CharField(
        _("found in"),
        max_length=40,
        choices=components.CHOICES,
        blank=True,
        db_default="",
        default="",
        help_text=_("Where this is not a thing of its own: the component in which it is found."),
    )
    where = models.URLField(_("where"), max_length=500, blank=True, help_text=_("Where to get it, when it can be had."))
    note = models.TextField(_("what exactly"), help_text=_("One sentence in our own words."))
    note_ko = models.TextField(_("what exactly, Korean"), blank=True)

    history = history(excluded_fields=["support", "loaded_digest", "changed_at"], m2m_fields=[licenses])

    class Meta(Statement.Meta):
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        indexes = [models.Index(fields=["language_model", "component"], name="fact_by_model")]
        constraints = [
            *Statement.Meta.constraints,
            exactly_one(
                ["language_model", "dataset"],
                name="fact_has_one_subject",
                message=_("A fact is about one model or one dataset."),
            ),
            one_of("component", components.KEYS, name="fact_component_is_known", message=_("Unknown component.")),
            one_of(
                "availability",
                Availability.values,
                name="fact_availability_is_known",
                message=_("Unknown availability."),
            ),
            one_of(
                "satisfied_by",
                components.KEYS,
                name="fact_satisfied_by_is_known",
                message=_("Unknown component."),
                blank=True,
            ),
            # With an unknown start NULL never equals NULL, so it needs a rule of its own beside the dated one.
            *(
                models.UniqueConstraint(
                    name=f"fact_{subject}_published_once_{start}",
                    fields=[subject, "component", "part", *dated],
                    condition=Q(publication=Publication.PUBLISHED, **{f"{subject}__isnull": False})
                    & Q(valid_from__isnull=not dated)
                    & ~Q(standing=Standing.REFUTED),  # what was shown to be wrong stands beside what is the case
                    violation_error_message=_("A published fact on this part with this start exists already."),
                )
                for subject in ("language_model", "dataset")
                for start, dated in (("dated", ["valid_from"]), ("undated", []))
            ),
        ]

    def __str__(self):
        part = f" ({self.part})" if self.part else ""
        return f"{self.subject()}: {self.get_component_display()}{part}"

    def subject(self):
        return self.language_model or self.dataset

    def component_entry(self) -> components.Component:
        return components.BY_KEY[self.component]

    def clean(self):
        """Also: no published fact on the same part may overlap."""
        super().clean()
        if self.dataset_id is None and self.component == components.DATASET.key:
            raise ValidationError({"component": _("“The data itself” is a component of datasets.")})
        if self.licenses_unknown and self.availability not in OBTAINABLE:
            raise ValidationError({"licenses_unknown": _("Of what nobody can have, no license is asked.")})
        if self.satisfied_by == self.component:
            raise ValidationError({"satisfied_by": _("It is found in another component, not in itself.")})
        if self.is_published() and self.standing != Standing.REFUTED:
            self._refuse_overlap()

    def check_support(self):
        """Also: what was not found, or cannot exist, is published with no license."""
        super().check_support()
        if self.is_published() and self.availability in WITHOUT_LICENSE and self.licenses.exists():
            raise UnlicensedThing
        if self.is_published() and self.licenses_unknown and self.licenses.exists():
            raise LicensesKnown

    def _refuse_overlap(self):
        others = Fact.objects.counting().exclude(pk=self.pk)
        others = others.filter(
            language_model=self.language_model_id, dataset=self.dataset_id, component=self.component, part=self.part
        )
        if self.valid_until:
            others = others.filter(Q(valid_from__isnull=True) | Q(valid_from__lt=self.valid_until))
        if self.valid_from:
            others = others.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=self.valid_from))
        other = others.first()
        if other:
            raise ValidationError({"valid_from": _overlap_message(other)})


class UnlicensedThing(ValidationError):
    """A license on a component that was not found, or cannot exist."""

    def __init__(self):
        super().__init__({"licenses": _("What was not found, or cannot exist, carries no license.")})


class LicensesKnown(ValidationError):
    """Licenses that are named and said not to be known."""

    def __init__(self):
        super().__init__({"licenses_unknown": _("Its licenses are named here, so they are known.")})


def _overlap_message(other: Fact):
    """A sentence for each way in which a period may be open."""
    if other.valid_from and other.valid_until:
        message = _("Another published fact says this of the time from %(start)s until %(end)s, which overlaps.")
    elif other.valid_from:
        message = _("Another published fact says this of the time since %(start)s, which overlaps. End it first.")
    elif other.valid_until:
        message = _("Another published fact says this of all the time until %(end)s, which overlaps.")
    else:
        message = _("Another published fact says this of all times, which overlaps. End it first.")
    return message % {"start": other.valid_from, "end": other.valid_until}
