"""The queue of suggestions: who may see and decide, and what each of the three acts makes."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from kb.admin.links import change_url
from kb.editorial.publication import publish
from kb.editorial.suggestions import NotOpen, ask, decline
from kb.models import Event, Fact, LicenseTerm, Revision, Source, Suggestion
from kb.models.statement import NeverRead
from tests.factories import make_dataset, make_license, make_model, make_published_fact, make_source, make_suggestion

pytestmark = pytest.mark.django_db
LIST = "/admin/kb/suggestion/"
NEW_SOURCE = {"title": "News of the form", "publisher": "Meadow", "source_kind": "vendor-post"}


def act(client, suggestion, name, **fields):
    values = {f"{name}-{field}": value for field, value in fields.items()}
    return client.post(change_url(suggestion), {"act": name, **values})


def accept(client, suggestion, **fields):
    return act(client, suggestion, "accept", **{"note": "It has been behind a form since May.", **NEW_SOURCE, **fields})


def test_accepting_makes_a_draft_with_its_citation_and_publishes_nothing(adas_client, ada):
    made = make_published_fact(part="7B")
    before = Revision.objects.count()
    suggestion = make_suggestion(name="Robin", email="robin@example.org")

    page = adas_client.get(change_url(suggestion))
    response = accept(
        adas_client, suggestion, becomes="fact", component="weights", availability="by-request", told="Thanks."
    )

    draft = Fact.objects.exclude(pk=made.pk).get()
    citation = draft.citations.get()
    suggestion.refresh_from_db()
    assert '<option value="public" selected>' in page.text  # as the published fact has it
    assert response.url == change_url(draft)
    assert (draft.publication, draft.language_model, draft.component) == ("draft", made.language_model, "weights")
    assert (citation.locator, citation.stance, citation.read) == ("second paragraph", "supports", None)
    assert (citation.source.url, citation.source.retrieved) == ("https://meadow.example/news/form", None)
    assert draft.history.get().history_user == ada
    assert (suggestion.state, suggestion.fact, suggestion.name, suggestion.email) == ("accepted", draft, "", "")
    assert Revision.objects.count() == before + 1  # of the source, which is a public record
    with pytest.raises(NeverRead):
        publish(draft, by=ada, why="Not read yet.")


def test_a_source_with_the_same_address_is_cited_again(adas_client):
    source = make_source(url="https://meadow.example/news/form")
    suggestion = make_suggestion(source_url="https://meadow.example/news/form#top")

    page = adas_client.get(change_url(suggestion))
    accept(adas_client, suggestion, becomes="fact", component="weights", availability="by-request")

    assert "accept-title" not in page.text
    assert Fact.objects.get().citations.get().source == source
    assert Source.objects.count() == 1


A_DATASET, A_LICENSE, A_MODEL, NOTHING = (
    {"dataset": make_dataset},
    {"license": make_license},
    {"language_model": make_model},
    {"language_model": lambda: None},
)
BECOMES = [
    (A_DATASET, Fact, {"component": "dataset", "availability": "public"}, {"component": "dataset"}),
    (A_LICENSE, LicenseTerm, {"term": "modify"}, {"right": "modify", "answer": "unknown"}),
    (A_LICENSE, LicenseTerm, {"term": "naming"}, {"condition": "naming"}),
    (A_LICENSE, Event, {"date": "2026-05", "kind": "license-change"}, {"date_precision": "month"}),
    (A_MODEL, Event, {"date": "2026-05-03", "kind": "leak"}, {"slug": "2026-05-03-skylark-7b"}),
    (NOTHING, Event, {"date": "2026", "kind": "release"}, {"slug": "2026-01-01-suggested"}),
]


@pytest.mark.parametrize(("about", "kind", "fields", "values"), BECOMES)
def test_what_it_is_about_says_what_it_becomes(adas_client, about, kind, fields, values):
    suggestion = make_suggestion(**{name: make() for name, make in about.items()})

    response = accept(adas_client, suggestion, becomes=kind._meta.model_name, **fields)

    draft = kind.objects.get(publication="draft")
    assert response.url == change_url(draft)
    assert {name: getattr(draft, name) for name in values} == values
    assert draft.citations.count() == 1
    if kind is Event and suggestion.subject():
        assert suggestion.subject().events.get() == draft


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "This kind of draft needs it."),
        ({"component": "weights", "availability": "free"}, "Select a valid choice."),
        ({"component": "dataset", "availability": "public"}, "is a component of datasets"),
        ({"component": "weights", "availability": "public", "note": "a bell \x07"}, "nobody can see"),
        ({"component": "weights", "availability": "public", "title": ""}, "This field is required."),
        ({"becomes": "licenseterm"}, "Select a valid choice."),
    ],
)
def test_what_no_draft_can_be_is_said_and_nothing_is_stored(adas_client, fields, told):
    suggestion = make_suggestion()

    response = accept(adas_client, suggestion, **{"becomes": "fact", **fields})

    suggestion.refresh_from_db()
    assert response.status_code == 200 and told in response.text
    assert "Meadow" in response.text
    assert not Fact.objects.exists() and not Source.objects.exists() and suggestion.state == "waiting"


def test_each_act_has_a_form_with_a_token(ada):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    suggestion = make_suggestion()

    tokens = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(change_url(suggestion)).text)
    without = act(client, suggestion, "ask", text="Since when?")
    with_it = client.post(
        change_url(suggestion), {"act": "ask", "ask-text": "Since when?", "csrfmiddlewaretoken": tokens[-1]}
    )

    assert len(tokens) == 4  # logging out is a form as well
    assert (without.status_code, with_it.status_code) == (403, 302)


def test_asking_and_declining_need_words(adas_client):
    suggestion = make_suggestion()

    assert "This field is required." in act(adas_client, suggestion, "ask", text="").text
    assert "This field is required." in act(adas_client, suggestion, "decline", text="").text
    assert act(adas_client, suggestion, "ask", text="Since when?").status_code == 302
    assert act(adas_client, suggestion, "decline", text="No answer came.").status_code == 302

    suggestion.refresh_from_db()
    page = adas_client.get(change_url(suggestion)).text
    assert suggestion.state == "declined"
    assert "Since when?" in page and "No answer came." in page and 'name="act"' not in page


def test_what_was_decided_is_decided_once(adas_client, ada):
    suggestion = make_suggestion()
    decline(suggestion, by=ada, why="Not so.")

    response = accept(adas_client, suggestion, becomes="fact", component="weights", availability="public")

    assert "was decided in the meantime" in response.text
    assert not Fact.objects.exists()
    for late in (lambda: ask(suggestion, by=ada, what="?"), lambda: decline(suggestion, by=ada, why="Again.")):
        with pytest.raises(NotOpen):
            late()


def test_a_contributor_reads_what_is_suggested_but_not_by_whom_and_decides_nothing(bens_client):
    suggestion = make_suggestion(name="Robin", email="robin@example.org")

    page = bens_client.get(change_url(suggestion))
    refused = [
        act(bens_client, suggestion, "ask", text="Since when?"),
        act(bens_client, suggestion, "decline", text="No."),
        accept(bens_client, suggestion, becomes="fact", component="weights", availability="public"),
        bens_client.post(f"{LIST}{suggestion.pk}/delete/", {"post": "yes"}),
    ]
    bens_client.post(LIST, {"action": "delete_selected", "_selected_action": [suggestion.pk], "post": "yes"})

    suggestion.refresh_from_db()
    assert bens_client.get(LIST).status_code == 200
    assert "behind a form" in page.text and 'name="act"' not in page.text
    assert "Robin" not in page.text and "robin@example.org" not in page.text
    assert [response.status_code for response in refused] == [403] * 4
    assert suggestion.state == "waiting" and not Fact.objects.exists()


def test_others_are_sent_away_and_nobody_adds_one(danas_client, client, adas_client):
    suggestion = make_suggestion()

    for other in (danas_client, client):
        for address in (LIST, change_url(suggestion)):
            assert other.get(address).status_code == 302
        assert act(other, suggestion, "decline", text="No.").status_code == 302
    assert adas_client.get(f"{LIST}add/").status_code == 403
    assert Suggestion.objects.get().state == "waiting"


def test_an_editor_deletes_what_nobody_should_have_to_read(adas_client):
    suggestion = make_suggestion()

    adas_client.post(f"{LIST}{suggestion.pk}/delete/", {"post": "yes"})

    assert not Suggestion.objects.exists()


def test_the_start_page_counts_what_waits_and_leads_to_it(adas_client, ada):
    ask(make_suggestion(what="First."), by=ada, what="Since when?")
    make_suggestion(what="Second.")

    start = adas_client.get("/admin/").text
    listed = adas_client.get(f"{LIST}?state__exact=waiting").text

    assert f"{LIST}?state__exact=waiting" in start and f"{LIST}?state__exact=asked" in start
    assert "1 suggestion" in start
    assert "Second." in listed and "First." not in listed


@pytest.mark.parametrize(
    ("query", "found"),
    [("about=model", 1), ("about=license", 0), ("age=day", 1), ("age=week", 0), ("q=sky+lark", 1), ("q=hay", 0)],
)
def test_the_list_is_filtered_and_searched(adas_client, query, found):
    make_suggestion(what="Marked text.")

    assert ("Marked text." in adas_client.get(f"{LIST}?{query}").text) is bool(found)


@pytest.mark.parametrize("key", ["0", "999999", "x", "9" * 30, "%00"])
def test_a_suggestion_that_is_not_there_is_no_fault(adas_client, key):
    assert adas_client.get(f"{LIST}{key}/change/").status_code in (302, 400, 404)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": "lost"}, "to be decided"),
        ({"component": "soul"}, "Unknown component"),
        ({"state": "declined", "email": "robin@example.org"}, "Name and e-mail are deleted"),
        ({"source_url": "ftp://meadow.example"}, "which source"),
        ({"locator": ""}, "which source"),
        ({"what": "x" * 3001}, "no longer than a page"),
    ],
)
def test_the_database_holds_its_rules(change, words):
    suggestion = make_suggestion()

    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        Suggestion.objects.filter(pk=suggestion.pk).update(**change)


def test_it_is_about_one_thing_and_becomes_one_draft_once_accepted():
    suggestion = make_suggestion()
    license, fact = make_license(), make_published_fact()

    for change in ({"license": license}, {"fact": fact}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Suggestion.objects.filter(pk=suggestion.pk).update(**change)
        with pytest.raises(ValidationError):
            for name, value in change.items():
                setattr(suggestion, name, value)
            suggestion.full_clean()


def test_the_editors_page_is_in_their_language(adas_client):
    page = adas_client.get(reverse("admin:kb_suggestion_changelist"), headers={"accept-language": "ko"})

    assert 'lang="ko' in page.text
