"""Two editors on one page: the later save does not undo the earlier one unseen."""

import pytest
from django.db.models.signals import pre_delete, pre_save

from kb.admin.links import change_url
from kb.editorial.publication import withdraw
from kb.models import Citation, Fact, Organization
from tests.admin.forms import add, as_posted, change, citation
from tests.factories import (
    make_citation,
    make_fact,
    make_license,
    make_model,
    make_organization,
    make_published_fact,
    make_source,
    published,
)

pytestmark = pytest.mark.django_db


def told(response) -> str:
    """What the form that came back says of the whole of it."""
    assert response.status_code == 200
    return " ".join(response.context["adminform"].form.non_field_errors())


def test_a_later_save_is_refused_with_what_was_changed_since_by_whom(adas_client, chos_client):
    fact = make_published_fact()
    hers = as_posted(adas_client.get(change_url(fact)), note="Hers.", why="I read it.")
    change(chos_client, fact, note="His.", availability="by-request")

    response = adas_client.post(change_url(fact), hers)

    words = told(response)
    assert "cho" in words
    assert "Availability: “public” → “by request”" in words
    assert "What exactly: “All weights are on the hub.” → “His.”" in words
    assert "Hers." in response.text and "I read it." in response.text
    fact.refresh_from_db()
    assert (fact.note, fact.availability) == ("His.", "by-request")


def test_whoever_read_what_changed_and_saves_again_means_it(adas_client, chos_client):
    fact = make_published_fact()
    hers = as_posted(adas_client.get(change_url(fact)), note="Hers.")
    change(chos_client, fact, note="His.")

    again = as_posted(adas_client.post(change_url(fact), hers))

    assert adas_client.post(change_url(fact), again).status_code == 302
    fact.refresh_from_db()
    assert fact.note == "Hers."


def test_a_third_change_in_between_is_told_as_well(adas_client, chos_client):
    fact = make_published_fact()
    hers = as_posted(adas_client.get(change_url(fact)), note="Hers.")
    change(chos_client, fact, note="His.")
    again = as_posted(adas_client.post(change_url(fact), hers))
    change(chos_client, fact, note="His, again.")

    words = told(adas_client.post(change_url(fact), again))

    assert "“His.” → “His, again.”" in words
    assert "hub" not in words


def test_a_change_of_its_citations_alone_counts(adas_client, chos_client):
    fact = make_published_fact()
    hers = as_posted(adas_client.get(change_url(fact)), note="Hers.")
    change(chos_client, fact, **citation(make_source("meadow-paper"), 1, existing=1))

    words = told(adas_client.post(change_url(fact), hers))

    assert "citation added" in words and "Card meadow-paper" in words
    assert Citation.objects.count() == 2


def test_a_citation_that_the_other_took_away_is_told_and_breaks_nothing(adas_client, chos_client):
    fact = make_fact()
    make_citation(fact)
    hers = as_posted(adas_client.get(change_url(fact)), note="Hers.")
    change(chos_client, fact, **{"citations-0-DELETE": "on"})

    words = told(adas_client.post(change_url(fact), hers))

    assert "citation removed" in words
    assert not Citation.objects.exists()


def test_a_citation_changed_in_the_shell_counts(adas_client):
    fact = make_published_fact()
    hers = as_posted(adas_client.get(change_url(fact)), note="Hers.")
    one = fact.citations.get()
    one.locator = "section 9"
    one.save()

    assert "“section 9”" in told(adas_client.post(change_url(fact), hers))


def test_what_was_withdrawn_meanwhile_is_not_published_again_by_an_old_form(adas_client):
    fact = make_published_fact()
    hers = as_posted(adas_client.get(change_url(fact)), note="Hers.")
    withdraw(fact, by=None, why="Wrong.")

    assert "Publication: “published” → “withdrawn”" in told(adas_client.post(change_url(fact), hers))
    fact.refresh_from_db()
    assert fact.publication == "withdrawn"


def test_one_form_sent_twice_adds_its_citation_once(adas_client):
    fact = make_fact()
    fields = as_posted(adas_client.get(change_url(fact))) | citation(make_source())

    first, second = (adas_client.post(change_url(fact), fields) for _time in "12")

    assert (first.status_code, second.status_code) == (302, 200)
    assert Citation.objects.count() == 1


@pytest.mark.parametrize(
    "make, field", [(make_model, "name"), (make_organization, "name"), (make_license, "name"), (make_source, "title")]
)
def test_records_and_sources_are_guarded_too(adas_client, chos_client, make, field):
    record = make()
    hers = as_posted(adas_client.get(change_url(record)), **{field: "Hers"})
    change(chos_client, record, **{field: "His"})

    assert "→ “His”" in told(adas_client.post(change_url(record), hers))
    record.refresh_from_db()
    assert getattr(record, field) == "His"


@pytest.fixture
def meanwhile():
    """Lets somebody else do something between the reading of a form and its writing."""
    receivers = []

    def connect(signal, sender, act):
        def receiver(**_options):
            signal.disconnect(receiver, sender)
            act()

        receivers.append((signal, receiver, sender))
        signal.connect(receiver, sender, weak=False)

    yield connect
    for signal, receiver, sender in receivers:
        signal.disconnect(receiver, sender)


def test_a_fact_that_another_published_meanwhile_is_refused_and_nothing_typed_is_lost(adas_client, meanwhile):
    fact = make_fact(note="Draft.")
    make_citation(fact)
    fields = as_posted(adas_client.get(change_url(fact)), publication="published", note="Hers.", why="I read it.")
    meanwhile(pre_save, Fact, lambda: make_published_fact(language_model=fact.language_model))

    response = adas_client.post(change_url(fact), fields)

    assert "overlaps" in told(response)
    assert "Hers." in response.text and "I read it." in response.text
    fact.refresh_from_db()
    assert (fact.note, fact.publication) == ("Draft.", "draft")
    assert adas_client.post(change_url(fact), as_posted(response)).status_code == 302


def test_a_slug_that_another_took_meanwhile_comes_back_with_the_form(adas_client, meanwhile):
    fields = {"name": "Meadow", "slug": "meadow-labs", "kind": "company", "country": "KR"}
    meanwhile(pre_save, Organization, lambda: make_organization("meadow-labs"))

    response = add(adas_client, Organization, **fields)

    assert "The database refused this" in told(response)
    assert "meadow-labs" in response.text


@pytest.mark.parametrize("in_bulk", [False, True])
def test_a_draft_that_is_published_while_it_is_deleted_stays_with_a_message(adas_client, meanwhile, in_bulk):
    fact = make_fact()
    make_citation(fact)
    address = "/admin/kb/fact/" if in_bulk else change_url(fact).replace("change", "delete")
    fields = {"action": "delete_selected", "_selected_action": fact.pk} if in_bulk else {}
    meanwhile(pre_delete, Fact, lambda: Fact.objects.filter(pk=fact.pk).update(publication="published"))

    response = adas_client.post(address, {"post": "yes", **fields}, follow=True)

    assert response.status_code == 200
    assert "A published statement cannot be deleted" in response.text
    assert Fact.objects.filter(pk=fact.pk).exists()


@pytest.mark.parametrize("opened", ["", "x.y", "-1.0", "9" * 40])
def test_a_form_that_does_not_say_what_was_opened_is_refused(adas_client, opened):
    fact = published(make_fact())
    fields = as_posted(adas_client.get(change_url(fact)), note="Blind.", opened=opened)

    told(adas_client.post(change_url(fact), fields))
    fact.refresh_from_db()
    assert fact.note != "Blind."
