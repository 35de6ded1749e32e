"""History of one object: who, when, why, and from what to what."""

import pytest

from kb.admin.links import change_url
from tests.admin.forms import change, citation
from tests.factories import make_license, make_model, make_organization, make_published_fact, make_source

pytestmark = pytest.mark.django_db


def history_of(client, instance):
    response = client.get(change_url(instance).replace("change", "history"))
    assert response.status_code == 200
    return response


def test_a_change_is_told_with_its_author_reason_revision_and_fields(adas_client, ada):
    fact = make_published_fact()

    change(adas_client, fact, availability="by-request", licenses=[make_license().pk], why="The form appeared.")

    entry = history_of(adas_client, fact).context["history"][0]
    assert (entry.by, entry.why, entry.act) == (ada, "The form appeared.", "changed")
    assert entry.revision is not None
    assert {(one.field, one.old, one.new) for one in entry.changes} == {
        ("Availability", "public", "by request"),
        ("Licenses", "–", "Meadow License"),
    }


def test_citations_added_and_removed_are_part_of_it(adas_client):
    fact = make_published_fact()
    other = make_source("meadow-paper")

    change(adas_client, fact, **{"citations-0-DELETE": "on"}, **citation(other, 1, existing=1))

    entries = history_of(adas_client, fact).context["history"]
    acts = {entry.act: {(one.field, one.old, one.new) for one in entry.changes} for entry in entries[:3]}
    assert ("Source", "", "Card meadow-paper (Meadow)") in acts["citation added"]
    assert ("Source", "Card meadow-card (Meadow)", "") in acts["citation removed"]


def test_a_changed_citation_is_told_from_what_to_what(adas_client):
    fact = make_published_fact()

    change(adas_client, fact, **{"citations-0-locator": "section 9"})

    changed = [entry for entry in history_of(adas_client, fact).context["history"] if entry.act == "citation changed"]
    assert [(one.field, one.old, one.new) for one in changed[0].changes] == [
        ("Locator", "section “License”", "section 9")
    ]


def test_records_have_a_history_too(adas_client):
    model = make_model()
    lark = make_organization("lark")

    change(adas_client, model, aliases="Sky\nLark", organization=lark.pk)

    page = history_of(adas_client, model)
    changes = {(one.field, one.old, one.new) for one in page.context["history"][0].changes}
    assert changes == {("Other names", "–", "Sky; Lark"), ("Organization", "Meadow", "Lark")}
    assert "style=" not in page.text and "<style" not in page.text


def test_something_without_history_says_so(adas_client):
    model = make_model()
    model.history.all().delete()

    assert "Nothing was changed here" in history_of(adas_client, model).text


def test_a_contributor_reads_history(bens_client):
    assert "added" in history_of(bens_client, make_published_fact()).text
