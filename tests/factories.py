"""Records for tests: plain functions with fixed defaults, so that a test says only what matters to it.

`make_fact(availability="withheld")` makes what it needs around it: the model, its maker, the source. Records that are
implied are made once and found again; two of a kind are told apart by `slug`.
"""

from datetime import date
from itertools import count

from django.contrib.auth.models import Group, User

from kb.editorial.publication import publish
from kb.models import (
    Citation,
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
    Suggestion,
    Topic,
)

PASSWORD = "correct horse battery"
_numbers = count(1)


def _implied(make, model, slug):
    return model.objects.filter(slug=slug).first() or make(slug=slug)


def _named(slug: str) -> dict:
    return {"slug": slug, "name": slug.replace("-", " ").title()}


def make_organization(slug: str = "meadow", **differences) -> Organization:
    return Organization.objects.create(**{**_named(slug), "kind": "company", "country": "KR", **differences})


def make_family(slug: str = "skylark", **differences) -> Family:
    if "organization" not in differences:
        differences["organization"] = _implied(make_organization, Organization, "meadow")
    return Family.objects.create(**{**_named(slug), **differences})


def make_model(slug: str = "skylark-7b", **differences) -> LanguageModel:
    if "organization" not in differences:
        differences["organization"] = _implied(make_organization, Organization, "meadow")
    return LanguageModel.objects.create(
        **{**_named(slug), "kind": "base", "released": date(2023, 5, 28), **differences},
    )


def make_dataset(slug: str = "hay", **differences) -> Dataset:
    return Dataset.objects.create(**{**_named(slug), **differences})


def make_license(slug: str = "meadow-license", **differences) -> License:
    return License.objects.create(**{**_named(slug), "kind": "permissive", **differences})


def make_topic(slug: str = "field", **differences) -> Topic:
    return Topic.objects.create(**{**_named(slug), **differences})


def make_source(slug: str = "meadow-card", **differences) -> Source:
    defaults = {
        "title": f"Card {slug}",
        "publisher": "Meadow",
        "kind": "model-card",
        "url": f"https://meadow.example/{slug}",
        "retrieved": date(2026, 11, 1),
    }
    return Source.objects.create(slug=slug, **{**defaults, **differences})


def make_citation(statement: Statement, **differences) -> Citation:
    """A citation of `statement`; a supporting one unless `stance` says otherwise."""
    if "source" not in differences:
        differences["source"] = _implied(make_source, Source, "meadow-card")
    differences.setdefault("locator", "section “License”")
    return Citation.objects.create(**{statement.citation_key: statement}, **differences)


def make_fact(licenses: tuple[License, ...] = (), **differences) -> Fact:
    """A draft about the weights of the implied model. For a fact on a dataset pass `dataset`."""
    if "language_model" not in differences and "dataset" not in differences:
        differences["language_model"] = _implied(make_model, LanguageModel, "skylark-7b")
    defaults = {"component": "weights", "availability": "public", "note": "All weights are on the hub."}
    fact = Fact.objects.create(**{**defaults, **differences})
    fact.licenses.set(licenses)
    return fact


def make_published_fact(**differences) -> Fact:
    """As `make_fact`, with one supporting citation, and published."""
    return published(make_fact(**differences))


def make_specification(**differences) -> Specification:
    """A draft: the number of parameters of the implied model."""
    if "language_model" not in differences:
        differences["language_model"] = _implied(make_model, LanguageModel, "skylark-7b")
    return Specification.objects.create(**{"name": "parameters", "value": 7_000_000_000, **differences})


def make_derivation(**differences) -> Derivation:
    """A draft: the implied model was fine-tuned from `lark-base`."""
    if "language_model" not in differences and "dataset" not in differences:
        differences["language_model"] = _implied(make_model, LanguageModel, "skylark-7b")
    if "parent_model" not in differences and "parent_dataset" not in differences:
        differences["parent_model"] = _implied(make_model, LanguageModel, "lark-base")
    return Derivation.objects.create(**{"relation": "fine-tuned-from", **differences})


def make_term(**differences) -> LicenseTerm:
    """A draft: the implied license allows commercial use. A condition: `right="", answer="", condition="naming"`."""
    if "license" not in differences:
        differences["license"] = _implied(make_license, License, "meadow-license")
    defaults = {"right": "use-commercially", "answer": "allowed", "clause": "2", "note": "Section 2 grants it."}
    return LicenseTerm.objects.create(**{**defaults, **differences})


def make_event(organizations=(), language_models=(), datasets=(), licenses=(), topics=(), **differences) -> Event:
    """A draft: a release on the day of the article."""
    defaults = {
        "slug": f"event-{next(_numbers)}",
        "date": date(2023, 5, 28),
        "kind": "release",
        "note": "Meadow released Skylark 7B.",
    }
    event = Event.objects.create(**{**defaults, **differences})
    event.organizations.set(organizations)
    event.language_models.set(language_models)
    event.datasets.set(datasets)
    event.licenses.set(licenses)
    event.topics.set(topics)
    return event


def make_suggestion(**differences) -> Suggestion:
    """One that waits: about the weights of the implied model, unless a subject is given."""
    if not {"language_model", "dataset", "license"} & set(differences):
        differences |= {"language_model": _implied(make_model, LanguageModel, "skylark-7b")}
        differences.setdefault("component", "weights")
    made = Suggestion(
        **{
            "token": f"token-{next(_numbers)}",
            "what": "The weights are behind a form since May.",
            "source_url": "https://meadow.example/news/form",
            "locator": "second paragraph",
            **differences,
        }
    )
    made.about = str(made.subject() or "")
    made.save()
    return made


def published(statement: Statement, **citation) -> Statement:
    """The statement after it was given a supporting citation and published."""
    make_citation(statement, **citation)
    publish(statement, by=None, why="Read in its source.")
    return statement


def make_user(username: str, role: str | None = None, **differences) -> User:
    """An account with the password `PASSWORD`. In: the role (contributor, editor, administrator), or none."""
    user = User.objects.create_user(username, password=PASSWORD, is_staff=role is not None, **differences)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user
