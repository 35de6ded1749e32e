"""`/search/`: hits by kind, and a page that helps when there are none."""

import pytest

from kb.catalogue.profiles import rebuild_profiles
from kb.models import Revision
from tests.factories import make_license, make_model, make_source, make_topic


@pytest.fixture
def larks(db):
    for number in range(10):
        make_model(f"lark-{number}", aliases=["종달새"], summary="A small bird.")
    make_license("lark-license")
    make_source("lark-card")
    make_topic("larks-at-large")
    rebuild_profiles()


def test_hits_stand_by_kind_with_their_counts(client, larks):
    html = client.get("/search/?q=lark").content.decode()

    assert "13 results for “lark”" in html
    assert html.count('href="/models/lark-') == 8
    assert '<a href="/models/?q=lark">All 10 in their list</a>' in html
    assert 'href="/licenses/lark-license/"' in html
    assert 'href="/sources/lark-card/"' in html
    assert "/timeline/?actor=larks-at-large" in html


def test_all_models_found_here_are_found_in_the_matrix(client, larks):
    assert "10 models" in client.get("/models/?q=종달새").content.decode()
    assert '<a href="/models/?q=%EC%A2%85%EB%8B%AC%EC%83%88">All 10' in client.get("/search/?q=종달새").content.decode()


@pytest.mark.parametrize("query", ["", "?q=", "?q=zzzz", "?q=---", "?q=%00", "?q=%FF", "?x=y", f"?q={'x' * 10_000}"])
@pytest.mark.parametrize("path", ["/search/", "/ko/search/"])
def test_without_a_hit_the_page_leads_onward(client, larks, path, query):
    response = client.get(path + query)

    assert response.status_code == 200
    html = response.content.decode()
    assert path.replace("search", "models") in html
    assert "lark-0/" in html


def test_what_was_typed_is_escaped(client, larks):
    assert "<script>alert" not in client.get("/search/?q=<script>alert").content.decode()


def test_the_number_of_queries_does_not_grow_with_hits(client, larks, django_assert_num_queries):
    Revision.objects.create(why="All of it is at hand.")
    client.get("/search/?q=lark-2")

    with django_assert_num_queries(9):  # the revision twice, and one a kind
        client.get("/search/?q=lark")
    with django_assert_num_queries(9):
        client.get("/search/?q=lark-1")


def test_names_like_one_that_nothing_has_are_shown_first_and_said_to_be_no_more(read, larks):
    html = read("/search/?q=lrak-3")

    assert "Nothing is named “lrak-3”; " in html
    assert html.index('href="/models/lark-3/"') < html.index("</section>")


def test_what_is_named_so_needs_no_similar_names(read, larks):
    assert "Similar names" not in read("/search/?q=lark")


def test_suggestions_can_be_of_models_alone(read, larks):
    assert "/organizations/" in read("/search/suggestions/?q=meadow")
    assert "/organizations/" not in read("/search/suggestions/?q=meadow&kind=model")
