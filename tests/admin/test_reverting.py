"""Reverting in two clicks: a change of one thing from its history, a whole revision from its page."""

import pytest

from kb.admin.links import change_url, revert_url
from kb.editorial.publication import publish_all
from kb.models import Citation, Fact, LanguageModel, Organization, Revision
from kb.vocabulary.editorial import Publication
from tests.admin.forms import add, change, citation
from tests.factories import (
    make_citation,
    make_fact,
    make_license,
    make_model,
    make_organization,
    make_published_fact,
    make_source,
)

pytestmark = pytest.mark.django_db


def newest() -> int:
    return Revision.objects.latest_number()


def revert(client, number, only=None, **posted):
    """Both clicks: the question and the answer to it."""
    url = revert_url(number, only)
    assert client.get(url).status_code == 200
    return client.post(url, posted)


def refusals(response) -> str:
    assert response.status_code == 200
    return " ".join(response.context["refusals"])


def test_a_change_is_put_back_with_its_licenses_and_citations(adas_client, ada, client):
    fact = make_published_fact()
    cited = fact.citations.get()
    other = make_source("meadow-paper")
    changes = {"availability": "by-request", "licenses": [make_license().pk], "citations-0-DELETE": "on"}
    change(adas_client, fact, **changes, **citation(other, 1, existing=1))
    changed = newest()

    history = adas_client.get(change_url(fact).replace("change", "history"))
    assert revert_url(changed, fact) in {entry.address for entry in history.context["history"]}
    answer = revert(adas_client, changed, fact)

    assert answer.url == change_url(fact)
    fact.refresh_from_db()
    assert (fact.availability, fact.is_published(), list(fact.licenses.all())) == ("public", True, [])
    assert [(one.pk, one.source, one.locator) for one in fact.citations.all()] == [
        (cited.pk, cited.source, cited.locator)
    ]
    made = Revision.objects.get(number=newest())
    assert (made.number, made.by) == (changed + 1, ada)
    assert f"before revision {changed}" in made.why
    page = client.get(fact.language_model.get_absolute_url()).text
    assert "public" in page and "by request" not in page


def test_a_revert_is_undone_by_reverting_it(adas_client):
    fact = make_published_fact()
    change(adas_client, fact, note="The other note.", **{"citations-0-locator": "section 9"})
    revert(adas_client, newest(), fact)

    revert(adas_client, newest(), fact, why="It was right after all.")

    fact.refresh_from_db()
    assert (fact.note, fact.citations.get().locator) == ("The other note.", "section 9")
    assert Revision.objects.get(number=newest()).why == "It was right after all."


def test_a_revision_of_many_is_put_back_as_one(adas_client, ada):
    facts = [make_fact(component=one) for one in ("weights", "architecture", "api")]
    for one in facts:
        make_citation(one)
    publish_all(facts, by=ada, why="All read.")
    published = newest()

    answer = revert(adas_client, published)

    assert answer.url == change_url(Revision.objects.get(number=published))
    assert newest() == published + 1
    assert not Fact.objects.published().exists()
    assert Fact.objects.filter(publication=Publication.DRAFT).count() == 3


def test_what_a_revision_made_is_withdrawn_or_deleted(adas_client):
    model = make_model()
    add(
        adas_client,
        Fact,
        language_model=model.pk,
        component="weights",
        availability="public",
        note="All of them.",
        publication="published",
        **citation(make_source()),
    )
    revert(adas_client, newest())
    assert Fact.objects.get().publication == Publication.WITHDRAWN

    add(adas_client, Organization, name="Lark", slug="lark", kind="company")
    revert(adas_client, newest())

    assert not Organization.objects.filter(slug="lark").exists()


def test_what_was_deleted_comes_back_as_it_was(adas_client):
    lark = make_organization("lark", name="Lark", country="KR")
    adas_client.post(change_url(lark).replace("change", "delete"), {"post": "yes"})
    assert not Organization.objects.filter(slug="lark").exists()

    revert(adas_client, newest())

    back = Organization.objects.get(slug="lark")
    assert (back.pk, back.country, back.search_text) == (lark.pk, "KR", lark.search_text)
    assert [row.history_type for row in back.history.order_by("history_id")] == ["+", "-", "+"]


def test_a_record_is_put_back_where_only_another_field_was_changed_since(adas_client):
    model = make_model(name="Skylark")
    change(adas_client, model, name="Skylarck")
    wrong = newest()
    change(adas_client, model, aliases="Sky")

    revert(adas_client, wrong)

    model.refresh_from_db()
    assert (model.name, model.aliases) == ("Skylark", ["Sky"])
    assert "skylarck" not in model.search_text


def test_what_was_changed_since_is_named_and_nothing_is_put_back(adas_client, chos_client):
    fact = make_published_fact()
    change(adas_client, fact, note="Hers.", availability="by-request")
    hers = newest()
    change(chos_client, fact, note="His.")

    answer = revert(adas_client, hers)

    assert "changed since: what exactly" in refusals(answer)
    fact.refresh_from_db()
    assert (fact.note, fact.availability, newest()) == ("His.", "by-request", hers + 1)


def test_what_something_rests_on_stays(adas_client):
    add(adas_client, Organization, name="Lark", slug="lark", kind="company")
    made = newest()
    make_model("lark-1", organization=Organization.objects.get(slug="lark"))

    answer = revert(adas_client, made)

    assert "models (1): " in refusals(answer)
    assert Organization.objects.filter(slug="lark").exists()
    assert newest() == made


def test_what_a_rule_refuses_now_is_not_put_back(adas_client):
    fact = make_published_fact(valid_until="2024-01-01")
    change(adas_client, fact, publication="withdrawn")
    withdrawn = newest()
    make_published_fact(language_model=fact.language_model, valid_from="2023-06-01")

    answer = revert(adas_client, withdrawn)

    assert "overlap" in refusals(answer)
    fact.refresh_from_db()
    assert fact.publication == Publication.WITHDRAWN


def test_the_page_of_a_revision_tells_what_it_did(adas_client):
    fact = make_published_fact()
    change(adas_client, fact, note="Hers.", **{"citations-0-locator": "section 9"})

    page = adas_client.get(change_url(Revision.objects.get(number=newest())))

    told = {(one.kind, each.field, each.new) for one in page.context["touched"] for each in one.changes}
    assert told == {("fact", "What exactly", "Hers."), ("citation", "Locator", "section 9")}
    assert revert_url(newest()) in page.text


def test_the_queries_do_not_grow_with_the_rows(adas_client, ada, django_assert_max_num_queries):
    facts = [make_fact(component="weights", part=f"part {number}") for number in range(12)]
    for one in facts:
        make_citation(one)
    publish_all(facts, by=ada, why="All read.")

    with django_assert_max_num_queries(60):
        adas_client.get(change_url(Revision.objects.get(number=newest())))


def test_numbers_have_no_gap_where_something_is_refused(adas_client):
    fact = make_published_fact()
    before = newest()
    change(adas_client, fact, **{"citations-0-DELETE": "on"})  # refused: nothing would support it
    change(adas_client, fact, note="Hers.")

    assert newest() == before + 1
    assert Revision.objects.count() == newest()


@pytest.mark.parametrize(
    "query", ["?kind=fact&key=99999", "?kind=nothing&key=1", "?kind=fact&key=x", "?kind=profile&key=1", "?kind=fact"]
)
def test_what_is_not_there_cannot_be_put_back(adas_client, query):
    make_published_fact()

    assert adas_client.get(revert_url(newest()) + query).status_code == 404
    assert adas_client.get(revert_url(10**18)).status_code == 404


def test_contributors_put_nothing_back(bens_client, adas_client):
    fact = make_published_fact()
    change(adas_client, fact, note="Hers.")

    assert bens_client.get(revert_url(newest())).status_code == 403
    assert bens_client.post(revert_url(newest(), fact)).status_code == 403
    fact.refresh_from_db()
    assert fact.note == "Hers."
    assert LanguageModel.objects.count() == 1 and Citation.objects.count() == 1
