"""Profiles: what follows from the published facts of one model today, stored for browsing and filtering.

Only `catalogue.profiles` writes here; `manage.py evaluate` rebuilds all of it.
"""

from django.db import models

from kb.models.wording import Worded
from kb.vocabulary.availability import Availability
from kb.vocabulary.kinds import LicenseKind
from kb.vocabulary.statuses import Status


class Profile(Worded, models.Model):
    language_model = models.OneToOneField("kb.LanguageModel", models.CASCADE, primary_key=True, related_name="profile")
    # Copies of what a listing filters and sorts by, so that it reads one table.
    organization = models.ForeignKey("kb.Organization", models.CASCADE, related_name="+")
    family = models.ForeignKey("kb.Family", models.CASCADE, null=True, related_name="+")
    country = models.CharField(max_length=2, blank=True, db_index=True)  # empty: no source was read for it
    kind = models.CharField(max_length=20, db_index=True)
    released = models.DateField(null=True, db_index=True)
    release_year = models.PositiveSmallIntegerField(null=True, db_index=True)
    parameters = models.DecimalField(max_digits=40, decimal_places=4, null=True, db_index=True)
    sort_key = models.CharField(max_length=200, db_index=True)
    search_text = models.TextField()
    # Worked out from facts.
    weights = models.CharField(max_length=20, choices=Availability, blank=True, db_index=True)  # empty: no entry
    license_kinds = models.JSONField(default=list)  # kinds of the licenses on the weights
    licenses = models.ManyToManyField("kb.License", related_name="profiles", through="ProfileLicense")
    status_model = models.CharField(max_length=14, choices=Status, db_index=True)
    status_data = models.CharField(max_length=14, choices=Status, db_index=True)
    status_training = models.CharField(max_length=14, choices=Status, db_index=True)
    status_documents = models.CharField(max_length=14, choices=Status, db_index=True)
    status_access = models.CharField(max_length=14, choices=Status, db_index=True)
    # Outcomes of the rule sets in their present versions; `Verdict` has their reasons.
    rung = models.CharField(max_length=20, db_index=True, default="not-assessed")
    mof = models.CharField(max_length=20, db_index=True, default="unclassified")
    osaid = models.CharField(max_length=20, db_index=True, default="undetermined")
    gradient = models.CharField(max_length=20, db_index=True, default="not-assessed")
    osai = models.CharField(max_length=20, db_index=True, default="not-assessed")
    osai_score = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    ntia = models.CharField(max_length=20, db_index=True, default="unclear")
    osi_weights = models.CharField(max_length=20, db_index=True, default="unclear")
    owd = models.CharField(max_length=20, db_index=True, default="unclear")
    ai_act = models.CharField(max_length=20, db_index=True, default="unclear")
    retired = models.BooleanField(default=False, db_index=True)
    cells = models.CharField(max_length=80)  # a letter per component, in the order of the vocabulary
    facts = models.PositiveSmallIntegerField(default=0)  # published ones that hold
    open_components = models.PositiveSmallIntegerField(default=0)

    def __str__(self):
        return f"profile of {self.language_model_id}"


class ProfileLicense(models.Model):
    """A license on one of the model's components; `on_weights` if it is on the weights."""

    profile = models.ForeignKey(Profile, models.CASCADE)
    license = models.ForeignKey("kb.License", models.CASCADE)
    kind = models.CharField(max_length=20, choices=LicenseKind, db_index=True)
    on_weights = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "license"], name="profilelicense_once")]
