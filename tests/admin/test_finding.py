"""Editors find what they look for, and lists and pages cost the same however much there is."""

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from kb.admin.links import change_url
from kb.admin.needs_work import panels
from kb.models import (
    STATEMENTS,
    Citation,
    Dataset,
    Fact,
    Family,
    LanguageModel,
    License,
    LicenseRelation,
    Organization,
    Revision,
    Source,
    Topic,
    Verdict,
)
from kb.vocabulary.frameworks import FRAMEWORKS, LADDER
from tests.factories import (
    make_citation,
    make_dataset,
    make_derivation,
    make_event,
    make_fact,
    make_family,
    make_license,
    make_model,
    make_organization,
    make_source,
    make_specification,
    make_suggestion,
    make_term,
    make_topic,
    make_user,
    published,
)

pytestmark = pytest.mark.django_db
RECORDS = [Citation, Source, Organization, Family, LanguageModel, Dataset, License, Topic, Revision, Verdict]
LISTED = list(admin.site._registry)


@pytest.fixture(autouse=True)
def _content_types_are_known(db):
    """Django keeps them for the life of the process, so the first page asked for would cost one query more."""
    ContentType.objects.get_for_models(*apps.get_models())


def queries(client, url) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def list_of(model) -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


def make_some(first: int, count: int):
    """`count` of everything, each with its own parents, sources and makers."""
    for number in range(first, first + count):
        organization = make_organization(f"org-{number}")
        organization.parent = Organization.objects.order_by("pk").first()
        organization.save()
        family = make_family(f"family-{number}", organization=organization)
        model = make_model(f"model-{number}", organization=organization, family=family)
        dataset = make_dataset(f"set-{number}", organization=organization)
        license = make_license(f"license-{number}", steward=organization)
        make_topic(f"topic-{number}")
        source = make_source(f"source-{number}")
        fact = make_fact(language_model=model, licenses=[license], valid_from="2023-01-02")
        statements = [
            fact,
            make_fact(language_model=None, dataset=dataset),
            make_derivation(language_model=model, parent_dataset=dataset),
            make_specification(language_model=model),
            make_term(license=license),
            make_event(language_models=[model], organizations=[organization]),
        ]
        for statement in statements:
            published(statement, source=source)
        make_suggestion(language_model=model)
        user = make_user(f"user-{number}", "contributor")
        AccessAttempt.objects.create(username=user, ip_address="127.0.0.1", attempt_time=now(), failures_since_start=1)
        AccessFailureLog.objects.create(username=user, ip_address="127.0.0.1", attempt_time=now())
        AccessLog.objects.create(username=user, ip_address="127.0.0.1", attempt_time=now())
        Revision.objects.update(by=user)


@pytest.fixture
def root_client(client):
    """Sees every page there is, the log of logins among them."""
    client.force_login(make_user("root", "administrator", is_superuser=True))
    return client


@pytest.mark.parametrize("query", ["로라", "GPT 4", "gpt4", "gpt-4", "지피티"])
def test_a_model_is_found_by_any_of_its_names(adas_client, query):
    model = make_model("gpt-4", name="GPT-4", name_ko="지피티-4", aliases=["로라 4"])
    make_model("lark")

    page = adas_client.get("/admin/kb/languagemodel/", {"q": query}).text

    assert change_url(model) in page
    assert "1 model" in page


def test_the_model_that_is_called_so_comes_first_unless_the_editor_sorts(adas_client):
    make_model("alpaca", name="Alpaca", summary="Made from LLaMA.")
    llama = make_model("llama", name="LLaMA")

    found = adas_client.get("/admin/kb/languagemodel/", {"q": "llama"}).context["cl"].queryset
    by_column = adas_client.get("/admin/kb/languagemodel/", {"q": "llama", "o": "1"}).context["cl"].queryset

    assert next(iter(found)) == llama
    assert next(iter(by_column)) != llama


@pytest.mark.parametrize("query", ["지피티", "hub", "weights hub"])
def test_a_fact_is_found_by_its_model_or_its_words(adas_client, query):
    fact = make_fact(language_model=make_model("gpt-4", name_ko="지피티-4"), note="On the hub: weights.")
    make_fact(language_model=make_model("lark"), note="Nothing.")

    response = adas_client.get("/admin/kb/fact/", {"q": query})

    assert list(response.context["cl"].queryset) == [fact]


@pytest.mark.parametrize("model", LISTED)
@pytest.mark.parametrize("query", ["a\x00b %_% |…", "…", "x" * 3000])
def test_a_nonsense_search_never_breaks_a_list(root_client, model, query):
    assert root_client.get(list_of(model), {"q": query}).status_code == 200


def test_lists_pages_and_the_start_page_ask_no_more_for_thirty_rows_than_for_three(root_client):
    make_some(0, 3)
    pages = [change_url(model._default_manager.order_by("pk").first()) for model in LISTED]
    urls = ["/admin/", "/admin/kb/fact/?_facets=True", *map(list_of, LISTED), *pages]
    before = {url: queries(root_client, url) for url in urls}
    make_some(3, 27)

    after = {url: queries(root_client, url) for url in urls}

    assert after == before


@pytest.mark.parametrize("make", [make_fact, make_derivation, make_specification, make_term, make_event])
def test_a_statements_page_and_history_ask_no_more_for_thirty_citations_than_for_three(adas_client, make):
    statement = make()
    urls = [change_url(statement), change_url(statement).replace("change", "history")]
    for number in range(3):
        make_citation(statement, source=make_source(f"source-{number}"))
    before = [queries(adas_client, url) for url in urls]
    for number in range(3, 30):
        make_citation(statement, source=make_source(f"source-{number}"))

    assert [queries(adas_client, url) for url in urls] == before


def test_the_page_of_a_model_asks_no_more_for_thirty_statements_than_for_three(adas_client):
    model = make_model()

    def more(first, count):
        for number in range(first, first + count):
            license = make_license(f"license-{number}")
            other = make_model(f"other-{number}")
            make_citation(make_fact(language_model=model, part=f"part {number}", licenses=[license]))
            make_specification(language_model=model, part=f"part {number}")
            make_derivation(language_model=model, parent_model=other)
            make_derivation(language_model=make_model(f"child-{number}"), parent_model=model)
            make_event(language_models=[model])

    more(0, 3)
    before = queries(adas_client, change_url(model))
    more(3, 27)

    assert queries(adas_client, change_url(model)) == before


def test_the_page_of_a_license_asks_no_more_for_thirty_terms_and_relations_than_for_three(adas_client):
    license = make_license()

    def more(first, count):
        for number in range(first, first + count):
            other = make_license(f"other-{number}")
            make_term(license=license, right="", answer="", condition="naming", key=f"key-{number}")
            LicenseRelation.objects.create(license=license, kind="version-of", other=other)

    more(0, 3)
    before = queries(adas_client, change_url(license))
    more(3, 27)

    assert queries(adas_client, change_url(license)) == before


def test_autocomplete_asks_no_more_for_more_answers(adas_client):
    url = "/admin/autocomplete/?app_label=kb&model_name=licenseterm&field_name=needs&term="
    make_term(key="first", right="", answer="", condition="naming")
    before = queries(adas_client, url)
    for number in range(12):
        make_term(license=make_license(f"other-{number}"))

    assert queries(adas_client, url) == before


def test_every_filter_and_column_of_every_list_can_be_used(root_client):
    make_some(0, 1)
    for model in LISTED:
        changelist = root_client.get(list_of(model)).context["cl"]
        for spec in changelist.filter_specs:
            first = list(spec.choices(changelist))[1]
            assert root_client.get(list_of(model) + first["query_string"]).status_code == 200
        columns = ".".join(map(str, range(1, len(changelist.list_display))))
        assert root_client.get(list_of(model), {"o": columns}).status_code == 200


def test_every_kind_of_record_and_statement_has_a_list():
    assert {*STATEMENTS, *RECORDS} <= set(LISTED)


def test_a_model_page_shows_its_facts_in_groups_and_leads_to_their_forms(adas_client):
    model = make_model()
    fact = published(make_fact(language_model=model, licenses=[make_license(kind="permissive", osi_approved=True)]))

    response = adas_client.get(change_url(model))

    section, may_add = response.context["sections"][0]
    lines = {row.cells[0]: row for group in section.groups for row in group.rows}
    assert may_add
    assert [group.label for group in section.groups] == ["Model", "Data", "Training", "Documents", "Access"]
    assert lines["Weights"].cells[2:] == ["open", "public", "established", "published", "1", "–"]
    assert lines["Weights"].url == change_url(fact)
    assert lines["API"].cells[2] == "no entry"
    assert lines["API"].add == f"/admin/kb/fact/add/?language_model={model.pk}&component=api"
    assert "/models/skylark-7b/?preview=1" in response.text


def test_the_link_beside_a_component_opens_a_form_that_knows_model_and_component(adas_client):
    model = make_model()

    page = adas_client.get(f"/admin/kb/fact/add/?language_model={model.pk}&component=api")

    assert page.context["adminform"].form["component"].value() == "api"
    assert f'<option value="{model.pk}" selected>Skylark 7B</option>' in page.text


def test_a_contributor_is_offered_facts_to_add_on_the_page_of_a_model(bens_client):
    page = bens_client.get(change_url(make_model()))

    assert "/admin/kb/fact/add/" in page.text
    assert 'name="_save"' not in page.text


def test_the_start_page_leads_to_what_needs_work(adas_client):
    draft = make_fact(component="api")
    weak = published(make_fact(availability="unknown"), locator="whole file")
    Source.objects.update(retrieved=None)

    page = adas_client.get("/admin/").text

    assert draft.publication == "draft"
    for address in (
        "/admin/kb/fact/?publication__exact=draft",
        f"/admin/kb/fact/?availability__exact=unknown&amp;language_model__id__exact={weak.language_model_id}",
        f"/admin/kb/citation/?statement=published&amp;source__id__exact={weak.citations.get().source_id}&amp;locator=weak",
        f"/admin/kb/citation/?statement=published&amp;source__id__exact={weak.citations.get().source_id}&amp;reading=never",
        change_url(weak.language_model),
    ):
        assert address in page
        assert adas_client.get(address.replace("&amp;", "&")).status_code == 200


def test_the_models_with_the_fewest_facts_are_listed_first(adas_client):
    few, many = make_model("lark"), make_model()
    for model, component in ((many, "api"), (many, "weights"), (few, "weights")):
        published(make_fact(language_model=model, component=component), source=make_source(f"{model.slug}-{component}"))

    panel = next(one for one in panels() if "language" in one.more)
    rows = adas_client.get(panel.more).context["cl"].queryset

    assert [row.slug for row in rows] == ["lark", "skylark-7b"]


def test_outcomes_to_filter_verdicts_by_are_those_of_the_framework_in_words(adas_client):
    model = published(make_fact(component="api")).language_model
    own = Verdict.objects.get(language_model=model, framework="rung")

    page = adas_client.get("/admin/kb/verdict/", {"framework": "rung", "outcome": own.outcome})
    other = adas_client.get("/admin/kb/verdict/", {"framework": "mof", "outcome": own.outcome})

    assert list(page.context["cl"].queryset) == [own]
    outcomes = [str(label) for _key, label in page.context["cl"].filter_specs[1].lookup_choices]
    assert outcomes == [str(one.label) for one in LADDER.outcomes]
    assert other.context["cl"].result_count == 1


def test_a_verdict_is_found_by_any_name_of_its_model(adas_client):
    published(make_fact(language_model=make_model("gpt-4", name_ko="지피티-4")))

    found = adas_client.get("/admin/kb/verdict/", {"q": "지피티"}).context["cl"]

    assert found.result_count == len(FRAMEWORKS)


def test_the_lists_behind_the_panels_hold_what_they_say(adas_client):
    weak = published(make_fact(), locator="whole file")
    published(make_fact(component="api"), locator="whole file: Apache License 2.0, lines 1-3")
    make_citation(make_fact(component="weights", part="7B"), locator="whole page")

    rows = adas_client.get("/admin/kb/citation/?statement=published&locator=weak").context["cl"].queryset

    assert [row.statement() for row in rows] == [weak]


def test_facts_of_one_model_can_be_listed(adas_client):
    fact = make_fact()
    make_fact(language_model=make_model("lark"))

    rows = adas_client.get(f"/admin/kb/fact/?language_model__id__exact={fact.language_model_id}").context["cl"]

    assert list(rows.queryset) == [fact] == list(Fact.objects.filter(pk=fact.pk))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/admin/kb/fact/add/?language_model=abc", 400),
        ("/admin/kb/event/add/?language_models=%00", 400),
        ("/admin/kb/source/?published__year=0", 302),
    ],
)
def test_an_address_that_makes_no_sense_is_no_server_error(adas_client, address, status):
    assert adas_client.get(address).status_code == status
