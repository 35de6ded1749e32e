"""What files say is written whole, with history, in one revision; a second time nothing happens."""

from datetime import date

import pytest

from kb.exchange import curated
from kb.models import (
    Citation,
    Derivation,
    Event,
    Fact,
    LanguageModel,
    License,
    LicenseTerm,
    Organization,
    Profile,
    Revision,
    Source,
    Specification,
)
from tests.exchange.sample import DOLLY, change

pytestmark = pytest.mark.django_db


def acts(result, kind: str) -> dict[str, int]:
    return {act.value: number for act, number in result.counts[kind].items()}


def test_a_model_is_written_with_all_that_its_file_says(folder):
    result = curated.load([folder])

    model = LanguageModel.objects.get(slug="dolly-2")
    fact = model.facts.get(component="weights", valid_from=date(2023, 4, 12))
    assert (model.name_ko, model.aliases, model.family.slug) == ("돌리 2.0", ["dolly-v2-12b"], "dolly")
    assert "|돌리20|" in model.search_text
    assert "데이터브릭스" in model.search_text
    assert model.released_precision == "day"
    assert (fact.availability, fact.publication, fact.support) == ("public", "published", 2)
    assert [one.slug for one in fact.licenses.all()] == ["mit"]
    assert [(cite.source.slug, cite.locator) for cite in fact.citations.all()] == [
        ("dolly-card", "Model Overview"),
        ("dolly-readme", "Getting Started"),
    ]
    assert model.facts.get(component="technical-report").publication == "draft"
    assert model.specifications.get().value == 12_000_000_000
    assert Derivation.objects.get(standing="refuted").parent_model.slug == "dolly-1"
    assert (result.files, acts(result, "fact")) == (10, {"created": 4})


def test_an_event_concerns_the_model_in_whose_file_it_stands(folder):
    curated.load([folder])

    event = Event.objects.get(slug="dolly-2-release")

    assert [row.slug for row in event.language_models.all()] == ["dolly-2"]
    assert [row.slug for row in event.organizations.all()] == ["databricks"]
    assert Event.objects.get(slug="linux-begins").date_precision == "year"


def test_a_term_rests_on_its_clause_of_the_license(folder):
    curated.load([folder])

    right = LicenseTerm.objects.get(right="modify")
    silent = LicenseTerm.objects.get(right="patent-grant")
    assert [condition.key for condition in right.needs.all()] == ["notice"]
    assert [(cite.source.slug, cite.locator) for cite in right.citations.all()] == [("mit-text", "paragraph 1")]
    assert silent.citations.get().locator == "whole text"
    assert License.objects.get(slug="mit").relations.get().other.slug == "cc-by"


def test_what_was_not_checked_of_an_organization_is_kept_apart(folder):
    curated.load([folder])

    organization = Organization.objects.get()

    assert (organization.checked("country"), organization.checked("founded")) == ("US", None)
    assert [source.slug for source in organization.sources.all()] == ["dolly-readme"]


def test_a_parent_may_be_described_after_its_child(folder):
    (folder / "organizations/zebra.yml").write_text("slug: zebra\nname: Zebra\nkind: company\n")
    (folder / "organizations/databricks.yml").open("a").write("parent: zebra\n")

    curated.load([folder])

    assert Organization.objects.get(slug="databricks").parent.slug == "zebra"


def test_a_load_is_one_revision_and_every_history_row_carries_it(folder):
    result = curated.load([folder], why="The first knowledge")

    revision = Revision.objects.get()
    assert (result.revision, revision.why) == (revision.number, "The first knowledge")
    for model in (Fact, Citation, Source, LanguageModel, Event, LicenseTerm, Specification, Derivation):
        history = model.history.all()
        assert history.count() == model.objects.count()
        assert set(history.values_list("revision", "history_type")) == {(revision.number, "+")}


def test_history_knows_the_publication_and_the_licenses(folder):
    curated.load([folder])

    fact = Fact.objects.get(component="weights", availability="public")
    remembered = fact.history.get()
    assert remembered.publication == "published"
    assert [one.license.slug for one in remembered.licenses.all()] == ["mit"]


def test_profiles_are_worked_out(folder):
    curated.load([folder])

    profile = Profile.objects.get(language_model__slug="dolly-2")
    assert (profile.weights, profile.country, profile.parameters) == ("public", "US", 12_000_000_000)


def test_a_second_load_changes_nothing_and_makes_no_revision(folder):
    curated.load([folder])

    again = curated.load([folder])

    assert again.revision is None
    assert not again.changed_anything()
    assert acts(again, "fact") == {"unchanged": 4}
    assert Revision.objects.count() == 1
    assert Fact.history.count() == 4


def test_what_a_file_changes_is_changed_and_nothing_else(folder):
    curated.load([folder])
    before = Fact.objects.get(availability="withheld")
    change(folder, DOLLY, "note: The weights can be had.", "note: The weights are on the hub.")
    change(folder, DOLLY, "[dolly-v2-12b]", "[dolly-v2-12b, dolly-v2-3b]")

    result = curated.load([folder])

    fact = Fact.objects.get(availability="public", language_model__isnull=False)
    assert (fact.note, fact.publication, fact.support) == ("The weights are on the hub.", "published", 2)
    assert acts(result, "fact") == {"unchanged": 3, "changed": 1}
    assert acts(result, "model") == {"unchanged": 1, "changed": 1}
    assert [row.history_type for row in fact.history.all()] == ["~", "+"]
    assert Citation.history.filter(history_type="-").count() == 0
    before_again = Fact.objects.get(pk=before.pk)
    assert before_again.changed_at == before.changed_at
    assert "dollyv23b" in LanguageModel.objects.get(slug="dolly-2").search_text


def test_citations_are_replaced_as_a_list(folder):
    curated.load([folder])
    change(
        folder,
        DOLLY,
        "      - source: dolly-card\n        locator: Model Overview\n        excerpt: licensed for commercial use\n",
        "",
    )

    curated.load([folder])

    fact = Fact.objects.get(availability="public", language_model__isnull=False)
    assert [cite.source.slug for cite in fact.citations.all()] == ["dolly-readme"]
    assert (fact.publication, fact.support) == ("published", 1)
    assert Citation.history.filter(history_type="-").count() == 2


def test_licenses_of_a_fact_follow_the_file(folder):
    curated.load([folder])
    change(folder, DOLLY, "licenses: [mit]", "licenses: [cc-by, mit]")

    curated.load([folder])

    fact = Fact.objects.get(availability="public", language_model__isnull=False)
    assert sorted(one.slug for one in fact.licenses.all()) == ["cc-by", "mit"]
    assert fact.history.first().licenses.count() == 2


def test_a_draft_is_published_when_its_file_says_so(folder):
    curated.load([folder])
    change(
        folder,
        DOLLY,
        "    publication: draft\n    note: Looked for on the card.",
        "    note: Looked for.\n    cites:\n      - source: dolly-card\n        locator: whole card",
    )

    curated.load([folder])

    assert Fact.objects.get(component="technical-report").publication == "published"


def test_a_statement_that_no_longer_stands_in_its_file_is_withdrawn(folder):
    curated.load([folder])
    change(
        folder,
        DOLLY,
        "  - component: weights\n    availability: withheld",
        "  - component: checkpoints\n    availability: withheld",
    )

    result = curated.load([folder])

    gone = Fact.objects.get(component="weights", availability="withheld")
    assert gone.publication == "withdrawn"
    assert acts(result, "fact") == {"unchanged": 3, "created": 1, "withdrawn": 1}
    assert not curated.load([folder]).changed_anything()


def test_a_withdrawn_statement_comes_back_with_its_file(folder):
    text = (folder / DOLLY).read_text()
    curated.load([folder])
    change(
        folder,
        DOLLY,
        "  - component: technical-report\n    availability: unknown\n    publication: draft\n"
        "    note: Looked for on the card.\n",
        "",
    )
    curated.load([folder])
    (folder / DOLLY).write_text(text)

    result = curated.load([folder])

    assert Fact.objects.get(component="technical-report").publication == "draft"
    assert acts(result, "fact") == {"unchanged": 3, "changed": 1}


def test_what_is_shown_to_be_wrong_stands_beside_what_is_the_case(folder):
    curated.load([folder])
    first = Fact.objects.get(component="weights", availability="public")
    change(
        folder,
        DOLLY,
        "facts:\n",
        "facts:\n  - component: weights\n    availability: withheld\n    since: 2023-04-12\n    note: It was said.\n"
        "    standing: refuted\n    how_it_stands: They can be had.\n"
        "    cites: [{source: dolly-readme, locator: Top}]\n",
    )

    result = curated.load([folder])

    assert acts(result, "fact") == {"unchanged": 4, "created": 1}
    assert Fact.objects.get(pk=first.pk).standing == "established"


def test_a_specification_may_get_another_start(folder):
    curated.load([folder])
    change(folder, DOLLY, "value: 12000000000", "value: 12000000000\n    since: 2023-04")

    result = curated.load([folder])

    assert acts(result, "specification") == {"created": 1, "withdrawn": 1}


def test_an_event_that_stands_in_no_file_is_withdrawn_by_a_load_of_everything(folder):
    curated.load([folder])
    change(folder, "events/background.yml", "id: linux-begins", "id: linux-announced")

    partly = curated.load([folder / "events/background.yml"])
    wholly = curated.load([folder])

    assert acts(partly, "event") == {"created": 1}
    assert acts(wholly, "event") == {"unchanged": 2, "withdrawn": 1}
    assert Event.objects.get(slug="linux-begins").publication == "withdrawn"


def test_one_file_can_be_loaded_by_itself(folder):
    curated.load([folder])
    change(folder, DOLLY, "value: 12000000000", "value: 3000000000")
    change(folder, "organizations/databricks.yml", "country: US", "country: KR")

    result = curated.load([folder / DOLLY])

    assert result.files == 1
    assert Specification.objects.get().value == 3_000_000_000
    assert Organization.objects.get().country == "US"
    assert Profile.objects.get(language_model__slug="dolly-2").parameters == 3_000_000_000


def test_models_are_found_by_the_new_name_of_their_maker(folder):
    curated.load([folder])
    change(folder, "organizations/databricks.yml", "name: Databricks", "name: Bricks of Data")
    change(folder, "organizations/databricks.yml", "country: US", "country: KR")

    curated.load([folder])

    profile = Profile.objects.get(language_model__slug="dolly-2")
    assert "bricks of data" in LanguageModel.objects.get(slug="dolly-2").search_text
    assert "bricks of data" in profile.search_text
    assert profile.country == "KR"


def test_profiles_follow_the_kind_of_a_license(folder):
    curated.load([folder])
    change(folder, "licenses/mit.yml", "kind: permissive", "kind: community")

    curated.load([folder])

    assert Profile.objects.get(language_model__slug="dolly-2").license_kinds == ["community"]


def test_relations_of_licenses_follow_the_file(folder):
    curated.load([folder])
    change(folder, "licenses/mit.yml", "kind: applies-with", "kind: derived-from")

    result = curated.load([folder])

    assert acts(result, "license") == {"unchanged": 1, "changed": 1}
    assert License.objects.get(slug="mit").relations.get().kind == "derived-from"


def test_an_error_while_writing_leaves_nothing(folder):
    class Stop(Exception):
        pass

    def stop(what, done, total):
        if what == "working out profiles":
            raise Stop

    with pytest.raises(Stop):
        curated.load([folder], progress=stop)

    assert not LanguageModel.objects.exists()
    assert not Revision.objects.exists()


@pytest.mark.parametrize("moment", ["records", "statements"])
def test_the_number_of_queries_does_not_grow_with_the_models(folder, django_assert_max_num_queries, moment):
    for number in range(30):
        text = f"slug: dolly-x{number}\nname: Dolly X{number}\norganization: databricks\nkind: base\n"
        if moment == "statements":
            text += (
                "facts:\n  - component: weights\n    availability: public\n    note: So.\n    licenses: [mit]\n"
                "    cites: [{source: dolly-readme, locator: Top}]\n"
            )
        (folder / f"models/databricks/dolly-x{number}.yml").write_text(text)

    with django_assert_max_num_queries(200):
        curated.load([folder])
