"""Publishing, changing and withdrawing on the page of a statement."""

import pytest

from kb.admin.links import change_url
from kb.models import Citation, Derivation, Event, Fact, LicenseTerm, Profile, Revision, Source, Specification
from tests.admin.forms import add, change, citation
from tests.factories import (
    make_citation,
    make_derivation,
    make_event,
    make_fact,
    make_license,
    make_model,
    make_published_fact,
    make_source,
    make_specification,
    make_term,
)

pytestmark = pytest.mark.django_db
REFUSAL = "Nothing is published without a citation that supports it."
MAKERS = [make_fact, make_derivation, make_specification, make_term, make_event]


def errors(response, field="publication"):
    return response.context["adminform"].form.errors.get(field, [])


def test_an_editor_adds_a_fact_with_its_citation_and_publishes_it_on_one_page(adas_client, ada):
    language_model, license, source = make_model(), make_license(), make_source()

    response = add(
        adas_client,
        Fact,
        {"language_model": language_model.pk, "component": "weights"},
        availability="public",
        note="All weights are on the hub.",
        licenses=[license.pk],
        publication="published",
        why="Read the card.",
        **citation(source),
    )

    assert response.status_code == 302
    fact = Fact.objects.get()
    assert (fact.publication, fact.support, fact.component) == ("published", 1, "weights")
    assert list(fact.licenses.all()) == [license]
    revision = Revision.objects.get()
    assert (revision.by, revision.why, revision.subject) == (ada, "Read the card.", "Skylark 7B")
    assert Profile.objects.get(language_model=language_model).weights == "public"


@pytest.mark.parametrize("make", MAKERS)
def test_publishing_without_a_citation_is_refused_at_the_field_and_nothing_is_saved(adas_client, make):
    statement = make()

    response = change(adas_client, statement, publication="published", note="What was typed.")

    assert response.status_code == 200
    assert errors(response) == [REFUSAL]
    assert "What was typed." in response.text
    statement.refresh_from_db()
    assert (statement.publication, statement.note == "What was typed.") == ("draft", False)
    assert not Revision.objects.exists()


def test_a_new_fact_is_not_published_without_a_citation(adas_client):
    response = add(
        adas_client,
        Fact,
        {"language_model": make_model().pk, "component": "weights"},
        availability="public",
        note="Typed.",
        publication="published",
    )

    assert errors(response) == [REFUSAL]
    assert not Fact.objects.exists()


def test_a_citation_that_contradicts_does_not_carry_a_publication(adas_client):
    fact = make_fact()

    response = change(adas_client, fact, publication="published", **citation(make_source(), stance="contradicts"))

    assert errors(response) == [REFUSAL]
    assert not Citation.objects.exists()


@pytest.mark.parametrize("make", MAKERS)
def test_every_kind_of_statement_is_published_with_a_citation_given_in_the_same_save(adas_client, make):
    statement = make()

    response = change(adas_client, statement, publication="published", **citation(make_source()))

    assert response.status_code == 302
    statement.refresh_from_db()
    assert (statement.publication, statement.support) == ("published", 1)
    assert Revision.objects.count() == 1


def test_removing_the_last_supporting_citation_is_refused_in_words(adas_client):
    fact = make_published_fact()

    response = change(adas_client, fact, **{"citations-0-DELETE": "on"})

    assert response.status_code == 200
    assert errors(response) == [REFUSAL]
    assert "No citation would be left that supports this." in response.text
    assert Citation.objects.count() == 1


def test_turning_the_last_supporting_citation_round_is_refused(adas_client):
    fact = make_published_fact()

    response = change(adas_client, fact, **{"citations-0-stance": "contradicts"})

    assert errors(response) == [REFUSAL]


def test_the_only_citation_is_replaced_by_another_in_one_save(adas_client):
    fact = make_published_fact()
    other = make_source("meadow-paper")

    response = change(adas_client, fact, **{"citations-0-DELETE": "on"}, **citation(other, 1, existing=1))

    assert response.status_code == 302
    fact.refresh_from_db()
    assert (fact.publication, fact.support) == ("published", 1)
    assert [row.source for row in fact.citations.all()] == [other]


def test_an_error_in_a_citation_saves_nothing_and_keeps_what_was_typed(adas_client):
    fact = make_fact()

    response = change(
        adas_client, fact, publication="published", note="Kept.", **citation(make_source(), locator="", excerpt="Here")
    )

    assert response.status_code == 200
    assert "Kept." in response.text and "Here" in response.text
    assert not Citation.objects.exists()


def test_a_save_leaves_one_row_of_history_and_one_revision(adas_client, ada):
    fact = make_published_fact()
    before = fact.history.count()

    change(adas_client, fact, note="Corrected.", licenses=[make_license().pk], why="The card says so.")

    rows = fact.history.all()
    assert len(rows) == before + 1
    assert (rows[0].history_type, rows[0].history_user, rows[0].note) == ("~", ada, "Corrected.")
    assert rows[0].revision == Revision.objects.latest("number")
    assert rows[0].history_change_reason == "The card says so."
    assert rows[0].publication == "published"
    assert rows[0].licenses.count() == 1


def test_a_new_statement_begins_its_history_as_added(adas_client):
    add(
        adas_client,
        Fact,
        {"language_model": make_model().pk, "component": "weights"},
        availability="public",
        note="Draft.",
        licenses=[make_license().pk],
        **{"citations-TOTAL_FORMS": 0},
    )

    assert [row.history_type for row in Fact.objects.get().history.all()] == ["+"]


def test_a_save_that_changes_nothing_leaves_no_trace(adas_client):
    fact = make_published_fact(valid_from="2023-05-28", licenses=[make_license()])
    traces = (fact.history.count(), Revision.objects.count())

    response = change(adas_client, fact, why="Looked at it.")

    assert response.status_code == 302
    assert (fact.history.count(), Revision.objects.count()) == traces


def test_saving_a_draft_makes_no_revision(adas_client):
    change(adas_client, make_fact(), note="Still a draft.")

    assert not Revision.objects.exists()


def test_a_reason_is_made_where_none_is_given_and_a_long_one_is_kept_whole(adas_client):
    fact = make_published_fact()

    change(adas_client, fact, note="One.", why="")
    assert Revision.objects.latest("number").why == "Fact changed: Skylark 7B: Weights"

    change(adas_client, fact, note="Two.", why="x" * 300)
    assert Revision.objects.latest("number").why == "x" * 300


def test_withdrawing_on_the_page_takes_the_fact_out_of_the_profile(adas_client):
    fact = make_published_fact()

    change(adas_client, fact, publication="withdrawn")

    assert Profile.objects.get(language_model=fact.language_model).weights == ""


def test_a_fact_that_moves_to_another_model_leaves_the_first_ones_profile(adas_client):
    fact = make_published_fact()
    other = make_model("lark")
    first = fact.language_model

    change(adas_client, fact, language_model=other.pk)

    assert Profile.objects.get(language_model=first).facts == 0
    assert Profile.objects.get(language_model=other).facts == 1


def test_a_rule_of_the_statement_is_told_at_its_field(adas_client):
    make_published_fact()
    second = make_fact()
    make_citation(second)

    response = change(adas_client, second, publication="published")

    assert response.status_code == 200
    assert response.context["errors"]


def test_a_new_citation_comes_after_those_that_are_there(adas_client):
    fact = make_fact()
    make_citation(fact, position=4)

    change(adas_client, fact, **citation(make_source("second"), 1, existing=1))

    assert [row.position for row in fact.citations.all()] == [4, 5]


@pytest.mark.parametrize("model", [Fact, Derivation, Specification, LicenseTerm, Event])
def test_the_source_of_a_citation_is_found_by_typing_and_can_be_added_on_the_way(adas_client, model):
    page = adas_client.get(f"/admin/kb/{model._meta.model_name}/add/").text

    assert 'data-model-name="citation" data-field-name="source"' in page
    assert 'id="add_id_citations-0-source"' in page


def test_a_source_added_in_a_popup_is_handed_to_the_form(adas_client):
    response = add(
        adas_client,
        Source,
        title="Card",
        slug="card",
        publisher="Meadow",
        kind="model-card",
        language="en",
        url="https://meadow.example/card",
        _popup="1",
    )

    assert response.status_code == 200
    assert "popup_response.js" in response.text


def test_the_change_page_of_a_published_fact_leads_to_its_model(adas_client):
    fact = make_published_fact()

    assert change_url(fact.language_model) in adas_client.get(change_url(fact)).text


def test_publishing_on_a_source_that_nobody_read_is_refused_at_the_field(adas_client):
    fact = make_fact()

    response = change(adas_client, fact, publication="published", **citation(make_source(retrieved=None), read=""))

    assert errors(response) == ["No source that supports this was ever read; until then it stays a draft."]
    fact.refresh_from_db()
    assert fact.publication == "draft"


def test_a_fact_whose_model_is_taken_away_says_what_is_missing(adas_client):
    fact = make_fact()

    response = change(adas_client, fact, language_model="", note="What was typed.")

    assert response.status_code == 200
    assert "A fact is about one model or one dataset." in response.text
    assert "What was typed." in response.text


@pytest.mark.parametrize("field", ["language_model", "licenses"])
def test_a_key_that_is_no_key_is_refused_without_a_server_error(adas_client, field):
    fact = make_published_fact()

    assert change(adas_client, fact, **{field: "9" * 23}).status_code in (200, 400)
