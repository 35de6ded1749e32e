"""What was edited in the database since the last exchange is not overwritten, unless told so."""

from datetime import date

import pytest

from kb.editorial.publication import publish, withdraw
from kb.editorial.revisions import revision
from kb.exchange import curated
from kb.exchange.outcome import Act, InConflict, Side
from kb.models import Event, Fact, LanguageModel, Organization, Revision, Source, Specification
from tests.exchange.sample import DOLLY, change
from tests.factories import make_citation, make_fact, make_organization, make_specification

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(folder):
    curated.load([folder])
    return folder


def conflicts(folder) -> list:
    with pytest.raises(InConflict) as conflict:
        curated.load([folder])
    return conflict.value.conflicts


def weights() -> Fact:
    return Fact.objects.get(component="weights", availability__in=["public", "partial"])


def edit(row, by=None, **values) -> None:
    with revision(by=by, why="An edit"):
        for name, value in values.items():
            setattr(row, name, value)
        row._history_user = by
        row.save()


def test_an_edited_fact_is_listed_and_nothing_is_written(loaded, ada):
    edit(weights(), by=ada, note="Ada knows better.")
    change(loaded, DOLLY, "note: The weights can be had.", "note: The file knows better.")
    change(loaded, DOLLY, "value: 12000000000", "value: 3000000000")
    revisions = Revision.objects.count()

    (conflict,) = conflicts(loaded)

    assert conflict.place.endswith(f"{DOLLY}:17:5")
    assert conflict.fields == ("note",)
    assert conflict.by == "ada"
    assert weights().note == "Ada knows better."
    assert Specification.objects.get().value == 12_000_000_000
    assert Revision.objects.count() == revisions


def test_what_differs_is_listed_field_by_field_from_where_it_parts(loaded):
    edit(weights(), note="Ada knows better: " + "x" * 300 + "ours")
    change(loaded, DOLLY, "note: The weights can be had.", "note: 'Ada knows better: " + "x" * 300 + "theirs'")

    (conflict,) = conflicts(loaded)

    lines = str(conflict).splitlines()
    assert lines[1] == "    note: in the database …" + "x" * 40 + 'ours"'
    assert lines[2] == "          in the file …" + "x" * 40 + 'theirs"'


def test_an_edit_stays_while_the_file_does_not_change_and_the_rest_is_loaded(loaded):
    edit(weights(), note="Ada knows better.")
    change(loaded, DOLLY, "value: 12000000000", "value: 3000000000")

    result = curated.load([loaded])

    assert result.counts["fact"][Act.AHEAD] == 1
    assert result.counts["specification"][Act.CHANGED] == 1
    assert weights().note == "Ada knows better."


def test_an_edit_of_what_tells_a_statement_from_others_stays_too(loaded):
    edit(weights(), valid_from=date(2023, 5, 1))

    assert not curated.load([loaded]).changed_anything()
    assert weights().valid_from == date(2023, 5, 1)


def test_an_edit_that_stands_in_the_way_of_what_is_new_in_the_file_is_in_conflict(loaded):
    edit(Specification.objects.get(), part="12B")
    change(
        loaded,
        DOLLY,
        "derivations:",
        "  - name: parameters\n    part: 12B\n    value: 11\n"
        "    cites: [{source: dolly-card, locator: Top}]\nderivations:",
    )

    (conflict,) = conflicts(loaded)

    assert conflict.reason == "stands in the way"


def test_an_edited_citation_is_an_edit(loaded):
    cite = weights().citations.first()
    cite.locator = "Another place"
    cite.save()
    change(loaded, DOLLY, "note: The weights can be had.", "note: The file knows better.")

    (conflict,) = conflicts(loaded)

    assert set(conflict.fields) == {"note", "cites"}


def test_a_withdrawal_by_an_editor_is_an_edit(loaded, ada):
    withdraw(weights(), by=ada, why="Doubts")
    change(loaded, DOLLY, "note: The weights can be had.", "note: The file knows better.")

    (conflict,) = conflicts(loaded)

    assert set(conflict.fields) == {"note", "publication"}


def test_the_files_win_when_told_so(loaded):
    edit(weights(), note="Ada knows better.")
    change(loaded, DOLLY, "value: 12000000000", "value: 3000000000")

    result = curated.load([loaded], side=Side.FILES)

    assert weights().note == "The weights can be had."
    assert (result.counts["fact"][Act.CHANGED], result.counts["specification"][Act.CHANGED]) == (1, 1)
    assert not curated.load([loaded]).changed_anything()


def test_the_database_keeps_its_side_when_told_so_and_the_rest_is_loaded(loaded):
    edit(weights(), note="Ada knows better.")
    change(loaded, DOLLY, "note: The weights can be had.", "note: The file knows better.")
    change(loaded, DOLLY, "value: 12000000000", "value: 3000000000")

    result = curated.load([loaded], side=Side.DATABASE)

    assert weights().note == "Ada knows better."
    assert Specification.objects.get().value == 3_000_000_000
    assert result.counts["fact"][Act.KEPT] == 1


def kept(folder) -> int:
    return curated.load([folder], side=Side.DATABASE).total(Act.KEPT)


def test_what_the_database_kept_is_no_conflict_for_later_loads(loaded):
    edit(weights(), note="Ada knows better.")
    change(loaded, DOLLY, "note: The weights can be had.", "note: The file knows better.")
    curated.load([loaded], side=Side.DATABASE)
    revisions = Revision.objects.count()

    again = curated.load([loaded])

    assert not again.changed_anything()
    assert again.counts["fact"] == {Act.UNCHANGED: 4}
    assert weights().note == "Ada knows better."
    assert Revision.objects.count() == revisions


def test_what_the_database_kept_is_in_conflict_again_when_the_file_changes(loaded):
    edit(weights(), note="Ada knows better.")
    curated.load([loaded], side=Side.DATABASE)
    change(loaded, DOLLY, "note: The weights can be had.", "note: The file knows better.")

    (conflict,) = conflicts(loaded)

    assert conflict.reason == "edited in the database"
    assert (kept(loaded), kept(loaded)) == (1, 0)


def test_what_the_database_kept_is_in_conflict_again_when_it_is_edited_again(loaded):
    edit(weights(), note="Ada knows better.")
    change(loaded, DOLLY, "note: The weights can be had.", "note: The file knows better.")
    curated.load([loaded], side=Side.DATABASE)
    edit(weights(), note="Ada knows even better.")

    assert len(conflicts(loaded)) == 1


def test_what_the_database_kept_agrees_with_a_file_that_comes_round(loaded):
    edit(weights(), note="Ada knows better.")
    curated.load([loaded], side=Side.DATABASE)
    change(loaded, DOLLY, "note: The weights can be had.", "note: Ada knows better.")

    assert not curated.load([loaded]).changed_anything()
    change(loaded, DOLLY, "note: Ada knows better.", "note: The file goes on.")
    curated.load([loaded])
    assert weights().note == "The file goes on."


def test_files_win_over_what_the_database_kept_when_told_so_later(loaded):
    edit(weights(), note="Ada knows better.")
    curated.load([loaded], side=Side.DATABASE)

    curated.load([loaded], side=Side.FILES)

    assert weights().note == "The weights can be had."
    assert not curated.load([loaded]).changed_anything()


def test_a_record_made_in_the_database_can_be_kept_for_good(folder):
    make_organization("databricks", name="Data Bricks")

    assert (kept(folder), kept(folder)) == (1, 0)
    assert not curated.load([folder]).changed_anything()
    assert Organization.objects.get().name == "Data Bricks"


def test_the_same_edit_on_both_sides_is_no_conflict(loaded):
    edit(weights(), note="Both know it.")
    change(loaded, DOLLY, "note: The weights can be had.", "note: Both know it.")

    result = curated.load([loaded])

    assert not result.changed_anything()
    change(loaded, DOLLY, "note: Both know it.", "note: The file goes on.")
    curated.load([loaded])
    assert weights().note == "The file goes on."


def test_line_ends_of_a_browser_are_no_edit(folder):
    change(folder, DOLLY, "note: The weights can be had.", "note: |\n      One line.\n      Another line.")
    curated.load([folder])
    edit(weights(), note="One line.\r\nAnother line.")

    assert not curated.load([folder]).changed_anything()


def test_a_record_made_in_the_database_is_in_conflict_with_a_file_of_its_slug(folder):
    make_organization("databricks", name="Data Bricks")

    (conflict,) = conflicts(folder)

    assert "made in the database" in conflict.reason
    assert not LanguageModel.objects.exists()


@pytest.mark.parametrize(
    ("model", "values", "old", "new"),
    [
        (Organization, {"name": "Data Bricks"}, "organizations/databricks.yml", ("country: US", "country: KR")),
        (Source, {"title": "Another title"}, "sources/shared.yml", ("2023-06", "2023-07")),
        (LanguageModel, {"kind": "chat"}, DOLLY, ("released: 2023-04-12", "released: 2023-04-13")),
        (Event, {"note": "Something else."}, "events/background.yml", ("date: 1991", "date: 1992")),
        (Specification, {"value": 7}, DOLLY, ("value: 12000000000", "value: 3000000000")),
    ],
)
def test_every_kind_of_record_can_be_in_conflict(loaded, model, values, old, new):
    rows = model.objects.filter(slug="dolly-readme") if model is Source else model.objects.order_by("pk")
    edit(rows.last(), **values)
    change(loaded, old, *new)

    assert len(conflicts(loaded)) == 1


def test_an_edited_statement_that_no_longer_stands_in_its_file_is_in_conflict(loaded):
    edit(Specification.objects.get(), value=7)
    text = (loaded / DOLLY).read_text()
    start, end = text.index("specifications:"), text.index("derivations:")
    (loaded / DOLLY).write_text(text[:start] + text[end:])

    (conflict,) = conflicts(loaded)
    kept = curated.load([loaded], side=Side.DATABASE)
    again = curated.load([loaded])
    state = Specification.objects.get().publication
    curated.load([loaded], side=Side.FILES)

    assert "no longer in the files" in conflict.reason
    assert (kept.counts["specification"][Act.KEPT], state) == (1, "published")
    assert not again.changed_anything()
    assert Specification.objects.get().publication == "withdrawn"


def test_what_was_made_in_the_database_only_is_left_alone(loaded):
    model = LanguageModel.objects.get(slug="dolly-2")
    fact = make_fact(language_model=model, component="api", availability="public")

    curated.load([loaded])

    assert Fact.objects.get(pk=fact.pk).publication == "draft"


def test_a_published_fact_of_the_database_stands_in_the_way_of_one_in_a_file(loaded, ada):
    model = LanguageModel.objects.get(slug="dolly-2")
    fact = make_fact(language_model=model, component="api", availability="withheld", valid_from=date(2023, 5, 1))
    make_citation(fact)
    publish(fact, by=ada, why="Seen")
    change(
        loaded,
        DOLLY,
        "specifications:",
        "  - component: api\n    availability: public\n    note: So.\n"
        "    cites: [{source: dolly-card, locator: Top}]\nspecifications:",
    )

    (conflict,) = conflicts(loaded)
    curated.load([loaded], side=Side.DATABASE)
    again = curated.load([loaded])
    kept = Fact.objects.get(component="api")
    curated.load([loaded], side=Side.FILES)

    assert "stands in the way" in conflict.reason
    assert (kept.pk, again.changed_anything()) == (fact.pk, False)
    assert dict(Fact.objects.filter(component="api").values_list("availability", "publication")) == {
        "withheld": "withdrawn",
        "public": "published",
    }


def test_what_stood_in_the_way_and_was_kept_is_left_alone_when_the_file_gives_way(loaded, ada):
    model = LanguageModel.objects.get(slug="dolly-2")
    fact = make_fact(language_model=model, component="api", availability="withheld")
    make_citation(fact)
    publish(fact, by=ada, why="Seen")
    before = (loaded / DOLLY).read_text()
    change(
        loaded,
        DOLLY,
        "specifications:",
        "  - component: api\n    availability: public\n    since: 2023\n    note: So.\n"
        "    cites: [{source: dolly-card, locator: Top}]\nspecifications:",
    )
    curated.load([loaded], side=Side.DATABASE)
    (loaded / DOLLY).write_text(before)

    curated.load([loaded])

    assert Fact.objects.get(component="api").publication == "published"


def test_a_proposal_in_the_database_beside_a_loaded_statement_is_no_conflict(loaded):
    proposal = make_specification(language_model=LanguageModel.objects.get(slug="dolly-2"), value=8)
    change(loaded, DOLLY, "value: 12000000000", "value: 3000000000")

    result = curated.load([loaded])

    assert result.counts["specification"][Act.CHANGED] == 1
    assert Specification.objects.get(pk=proposal.pk).value == 8
