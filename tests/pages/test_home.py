"""The home page: the question, the story it began with, what is new."""

import html
from datetime import date

import html5lib
import pytest

from kb.editorial.revisions import revision
from tests.factories import make_citation, make_event, make_fact, make_model, make_published_fact, published

pytestmark = pytest.mark.django_db


def page(client, address="/"):
    response = client.get(address)
    assert response.status_code == 200
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def make_claim(number, *, standing="established", **differences):
    note = "" if standing in ("established", "reported") else "It was otherwise."
    return published(
        make_event(
            **{"slug": f"claim-{number}", "claim": number, "standing": standing, "standing_note": note, **differences}
        )
    )


def test_an_empty_catalogue_has_a_home_page(client):
    text = page(client)

    assert "How open is it, says who, and may I use it?" in text
    assert "Open against closed" not in text
    assert "Nothing recorded yet." in text


def test_counts_are_those_of_what_is_published(client):
    make_published_fact()
    make_fact(component="api")

    text = page(client)

    assert "1 language model, taken apart into 28 components." in text
    assert "The 1 fact names the source it was read in" in text


def test_every_rung_is_there_and_leads_to_its_models(client):
    make_published_fact()

    text = page(client)

    assert 'href="/models/?rung=restricted"' in text
    assert text.count("0 models") == 8


def test_the_models_of_the_claims_fall_into_two_camps_by_their_weights_on_that_day(client):
    kept, given = make_model("kept"), make_model("given")
    make_published_fact(language_model=kept, availability="withheld", note="Nobody got them.")
    make_published_fact(
        language_model=given, availability="by-request", valid_until=date(2024, 1, 1), note="Some got them on request."
    )
    make_published_fact(language_model=given, valid_from=date(2024, 1, 1), note="Later everybody got them.")
    make_published_fact(language_model=make_model("elsewhere"), note="Not of the story.")
    make_claim("1", language_models=[kept, given])

    text = page(client)

    assert "Open against closed, May 2023" in text
    first, second = text.index("Weights kept"), text.index("Weights given out")
    assert first < text.index("Nobody got them.") < second < text.index("Some got them on request.")
    assert "Later everybody got them." not in text
    assert "Not of the story." not in text


def test_claims_are_counted_by_how_they_stand_and_what_did_not_hold_is_named(client):
    make_claim("14")
    make_claim("15", standing="refuted", note="After that the code even leaked.")
    refuted = make_claim("15a", standing="refuted", note="The code leaked.")
    make_claim("15b", standing="disputed", note="It leaked in May.")

    text = page(client)

    assert "Its 2 claims were checked one by one:" in text
    assert '<span class="standing standing--refuted">refuted</span> 1' in text
    assert '<span class="struck">The code leaked.</span>' in text
    assert '<span class="struck">After that' not in text  # its parts say it more exactly
    assert f'href="{refuted.get_absolute_url()}"' in html.unescape(text)


def test_a_claim_that_is_not_published_is_not_told(client):
    make_citation(make_event(claim="1", note="Not yet checked."))

    assert "Not yet checked." not in page(client)


def test_changes_lead_to_what_changed_in_the_language_of_the_page(client):
    language_model = make_model()
    with revision(by=None, why="Weights were opened.", about=language_model):
        pass

    assert '<a href="/models/skylark-7b/"><b>Skylark 7B</b></a> Weights were opened.' in page(client)
    assert '<a href="/ko/models/skylark-7b/"><b>Skylark 7B</b></a> Weights were opened.' in page(client, "/ko/")


def test_the_number_of_queries_does_not_grow_with_models_and_claims(client, django_assert_num_queries):
    for models in (3, 30):
        for number in range(models):
            language_model = make_model(f"model-{models}-{number}")
            make_published_fact(language_model=language_model)
            make_claim(str(number), slug=f"claim-{models}-{number}", language_models=[language_model])
        with django_assert_num_queries(16):
            client.get("/")
