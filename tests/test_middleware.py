"""Conditional requests and kept pages: right until the next revision, and never for those who are logged in."""

import gzip

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.editorial.publication import publish, withdraw
from tests.factories import make_citation, make_fact, make_model, make_published_fact

pytestmark = pytest.mark.django_db
KEPT = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "test of kept pages"}}


@pytest.fixture
def _pages_are_kept(settings):
    settings.CACHES = KEPT
    cache.clear()


def test_a_reader_who_has_the_page_is_told_so_in_one_query(client):
    make_published_fact()
    tag = client.get("/models/")["ETag"]

    with CaptureQueriesContext(connection) as queries:
        response = client.get("/models/", headers={"If-None-Match": tag})

    assert response.status_code == 304
    assert response.content == b""
    assert len(queries) == 1


@pytest.mark.parametrize(("address", "status"), [("/models/", 304), ("/models/nobody/", 404)])
def test_a_reader_with_any_state_of_a_page_has_it_if_there_is_one(client, address, status):
    assert client.get(address, headers={"If-None-Match": "*"}).status_code == status


def test_a_change_makes_another_page_of_the_same_address(client):
    fact = make_published_fact()
    tag = client.get(fact.language_model.get_absolute_url())["ETag"]

    withdraw(fact, by=None, why="It was wrong.")

    response = client.get(fact.language_model.get_absolute_url(), headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert response["ETag"] != tag


def test_languages_and_queries_have_tags_of_their_own(client):
    addresses = ["/models/", "/ko/models/", "/models/?q=llama"]

    assert len({client.get(address)["ETag"] for address in addresses}) == 3


@pytest.mark.usefixtures("_pages_are_kept")
def test_a_kept_page_is_the_same_page_in_one_query(client):
    address = make_published_fact().language_model.get_absolute_url()
    made = client.get(address)

    with CaptureQueriesContext(connection) as queries:
        kept = client.get(address)

    assert kept.content == made.content
    assert kept.headers == made.headers
    assert "Content-Security-Policy" in kept.headers
    assert len(queries) == 1


@pytest.mark.usefixtures("_pages_are_kept")
def test_suggestions_are_tagged_and_take_no_place_of_a_page(client, django_assert_num_queries):
    first = client.get("/search/suggestions/?q=llama")

    with django_assert_num_queries(1):
        again = client.get("/search/suggestions/?q=llama", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert cache.get(first["ETag"]) is None


@pytest.mark.usefixtures("_pages_are_kept")
def test_a_page_is_kept_compressed_for_those_who_take_it_so_and_plain_for_others(client):
    for _time in range(2):
        packed = client.get("/models/", headers={"Accept-Encoding": "br, gzip"})
        plain = client.get("/models/")

        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        assert "Accept-Encoding" in packed["Vary"]
        assert "Accept-Encoding" in plain["Vary"]


@pytest.mark.usefixtures("_pages_are_kept")
def test_what_is_published_is_there_at_once_although_pages_are_kept(client):
    fact = make_fact(note="Anyone can have them.")
    make_citation(fact)
    assert "Anyone can have them." not in client.get(fact.language_model.get_absolute_url()).text

    publish(fact, by=None, why="It was read.")

    assert "Anyone can have them." in client.get(fact.language_model.get_absolute_url()).text


@pytest.mark.usefixtures("_pages_are_kept")
def test_nothing_is_kept_for_or_given_to_those_who_are_logged_in(adas_client, client):
    fact = make_fact(language_model=make_model(), note="Still a draft.")
    address = fact.language_model.get_absolute_url()

    preview = adas_client.get(address, {"preview": "1"})

    assert "Still a draft." in preview.text
    assert not preview.has_header("ETag")
    assert "Still a draft." not in client.get(address, {"preview": "1"}).text


@pytest.mark.parametrize("address", ["/models/nobody/", "/admin/"])
def test_what_is_no_public_page_has_no_tag(client, address):
    assert not client.get(address).has_header("ETag")
