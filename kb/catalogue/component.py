"""What is known of one component of one model: its facts with all that they rest on."""

from dataclasses import dataclass
from datetime import date

from kb.catalogue.dossier import ComponentRows, component_rows, in_order_of_components
from kb.catalogue.references import References
from kb.models import Fact, LanguageModel
from kb.models.source import with_sources
from kb.vocabulary.components import Component
from kb.vocabulary.editorial import Standing


@dataclass(frozen=True)
class ComponentOfModel:
    language_model: LanguageModel
    rows: ComponentRows
    references: References


def component_of_model(slug: str, component: Component, *, day: date) -> ComponentOfModel | None:
    """Five queries. In: the model's slug, the component, the day on which facts hold or have ended. Out: nothing for a
    slug that no model has; no rows where there is no entry. Refuted facts are left out."""
    language_model = LanguageModel.objects.select_related("organization").filter(slug=slug).first()
    if language_model is None:
        return None
    facts = Fact.objects.filter(language_model=language_model, component=component.key).published()
    facts = facts.exclude(standing=Standing.REFUTED).prefetch_related("licenses", with_sources())
    references = References()
    found = references.of(in_order_of_components(facts))
    rows = component_rows(component, found, day, language_model.released)
    return ComponentOfModel(language_model, rows, references)
