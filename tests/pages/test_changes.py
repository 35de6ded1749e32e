"""The list of changes, and its feed."""

from xml.etree import ElementTree

import pytest

from kb.editorial.publication import publish
from kb.editorial.revisions import revision
from tests.factories import make_citation, make_fact, make_model, make_published_fact

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_change_says_who_why_and_what(read, ada):
    fact = make_fact()
    make_citation(fact)
    publish(fact, by=ada, why="The card says so.")

    text = read("/changes/")

    assert "The card says so." in text
    assert "<td>ada</td>" in text
    assert 'href="/models/skylark-7b/"' in text


def test_a_change_by_a_command_comes_from_the_files(read):
    make_published_fact()

    assert "<td>files</td>" in read("/changes/")


def test_the_newest_change_stands_first(read):
    for why in ("The first.", "The second."):
        with revision(by=None, why=why):
            pass

    text = read("/changes/")

    assert text.index("The second.") < text.index("The first.")


def test_korean_pages_lead_to_korean_pages(read):
    make_published_fact()

    assert 'href="/ko/models/skylark-7b/"' in read("/ko/changes/")


def test_before_the_first_change_the_page_says_so(read):
    assert "Nothing recorded yet." in read("/changes/")


def test_the_feed_has_an_entry_per_change(client):
    with revision(by=None, why="Loaded.", about=make_model()):
        pass

    response = client.get("/changes/feed/")

    assert response["Content-Type"].startswith("application/atom+xml")
    entry = ElementTree.fromstring(response.content).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}summary") == "Loaded."
    assert entry.find(f"{ATOM}link").get("href").endswith("/models/skylark-7b/")


def test_each_entry_of_the_feed_has_an_id_of_its_own(client):
    for why in ("One.", "Two."):
        with revision(by=None, why=why, about=make_model(f"m-{why[:3].lower()}")):
            pass

    feed = ElementTree.fromstring(client.get("/changes/feed/").content)

    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == 2


def test_queries_do_not_grow(count_queries, ada):
    counts = []
    for numbers in (range(3), range(3, 30)):
        for number in numbers:
            with revision(by=ada, why="Again.", about=make_model(f"model-{number}")):
                pass
        counts.append((count_queries("/changes/"), count_queries("/changes/feed/")))

    assert counts[0] == counts[1]
