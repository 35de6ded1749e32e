"""What is not there, what went wrong, and what crawlers ask for."""

from xml.etree import ElementTree

import pytest
from django.test import RequestFactory

from kb.pages.wayfinding import server_error
from tests.factories import make_dataset, make_family, make_license, make_model, make_organization, make_source

pytestmark = pytest.mark.django_db
MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/models/skylark7b/", "/models/skylark-7b/"),
        ("/models/skylrak-7b/", "/models/skylark-7b/"),
        ("/licenses/apache2/", "/licenses/apache-2.0/"),
        ("/organisations/meadow/", "/organizations/meadow/"),
        ("/skylark/", "/models/skylark-7b/"),
        ("/models/slykark-7b/", "/models/skylark-7b/"),
    ],
)
def test_the_nearest_names_are_offered(read, address, meant):
    make_model()
    make_license("apache-2.0")

    assert f'href="{meant}"' in read(address, status=404)


def test_nothing_is_offered_when_nothing_is_near(read):
    make_model()

    text = read("/models/zzzzzz/", status=404)

    assert "Perhaps you meant" not in text
    assert 'action="/search/"' in text


def test_a_strange_address_is_only_not_found(read):
    make_model()

    for address in ("/%00/", "/%ff%fe/", f"/{'x' * 3000}/", "/models/%ED%A0%80/", "/'%22%3E%3Cscript%3E/"):
        assert "<script>" not in read(address, status=404)


def test_what_is_not_there_is_said_in_korean_under_its_address(read):
    assert '<html lang="ko">' in read("/ko/nowhere/", status=404)


def test_the_page_for_a_fault_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert b"Something went wrong" in response.content


def test_crawlers_may_see_everything_and_find_the_map(client):
    text = client.get("/robots.txt").content.decode()

    assert "Allow: /" in text
    assert "Disallow" not in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_map_leads_to_every_record_in_both_languages(client):
    make_model()
    make_organization("brook")
    make_source("card")

    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    sections = [node.text for node in index.iter(f"{MAPS}loc")]
    addresses = {
        node.text
        for section in sections
        for node in ElementTree.fromstring(client.get(section).content).iter(f"{MAPS}loc")
    }

    for path in ("", "models/", "models/skylark-7b/", "organizations/brook/", "sources/card/", "timeline/", "changes/"):
        assert f"http://testserver/{path}" in addresses
        assert f"http://testserver/ko/{path}" in addresses


def test_what_is_not_there_costs_a_query_a_kind(client, django_assert_max_num_queries):
    for number in range(30):
        make_model(f"model-{number}")

    with django_assert_max_num_queries(9):  # the revision twice, and all names
        client.get("/models/model-x/")


def test_no_two_pages_have_one_title(client):
    name = {"name": "Lark"}
    rows = [
        make_organization(**name),
        make_family(**name),
        make_dataset(**name),
        make_license(**name),
        make_model(**name),
    ]
    rows.append(make_source(title="Lark"))

    pages = [client.get(row.get_absolute_url()).content.decode() for row in rows]
    titles = {page.partition("<title>")[2].partition("</title>")[0] for page in pages}

    assert len(titles) == len(rows)
