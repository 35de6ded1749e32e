"""What is well formed and still nonsense is refused, in files with its place and in the admin at its field."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from kb.exchange import curated
from kb.models import LanguageModel
from tests.admin.forms import change as change_in_admin
from tests.exchange.sample import DOLLY, TEXTS, change
from tests.exchange.test_checking import problems
from tests.factories import (
    make_citation,
    make_dataset,
    make_fact,
    make_family,
    make_license,
    make_model,
    make_organization,
    make_source,
    make_specification,
)

pytestmark = pytest.mark.django_db
DAY = date.today() + timedelta(days=400)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (DOLLY, "[dolly-v2-12b]", "[dolly-v2-12b, Dolly-V2-12B]", "4:25: aliases[1]: “Dolly-V2-12B” stands in this"),
        (DOLLY, "[mit]", "[mit, mit]", "19:21: facts[0].licenses[1]: “mit” stands in this list twice"),
        (DOLLY, "[databricks]", "[databricks, databricks]", "66:33: events[0].organizations[1]: “databricks” stands"),
        ("licenses/mit.yml", "[notice]", "[notice, notice]", "21:21: rights.modify.needs[1]: “notice” stands in this"),
        (
            DOLLY,
            "availability: unknown",
            "availability: unknown\n    licenses: [mit]",
            "37:5: facts[2].licenses: stands on what is “unknown”",
        ),
        (
            DOLLY,
            "value: 12000000000",
            "value: 12000000000\n    text: 3B",
            "42:5: specifications[0].text: stands beside a number",
        ),
        (DOLLY, "12000000000", "0.00001", "41:5: specifications[0].value: is written too finely; 4 places"),
        (DOLLY, "note: Looked", f"note: {'y' * 10_001} #", "38:5: facts[2].note: has 10001 characters; at most 10000"),
        (DOLLY, "released: 2023-04-12", f"released: {DAY}", "8:1: released: is still to come"),
        ("licenses/cc-by.yml", "slug: cc-by", "slug: cc-by\nreleased: 2999", "2:1: released: is still to come"),
        (
            DOLLY,
            "publication: draft",
            f"publication: draft\n    confirmed: {DAY}",
            "38:5: facts[2].confirmed: is",
        ),
        ("sources/shared.yml", "published: 2023-06", "published: 2999", "7:5: sources.dolly-readme.published: is"),
        (
            DOLLY,
            "name: Dolly 2.0",
            "name: dolly 1.0",
            "2:1: name: is the name of the model “dolly-1” as well, in models/databricks/dolly-1.yml:1:1",
        ),
    ],
)
def test_nonsense_in_a_file_is_named_with_its_place(folder, name, old, new, said):
    change(folder, name, old, new)

    (problem,) = problems(folder)

    assert problem.startswith(f"{name}:{said}")


def test_keys_that_stand_twice_are_named_beside_all_else(folder):
    change(folder, DOLLY, "name: Dolly 2.0", "name: Dolly 2.0\nname: Dolly")
    change(folder, DOLLY, "availability: public", "availability: free")
    change(folder, DOLLY, "locator: Training data", "locator: Training data\n        locator: Data")

    found = problems(folder)

    assert [problem.split(": ", 1)[0] for problem in found] == [f"{DOLLY}:3:1", f"{DOLLY}:19:5", f"{DOLLY}:52:9"]
    assert "the key “locator” stands twice, first in line 51" in found[2]


def test_ten_files_that_are_no_yaml_are_named_all_ten(folder):
    for name in TEXTS:
        (folder / name).write_text("slug: [\n  : : x")

    found = problems(folder)

    assert [problem.split(": ")[0] for problem in found] == [f"{name}:2:3" for name in sorted(TEXTS)]
    assert all("is not YAML" in problem for problem in found)


def test_other_names_may_be_shared_and_names_by_other_makers(folder):
    change(folder, DOLLY, "[dolly-v2-12b]", "[Dolly 1.0]")
    make_model("dolly-of-the-meadow", name="Dolly 2.0")

    curated.load([folder])

    assert LanguageModel.objects.filter(name="Dolly 2.0").count() == 2


def test_a_name_in_the_database_is_not_taken_again(folder):
    curated.load([folder])
    LanguageModel.objects.filter(slug="dolly-1").update(name="Dolly One", sort_key="dolly one")
    change(folder, DOLLY, "name: Dolly 2.0", "name: Dolly one")

    (problem,) = problems(folder, folder / DOLLY)

    assert problem == f"{DOLLY}:1:1: name: is the name of the model “dolly-1” as well, in the database; tell them " + (
        "apart by their names"
    )


@pytest.mark.parametrize("make", [make_organization, make_family, make_dataset, make_license, make_model])
def test_no_two_records_by_one_maker_have_one_name(make):
    make("one", name="Skylark").full_clean()

    with pytest.raises(ValidationError, match="“Skylark” is already the name of one, by the same maker"):
        make("other", name="SKYLARK").full_clean()


def test_models_of_two_makers_may_have_one_name():
    make_model("one", name="Skylark")

    make_model("other", name="Skylark", organization=make_organization("forest")).full_clean()


@pytest.mark.parametrize("make", [make_model, make_dataset, make_license])
def test_nothing_was_released_on_a_day_to_come(make):
    with pytest.raises(ValidationError, match="This day is still to come"):
        make(released=DAY).full_clean()


def test_a_license_has_no_other_id_twice():
    with pytest.raises(ValidationError, match="“mit” stands here twice"):
        make_license(other_ids=["MIT", "mit"]).full_clean()


def test_a_specification_is_a_number_or_a_text():
    with pytest.raises(ValidationError, match="a number or a text, not both"):
        make_specification(text="7B").full_clean()


@pytest.mark.parametrize(("availability", "status"), [("unknown", 200), ("not-applicable", 200), ("withheld", 302)])
def test_what_was_not_found_gets_no_license_in_the_admin(adas_client, availability, status):
    fact, license = make_fact(), make_license()

    answer = change_in_admin(adas_client, fact, availability=availability, licenses=[license.pk])

    assert answer.status_code == status
    assert fact.licenses.exists() == (status == 302)
    if status == 200:
        said = answer.context["adminform"].form.errors["licenses"]
        assert said == ["What was not found, or cannot exist, carries no license."]


def test_what_was_not_found_is_not_published_with_a_license():
    fact = make_fact((make_license(),), availability="unknown")
    make_citation(fact, source=make_source())
    fact.publication = "published"

    with pytest.raises(ValidationError, match="carries no license"):
        fact.save()
