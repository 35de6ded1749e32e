"""Search finds things by any of their names, in any spelling, on both databases alike."""

import unicodedata
from datetime import date

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kb.catalogue.everywhere import find_everywhere
from kb.catalogue.profiles import rebuild_profiles
from kb.catalogue.search import LONGEST, find, readable, wanted
from kb.models import LanguageModel
from tests.factories import make_dataset, make_family, make_license, make_model, make_organization, make_source

# Names as the article of 28 May 2023 and common usage have them.
SEED = {
    "gpt-4": ("GPT-4", ["지피티4"]),
    "gpt4all": ("GPT4All", []),
    "chatgpt": ("ChatGPT", ["챗GPT"]),
    "palm-2": ("PaLM 2", ["팜2"]),
    "transformer": ("Transformer (2017)", ["트랜스포머"]),
    "llama": ("LLaMA", ["라마"]),
    "alpaca": ("Alpaca", ["알파카"]),
    "stablelm-alpha": ("StableLM-Alpha", ["스태이블LM", "스테이블LM"]),
    "dolly-1": ("Dolly 1.0", ["돌리"]),
    "dolly-2": ("Dolly 2.0", ["돌리"]),
}


@pytest.fixture
def seed(db):
    for slug, (name, aliases) in SEED.items():
        make_model(slug, name=name, aliases=aliases, summary_ko="라마로 만든 모델이 아니다." if "dolly" in slug else "")


def slugs(text: str) -> list[str]:
    return list(find(LanguageModel.objects.all(), text).values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("라마", "llama"),
        ("챗GPT", "chatgpt"),
        ("팜2", "palm-2"),
        ("알파카", "alpaca"),
        ("스태이블LM", "stablelm-alpha"),
        ("스테이블lm", "stablelm-alpha"),
        ("트랜스포머", "transformer"),
        ("gpt4", "gpt-4"),
        ("gpt 4", "gpt-4"),
        ("GPT-4", "gpt-4"),
        ("gpt‑4", "gpt-4"),
        ("ＧＰＴ－４", "gpt-4"),
        ("  llama  ", "llama"),
        ("meadow llama", "llama"),
        (". " * 20 + "llama", "llama"),
        ("라마 (LLaMA)", "llama"),
        ("챗GPT(구 InstructGPT)", "chatgpt"),
        ("챗지피티", "chatgpt"),
        ("「GPT-4」?", "gpt-4"),
        ("“PaLM 2”,", "palm-2"),
    ],
)
def test_every_spelling_finds_its_model_first(seed, text, first):
    assert slugs(text)[0] == first
    assert slugs(unicodedata.normalize("NFD", text))[0] == first


def test_one_name_may_lead_to_two_models(seed):
    assert slugs("돌리") == ["dolly-1", "dolly-2"]


def test_a_name_comes_before_the_beginning_of_one_before_its_middle_before_a_summary(db):
    make_model("a", name="Beside it", summary="Not built on lark.")
    make_model("b", name="Skylarking")
    make_model("c", name="Great Lark")
    make_model("d", name="Lark Two")
    make_model("e", name="Lark")

    assert slugs("lark") == ["e", "d", "c", "b", "a"]


@pytest.mark.parametrize("spelling", ["lark2", "lark 2", "lark-2", "LARK  – 2"])
def test_a_number_belongs_to_the_word_before_it_however_they_are_joined(db, spelling):
    make_model("two", name="Two", summary="Tuned from Lark 2.")
    make_model("lark", name="Lark", summary="The first of 2.")
    make_model("lark-2", name="Lark 2")

    assert slugs(spelling) == ["lark-2", "two"]


def test_what_an_organization_made_follows_its_name_the_newest_first(db):
    hill = make_organization("hill", name="Hill", aliases=["언덕"])
    make_model("a", name="A", organization=hill, released=date(2023, 1, 1))
    make_model("b", name="B", organization=hill, released=date(2024, 1, 1))
    make_model("c", name="C", organization=hill, released=None)
    make_model("aa", name="AA", summary="Not made by Hill.")
    make_model("hill", name="Hill", summary="A name it shares.")

    found = find(LanguageModel.objects.all(), "언덕", maker="organization")

    assert list(found.values_list("slug", flat=True)) == ["b", "a", "c"]
    found = find(LanguageModel.objects.all(), "hill", maker="organization")
    assert list(found.values_list("slug", flat=True)) == ["hill", "b", "a", "c", "aa"]


def test_the_kind_of_the_nearest_hit_comes_first(db):
    make_model("lark", organization=make_organization("hill", name="Hill"))
    rebuild_profiles()

    assert [str(one.label) for one in find_everywhere("hill")] == ["Organizations", "Models"]
    assert [str(one.label) for one in find_everywhere("lark")] == ["Models"]


@pytest.mark.parametrize("text", ["", " ", "-", "--", "_", "|", "…|…", "\x00", "()"])
def test_a_query_without_a_letter_or_digit_finds_nothing(seed, text):
    assert slugs(text) == [] or wanted(text)


def test_wildcards_of_the_database_are_letters_like_any_other(db):
    make_model("half", name="Half", summary="Trained on 50% of it.")
    make_model("other", name="Other")

    assert slugs("%") == ["half"]
    assert slugs("o_her") == []
    assert slugs("o%r") == []


def test_bars_do_not_reach_across_names(db):
    make_model("ab", name="Alpha", aliases=["Beta"])

    assert slugs("alpha|beta") == []
    assert slugs("alpha beta") == ["ab"]


def test_a_query_of_ten_thousand_characters_is_read_up_to_a_limit(seed):
    assert slugs("llama " * 2000) == ["llama"]
    assert slugs("x" * 10_000) == []
    assert len(readable("x" * 10_000)) == LONGEST


@given(st.text())
def test_reading_a_query_leaves_nothing_that_a_database_refuses(text):
    clean = readable(text)

    assert "\x00" not in clean
    assert len(clean) <= LONGEST
    clean.encode()


class AnyQuery(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_model("llama", name="LLaMA")

    @settings(deadline=None)  # the time of an example is the machine's affair
    @given(st.text(max_size=60))
    def test_whatever_is_typed_is_answered(self, text):
        assert slugs(text) in ([], ["llama"])


def test_everything_is_found_by_kind_with_counts(seed):
    for number in range(10):
        make_source(f"llama-card-{number}", title=f"Llama card {number}")
    make_organization("llama-makers")
    make_family("llama-herd")
    make_license("llama-2")
    make_dataset("llama-data")

    found = {str(one.label): one for one in find_everywhere("llama")}

    assert "Models" not in found  # none of them has a profile, so the matrix has none either
    assert found["Sources"].count == 10
    assert found["Sources"].has_more
    assert found["Licenses"].hits[0].slug == "llama-2"
    assert {"Organizations", "Families", "Datasets"} <= found.keys()


def test_searching_everything_takes_as_many_queries_whatever_is_found(seed, django_assert_num_queries):
    with django_assert_num_queries(7):
        find_everywhere("llama")
    with django_assert_num_queries(0):
        find_everywhere("…")


def test_rows_are_compared_as_they_are_stored(db):
    make_model("istanbul", name="İstanbul GPT")

    assert slugs("İSTANBUL") == ["istanbul"], connection.vendor
