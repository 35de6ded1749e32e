"""What a contributor cannot do by any door, what an editor cannot, and what an administrator can."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from kb.admin.links import change_url
from kb.editorial.publication import withdraw
from kb.models import Citation, Fact, Revision, Source
from tests.admin.forms import add, as_posted, change, citation
from tests.factories import (
    PASSWORD,
    make_citation,
    make_fact,
    make_license,
    make_model,
    make_organization,
    make_published_fact,
    make_source,
    make_term,
    make_user,
    published,
)

pytestmark = pytest.mark.django_db
FACTS = "/admin/kb/fact/"


def act(client, action, *statements, **more):
    fields = {"action": action, "_selected_action": [row.pk for row in statements], **more}
    return client.post(f"/admin/kb/{statements[0]._meta.model_name}/", fields, follow=True)


def publication_of(statement) -> str:
    return type(statement).objects.get(pk=statement.pk).publication


def begun_by(user, row):
    """The row, as if `user` had made it."""
    row.history.update(history_user=user)
    return row


def test_a_contributor_writes_a_draft_and_submits_it_for_review(bens_client, ben):
    response = add(
        bens_client,
        Fact,
        {"language_model": make_model().pk, "component": "weights"},
        availability="public",
        note="Weights are there.",
        **citation(make_source()),
    )
    fact = Fact.objects.get()
    act(bens_client, "submit_for_review", fact)

    assert response.status_code == 302
    assert publication_of(fact) == "in-review"
    assert fact.history.first().history_user == ben
    assert not Revision.objects.exists()


@pytest.mark.parametrize("wanted", ["published", "withdrawn"])
def test_a_contributor_is_not_offered_publication_and_a_posted_one_is_refused(bens_client, ben, wanted):
    fact = begun_by(ben, make_fact())
    make_citation(fact)

    page = bens_client.get(change_url(fact))
    response = change(bens_client, fact, publication=wanted)

    assert f'value="{wanted}"' not in page.text
    assert response.status_code == 200
    assert "publication" in response.context["adminform"].form.errors
    assert publication_of(fact) == "draft"


def test_a_contributor_cannot_add_something_published(bens_client):
    response = add(
        bens_client,
        Fact,
        {"language_model": make_model().pk, "component": "weights"},
        availability="public",
        note="Weights are there.",
        publication="published",
        **citation(make_source()),
    )

    assert response.status_code == 200
    assert not Fact.objects.exists()


@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_the_bulk_actions_are_absent_for_a_contributor_and_refused_if_posted(bens_client, ben, action):
    draft, public = begun_by(ben, make_fact(component="api")), begun_by(ben, make_published_fact())
    make_citation(draft)

    assert f'value="{action}"' not in bens_client.get(FACTS).text
    act(bens_client, action, draft, public)

    assert (publication_of(draft), publication_of(public)) == ("draft", "published")


@pytest.mark.parametrize("popup", ["", "?_popup=1"])
def test_a_contributor_reads_a_published_statement_and_cannot_change_it(bens_client, adas_client, popup):
    fact = make_published_fact()
    url = change_url(fact) + popup
    fields = as_posted(adas_client.get(url), note="Changed.")

    page = bens_client.get(url)
    response = bens_client.post(url, fields)

    assert page.status_code == 200
    assert 'name="_save"' not in page.text and 'name="note"' not in page.text
    assert response.status_code == 403
    assert Fact.objects.get().note != "Changed."


def test_a_contributor_cannot_change_what_was_withdrawn(bens_client, adas_client):
    fact = make_published_fact()
    withdraw(fact, by=None, why="Wrong.")

    response = bens_client.post(change_url(fact), as_posted(adas_client.get(change_url(fact)), publication="draft"))

    assert response.status_code == 403


def test_a_published_statements_citation_cannot_be_reached_through_the_form_of_a_draft(bens_client, ben):
    public, draft = make_published_fact(), begun_by(ben, make_fact(component="api"))
    theirs = public.citations.get()

    change(
        bens_client,
        draft,
        **citation(theirs.source, existing=1, id=theirs.pk, fact=draft.pk, locator="moved"),
    )

    theirs.refresh_from_db()
    assert (theirs.fact, theirs.locator == "moved") == (public, False)


def test_saving_a_published_statement_as_new_takes_nothing_from_it(bens_client, adas_client):
    public = make_published_fact()
    fields = as_posted(adas_client.get(change_url(public)), _saveasnew="1", publication="published")

    bens_client.post(change_url(public), fields)
    bens_client.post(change_url(public), {**fields, "publication": "draft", "note": "Copied."})

    public.refresh_from_db()
    assert (public.support, public.publication, public.note == "Copied.") == (1, "published", False)
    assert not Fact.objects.published().exclude(pk=public.pk).exists()


def test_a_citation_has_no_door_of_its_own(adas_client, bens_client):
    citation_of_it = make_published_fact().citations.get()
    url = change_url(citation_of_it)

    for client in (adas_client, bens_client):
        assert client.get("/admin/kb/citation/add/").status_code == 403
        assert client.post(url, {"locator": "x"}).status_code == 403
        assert client.post(url.replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert Citation.objects.count() == 1


def test_a_contributor_cannot_delete_what_is_or_was_public(bens_client, ben):
    public = begun_by(ben, make_published_fact())
    withdrawn = begun_by(ben, make_published_fact(component="api"))
    withdraw(withdrawn, by=None, why="Wrong.")

    for fact in (public, withdrawn):
        bens_client.post(change_url(fact).replace("change", "delete"), {"post": "yes"})
        act(bens_client, "delete_selected", fact, post="yes")

    assert Fact.objects.count() == 2


def test_a_contributor_changes_and_deletes_a_draft_of_his_own(bens_client, ben):
    draft = begun_by(ben, make_fact())
    make_citation(draft)

    assert change(bens_client, draft, note="Corrected.").status_code == 302
    assert Fact.objects.get().note == "Corrected."

    response = bens_client.post(change_url(draft).replace("change", "delete"), {"post": "yes"})

    assert response.status_code == 302
    assert not Fact.objects.exists() and not Citation.objects.exists()


@pytest.mark.parametrize("author", ["ada", None])
def test_a_contributor_reads_the_draft_of_another_and_cannot_touch_it(bens_client, adas_client, ada, author):
    draft = make_fact()
    if author:
        begun_by(ada, draft)
    make_citation(draft)
    url = change_url(draft)
    fields = as_posted(adas_client.get(url), note="Changed.", **{"citations-0-DELETE": "on"})
    change(adas_client, draft, standing_note="Looked at.")

    page = bens_client.get(url)
    saved = bens_client.post(url, fields)
    deletion = (
        bens_client.get(url.replace("change", "delete")),
        bens_client.post(url.replace("change", "delete"), {"post": "yes"}),
    )
    act(bens_client, "delete_selected", draft, post="yes")
    told = act(bens_client, "submit_for_review", draft)

    assert page.status_code == 200
    assert 'name="_save"' not in page.text and 'name="note"' not in page.text and "deletelink" not in page.text
    assert [saved.status_code, *(answer.status_code for answer in deletion)] == [403] * 3
    assert "Somebody else wrote it." in told.text
    draft.refresh_from_db()
    assert (draft.note, draft.publication, draft.citations.count()) == ("All weights are on the hub.", "draft", 1)


def test_a_bulk_deletion_with_the_draft_of_another_among_them_deletes_nothing(bens_client, ben):
    own, other = begun_by(ben, make_fact()), make_fact(component="api")

    act(bens_client, "delete_selected", own, other, post="yes")

    assert Fact.objects.count() == 2


def test_what_an_editor_changed_since_is_still_the_contributors_own(bens_client, ben, adas_client):
    draft = begun_by(ben, make_fact())
    change(adas_client, draft, note="Shorter.")

    assert change(bens_client, draft, note="Longer.").status_code == 302


def test_a_contributor_does_not_change_the_source_of_another(bens_client):
    assert bens_client.post(change_url(make_source()), {"title": "Changed"}).status_code == 403


def test_a_draft_that_a_published_term_needs_is_not_deleted(bens_client, ben):
    condition = begun_by(ben, make_term(right="", answer="", condition="naming", key="name"))
    make_term(answer="conditional").needs.add(condition)

    response = bens_client.post(change_url(condition).replace("change", "delete"), {"post": "yes"})

    assert "cannot be deleted" in response.text
    assert type(condition).objects.count() == 2


def test_history_has_no_door_to_an_earlier_state(bens_client, adas_client):
    fact = make_published_fact()
    row = fact.history.last()
    url = change_url(fact).replace("change", "history")

    for client in (bens_client, adas_client):
        client.post(url, {"_save": "1"})
        assert client.post(f"{url}{row.pk}/", {"_save": "1", "publication": "draft"}, follow=True).status_code in (
            200,
            404,
        )

    assert publication_of(fact) == "published"


def test_a_contributor_adds_sources_and_changes_only_those_that_nothing_public_rests_on(bens_client):
    add(
        bens_client,
        Source,
        title="Card",
        slug="card",
        publisher="Meadow",
        kind="model-card",
        language="en",
        url="https://meadow.example/card",
    )
    own = Source.objects.get()
    make_citation(make_fact(component="api"), source=own)
    public = make_source()
    published(make_fact(), source=public)

    assert change(bens_client, own, title="Card, corrected").status_code == 302
    assert bens_client.post(change_url(public), {"title": "Changed"}).status_code == 403
    assert bens_client.post(change_url(public).replace("change", "delete"), {"post": "yes"}).status_code == 403


def test_a_contributor_does_not_change_a_source_of_an_organization(bens_client):
    source = make_source()
    make_organization().sources.add(source)

    assert bens_client.post(change_url(source), {"title": "Changed"}).status_code == 403


@pytest.mark.parametrize("make", [make_model, make_organization, make_license])
def test_a_contributor_reads_records_and_writes_none(bens_client, make):
    record = make()
    url = change_url(record)

    assert bens_client.get(url).status_code == 200
    assert bens_client.post(url, {"name": "Changed"}).status_code == 403
    assert bens_client.get(f"/admin/kb/{record._meta.model_name}/add/").status_code == 403


def test_autocomplete_reads_and_only_for_the_staff(bens_client, danas_client, client):
    make_model("skylark-7b")
    url = reverse("admin:autocomplete")
    query = {"app_label": "kb", "model_name": "fact", "field_name": "language_model", "term": "sky lark"}

    found = bens_client.get(url, query).json()["results"]

    assert [row["text"] for row in found] == ["Skylark 7B"]
    for other in (danas_client, client):
        assert other.get(url, query).status_code == 302


@pytest.mark.parametrize("path", ["", "kb/fact/", "kb/fact/add/", "kb/source/", "auth/user/"])
def test_an_account_without_a_role_is_sent_to_the_login_page(danas_client, path):
    response = danas_client.get("/admin/" + path)

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def test_an_editor_cannot_manage_accounts_and_an_administrator_can(adas_client, chos_client, dana):
    assert adas_client.get("/admin/auth/user/").status_code == 403
    assert adas_client.post(change_url(dana), {"is_staff": "on"}).status_code == 403

    response = change(chos_client, dana, is_staff="on")

    assert response.status_code == 302
    assert User.objects.get(username="dana").is_staff


def test_an_administrator_cannot_take_over_the_account_of_a_superuser(chos_client):
    root = make_user("root", is_superuser=True)

    password = chos_client.post(f"/admin/auth/user/{root.pk}/password/", {"password1": "x", "password2": "x"})

    assert password.status_code == 403
    assert chos_client.post(change_url(root), {"username": "root", "is_active": ""}).status_code == 403


def test_an_administrator_makes_an_account_with_a_role(chos_client):
    fields = {"username": "eve", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    chos_client.post("/admin/auth/user/add/", fields)
    eve = User.objects.get(username="eve")
    change(chos_client, eve, is_staff="on", groups=[Group.objects.get(name="editor").pk])

    assert User.objects.get(username="eve").has_perm("kb.publish_statements")


def test_nobody_writes_revisions(chos_client):
    make_published_fact()

    assert chos_client.get("/admin/kb/revision/add/").status_code == 403
    assert chos_client.post(change_url(Revision.objects.first()), {"why": "x"}).status_code == 403


def test_too_many_wrong_passwords_lock_the_door(client, ada, settings):
    settings.AXES_ENABLED = True
    wrong = {"username": "ada", "password": "wrong"}

    answers = [client.post("/admin/login/", wrong).status_code for _time in range(settings.AXES_FAILURE_LIMIT)]
    locked = client.post("/admin/login/", {"username": "ada", "password": PASSWORD})

    assert answers[0] == 200
    assert locked.status_code == 429
    assert "Too many wrong passwords" in locked.text
    assert "_auth_user_id" not in client.session
