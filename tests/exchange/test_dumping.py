"""What was edited in the database goes into the files, and files and database agree afterwards."""

from datetime import date

import pytest
from django.db import transaction

from kb.editorial.deletion import delete
from kb.editorial.publication import publish, withdraw
from kb.exchange import curated
from kb.exchange.kinds import RECORDS, STATEMENTS
from kb.exchange.outcome import Act, InConflict, Side
from kb.models import Event, Fact, LanguageModel, License, LicenseTerm, Organization, Source, Specification, Topic
from tests.exchange.sample import DOLLY, change
from tests.exchange.test_conflicts import edit, weights
from tests.factories import (
    make_citation,
    make_event,
    make_fact,
    make_model,
    make_organization,
    make_source,
    make_specification,
)

pytestmark = pytest.mark.django_db
HANDWRITTEN = "note: The weights can be had."
ODD = [
    "One line.\n\n  - an indented line: with a colon\n# no comment",
    "가중치는 누구나 받을 수 있다: “공개”",
    "- a dash, 'single' and \"double\" quotes, a \\ and a tab\there",
    "12:30",
    "no",
    "1e5",
    "0x1F",
    "2023-05-28",
    "null",
    "&anchor *alias !tag %percent @at `tick`",
    "{braces} [brackets], # a hash",
    "long " * 60 + "end",
    "두 줄\n둘째 줄 " + "긴 " * 80 + "끝",
]


@pytest.fixture
def loaded(folder):
    curated.load([folder])
    return folder


def texts(folder) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def changed(folder, **options) -> set[str]:
    """Dump, and name the files that differ now."""
    before = texts(folder)
    curated.dump(folder, **options)
    after = texts(folder)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def dolly() -> LanguageModel:
    return LanguageModel.objects.get(slug="dolly-2")


def assert_agreed(folder) -> None:
    assert not curated.load([folder]).changed_anything()
    assert changed(folder) == set()


def records() -> dict[str, list]:
    """All that the database says."""
    return {
        kind.name: sorted(repr(sorted(kind.record(row).items())) for row in kind.rows())
        for kind in RECORDS + STATEMENTS
    }


def test_files_that_say_the_same_are_not_touched(loaded):
    assert changed(loaded) == set()


def test_an_edit_rewrites_its_file_alone_and_is_agreed_on_afterwards(loaded):
    edit(weights(), note="Ada knows better.")

    assert changed(loaded) == {DOLLY}
    assert "  note: Ada knows better.\n" in (loaded / DOLLY).read_text()
    assert_agreed(loaded)
    change(loaded, DOLLY, "note: Ada knows better.", "note: The file goes on.")
    assert curated.load([loaded]).counts["fact"][Act.CHANGED] == 1


@pytest.mark.parametrize(
    ("find", "values"),
    [
        (lambda: Organization.objects.get(), {"name": "Data Bricks", "founded": None, "homepage": "https://x.example"}),
        (lambda: Source.objects.get(slug="dolly-readme"), {"title": "Title: “new”", "published": None, "author": "B"}),
        (lambda: Topic.objects.get(), {"aliases": ["GNU/Linux", "리눅스", "1991", "no"]}),
        (lambda: License.objects.get(slug="mit"), {"version": "3", "fsf_libre": False, "osi_approved": False}),
        (lambda: dolly(), {"released": date(2023, 1, 1), "released_precision": "year"}),
        (lambda: Specification.objects.get(), {"value": "2.5", "confirmed": date(2026, 1, 1)}),
        (lambda: Event.objects.get(slug="dolly-2-release"), {"date": date(2023, 4, 1), "date_precision": "month"}),
        (lambda: weights(), {"valid_from": date(2023, 5, 1), "part": "12B"}),
        (lambda: LicenseTerm.objects.get(key="notice"), {"value": "1000.5", "unit": "USD", "excluded": ["A, B"]}),
        (lambda: LicenseTerm.objects.get(right="modify"), {"valid_from": date(2020, 1, 1), "note": "no"}),
    ],
)
def test_every_kind_of_record_comes_back_as_it_was_edited(loaded, find, values):
    edit(find(), **values)
    before = records()

    assert len(changed(loaded)) == 1

    assert_agreed(loaded)
    assert records() == before


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_come_back(loaded, text):
    edit(weights(), note=text, note_ko=text)
    edit(Topic.objects.get(), summary=text)

    curated.dump(loaded)

    assert_agreed(loaded)
    assert weights().note == text


def test_a_copy_in_a_new_folder_says_everything_and_loads_into_an_empty_database(folder, tmp_path):
    copy = tmp_path / "copy"
    with transaction.atomic():
        curated.load([folder])
        withdraw(weights(), by=None, why="Doubts")
        before = records()
        curated.dump(copy)
        assert_agreed(copy)
        transaction.set_rollback(True)

    curated.load([copy])

    assert records() == before
    head, _newline, _rest = (copy / DOLLY).read_text().partition("\n")
    assert head == "# yaml-language-server: $schema=../../schema/model.json"


def test_a_copy_does_not_pass_for_an_exchange_with_the_files_that_were_loaded(loaded, tmp_path):
    edit(weights(), note="Ada knows better.")
    curated.dump(tmp_path / "copy")

    assert not curated.load([loaded]).changed_anything()
    assert weights().note == "Ada knows better."


def test_comments_at_the_head_of_a_file_stay(loaded):
    path = loaded / DOLLY
    path.write_text("# yaml-language-server: $schema=../../schema/model.json\n# Read twice.\n\n" + path.read_text())
    edit(weights(), note="Ada knows better.")

    curated.dump(loaded)

    text = path.read_text()
    assert text.startswith("# yaml-language-server: $schema=../../schema/model.json\n# Read twice.\n\nslug: dolly-2\n")


def test_what_changed_on_both_sides_is_listed_field_by_field_and_nothing_is_written(loaded, ada):
    edit(weights(), by=ada, note="Ada knows better.")
    edit(Topic.objects.get(), name="Linux kernel")
    change(loaded, DOLLY, HANDWRITTEN, "note: The file knows better.")
    before = texts(loaded)

    with pytest.raises(InConflict) as conflict:
        curated.dump(loaded)

    (one,) = conflict.value.conflicts
    assert one.sides == {"note": ("Ada knows better.", "The file knows better.")}
    assert (one.by, one.place.endswith(f"{DOLLY}:17:5")) == ("ada", True)
    assert '    note: in the database "Ada knows better."\n' in str(one)
    assert '          in the file "The file knows better."' in str(one)
    assert texts(loaded) == before


def test_the_database_wins_when_told_so(loaded):
    edit(weights(), note="Ada knows better.")
    change(loaded, DOLLY, HANDWRITTEN, "note: The file knows better.")
    change(loaded, DOLLY, "value: 12000000000", "value: 3000000000")

    assert changed(loaded, side=Side.DATABASE) == {DOLLY}

    assert_agreed(loaded)
    assert (weights().note, Specification.objects.get().value) == ("Ada knows better.", 12_000_000_000)


def test_the_database_does_not_win_over_what_it_never_knew(loaded):
    (loaded / "topics" / "unix.yml").write_text("slug: unix\nname: Unix\nsources:\n  unix:\n    title: Unix\n"
        "    publisher: AT&T\n    kind: paper\n    url: https://unix.example/\n")  # fmt: skip

    assert changed(loaded, side=Side.DATABASE) == set()


def test_the_files_win_when_told_so_and_the_rest_is_dumped(loaded):
    edit(weights(), note="Ada knows better.")
    edit(Specification.objects.get(), value=7)
    change(loaded, DOLLY, HANDWRITTEN, "note: The file knows better.")

    curated.dump(loaded, side=Side.FILES)

    text = (loaded / DOLLY).read_text()
    assert "note: The file knows better." in text
    assert "value: 7\n" in text


def test_what_changed_in_the_files_alone_stays_there_to_be_loaded(loaded):
    edit(Specification.objects.get(), value=7)
    change(loaded, DOLLY, HANDWRITTEN, "note: The file knows better.")
    change(
        loaded, DOLLY, "specifications:",
        "  - component: api\n    availability: public\n    note: New.\n"
        "    cites: [{source: dolly-card, locator: Top}]\nspecifications:",
    )  # fmt: skip

    result = curated.dump(loaded)

    assert len(result.newer) == 2
    loading = curated.load([loaded])
    assert (loading.counts["fact"][Act.CHANGED], loading.counts["fact"][Act.CREATED]) == (1, 1)
    assert Specification.objects.get().value == 7
    assert_agreed(loaded)


def test_what_the_database_kept_in_a_conflict_of_a_load_is_dumped(loaded):
    edit(weights(), note="Ada knows better.")
    change(loaded, DOLLY, HANDWRITTEN, "note: The file knows better.")
    curated.load([loaded], side=Side.DATABASE)

    assert changed(loaded) == {DOLLY}
    assert_agreed(loaded)


def test_a_statement_that_was_deleted_leaves_its_file(loaded, ada):
    delete([Fact.objects.get(component="technical-report")], by=ada, why="Never said")

    assert changed(loaded) == {DOLLY}
    assert "technical-report" not in (loaded / DOLLY).read_text()
    assert_agreed(loaded)


def test_a_statement_deleted_here_and_changed_there_is_in_conflict(loaded, ada):
    delete([Fact.objects.get(component="technical-report")], by=ada, why="Never said")
    change(loaded, DOLLY, "Looked for on the card.", "Looked for twice.")

    with pytest.raises(InConflict):
        curated.dump(loaded)


def test_a_statement_edited_here_and_gone_there_is_in_conflict(loaded):
    edit(Specification.objects.get(), value=7)
    text = (loaded / DOLLY).read_text()
    (loaded / DOLLY).write_text(text[: text.index("specifications:")] + text[text.index("derivations:") :])

    with pytest.raises(InConflict):
        curated.dump(loaded)
    curated.dump(loaded, side=Side.DATABASE)

    assert "value: 7\n" in (loaded / DOLLY).read_text()


def test_what_a_load_withdrew_does_not_come_back(loaded):
    text = (loaded / DOLLY).read_text()
    (loaded / DOLLY).write_text(text[: text.index("specifications:")] + text[text.index("derivations:") :])
    curated.load([loaded])

    assert changed(loaded) == set()


def test_a_file_whose_record_was_deleted_is_named_and_goes_when_told_so(loaded, ada):
    unused = loaded / "organizations" / "unused.yml"
    unused.write_text("slug: unused\nname: Unused\nkind: company\n")
    (loaded / "organizations" / "fresh.yml").write_text("slug: fresh\nname: Fresh\nkind: company\n")
    curated.load([unused])
    delete([Organization.objects.get(slug="unused")], by=ada, why="Made by mistake")

    result = curated.dump(loaded)
    assert (result.gone, unused.exists()) == (["organizations/unused.yml"], True)

    assert changed(loaded, remove=True) == {"organizations/unused.yml"}
    assert (loaded / "organizations" / "fresh.yml").exists()


def test_a_model_that_changed_hands_moves_with_all_that_stands_in_its_file(loaded):
    edit(dolly(), organization=make_organization("meadow"))

    moved = "models/meadow/dolly-2.yml"
    assert changed(loaded) == {DOLLY, moved, "organizations/meadow.yml"}
    assert not (loaded / DOLLY).exists()
    assert "dolly-card:" in (loaded / moved).read_text()
    assert "dolly-2-release" in (loaded / moved).read_text()
    assert_agreed(loaded)


def test_what_was_made_in_the_database_gets_files_of_its_own(loaded, ada):
    model = make_model("skylark-7b", organization=make_organization("meadow"))
    own = make_source("skylark-card")
    fact = make_fact(language_model=model, component="weights", availability="public")
    make_citation(fact, source=own)
    publish(fact, by=ada, why="Seen")
    added = make_fact(language_model=dolly(), component="api", availability="unknown")
    event = make_event(slug="shared-event")
    event.language_models.set(LanguageModel.objects.all())
    before = records()

    files = changed(loaded)

    assert {DOLLY, "models/meadow/skylark-7b.yml", "organizations/meadow.yml", "events/background.yml"} <= files
    assert "  skylark-card:" in (loaded / "models/meadow/skylark-7b.yml").read_text()
    assert_agreed(loaded)
    assert records() == before
    assert Fact.objects.get(pk=added.pk).publication == "draft"


def test_a_term_may_rest_on_several_sources(loaded):
    term = LicenseTerm.objects.get(right="modify")
    make_citation(term, source=Source.objects.get(slug="dolly-readme"), stance="contradicts")
    before = records()

    curated.dump(loaded)

    assert_agreed(loaded)
    assert records() == before


def test_a_proposal_beside_a_statement_stays_in_the_database(loaded):
    make_specification(language_model=dolly(), value=8)

    result = curated.dump(loaded)

    assert len(result.left_out) == 1
    assert not result.changed_anything()


def test_lists_of_names_keep_the_order_of_the_file(loaded):
    change(
        loaded, DOLLY, "    organizations: [databricks]", "    organizations: [databricks]\n    licenses: [mit, cc-by]"
    )
    curated.load([loaded])
    edit(Event.objects.get(slug="dolly-2-release"), note="Dolly 2.0 came out.")

    curated.dump(loaded)

    assert "  licenses: [mit, cc-by]\n" in (loaded / DOLLY).read_text()
