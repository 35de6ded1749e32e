"""Every public address, asked for in every wrong way: never a 500, and always a page that helps onward."""

from urllib.parse import parse_qsl, quote, urlsplit

import html5lib
import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kb.models import Dataset, Family, LanguageModel, License, Organization, Source
from tests.factories import (
    make_dataset,
    make_derivation,
    make_event,
    make_family,
    make_license,
    make_published_fact,
    make_specification,
    make_suggestion,
    make_term,
    published,
)

RECORDS = {
    "models": LanguageModel,
    "organizations": Organization,
    "families": Family,
    "datasets": Dataset,
    "licenses": License,
    "sources": Source,
}
WRONG_VALUES = {
    "nonsense": "nonsense",
    "empty": "",
    "too long": "x" * 20_000,
    "NUL": "%00",
    "NUL within": "open%00",
    "not UTF-8": "%ff%fe%80",
    "half a surrogate": "%ed%a0%80",
    "a minus": "-1",
    "zero": "0",
    "too large": "9" * 40,
    "a fraction": "1.5",
    "digits of another script": quote("٣"),
    "infinity": "nan",
    "quotes": quote("'\"><script>alert(1)</script>"),
    "wildcards": quote("%_*\\"),
    "a date that is none": "2023-13-45",
    "right to left": quote("\u202e"),
    "a list": "[]",
}
ANYWHERE = ("q", "page", "sort", "nobody-knows-this", "page[]", "%00", "%ff")


def public_routes() -> list[str]:
    """Routes of every public address as written in `kb.urls`, in the default language."""
    found = []
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLPattern):
            found.append(str(entry.pattern))
        elif isinstance(entry, URLResolver) and str(entry.pattern) == "":
            found += [str(inner.pattern) for inner in entry.url_patterns]
    return found


ROUTES = public_routes()
# Those with a form take it by POST; tests/pages/test_suggest.py sends it.
FORMS = [route for route in ROUTES if route.startswith("suggest/")]
PAGES = [route for route in ROUTES if not route.endswith((".txt", ".xml", ".png", "feed/"))]


@pytest.fixture
def knowledge(db):
    """Something of everything, so that no page is empty for want of rows."""
    family = make_family()
    license = make_license()
    fact = make_published_fact(licenses=[license])
    fact.language_model.family = family
    fact.language_model.save()
    published(make_specification())
    published(make_derivation())
    published(make_term(license=license))
    published(make_event(language_models=[fact.language_model], organizations=[fact.language_model.organization]))
    make_published_fact(dataset=make_dataset(), component="dataset")
    make_suggestion(token="private")


def address(route: str, slug: str | None = None) -> str:
    """A real address for a route: its slug is that of the first record of its kind, unless one is given."""
    section = route.partition("/")[0]
    if slug is None and section in RECORDS:
        slug = RECORDS[section].objects.values_list("slug", flat=True).first()
    if slug is None and section == "frameworks":
        slug = "mof"
    route = route.replace("<key:slug>", slug or "nothing").replace("<slug:key>", "weights")
    route = route.replace("<slug:token>", slug or "private")
    return "/" + route.replace("<slug:section>", slug or "models")


def offered_parameters(response) -> set[str]:
    """Names of parameters that the page's own forms and links use."""
    if not response.headers["Content-Type"].startswith("text/html"):
        return set()
    page = html5lib.parse(response.content, namespaceHTMLElements=False)
    fields = {field.get("name") for tag in ("input", "select") for field in page.iter(tag) if field.get("name")}
    links = {name for link in page.iter("a") for name, _value in parse_qsl(urlsplit(link.get("href", "")).query)}
    return fields | links


def helps(response) -> bool:
    """Whether the answer is a page from which the visitor can go on, or no page at all (a feed, robots.txt)."""
    if response.status_code in (301, 302):
        return True
    if not response.headers["Content-Type"].startswith("text/html"):
        return response.status_code == 200
    text = response.content.decode()
    return response.status_code in (200, 400, 404, 405) and "<main" in text and 'href="/' in text


def test_there_are_routes_to_walk():
    assert {"", "models/", "models/<key:slug>/", "timeline/", "robots.txt"} <= set(ROUTES)


@pytest.mark.parametrize("route", ROUTES)
def test_an_address_answers_in_both_languages(client, knowledge, route):
    assert client.get(address(route)).status_code == 200
    if not route.endswith((".txt", ".xml")):
        assert client.get("/ko" + address(route)).status_code == 200


@pytest.mark.parametrize("route", ROUTES)
def test_no_query_string_breaks_an_address(client, knowledge, route):
    path = address(route)
    names = sorted({*ANYWHERE, *map(quote, offered_parameters(client.get(path)))})

    for name in names:
        for kind in ("nonsense", "NUL", "not UTF-8", "too large"):
            response = client.get(f"{path}?{name}={WRONG_VALUES[kind]}")
            assert helps(response), (name, kind, response.status_code)
    for kind, value in WRONG_VALUES.items():
        response = client.get(f"{path}?{'&'.join(f'{name}={value}' for name in names)}")
        assert helps(response), (kind, response.status_code)
    twice = client.get(f"{path}?{'&'.join(f'{name}=a&{name}=b&{name}' for name in names)}")
    assert helps(twice)


@pytest.mark.parametrize(
    "query", ["&&&", "=", "=x", "?", "%", "%zz", "a" * 50_000, "&".join(f"x{n}=1" for n in range(900))]
)
def test_a_malformed_query_string_is_answered(client, knowledge, query):
    for route in ROUTES:
        response = client.get(f"{address(route)}?{query}")
        assert helps(response), (route, response.status_code)


def test_more_parameters_than_anyone_means_are_no_server_error(client, knowledge):
    for route in ROUTES:
        response = client.get(f"{address(route)}?{'&'.join('q=x' for _ in range(6000))}")
        assert response.status_code in (200, 400), route
        assert helps(response), route


@pytest.mark.parametrize(
    "slug",
    [
        "nothing-of-this-name",
        "x" * 3000,
        "%00",
        "%ff",
        "a%00b",
        "..%2f..%2fetc",
        quote("라마"),
        "UPPER",
        "a--b",
        "'",
        "%",
    ],
)
@pytest.mark.parametrize("route", [route for route in ROUTES if "<" in route])
def test_an_unknown_name_is_a_404_that_helps(client, knowledge, route, slug):
    response = client.get(address(route, slug))

    assert response.status_code == 404
    assert helps(response)


@pytest.mark.parametrize("path", ["/nowhere/", "/models/x/y/z/", "/ko/nowhere/", "/" + "a/" * 500, "/%ff/", "/%00/"])
def test_an_unknown_address_is_a_404_that_helps(client, knowledge, path):
    response = client.get(path)

    assert response.status_code in (301, 404)
    assert helps(response)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_public_addresses_are_read_only_and_say_so(knowledge, method, prefix):
    client = Client(enforce_csrf_checks=True)
    for route in ROUTES if not prefix else PAGES:
        if route in FORMS and method == "POST":
            continue
        response = client.generic(method, prefix + address(route), "q=x")

        assert response.status_code == 405, route
        assert response["Allow"] == ("GET, HEAD, POST" if route in FORMS else "GET, HEAD")
        assert helps(response)


def test_a_host_that_is_not_ours_gets_a_page(client, knowledge):
    response = client.get("/models/", headers={"Host": "elsewhere.example"})

    assert response.status_code == 400
    assert helps(response)


@pytest.mark.parametrize("route", ROUTES)
def test_an_empty_database_has_pages_too(client, db, route):
    path = address(route)

    is_of_a_record = ("<key:slug>" in route or "<slug:token>" in route) and not route.startswith(
        "frameworks/"
    )  # rule sets are in the code
    assert client.get(path).status_code == (404 if is_of_a_record else 200)


@pytest.mark.parametrize("route", PAGES)
def test_a_page_is_well_formed(client, knowledge, route):
    for prefix in ("", "/ko"):
        html5lib.HTMLParser(strict=True).parse(client.get(prefix + address(route)).content)
