"""The curated files that ship with the product: they load, every page made of them answers, and the seed is whole."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.db.models import F

from kb.exchange import curated
from kb.models import Dataset, Derivation, Event, Fact, Family, LanguageModel, License, Organization, Source, Topic

# One worker loads the knowledge, once, for all of these.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("knowledge")]
SEED = ["gpt-4", "chatgpt", "palm-2", "transformer", "llama", "alpaca", "stablelm-alpha", "dolly-1", "dolly-2"]
# What a reader in Korea looks for first.
KOREAN = [
    *("hyperclova-x", "hyperclova-x-seed", "exaone-3", "exaone-3.5", "exaone-4", "solar-10.7b", "polyglot-ko"),
    *("koalpaca", "kogpt", "kanana", "midm-2", "ax-4", "llama-2", "llama-3.1", "mistral-7b", "deepseek-r1"),
    *("deepseek-v3", "qwen3", "gpt-oss", "gemma-3", "olmo-2", "pythia"),
]
# As the article of May 2023 writes them, and as people type them.
NAMES = {
    "라마": "llama",
    "챗GPT": "chatgpt",
    "팜2": "palm-2",
    "알파카": "alpaca",
    "스태이블LM": "stablelm-alpha",
    "스테이블LM": "stablelm-alpha",
    "트랜스포머": "transformer",
    "돌리": "dolly-1",
    "gpt4": "gpt-4",
    "gpt 4": "gpt-4",
}


@pytest.fixture(scope="module")
def _knowledge(django_db_setup, django_db_blocker):
    """Loaded once for the file: each test's own changes are taken back, this at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_knowledge", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _loaded(_knowledge, db):
    pass


def first_of(client, query: str) -> str:
    return client.get("/models/", {"q": query}).context["listing"].rows[0].slug


def test_every_page_answers(client):
    for kind in (LanguageModel, License, Organization, Family, Dataset):
        for record in kind.objects.all():
            assert client.get(record.get_absolute_url()).status_code == 200, record
    for source in Source.objects.order_by("slug")[::20]:
        assert client.get(source.get_absolute_url()).status_code == 200, source
    for topic in Topic.objects.all():
        assert client.get(topic.get_absolute_url()).status_code == 200, topic


@pytest.mark.parametrize("slug", SEED)
def test_each_model_of_the_seed_has_twelve_published_facts_with_a_place_in_a_source(slug):
    facts = Fact.objects.published().filter(language_model__slug=slug)

    assert facts.count() >= 12
    assert all(fact.supporting().exclude(locator="").exists() for fact in facts)


@pytest.mark.parametrize("slug", SEED)
def test_each_model_of_the_seed_is_told_in_korean_too(slug):
    seed = LanguageModel.objects.get(slug=slug)

    for statements in (seed.facts, seed.specifications, seed.derivations, seed.events):
        assert not statements.published().exclude(note="").filter(note_ko="").exists()


@pytest.mark.parametrize("slug", KOREAN)
def test_the_facts_that_a_korean_reader_looks_for_are_told_in_korean_too(slug):
    facts = Fact.objects.published().filter(language_model__slug=slug)

    assert facts and not facts.filter(note_ko="").exists()


def test_no_fact_began_before_the_text_was_issued_that_it_names():
    named = Fact.objects.published().filter(language_model__isnull=False, valid_from__lt=F("licenses__released"))
    exact = named.exclude(licenses__released_precision="year").filter(valid_from_precision="day")

    assert not list(exact.values_list("language_model__slug", "component", "licenses__slug"))


@pytest.mark.parametrize(("query", "slug"), NAMES.items())
def test_the_names_of_the_article_find_their_models(client, query, slug):
    assert first_of(client, query) == slug


def test_all_claims_of_the_article_are_there_with_the_article_as_their_source():
    claims = Event.objects.published().filter(claim__regex=r"^[0-9]+$")  # the parts of some rest on better sources

    assert {int(claim.claim) for claim in claims} == set(range(1, 26))
    assert all(claim.citations.filter(source__url__contains="news.mt.co.kr").exists() for claim in claims)


@pytest.mark.parametrize("child", ["stablelm-alpha", "dolly-1", "dolly-2"])
def test_what_the_article_took_for_descendants_of_llama_is_refuted_with_both_sides(child):
    refuted = Derivation.objects.published().get(
        language_model__slug=child, parent_model__slug="llama", standing="refuted"
    )

    assert set(refuted.citations.values_list("stance", flat=True)) == {"supports", "contradicts"}


def test_the_address_of_every_event_leads_to_a_page_that_shows_it(client):
    by_page = {}
    for event in Event.objects.published():
        address, _, anchor = event.get_absolute_url().partition("#")
        by_page.setdefault(address, set()).add(anchor)

    for address, anchors in by_page.items():
        text = client.get(address).text
        assert not [anchor for anchor in anchors if f'id="{anchor}"' not in text], address


def test_loaded_a_second_time_nothing_changes(capsys):
    """More than a thousand sources stand behind one batch of models, which SQLite does not look up by their keys."""
    call_command("load_knowledge")

    assert "nothing changed, no new revision" in capsys.readouterr().out


def test_a_dump_of_the_curated_files_changes_none_and_a_copy_of_them_loads_without_a_change(tmp_path):
    fixtures = settings.BASE / "fixtures"

    assert not curated.dump(fixtures, is_trial=True).changed_anything()
    curated.dump(tmp_path / "copy")

    assert not curated.load([tmp_path / "copy"]).changed_anything()
