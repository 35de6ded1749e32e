"""Records: their names, what follows from them, and what stands in the way of deleting them."""

from datetime import date

import pytest

from kb.admin.links import change_url
from kb.models import Citation, Fact, LanguageModel, License, LicenseTerm, Organization, Profile, Revision, Source
from tests.admin.forms import add, change
from tests.factories import (
    make_citation,
    make_dataset,
    make_event,
    make_fact,
    make_family,
    make_license,
    make_model,
    make_organization,
    make_published_fact,
    make_source,
    make_term,
    published,
)

pytestmark = pytest.mark.django_db


def delete(client, record):
    return client.post(change_url(record).replace("change", "delete"), {"post": "yes"}, follow=True)


def act(client, action, *rows, **more):
    fields = {"action": action, "_selected_action": [row.pk for row in rows], **more}
    return client.post(f"/admin/kb/{rows[0]._meta.model_name}/", fields, follow=True)


def test_other_names_are_written_one_a_line(adas_client):
    model = make_model(aliases=["Sky"])

    page = adas_client.get(change_url(model))
    change(adas_client, model, aliases="Sky Lark\r\n\r\n  종달\x00새  \r\n")

    assert page.context["adminform"].form["aliases"].value() == "Sky"
    model.refresh_from_db()
    assert model.aliases == ["Sky Lark", "종달새"]
    assert "종달새" in model.search_text
    assert "종달새" in Profile.objects.get(language_model=model).search_text


def test_other_names_that_are_the_same_count_as_unchanged(adas_client):
    model = make_model(aliases=["Sky"])

    page = adas_client.get(change_url(model))
    form = page.context["adminform"].form

    assert not form.fields["aliases"].has_changed(["Sky"], "Sky\r\n")


def test_renaming_an_organization_is_seen_by_whoever_looks_for_its_models(adas_client):
    organization = make_organization()
    family = make_family(organization=organization)
    model = make_model(organization=organization, family=family)
    license, dataset = make_license(steward=organization), make_dataset(organization=organization)
    rows = model.history.count()

    change(adas_client, organization, name="Pasture", country="US", why="It was renamed.")

    for record in (family, model, license, dataset):
        record.refresh_from_db()
        assert "pasture" in record.search_text and "meadow " not in record.search_text
    profile = Profile.objects.get(language_model=model)
    assert ("pasture" in profile.search_text, profile.country) == (True, "US")
    assert model.history.count() == rows
    assert Revision.objects.get().subject == "Pasture"


def test_renaming_a_family_is_seen_too(adas_client):
    family = make_family()
    model = make_model(family=family)

    change(adas_client, family, name="Nightjar")

    assert "nightjar" in Profile.objects.get(language_model=model).search_text


def test_another_kind_of_license_changes_the_profiles_that_rest_on_it(adas_client):
    license = make_license(kind="non-commercial")
    fact = make_published_fact(licenses=[license])

    change(adas_client, license, kind="permissive", osi_approved="on")

    profile = Profile.objects.get(language_model=fact.language_model)
    assert profile.license_kinds == ["permissive"]
    assert profile.status_model == "open"


def test_a_new_model_is_one_revision_one_row_of_history_and_has_a_profile(adas_client, ada):
    add(adas_client, LanguageModel, name="Owl", slug="owl", organization=make_organization().pk, kind="base")

    owl = LanguageModel.objects.get(slug="owl")
    assert Revision.objects.get().subject_url == "/models/owl/"
    assert [(row.history_type, row.history_user) for row in owl.history.all()] == [("+", ada)]
    assert Profile.objects.filter(language_model=owl).exists()


def test_a_slug_is_given_once(adas_client):
    model = make_model()

    change(adas_client, model, slug="another")

    model.refresh_from_db()
    assert model.slug == "skylark-7b"


def test_sources_of_an_organization_are_one_row_of_history_with_it(adas_client):
    organization, source = make_organization(), make_source()
    before = organization.history.count()

    change(adas_client, organization, sources=[source.pk])

    assert organization.history.count() == before + 1
    assert organization.history.first().sources.get().source == source


def test_a_published_statement_is_not_deleted_and_the_page_says_what_to_do(adas_client):
    fact = make_published_fact()

    response = delete(adas_client, fact)

    assert "Withdraw it first" in response.text
    assert 'class="deletelink"' not in adas_client.get(change_url(fact)).text
    assert Fact.objects.exists()


def test_published_statements_are_not_deleted_in_bulk_and_the_page_says_which(adas_client):
    fact, draft = make_published_fact(), make_fact(component="api")

    response = act(adas_client, "delete_selected", fact, draft, post="yes")

    assert "Nothing was deleted" in response.text
    assert "Skylark 7B: Weights: It is published." in response.text
    assert Fact.objects.count() == 2


def test_a_withdrawn_statement_is_deleted_with_its_citations(adas_client):
    fact = make_published_fact()
    change(adas_client, fact, publication="withdrawn")

    delete(adas_client, fact)

    assert not Fact.objects.exists() and not Citation.objects.exists()
    assert Fact.history.first().history_type == "-"


def protected_things():
    source = make_source()
    organization = make_organization()
    model = make_model(organization=organization)
    license = make_license()
    published(make_fact(language_model=model, licenses=[license]), source=source)
    return {"source": source, "organization": organization, "language_model": model, "license": license}


@pytest.mark.parametrize(
    ("thing", "reason"),
    [
        ("source", "citations (1): Card meadow-card, section “License”"),
        ("organization", "models (1): Skylark 7B"),
        ("language_model", "facts (1): Skylark 7B: Weights"),
        ("license", "facts (1): Skylark 7B: Weights"),
    ],
)
def test_what_something_rests_on_is_not_deleted_and_the_page_says_why(adas_client, thing, reason):
    record = protected_things()[thing]

    one = delete(adas_client, record)
    several = act(adas_client, "delete_selected", record, post="yes")

    assert reason in one.text and reason in several.text
    assert type(record).objects.filter(pk=record.pk).exists()


def test_a_model_with_nothing_but_drafts_is_deleted_with_them(adas_client):
    model = make_model()
    make_citation(make_fact(language_model=model))

    delete(adas_client, model)

    assert not LanguageModel.objects.exists() and not Fact.objects.exists()
    assert Revision.objects.get().why == "LanguageModel deleted: Skylark 7B"


def test_an_unused_license_and_source_are_deleted(adas_client):
    for record in (make_license(), make_source()):
        delete(adas_client, record)

    assert not License.objects.exists() and not Source.objects.exists()


def test_an_organization_of_an_event_is_not_deleted(adas_client):
    organization = make_organization()
    make_event(organizations=[organization])

    assert "events (1)" in delete(adas_client, organization).text
    assert Organization.objects.exists()


def test_unused_things_are_deleted_in_bulk(adas_client):
    act(adas_client, "delete_selected", make_term(), make_term(right="modify"), post="yes")

    assert not LicenseTerm.objects.exists()


def test_bulk_publication_tells_how_many_were_done_and_which_were_refused_and_why(adas_client, ada):
    good, bare, public = make_fact(component="api"), make_fact(component="compute"), make_published_fact()
    make_citation(good)

    response = act(adas_client, "publish", good, bare, public)

    told = [str(message) for message in response.context["messages"]]
    assert told[0] == "1 statement was published."
    assert "1 statement was refused: It is published already. (Skylark 7B: Weights)" in told
    assert (
        "1 statement was refused: Nothing is published without a citation that supports it. (Skylark 7B: Compute)"
        in told
    )
    good.refresh_from_db()
    assert good.publication == "published"
    assert good.history.first().history_user == ada


def test_the_reasons_of_a_large_refusal_are_counted_and_not_all_listed(adas_client):
    bare = [make_fact(part=f"part {number}") for number in range(12)]

    response = act(adas_client, "publish", *bare)

    told = [str(message) for message in response.context["messages"]]
    assert len(told) == 1
    assert told[0].startswith("12 statements were refused: ") and told[0].endswith("; …)")
    assert not Revision.objects.exists()


def test_bulk_withdrawal_is_one_revision(adas_client):
    facts = [make_published_fact(), make_published_fact(component="api")]
    before = Revision.objects.count()

    act(adas_client, "withdraw", *facts)

    assert {fact.publication for fact in Fact.objects.all()} == {"withdrawn"}
    assert Revision.objects.count() == before + 1


@pytest.mark.parametrize(
    "action, question, published",
    [("publish", "Publish these 101 statements?", 101), ("submit_for_review", "Submit these 101 statements", 0)],
)
def test_an_act_on_many_asks_first_and_does_it_once_confirmed(adas_client, action, question, published):
    facts = [make_fact(part=f"part {number}") for number in range(101)]
    for fact in facts:
        make_citation(fact)
    make_fact(component="api")
    url = "/admin/kb/fact/?component__exact=weights"
    chosen = {"action": action, "_selected_action": [facts[0].pk], "select_across": "1", "index": "0"}

    page = adas_client.post(url, chosen)
    untouched = Fact.objects.filter(publication="draft").count()
    adas_client.post(url, dict(page.context["fields"]))

    assert question in page.text and "style=" not in page.text
    assert untouched == 102
    assert Fact.objects.published().count() == published
    assert Fact.objects.filter(publication="draft").count() == 1


def test_withdrawing_many_asks_again_when_there_are_others_by_then(adas_client):
    for number in range(101):
        make_fact(part=f"part {number}")
    chosen = {"action": "withdraw", "_selected_action": ["1"], "select_across": "1", "confirmed": "100"}

    page = adas_client.post("/admin/kb/fact/", chosen)

    assert "Withdraw these 101 statements?" in page.text
    assert not Fact.objects.filter(publication="withdrawn").exists()


def test_no_organization_belongs_to_itself(adas_client):
    upper = make_organization("upper")
    lower = make_organization("lower", parent=upper)

    for parent in (upper, lower):
        assert "would close a circle" in change(adas_client, upper, parent=parent.pk).text
    upper.refresh_from_db()
    assert upper.parent is None


@pytest.mark.parametrize(
    "typed, day, precision",
    [
        ("2025-03", date(2025, 3, 1), "month"),
        (" 2025 ", date(2025, 1, 1), "year"),
        ("2025-03-14", date(2025, 3, 14), "day"),
    ],
)
def test_a_date_is_typed_as_exact_as_it_is_known(adas_client, typed, day, precision):
    fact, model, event = make_fact(), make_model("lark"), make_event()

    assert change(adas_client, fact, valid_from=typed).status_code == 302
    change(adas_client, model, released=typed)
    change(adas_client, event, date=typed)

    for row, name in ((fact, "valid_from"), (model, "released"), (event, "date")):
        row.refresh_from_db()
        assert (getattr(row, name), getattr(row, f"{name}_precision")) == (day, precision)


def test_a_day_that_is_only_known_to_the_month_is_stored_as_its_first(adas_client):
    fact = make_fact(valid_from=date(2025, 3, 14))

    change(adas_client, fact, valid_from_precision="month")

    fact.refresh_from_db()
    assert (fact.valid_from, fact.valid_from_precision) == (date(2025, 3, 1), "month")


def test_a_day_that_becomes_less_exact_is_a_change(adas_client):
    fact = make_fact(valid_from=date(2025, 3, 1))

    change(adas_client, fact, valid_from="2025-03")

    fact.refresh_from_db()
    assert fact.valid_from_precision == "month"


@pytest.mark.parametrize("typed", ["2025-13", "20255", "March", "2025-02-30", "0000"])
def test_what_is_no_date_is_refused_at_the_field(adas_client, typed):
    response = change(adas_client, make_fact(), valid_from=typed)

    assert response.status_code == 200
    assert "valid_from" in response.context["adminform"].form.errors


def test_a_form_that_is_too_large_gets_a_page_that_says_so(adas_client):
    fact = make_fact()

    response = change(adas_client, fact, note="x" * 3_000_000)

    assert response.status_code == 400
    assert "Nothing was saved" in response.text


def test_what_is_no_key_and_what_is_no_year_lead_back_to_the_list(adas_client):
    chosen = adas_client.post("/admin/kb/fact/", {"action": "delete_selected", "_selected_action": "None"})
    dated = adas_client.get("/admin/kb/source/?published__year=99999999999")

    assert (chosen.status_code, dated.status_code) == (302, 302)
