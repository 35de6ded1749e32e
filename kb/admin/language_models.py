"""Language models and datasets: found by any of their names, shown with all that is stated about them."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kb.admin.filters import choice_filter
from kb.admin.links import link
from kb.admin.overview import Overview, derivations, descents, events, facts, specifications
from kb.admin.revised import NAMES, TEXTS, NamedAdmin
from kb.admin.statements import as_known
from kb.admin.verdicts import OUTCOME_FILTERS, by_rank, outcome_of
from kb.models import Dataset, LanguageModel
from kb.vocabulary import components
from kb.vocabulary.availability import Availability
from kb.vocabulary.frameworks import LADDER, MOF, OSAI


class ReleasedAdmin(Overview, NamedAdmin):
    """Base for what somebody released on a day."""

    date_hierarchy = "released"

    @admin.display(description=_("organization"), ordering="organization__sort_key")
    def organization_link(self, released):
        return link(released.organization)

    @admin.display(description=_("released"), ordering="released")
    def day(self, released):
        return as_known(released.released, released.released_precision)


_WEIGHTS_FILTER = choice_filter(
    components.BY_KEY["weights"].label,
    "weights",
    [(one.value, one.label, Q(profile__weights=one)) for one in Availability],
)


@admin.register(LanguageModel)
class LanguageModelAdmin(ReleasedAdmin):
    list_display = [
        "name",
        "name_ko",
        "organization_link",
        "family_link",
        "kind",
        "day",
        "rung",
        "mof",
        "osai",
        "fact_count",
    ]
    list_filter = ["kind", *OUTCOME_FILTERS, _WEIGHTS_FILTER]
    list_select_related = ["organization", "family", "profile"]
    autocomplete_fields = ["organization", "family"]
    fieldsets = [
        NAMES,
        (
            _("What it is"),
            {"fields": [("organization", "family"), "kind", ("released", "released_precision")]},
        ),
        TEXTS,
    ]

    @admin.display(description=_("family"), ordering="family__sort_key")
    def family_link(self, language_model):
        return link(language_model.family)

    @admin.display(description=LADDER.short, ordering=by_rank(LADDER))
    def rung(self, language_model):
        return outcome_of(language_model, LADDER)

    @admin.display(description=MOF.short, ordering=by_rank(MOF))
    def mof(self, language_model):
        return outcome_of(language_model, MOF)

    @admin.display(description=OSAI.short, ordering="profile__osai_score")
    def osai(self, language_model):
        profile = getattr(language_model, "profile", None)
        return "–" if profile is None or profile.osai_score is None else f"{profile.osai_score:.2f}"

    @admin.display(description=_("published facts"), ordering="profile__facts")
    def fact_count(self, language_model):
        profile = getattr(language_model, "profile", None)
        return profile.facts if profile else 0

    def sections(self, request, language_model):
        return [
            facts(language_model),
            specifications(language_model),
            derivations(language_model),
            descents(language_model),
            events(language_model),
        ]


@admin.register(Dataset)
class DatasetAdmin(ReleasedAdmin):
    list_display = ["name", "name_ko", "organization_link", "day"]
    list_select_related = ["organization"]
    autocomplete_fields = ["organization"]
    fieldsets = [NAMES, (_("What it is"), {"fields": ["organization", ("released", "released_precision")]}), TEXTS]

    def sections(self, request, dataset):
        return [facts(dataset), derivations(dataset), descents(dataset), events(dataset)]
