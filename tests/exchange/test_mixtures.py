"""Mistakes of different kinds, mixed: all that can be judged is named in one go, and nothing that is no mistake."""

import os

import pytest

from kb.exchange import curated
from kb.exchange.problems import Refused
from tests.exchange.sample import DOLLY, change

pytestmark = pytest.mark.django_db
WEIGHTS = """\
  - component: weights
    availability: public
    licenses: [mit]
    since: 2023-04-12
    note: The weights can be had.
    cites:
      - source: dolly-card
        locator: Model Overview
        excerpt: licensed for commercial use
"""


def problems(folder) -> list[str]:
    """Field and message of all problems; of a whole file, its name instead of the field."""
    with pytest.raises(Refused) as refused:
        curated.check([folder])
    return [
        f"{problem.field or problem.place.path.removeprefix(f'{folder}/')}: {problem.message}"
        for problem in refused.value.problems
    ]


def fields(folder) -> list[str]:
    return [problem.split(": ")[0] for problem in problems(folder)]


def test_five_kinds_of_mistake_in_one_statement_are_all_named(folder):
    change(folder, DOLLY, "availability: public", "availability: free")
    change(folder, DOLLY, "since: 2023-04-12", "since: 2023-04-12\n    until: 2023-04-01")
    change(folder, DOLLY, "- source: dolly-card", "- source: dolly-cart")
    change(folder, DOLLY, "excerpt: licensed for commercial use", "excerpt: " + "word " * 25)
    change(folder, DOLLY, "note: The weights can be had.", "note: So.\n    note_kr: 그렇다.")

    assert fields(folder) == [
        "facts[0].availability",
        "facts[0].until",
        "facts[0].note_kr",
        "facts[0].cites[0].source",
        "facts[0].cites[0].excerpt",
    ]


def test_all_rules_that_a_statement_breaks_are_named(folder):
    change(folder, DOLLY, "until: 2023-04-12\n", "since: 2024\n    until: 2023\n    standing: disputed\n")
    change(
        folder,
        DOLLY,
        "    cites:\n      - source: dolly-readme\n        locator: History\n  - component: tech",
        "  - component: tech",
    )

    assert sorted(fields(folder)) == ["facts[1].cites", "facts[1].how_it_stands", "facts[1].until"]


def test_a_period_is_compared_although_something_else_in_its_fact_is_wrong(folder):
    change(folder, DOLLY, "availability: withheld\n    until: 2023-04-12", "availability: held\n    until: 2023-05-01")

    assert fields(folder) == ["facts[1].availability", "facts[1].until"]


def test_the_same_said_twice_is_noticed_although_something_else_in_it_is_wrong(folder):
    change(folder, DOLLY, WEIGHTS, WEIGHTS + "      - source: dolly-readme\n        locater: Top\n" + WEIGHTS)

    found = problems(folder)

    assert [problem.split(": ")[0] for problem in found] == ["facts[0].cites[1].locater", "facts[1]"]
    assert "says the same as facts[0]" in found[1]


def test_a_source_not_read_is_noticed_although_the_citation_of_it_is_too_long(folder):
    change(folder, DOLLY, "    read: 2026-11-24\n", "")
    change(folder, DOLLY, "excerpt: licensed for commercial use", "excerpt: " + "word " * 25)

    found = problems(folder)

    assert any(problem.startswith("facts[0].cites[0].excerpt: has 25 words") for problem in found)
    assert any("“dolly-card” was never read" in problem for problem in found)


def test_what_cannot_be_judged_is_no_mistake(folder):
    # Each of these would be a second mistake if an empty field were taken for what the file says.
    change(folder, DOLLY, "standing: refuted", "standing: refutd")  # circles, periods
    change(folder, DOLLY, "until: 2023-04-12", "until: 2023-04-31")  # overlaps
    change(folder, DOLLY, "publication: draft", "publication: drat")  # nothing published without a citation
    change(folder, "sources/shared.yml", "read: 2026-11-24", "read: yesterday")  # never read
    change(folder, "licenses/mit.yml", "key: notice", "key: No Tice")  # the condition that a right names

    assert fields(folder) == [
        "conditions[0].key",
        "rights.modify.needs[0]",
        "facts[1].until",
        "facts[2].publication",
        "derivations[1].standing",
        "sources.dolly-readme.read",
    ]


def test_a_misspelt_name_of_a_field_is_one_mistake(folder):
    change(folder, DOLLY, "note: The weights can be had.", "notes: The weights can be had.")
    change(folder, "datasets/dolly-15k.yml", "    cites:", "    cite:")

    assert problems(folder) == [
        "facts[0].cite: there is no such field here; did you mean “cites”?",
        "facts[0].notes: there is no such field here; did you mean “note”?",
    ]


def test_what_stands_below_a_misspelt_key_is_checked_too(folder):
    change(folder, "licenses/mit.yml", "  modify:\n    answer: conditional", "  modfy:\n    answer: perhaps")
    change(folder, "licenses/mit.yml", "    silence: open", "    silence: shut")

    assert fields(folder) == ["rights.modfy", "rights.modfy.answer", "rights.patent-grant.silence"]


def test_an_entry_that_is_no_map_hides_nothing(folder):
    change(folder, DOLLY, "facts:\n", "facts:\n  - weights are public\n")
    change(folder, DOLLY, "availability: withheld", "availability: held")

    assert fields(folder) == ["facts[0]", "facts[2].availability"]


def test_a_text_that_is_no_yaml_hides_no_mistake_elsewhere_and_makes_none(folder):
    (folder / "licenses/mit.yml").write_text((folder / "licenses/mit.yml").read_text() + "\tx: 1\n")
    (folder / "sources/shared.yml").write_text((folder / "sources/shared.yml").read_text() + "  - [\n")
    change(folder, DOLLY, "parent_dataset: dolly-15k", "parent_dataset: dolly-16k")
    change(folder, "events/background.yml", "kind: background", "kind: backgrounds")

    assert [problem.split(": ")[0] for problem in problems(folder)] == [
        "events[0].kind",
        "licenses/mit.yml",
        "derivations[0].parent_dataset",
        "sources/shared.yml",
    ]


def test_a_file_in_the_wrong_place_hides_no_mistake_and_makes_none(folder):
    (folder / "elsewhere").mkdir()
    (folder / "licenses/mit.yml").rename(folder / "elsewhere/mit.yml")
    (folder / "models/databricks/dolly-1.yml").rename(folder / "models/dolly-1.yml")
    change(folder, DOLLY, "availability: public", "availability: free")

    assert fields(folder) == ["elsewhere/mit.yml", "facts[0].availability", "models/dolly-1.yml"]


def test_a_path_that_is_not_there_hides_no_mistake(folder):
    change(folder, DOLLY, "availability: public", "availability: free")

    with pytest.raises(Refused) as refused:
        curated.check([folder, folder / "nowhere"])

    assert len(refused.value.problems) == 2


def test_a_model_among_the_licenses_is_told_where_it_belongs(folder):
    (folder / DOLLY).rename(folder / "licenses/dolly-2.yml")
    change(folder, "licenses/dolly-2.yml", "availability: public", "availability: free")

    found = problems(folder)

    assert found[0] == "licenses/dolly-2.yml: this looks like a model; it belongs in models/<organization>/"
    assert [problem.split(": ")[0] for problem in found[1:]] == ["facts[0].availability"]


@pytest.mark.parametrize("kind", ["organizations", "licenses", "events", "sources"])
def test_other_files_are_told_where_they_belong_too(folder, kind):
    path = next((folder / kind).iterdir())
    wrong = folder / "families" / path.name
    path.rename(wrong)

    assert any(
        f"families/{wrong.name}: this looks like" in found and f"in {kind}/" in found for found in problems(folder)
    )


def test_a_file_with_two_slips_is_not_taken_for_another_kind(folder):
    change(folder, "licenses/mit.yml", "kind: permissive", "kind: permisive")
    change(folder, "licenses/mit.yml", "osi_approved", "osi_aproved")

    assert fields(folder) == ["kind", "osi_aproved"]


def named(folder, *paths) -> str:
    """What is said of the whole of one file."""
    (problem,) = [problem for problem in problems(folder) if ".yml: " in problem]
    return problem


def test_a_link_that_leads_nowhere_is_named(folder):
    (folder / "licenses/gpl.yml").symlink_to(folder / "nothing.yml")

    assert named(folder) == f"licenses/gpl.yml: is a link to {folder}/nothing.yml, which is not there"


def test_a_link_in_a_circle_is_named(folder):
    (folder / "licenses/gpl.yml").symlink_to(folder / "licenses/gpl.yml")

    assert named(folder) == "licenses/gpl.yml: cannot be read: Too many levels of symbolic links"


def test_a_link_to_a_file_is_that_file_in_the_place_of_the_link(folder, tmp_path):
    (folder / "licenses/mit.yml").rename(tmp_path / "somewhere.txt")
    (folder / "licenses/mit.yml").symlink_to(tmp_path / "somewhere.txt")

    assert curated.check([folder]) == 10


def test_a_link_to_a_folder_is_named(folder, tmp_path):
    (tmp_path / "more").mkdir()
    (folder / "models/openai").symlink_to(tmp_path / "more")

    assert problems(folder) == ["models/openai: is a link to a folder; those are not followed"]


def test_a_pipe_is_named_and_not_waited_for(folder):
    os.mkfifo(folder / "licenses/gpl.yml")

    assert named(folder) == "licenses/gpl.yml: is no ordinary file, so that nothing is read from it"


def test_a_folder_with_the_name_of_a_file_is_named(folder):
    (folder / "licenses/gpl.yml").mkdir()

    assert named(folder) == "licenses/gpl.yml: is a folder, although it has the name of a file"


def test_a_file_that_fails_to_be_read_is_named(folder):
    (folder / "licenses/gpl.yml").symlink_to("/proc/self/mem")

    assert named(folder) == "licenses/gpl.yml: cannot be read: Input/output error"


def test_the_sources_of_a_file_that_cannot_be_read_may_be_the_unknown_ones(folder):
    (folder / "sources/shared.yml").unlink()
    (folder / "sources/shared.yml").symlink_to(folder / "nothing.yml")

    assert any("no source “dolly-readme” is known in the files that could be read" in one for one in problems(folder))


def test_another_encoding_is_named(folder):
    text = (folder / DOLLY).read_text()
    (folder / DOLLY).write_bytes(text.encode("euc-kr"))

    assert named(folder) == f"{DOLLY}: is not UTF-8 text; save it as UTF-8"


def test_a_mark_of_byte_order_is_no_part_of_the_text(folder):
    text = (folder / DOLLY).read_text()
    (folder / DOLLY).write_text(text.replace("slug: dolly-2", "slugs: dolly-2"), encoding="utf-8-sig")

    with pytest.raises(Refused) as refused:
        curated.check([folder])

    assert [(one.field, one.place.line, one.place.column) for one in refused.value.problems] == [("slugs", 1, 1)]
    (folder / DOLLY).write_text(text, encoding="utf-8-sig")
    assert curated.check([folder]) == 10


def test_a_file_that_is_too_large_is_named(folder):
    with (folder / DOLLY).open("ab") as file:
        file.truncate(20_000_000_000)  # a hole: it takes no room on the disk

    assert named(folder) == f"{DOLLY}: is larger than 5 MB; divide it"


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("since", "2023-13-12", '"2023-13-12" is no date; dates look like 2023-05-28, 2023-05 or 2023'),
        ("since", "12.04.2023", '"12.04.2023" is no date; dates look like 2023-05-28, 2023-05 or 2023'),
        ("since", "true", '"true" is no date; dates look like 2023-05-28, 2023-05 or 2023'),
        ("confirmed", "2023-05", '"2023-05" is no full date, such as 2023-05-28'),
    ],
)
def test_a_date_that_is_none_is_quoted(folder, field, text, said):
    change(folder, DOLLY, "since: 2023-04-12", f"{field}: {text}")

    assert f"facts[0].{field}: {said}" in problems(folder)
