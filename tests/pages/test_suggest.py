"""`/suggest/`: what a reader says is wrong reaches the editors, what a program sends does not, and nothing is lost."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import html5lib
import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from kb.editorial.suggestions import accept, ask, decline, submit
from kb.models import Fact, LanguageModel, Revision, Suggestion, SuggestionStep
from tests.factories import (
    make_dataset,
    make_license,
    make_model,
    make_published_fact,
    make_source,
    make_suggestion,
    published,
)
from tests.test_middleware import KEPT

pytestmark = pytest.mark.django_db
ABOUT = "/suggest/?about=models/skylark-7b/weights"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TYPED = {
    "component": "weights",
    "what": "They are behind a form since May.\r\nBefore that they were not.",
    "source_url": "https://meadow.example/news",
    "locator": "second paragraph",
    "name": "Robin",
    "email": "robin@example.org",
}


@pytest.fixture
def skylark(db):
    return make_model()


@pytest.fixture
def send(client, skylark):
    """Open the form, wait like somebody who reads, and send it. In: fields that differ. Out: the answer."""

    def fill_in(*, after=timedelta(minutes=2), address=ABOUT, sender=client, extra=None, **differences):
        with time_machine.travel(fill_in.now, tick=False) as clock:
            opened = re.search(r'name="opened" value="([^"]+)"', sender.get(address).text)[1]
            clock.shift(after)
            return sender.post(address, {**TYPED, "opened": opened, **differences}, **(extra or {}))

    fill_in.now = NOON
    return fill_in


def test_a_suggestion_reaches_the_editors_and_its_writer_gets_a_private_page(send, client, skylark):
    response = send()

    stored = Suggestion.objects.get()
    page = client.get(response.url)
    assert response.status_code == 302
    assert (stored.language_model, stored.component, stored.state) == (skylark, "weights", "waiting")
    assert stored.what == "They are behind a form since May.\nBefore that they were not."
    assert (stored.source_url, stored.locator, stored.name) == (TYPED["source_url"], TYPED["locator"], "Robin")
    assert "It was received" in page.text and "Keep the address of this page" in page.text
    assert "robin@example.org" not in page.text
    assert "noindex" in page.text
    html5lib.HTMLParser(strict=True).parse(page.content)


@pytest.mark.parametrize(
    ("about", "named"),
    [
        ("models/skylark-7b", "Skylark 7B"),
        ("models/skylark-7b/weights", '<option value="weights" selected>'),
        ("licenses/meadow-license", "Meadow License"),
        ("datasets/hay", "Hay"),
        ("", "missing here altogether"),
        ("models/nobody", "Nothing is called “models/nobody”"),
        ("models/skylark-7b/soul", "Nothing is called"),
        ("models/%00", "Nothing is called"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_the_form_names_what_it_is_about(read, skylark, about, named, prefix):
    make_license()
    make_dataset()

    html = read(f"{prefix}/suggest/?about={about}")

    assert prefix or named in html


@pytest.mark.parametrize("address", ["/models/skylark-7b/", "/models/skylark-7b/weights/", "/licenses/meadow-license/"])
def test_what_is_shown_leads_to_the_form_about_it(client, address):
    make_published_fact(licenses=[make_license()])

    found = re.findall(r'href="(/suggest/\?about=[^"]+)"', client.get(address).text)

    assert f"/suggest/?about={address.strip('/')}" in found
    if address == "/models/skylark-7b/":
        assert ABOUT in found
    for target in set(found):
        assert "Nothing is called" not in client.get(target).text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"website": "https://spam.example"}, "as programs do"),
        ({"after": timedelta(seconds=1)}, "quicker than anyone types"),
        ({"after": timedelta(days=2)}, "older than a day"),
        ({"opened": ""}, "older than a day"),
        ({"opened": "forged:1tQ:abc"}, "older than a day"),
        ({"source_url": ""}, "This has to be filled in."),
        ({"source_url": "ftp://meadow.example/x"}, "An address begins with https:// or http://."),
        ({"source_url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"source_url": "https://meadow.example/" + "x" * 600}, "at most 600 characters"),
        ({"locator": ""}, "This has to be filled in."),
        ({"locator": "x" * 401}, "at most 400 characters"),
        ({"what": ""}, "This has to be filled in."),
        ({"what": "x" * 3001}, "at most 3000 characters (it has 3001)"),
        ({"what": "NUL \x00 within"}, "Null characters are not allowed."),
        ({"what": "a bell \x07"}, "a character that nobody can see: U+0007"),
        ({"name": "turned \u202e round"}, "a character that nobody can see: U+202E"),
        ({"email": "robin at home"}, "Enter a valid email address."),
        ({"component": "soul"}, "Select a valid choice."),
    ],
)
def test_what_is_refused_is_said_and_what_was_typed_is_still_there(send, fields, told):
    response = send(**fields)

    assert response.status_code == 400
    assert told in response.text and "what you typed is still here" in response.text
    assert fields.get("locator", TYPED["locator"]) in response.text
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize("fields", [{"website": "x"}, {"after": timedelta(seconds=1)}, {"after": timedelta(days=2)}])
def test_a_form_that_came_back_can_be_sent_again(send, client, fields):
    page = send(**fields)
    values = {**TYPED, "opened": re.search(r'name="opened" value="([^"]+)"', page.text)[1], "website": ""}

    with time_machine.travel(NOON + fields.get("after", timedelta(0)) + timedelta(minutes=5), tick=False):
        response = client.post(ABOUT, values)

    assert response.status_code == 302
    assert Suggestion.objects.count() == 1


def test_bytes_that_are_no_text_are_refused_in_words(client, skylark):
    body = urlencode({**TYPED, "what": ""}).replace("what=", "what=caf%E9")

    response = client.post(ABOUT, body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 400
    assert "no text in UTF-8" in response.text


@pytest.mark.parametrize("address", [ABOUT, "/suggest/nobody/"])
def test_what_no_person_types_is_refused_before_it_is_read(client, skylark, address):
    response = client.post(address, {"what": "x" * 300_000})

    assert response.status_code == 400
    assert "too large" in response.text


def test_what_is_typed_is_shown_as_text_to_everyone(send, client, adas_client):
    script = "<script>alert(1)</script><b>bold</b>"

    again = send(what=script, locator=script, source_url="no address")
    send(what=script, locator=script)

    stored = Suggestion.objects.get()
    for page in (
        again,
        client.get(stored.get_absolute_url()),
        adas_client.get(f"/admin/kb/suggestion/{stored.pk}/change/"),
    ):
        assert "&lt;script&gt;alert(1)" in page.text
        assert "<script>alert" not in page.text and "<b>bold" not in page.text


def test_a_form_that_is_sent_twice_is_stored_once(client, skylark):
    with time_machine.travel(NOON, tick=False) as clock:
        opened = re.search(r'name="opened" value="([^"]+)"', client.get(ABOUT).text)[1]
        clock.shift(60)
        first, second = (client.post(ABOUT, {**TYPED, "opened": opened}) for _time in range(2))

    assert first.url == second.url
    assert Suggestion.objects.count() == 1


# Rate


def test_the_sixth_within_an_hour_waits_and_another_network_does_not(send):
    for _number in range(5):
        assert send().status_code == 302

    refused = send(locator="the sixth place")
    other = send(extra={"REMOTE_ADDR": "198.51.100.7"})
    send.now = NOON + timedelta(minutes=61)
    later = send()

    assert (refused.status_code, other.status_code, later.status_code) == (429, 302, 302)
    assert "waits for 61 minutes" in refused.text and "the sixth place" in refused.text


def test_an_hour_is_an_hour_across_midnight(send):
    send.now = NOON.replace(hour=23, minute=40)
    for _number in range(5):
        send()
    send.now += timedelta(minutes=30)

    assert send().status_code == 429


@pytest.mark.parametrize(
    ("addresses", "one"),
    [
        (("2001:db8::1", "2001:db8::ffff:2"), True),
        (("2001:db8::1", "2001:db8:0:1::1"), False),
        (("203.0.113.5", "::ffff:203.0.113.5"), True),
        (("nonsense", ""), True),
    ],
)
def test_a_network_is_known_by_a_code_that_does_not_name_it(skylark, addresses, one):
    for number, address in enumerate(addresses):
        given = {"what": "x", "source_url": "https://meadow.example", "locator": "x"}
        submit(Suggestion(token=f"t{number}", **given), address=address)

    codes = list(Suggestion.objects.values_list("address_code", flat=True))
    assert (codes[0] == codes[1]) is one
    assert not any(address and address in code for code in codes for address in addresses)


def test_the_code_is_forgotten_after_a_day(send):
    send()
    send.now = NOON + timedelta(days=1, minutes=5)
    send()

    assert [bool(code) for code in Suggestion.objects.order_by("at").values_list("address_code", flat=True)] == [
        False,
        True,
    ]


def test_behind_a_proxy_the_address_is_what_the_proxy_added(send, settings):
    settings.HTTPS = True
    for number in range(5):
        send(extra={"HTTP_X_FORWARDED_FOR": f"10.0.0.{number}, 203.0.113.5"})

    assert send(extra={"HTTP_X_FORWARDED_FOR": "10.0.0.9, 203.0.113.5"}).status_code == 429
    assert send(extra={"HTTP_X_FORWARDED_FOR": "203.0.113.5, 203.0.113.6"}).status_code == 302


# Safety


@pytest.mark.parametrize("address", [ABOUT, "/ko/suggest/", "/suggest/private/"])
def test_nobody_keeps_a_form_or_a_private_page(settings, address, skylark):
    settings.CACHES = KEPT
    cache.clear()
    make_suggestion(token="private")

    first, second = (Client().get(address) for _time in range(2))

    for response in (first, second):
        assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.has_header("ETag")
        assert "Cookie" in response["Vary"] or "private/" in address
    if "csrfmiddlewaretoken" in first.text:
        assert first.cookies["csrftoken"].value != second.cookies["csrftoken"].value


@pytest.mark.parametrize("state", ["waiting", "asked"])
def test_a_form_of_another_site_stores_nothing_and_loses_nothing(skylark, state):
    client = Client(enforce_csrf_checks=True)
    asked = make_suggestion(state=state)

    suggested = client.post(ABOUT, {**TYPED, "opened": "x"})
    answered = client.post(asked.get_absolute_url(), {"text": "An answer of mine."})

    assert (suggested.status_code, answered.status_code) == (403, 403)
    assert "another site" in suggested.text and TYPED["locator"] in suggested.text
    assert "An answer of mine." in answered.text
    assert not SuggestionStep.objects.exists() and Suggestion.objects.count() == 1


def test_a_form_with_its_token_is_taken(send):
    client = Client(enforce_csrf_checks=True)
    client.get(ABOUT)

    assert send(sender=client, csrfmiddlewaretoken=client.cookies["csrftoken"].value).status_code == 302


def test_nothing_of_it_is_public_and_its_address_is_not_guessed(send, client):
    private = send().url
    token = private.split("/")[-2]

    assert len(token) >= 40
    for guess in ("1", token[:-1], token.swapcase(), "x" * 3000):
        assert client.get(f"/suggest/{guess}/").status_code == 404
    for public in (
        "/",
        "/models/skylark-7b/",
        "/changes/",
        "/changes/feed/",
        "/sitemap.xml",
        "/sitemap-lists.xml",
        "/sources/",
    ):
        text = client.get(public).content.decode()
        assert token not in text and "behind a form" not in text and "meadow.example/news" not in text
    assert not Revision.objects.exists()


# What becomes of it


def test_a_question_is_answered_on_the_private_page(client, ada):
    suggestion = make_suggestion()
    ask(suggestion, by=ada, what="Since which day of May?")
    address = suggestion.get_absolute_url()

    asked = client.get(address)
    empty = client.post(address, {"text": ""})
    hidden = client.post(address, {"text": "a bell \x07"})
    response = client.post(address, {"text": "The 3rd."})
    twice = client.post(address, {"text": "The 4th."})

    suggestion.refresh_from_db()
    assert "Since which day of May?" in asked.text and "ada" not in asked.text
    assert (empty.status_code, hidden.status_code, response.status_code, twice.status_code) == (400, 400, 302, 400)
    assert "nobody can see" in hidden.text
    assert "was answered already" in twice.text and "The 4th." in twice.text
    assert suggestion.state == "waiting"
    assert [step.text for step in suggestion.steps.all()] == ["Since which day of May?", "The 3rd."]


def test_a_refusal_is_given_with_its_reason_and_forgets_who_it_was(client, ada):
    suggestion = make_suggestion(name="Robin", email="robin@example.org")

    decline(suggestion, by=ada, why="The page says nothing of a form.")

    suggestion.refresh_from_db()
    page = client.get(suggestion.get_absolute_url())
    assert "It was declined" in page.text and "says nothing of a form" in page.text
    assert (suggestion.name, suggestion.email) == ("", "")


def test_the_page_leads_to_the_fact_only_while_that_is_published(client, ada):
    suggestion = make_suggestion()
    fact = Fact(
        language_model=suggestion.language_model, component="weights", availability="by-request", note="A form."
    )
    accept(suggestion, statement=fact, source=make_source(), by=ada)
    accepted = client.get(suggestion.get_absolute_url()).text

    published(fact)
    public = client.get(suggestion.get_absolute_url()).text

    assert "completes a draft" in accepted and fact.anchor() not in accepted
    assert "is published" in public and f"#{fact.anchor()}" in public


def test_a_suggestion_outlives_what_it_was_about(client):
    suggestion = make_suggestion()
    LanguageModel.objects.all().delete()

    assert "Skylark 7B" in client.get(suggestion.get_absolute_url()).text


def test_the_list_of_models_asks_for_no_style_of_the_form(client):
    assert "suggest.css" not in client.get("/models/").text
