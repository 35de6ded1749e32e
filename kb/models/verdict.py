"""Verdicts: what one version of one rule set said of one model.

Only `catalogue.profiles` writes here. A new version of a rule set writes rows of its own; those of the old one stay as
they were, readable with their version.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.vocabulary import frameworks


class VerdictQuerySet(models.QuerySet):
    def current(self):
        """Those of the versions in force."""
        now = models.Q(pk__in=[])
        for framework in frameworks.FRAMEWORKS:
            now |= models.Q(framework=framework.key, version=framework.version)
        return self.filter(now)

    def outdated(self):
        """Those of earlier versions, or of rule sets that are no longer kept."""
        return self.exclude(pk__in=self.current().values("pk"))


class Verdict(models.Model):
    language_model = models.ForeignKey(
        "kb.LanguageModel", models.CASCADE, related_name="verdicts", verbose_name=_("model")
    )
    framework = models.CharField(_("framework"), max_length=20)
    version = models.CharField(_("version"), max_length=20)
    outcome = models.CharField(_("outcome"), max_length=20)
    # The outcome if every open question were answered in the model's favour; the same where there is none.
    could_be = models.CharField(_("could be"), max_length=20)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=4, null=True)  # empty: has none
    day = models.DateField(_("as of"))  # the day whose facts were read when it last changed
    # As `openness.evaluation` has them, keys of facts and all: {"criteria", "next", "deciding", "marks"}.
    detail = models.JSONField(default=dict)
    digest = models.CharField(max_length=32)  # of outcome and detail: what is the same is not written again

    objects = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["framework", "version"]
        constraints = [
            models.UniqueConstraint(fields=["language_model", "framework", "version"], name="verdict_once_a_version"),
        ]

    def __str__(self):
        return f"{self.language_model_id}: {self.framework} {self.version}: {self.outcome}"
