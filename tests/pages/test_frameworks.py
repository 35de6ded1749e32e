"""`/frameworks/`: what each rule set asks, what it says of the catalogue, and where two disagree."""

import html5lib
import pytest

from kb.vocabulary.frameworks import FRAMEWORKS
from tests.factories import make_license, make_model, make_published_fact

pytestmark = pytest.mark.django_db


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


@pytest.fixture
def three_models():
    mit = make_license("mit", osi_approved=True)
    make_published_fact(language_model=make_model("open"), licenses=(mit,))
    make_published_fact(language_model=make_model("restricted"))
    make_published_fact(language_model=make_model("closed"), availability="withheld")


def test_every_rule_set_is_listed_with_its_bars_leading_to_lists(client, three_models):
    text = page(client, "/frameworks/")

    for framework in FRAMEWORKS:
        assert f'href="/frameworks/{framework.key}/"' in text
    assert 'href="/models/?rung=open-license"' in text


@pytest.mark.parametrize("key", [framework.key for framework in FRAMEWORKS])
def test_each_rule_set_says_what_it_asks_and_how_it_is_read(client, three_models, key):
    text = page(client, f"/frameworks/{key}/")

    framework = next(one for one in FRAMEWORKS if one.key == key)
    for words in [framework.name, *framework.criteria.values()]:
        assert str(words).replace("’", "’") in text


def test_the_cross_table_names_the_models_of_each_cell(client, three_models):
    text = page(client, "/frameworks/rung/?against=ntia")

    cell = text[text.index('href="/models/?rung=open-license&amp;ntia=meets"') :]
    assert 'href="/models/open/"' in cell[: cell.index("</td>")]


def test_an_unknown_rule_set_to_hold_it_against_is_named(client, three_models):
    assert "“nonsense” is not among the choices" in page(client, "/frameworks/rung/?against=nonsense")


def test_a_rule_set_that_there_is_not_leads_onward(client):
    assert client.get("/frameworks/nonsense/").status_code == 404


def test_bars_and_lists_have_the_same_models(client, three_models):
    text = page(client, "/models/?ntia=does-not-meet")

    assert 'href="closed/"' in text
    assert 'href="open/"' not in text


def test_models_are_sorted_by_rung(client, three_models):
    text = page(client, "/models/?sort=rung")

    assert text.index('href="open/"') < text.index('href="restricted/"') < text.index('href="closed/"')


def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, three_models):
    page(client, "/models/")  # the index is made once a revision
    with django_assert_num_queries(3):
        page(client, "/frameworks/mof/?again=1")
