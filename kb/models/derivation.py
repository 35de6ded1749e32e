"""Derivations: what a model or dataset was made from. Lineage is a cited fact, and it never runs in a circle."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kb.models.history import history
from kb.models.rules import exactly_one, one_of
from kb.models.statement import Statement, cascade_to_drafts
from kb.vocabulary.editorial import Standing
from kb.vocabulary.kinds import Relation


class Derivation(Statement):
    citation_key = "derivation"

    language_model = models.ForeignKey(
        "kb.LanguageModel",
        cascade_to_drafts,
        null=True,
        blank=True,
        related_name="derivations",
        verbose_name=_("model"),
    )
    dataset = models.ForeignKey(
        "kb.Dataset", cascade_to_drafts, null=True, blank=True, related_name="derivations", verbose_name=_("dataset")
    )
    relation = models.CharField(_("relation"), max_length=30, choices=Relation)
    parent_model = models.ForeignKey(
        "kb.LanguageModel",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="descents",
        verbose_name=_("parent model"),
    )
    parent_dataset = models.ForeignKey(
        "kb.Dataset", models.PROTECT, null=True, blank=True, related_name="descents", verbose_name=_("parent dataset")
    )
    part = models.CharField(
        _("part"), max_length=80, blank=True, help_text=_("Of which part this is true. Empty: all of it.")
    )
    note = models.TextField(_("what exactly"), blank=True)
    note_ko = models.TextField(_("what exactly, Korean"), blank=True)

    history = history(excluded_fields=["support", "loaded_digest", "changed_at"])

    class Meta(Statement.Meta):
        verbose_name = _("derivation")
        verbose_name_plural = _("derivations")
        constraints = [
            *Statement.Meta.constraints,
            exactly_one(
                ["language_model", "dataset"],
                name="derivation_has_one_subject",
                message=_("A derivation is of one model or one dataset."),
            ),
            exactly_one(
                ["parent_model", "parent_dataset"],
                name="derivation_has_one_parent",
                message=_("A derivation names one parent: a model or a dataset."),
            ),
            models.CheckConstraint(
                name="derivation_not_from_itself",
                condition=(
                    Q(parent_model__isnull=True) | Q(language_model__isnull=True) | ~Q(language_model=F("parent_model"))
                )
                & (Q(parent_dataset__isnull=True) | Q(dataset__isnull=True) | ~Q(dataset=F("parent_dataset"))),
                violation_error_message=_("Nothing is derived from itself."),
            ),
            one_of("relation", Relation.values, name="derivation_relation_is_known", message=_("Unknown relation.")),
        ]

    def __str__(self):
        return f"{self.subject()} {self.get_relation_display()} {self.parent()}"

    def subject(self):
        return self.language_model or self.dataset

    def parent(self):
        return self.parent_model or self.parent_dataset

    def clean(self):
        """Also: lineage has no circles. Refuted derivations are no lineage and may point anywhere."""
        super().clean()
        if self.standing != Standing.REFUTED and self._closes_a_circle():
            raise ValidationError(_("This would close a circle: the parent descends from the child."))

    def _closes_a_circle(self) -> bool:
        """Walk upwards from the parent, a query a generation."""
        child = ("model", self.language_model_id) if self.language_model_id else ("dataset", self.dataset_id)
        frontier = {("model", self.parent_model_id) if self.parent_model_id else ("dataset", self.parent_dataset_id)}
        seen = set()
        while frontier:
            if child in frontier:
                return True
            seen |= frontier
            rows = (
                Derivation.objects.exclude(standing=Standing.REFUTED)
                .exclude(pk=self.pk)
                .filter(
                    Q(language_model__in=[key for kind, key in frontier if kind == "model"])
                    | Q(dataset__in=[key for kind, key in frontier if kind == "dataset"])
                )
                .values_list("parent_model", "parent_dataset")
            )
            frontier = {("model", model) if model else ("dataset", dataset) for model, dataset in rows} - seen
        return False
