"""`/models/<slug>/<component>/`: one mark of the matrix, explained."""

from datetime import date

import pytest

from kb.vocabulary.editorial import Standing
from tests.factories import make_license, make_model, make_published_fact


@pytest.fixture
def lark(db):
    lark = make_model("lark", name="Lark", name_ko="종달새")
    make_published_fact(
        language_model=lark, note="Every size can be had.", licenses=(make_license("mit", osi_approved=True),)
    )
    return lark


def test_it_tells_the_fact_with_its_license_and_sources(client, lark):
    html = client.get("/models/lark/weights/").content.decode()
    fact = lark.facts.get()
    source = fact.citations.get().source

    assert '<span class="mark o">open</span>' in html
    assert "Every size can be had." in html
    assert '<a href="/licenses/mit/">' in html
    assert f'<a href="{source.get_absolute_url()}"' in html
    assert '<a href="/models/lark/#weights">Lark, with all its facts</a>' in html


def test_what_ended_is_said_to_have_ended(client, lark):
    make_published_fact(language_model=lark, component="api", valid_from=date(2020, 1, 1), valid_until=date(2021, 1, 1))

    html = client.get("/models/lark/api/").content.decode()

    assert "ended, " in html
    assert '<span class="mark c">closed</span>' in html


def test_without_a_published_fact_it_says_that_there_is_no_entry(client, lark):
    html = client.get("/models/lark/training-data/").content.decode()

    assert '<span class="mark e">no entry</span>' in html
    assert "No published fact yet" in html


def test_refuted_facts_are_not_there(client, lark):
    make_published_fact(
        language_model=lark,
        component="training-data",
        standing=Standing.REFUTED,
        standing_note="Not so.",
        note="It never was.",
    )

    assert "It never was." not in client.get("/models/lark/training-data/").content.decode()


@pytest.mark.parametrize("path", ["/models/lark/nonsense/", "/models/nobody/weights/", "/models/lark/dataset/"])
def test_what_does_not_exist_is_not_found(client, lark, path):
    assert client.get(path).status_code == 404


def test_queries_do_not_grow_with_facts(client, lark, django_assert_max_num_queries):
    for part in "abcdef":
        make_published_fact(language_model=lark, component="training-data", part=part)

    with django_assert_max_num_queries(8):
        assert client.get("/models/lark/training-data/").status_code == 200
