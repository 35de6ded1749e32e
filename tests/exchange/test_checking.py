"""What is wrong in curated files is named all at once, each with file, line, column and field."""

import pytest

from kb.exchange import curated
from kb.exchange.problems import Refused
from kb.models import LanguageModel
from tests.exchange.sample import DOLLY, change
from tests.factories import make_source

pytestmark = pytest.mark.django_db


def problems(folder, *paths) -> list[str]:
    """All problems, without the folder in which the sample lies."""
    with pytest.raises(Refused) as refused:
        curated.load(paths or [folder], is_trial=True)
    return [str(problem).replace(f"{folder}/", "") for problem in refused.value.problems]


def test_the_sample_has_nothing_wrong(folder):
    assert curated.check([folder]) == 10


def test_one_wrong_field_among_forty_changes_nothing_and_is_named(folder):
    change(folder, DOLLY, "availability: public", "availability: free")

    with pytest.raises(Refused) as refused:
        curated.load([folder])

    (problem,) = refused.value.problems
    assert str(problem).replace(f"{folder}/", "") == (
        f'{DOLLY}:18:5: facts[0].availability: "free" is not one of public, click-through, by-request, partial, '
        "withheld, unknown, not-applicable"
    )
    assert not LanguageModel.objects.exists()


def test_ten_wrong_fields_are_named_all_ten(folder):
    change(folder, DOLLY, "kind: instruction-tuned", "kind: instruct-tuned")
    change(folder, DOLLY, "availability: public", "availability: free")
    change(folder, DOLLY, "licenses: [mit]", "licenses: [mitt]")
    change(
        folder,
        DOLLY,
        "source: dolly-card\n        locator: Model Overview\n        excerpt",
        "source: dolly-cart\n        locator: Model Overview\n        excerpt",
    )
    change(folder, DOLLY, "until: 2023-04-12", "until: 2023-13-12")
    change(folder, DOLLY, "component: technical-report", "component: report")
    change(folder, DOLLY, "value: 12000000000", "value: 12B")
    change(folder, DOLLY, "parent_dataset: dolly-15k", "parent_dataset: dolly-16k")
    change(folder, DOLLY, "stance: contradicts", "stence: contradicts")
    change(folder, DOLLY, "organizations: [databricks]", "organizations: [databrick]")

    found = problems(folder)

    assert [problem.split(": ")[1] for problem in found] == [
        "kind",
        "facts[0].availability",
        "facts[0].licenses[0]",
        "facts[0].cites[0].source",
        "facts[1].until",
        "facts[2].component",
        "specifications[0].value",
        "derivations[0].parent_dataset",
        "derivations[1].cites[1].stence",
        "events[0].organizations[0]",
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "words"),
    [
        (
            DOLLY,
            "organization: databricks\n",
            "organization: databrick\n",
            "5:1: organization",
            "did you mean “databricks”?",
        ),
        (DOLLY, "family: dolly", "family: doly", "6:1: family", "did you mean “dolly”?"),
        (DOLLY, "[mit]", "[mti]", "19:16: facts[0].licenses[0]", "did you mean “mit”?"),
        (DOLLY, "parent_model: dolly-1", "parent_model: doly-1", "52:5: derivations[1].parent_model", "“dolly-1”?"),
        (DOLLY, "dolly-15k", "dolly-16k", "47:5: derivations[0].parent_dataset", "did you mean “dolly-15k”?"),
        (DOLLY, "source: dolly-readme", "source: doly-readme", "26:9: facts[0].cites[1].source", "“dolly-readme”?"),
        ("events/background.yml", "[linux]", "[linus]", "6:14: events[0].topics[0]", "did you mean “linux”?"),
        ("licenses/mit.yml", "needs: [notice]", "needs: [notic]", "21:13: rights.modify.needs[0]", "“notice”?"),
        ("licenses/mit.yml", "license: cc-by", "license: cc-bi", "30:5: relations[0].license", "did you mean “cc-by”?"),
        (DOLLY, "locator: Getting", "locater: Getting", "27:9: facts[0].cites[1].locater", "did you mean “locator”?"),
        (
            DOLLY,
            "component: technical-report",
            "component: tecnical-report",
            "35:5: facts[2].component",
            "“technical-report”?",
        ),
        (DOLLY, "note: Looked", "remark: Looked", "35:5: facts[2].note", "is missing"),
        (DOLLY, "name: Dolly 2.0", "name: 2.0", "2:1: name", 'must be text; put "2.0" in quotation marks'),
        (
            DOLLY,
            "excerpt: licensed",
            "excerpt: " + "a " * 20 + "licensed",
            "25:9: facts[0].cites[0].excerpt",
            "has 24 words",
        ),
        (
            DOLLY,
            "how_it_stands: The card names another base.",
            "note: It was said.",
            "51:5: derivations[1].how_it_stands",
            "says how it stands",
        ),
        (
            DOLLY,
            "since: 2023-04-12",
            "since: 2023-04-13\n    until: 2023-04-13",
            "21:5: facts[0].until",
            "later than since",
        ),
        (DOLLY, "slug: dolly-2", "slug: dolly-3", "1:1: slug", "not the name of the file, which is “dolly-2”"),
        (
            DOLLY,
            "publication: draft",
            "publication: published",
            "35:5: facts[2].cites",
            "without a citation that supports it",
        ),
        (
            "licenses/mit.yml",
            "text: mit-text\n",
            "",
            "13:5: conditions[0].source",
            "nothing is published without a source",
        ),
        (
            "licenses/mit.yml",
            "answer: conditional",
            "answer: unknown",
            "19:3: rights.modify.publication",
            "stays a draft",
        ),
        ("licenses/mit.yml", "    read: 2026-11-24\n", "", "13:5: conditions[0].source", "“mit-text” was never read"),
        ("sources/shared.yml", "    read: 2026-11-24\n", "", "events/background.yml:8:9", "was never read"),
        (
            "organizations/databricks.yml",
            "founded: 2013",
            "founded: yes",
            "6:1: founded",
            'must be a number, not "yes"',
        ),
        ("organizations/databricks.yml", "country: US", "country: USA", "5:1: country", "is no country"),
        (
            "sources/shared.yml",
            "https://example.org/dolly/README.md",
            "www.example.org",
            "6:5: sources.dolly-readme.url",
            "no web address",
        ),
        (DOLLY, "component: weights", "component: dataset", "17:5: facts[0].component", "a component of datasets"),
        (
            DOLLY,
            "parent_model: dolly-1",
            "parent_model: dolly-2",
            "52:5: derivations[1].parent_model",
            "derived from itself",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_would_help(folder, name, old, new, place, words):
    change(folder, name, old, new)

    found = problems(folder)

    assert any((place in problem) and (words in problem) for problem in found), found


def test_periods_of_published_facts_on_one_part_do_not_overlap(folder):
    change(folder, DOLLY, "until: 2023-04-12", "until: 2023-05-01")

    assert problems(folder) == [f"{DOLLY}:30:5: facts[1].until: this period overlaps that of facts[0] in line 17"]


def test_a_license_was_issued_before_the_fact_ended(folder):
    change(folder, DOLLY, "until: 2023-04-12", "until: 2023-04-12\n    licenses: [cc-by, mit]")
    change(folder, "licenses/mit.yml", "kind: permissive", "kind: permissive\nreleased: 2023-04-12")
    change(folder, "licenses/cc-by.yml", "kind: permissive", "kind: permissive\nreleased: 2023-04-11")

    assert problems(folder) == [
        f"{DOLLY}:31:23: facts[1].licenses[1]: “mit” was issued on 2023-04-12, and the fact ended by 2023-04-12"
    ]


def test_parts_that_differ_may_overlap(folder):
    change(folder, DOLLY, "until: 2023-04-12", "until: 2023-05-01\n    part: 3B")

    assert curated.check([folder])


def test_a_refuted_fact_stands_beside_what_is_the_case(folder):
    change(
        folder, DOLLY, "until: 2023-04-12", "since: 2023-04-12\n    standing: refuted\n    how_it_stands: It was there."
    )

    assert curated.check([folder])


def test_the_same_is_not_said_twice(folder):
    change(folder, DOLLY, "until: 2023-04-12", "since: 2023-04-12")

    (problem,) = problems(folder)

    assert f"{DOLLY}:28:5: facts[1]: says the same as facts[0] in line 17: the same component, since" in problem


def test_a_number_is_the_one_that_stands_in_the_file_although_an_entry_before_it_is_wrong(folder):
    change(folder, DOLLY, "availability: public", "availability: free")
    change(
        folder,
        DOLLY,
        "note: Looked for on the card.",
        "note: So.\n  - component: technical-report\n    availability: partial\n    publication: draft\n    note: On.",
    )

    found = problems(folder)

    assert "facts[3]: says the same as facts[2] in line 35" in found[1]


def test_a_source_is_described_once(folder):
    shared = (folder / "sources/shared.yml").read_text()
    (folder / "sources/again.yml").write_text(shared)

    (problem,) = problems(folder)

    assert problem == (
        "sources/shared.yml:2:3: sources.dolly-readme: the source “dolly-readme” is described twice, "
        "first in sources/again.yml:2:3"
    )


def test_an_address_has_one_source(folder):
    shared = (folder / "sources/shared.yml").read_text()
    (folder / "sources/again.yml").write_text(shared.replace("dolly-readme:", "another-readme:"))

    (problem,) = problems(folder)

    assert (
        "sources/shared.yml:6:5: sources.dolly-readme.url: this address is that of the source “another-readme”"
        in problem
    )


def test_an_address_of_a_source_in_the_database_is_not_described_again(folder):
    make_source("made-by-ada", url="https://example.org/mit")

    (problem,) = problems(folder)

    assert problem.startswith("licenses/mit.yml:7:3: sources.mit-text: its address is that of the source “made-by-ada”")


def test_an_event_is_described_once(folder):
    change(folder, "events/background.yml", "id: linux-begins", "id: dolly-2-release")

    (problem,) = problems(folder)

    assert problem.startswith("events/background.yml:2:5: events[0].id: the event “dolly-2-release” is described twice")


def test_lineage_runs_in_no_circle(folder):
    (folder / "models/databricks/dolly-1.yml").open("a").write(
        "derivations:\n  - relation: fine-tuned-from\n    parent_model: dolly-2\n    publication: draft\n"
    )
    change(folder, DOLLY, "    standing: refuted\n    how_it_stands: The card names another base.\n", "")

    (problem,) = problems(folder)

    assert "closes a circle" in problem
    assert "dolly-1 → dolly-2 → dolly-1" in problem or "dolly-2 → dolly-1 → dolly-2" in problem


def test_a_circle_may_run_through_what_is_only_in_the_database(folder):
    change(folder, DOLLY, "    standing: refuted\n    how_it_stands: The card names another base.\n", "")
    curated.load([folder])
    child = folder / "models/databricks/dolly-1.yml"
    child.open("a").write(
        "derivations:\n  - relation: fine-tuned-from\n    parent_model: dolly-2\n    publication: draft\n"
    )

    (problem,) = problems(folder, child)

    assert "closes a circle" in problem


def test_an_organization_does_not_belong_to_itself(folder):
    (folder / "organizations/databricks.yml").open("a").write("parent: databricks\n")

    (problem,) = problems(folder)

    assert "an organization belongs to itself" in problem


def test_references_are_found_in_the_database_when_only_one_file_is_loaded(folder):
    curated.load([folder])

    assert curated.load([folder / DOLLY]).files == 1


def test_a_file_that_cannot_be_read_does_not_make_its_slug_unknown(folder):
    (folder / "licenses/mit.yml").write_text("slug: mit\n\tname: MIT")

    assert problems(folder) == ["licenses/mit.yml:2:1: a tab cannot indent in YAML; use spaces"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("model/gpt.yml", "did you mean “models”?"),
        ("models/gpt.yml", "lies in the folder of its organization"),
        ("models/openai/notes.txt", "is no curated file"),
        ("elsewhere/openai/gpt.yml", "holds no knowledge"),
    ],
)
def test_a_file_in_the_wrong_place_is_an_error(folder, name, words):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("slug: gpt")

    assert any(problem.startswith(f"{name}:1:1: ") and words in problem for problem in problems(folder))


def test_a_path_that_is_not_there_is_an_error(folder):
    assert problems(folder, folder / "nowhere") == ["nowhere:1:1: there is no such file or folder"]


def test_a_path_whose_name_is_too_long_is_an_error(folder):
    assert problems(folder, folder / ("x" * 300)) == [f"{'x' * 300}:1:1: cannot be read: File name too long"]


def test_an_expression_names_the_licenses_of_its_fact(folder):
    change(folder, DOLLY, "until: 2023-04-12", "until: 2023-04-12\n    license_expression: mit OR gpl")

    assert any("names other licenses than “licenses” does" in one for one in problems(folder))


def test_what_is_no_expression_is_named(folder):
    change(folder, DOLLY, "until: 2023-04-12", "until: 2023-04-12\n    license_expression: mit OR OR gpl")

    assert problems(folder) == [
        f'{DOLLY}:31:5: facts[1].license_expression: "mit OR OR gpl" is no expression such as mit OR apache-2.0'
    ]


def test_nothing_is_found_in_itself(folder):
    text = (folder / DOLLY).read_text()
    component = text[text.index("component: ") + 11 :].split("\n")[0]
    change(folder, DOLLY, f"component: {component}\n", f"component: {component}\n    satisfied_by: {component}\n")

    assert any("satisfied_by: is the component itself; name another" in one for one in problems(folder))


def test_a_number_has_no_more_digits_than_are_kept(folder):
    change(folder, DOLLY, "value: ", "value: 12345678901234567 #")

    assert any("has 17 digits; at most 15 are kept exactly" in one for one in problems(folder))


def test_nothing_was_read_tomorrow(folder):
    change(folder, DOLLY, "read: 20", "read: 2998-01-01 #")

    assert any("read: is still to come" in one for one in problems(folder))


def test_an_event_does_not_lie_in_the_days_to_come(folder):
    change(folder, "events/background.yml", "date: 1991", "date: 2999-01-01")

    assert any("date: is still to come" in one for one in problems(folder))
