"""`/search/suggestions/`: what may be meant, while it is typed and where it is mistyped, on both databases alike."""

import re
import unicodedata
from datetime import date
from urllib.parse import urlencode

import pytest

from kb.catalogue.profiles import rebuild_profiles
from kb.models import Revision
from tests.factories import make_dataset, make_family, make_license, make_model, make_organization, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    meta = make_organization("meta", name="Meta", name_ko="메타", aliases=["Facebook", "페이스북"])
    openai = make_organization("openai", name="OpenAI", name_ko="오픈AI")
    make_organization("mistral-ai", name="Mistral AI", name_ko="미스트랄 AI", aliases=["Mistral"])
    llama = make_family("llama", name="Llama", name_ko="라마", organization=meta)
    make_model("llama", name="LLaMA", name_ko="라마", family=llama, organization=meta, released=date(2023, 2, 24))
    make_model("llama-2", name="Llama 2", name_ko="라마 2", organization=meta, released=date(2023, 7, 18))
    make_model("gpt4all", name="GPT4All", aliases=["GPT4All-LLaMA"], summary="Not by Meta.")
    make_model("gpt-4", name="GPT-4", organization=openai)
    make_model("chatgpt", name="ChatGPT", name_ko="챗GPT", organization=openai)
    make_model("stablelm-alpha", name="StableLM-Alpha", name_ko="스태이블LM 알파")
    make_model("dolly-2.0", name="Dolly 2.0", name_ko="돌리 2.0", aliases=["dolly-v2-12b"])
    make_model("mistral-7b", name="Mistral 7B")
    make_dataset("the-pile", name="The Pile")
    make_license("apache-2.0", name="Apache License 2.0")
    make_source("paper", title="Open and Efficient Foundation Language Models", publisher="arXiv")


@pytest.fixture
def suggested(read):
    """Ask for suggestions. Out: what is said, and the addresses in their order."""

    def ask(text: str, prefix: str = "") -> tuple[str, list[str]]:
        html = read(f"{prefix}/search/suggestions/?{urlencode({'q': text})}")
        said = re.search(r"<p[^>]*>(.*?)</p>", html, re.DOTALL)
        return (said[1].strip() if said else ""), re.findall(r'<li>\s*<a href="([^"]+)"', html)

    return ask


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("llama", "/models/llama/"),
        ("lla", "/models/llama/"),
        ("ｌｌａｍａ", "/models/llama/"),
        ("llàmá", "/models/llama/"),
        ("라마", "/models/llama/"),
        ("라ㅁ", "/models/llama/"),
        ("람", "/models/llama/"),
        ("gpt4", "/models/gpt-4/"),
        ("gpt 4", "/models/gpt-4/"),
        ("챗지피티", "/models/chatgpt/"),
        ("dolly2", "/models/dolly-2.0/"),
        ("메타", "/organizations/meta/"),
        ("메타 (구 페이스북)", "/organizations/meta/"),
        ("facebook llama", "/models/llama/"),
        ("pile", "/datasets/the-pile/"),
        ("license", "/licenses/apache-2.0/"),
        ("efficient language", "/sources/paper/"),
    ],
)
def test_a_name_is_found_however_it_is_spelled(known, suggested, typed, first):
    said, addresses = suggested(typed)

    assert addresses[0] == first
    assert said == f"{len(addresses)} suggestion{'s' if addresses[1:] else ''} for “{typed}”"
    assert suggested(unicodedata.normalize("NFD", typed))[1] == addresses


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lama", "/models/llama/"),
        ("Lllama", "/models/llama/"),
        ("lama 2x", "/models/llama-2/"),
        ("stabel lm", "/models/stablelm-alpha/"),
        ("스테이블LM", "/models/stablelm-alpha/"),
        ("mistrl", "/organizations/mistral-ai/"),
        ("apcahe", "/licenses/apache-2.0/"),
        ("데타", "/organizations/meta/"),
    ],
)
def test_a_name_with_a_slip_in_it_leads_to_its_like_which_is_said(known, suggested, typed, first):
    said, addresses = suggested(typed)

    assert addresses[0] == first
    assert said.startswith(f"Nothing is named “{typed}”; {len(addresses)} similar name")


def test_who_made_it_comes_before_what_was_made_and_that_before_who_mentions_it(known, suggested):
    assert suggested("meta")[1] == ["/organizations/meta/", "/models/llama-2/", "/models/llama/", "/families/llama/"]


@pytest.mark.parametrize("typed", ["zzzzqqq", "x" * 10_000, "[a-z]+(?:\\d|$)*", "%_%", "' OR 1=1 --", "\x00qq\x00"])
def test_what_is_like_no_name_is_said_to_be_so(known, suggested, typed):
    said, addresses = suggested(typed)

    assert addresses == []
    assert said.startswith("Nothing is named “")
    assert said.endswith("”, or much like it.")


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=%00", "?q=%ed%a0%80", "?q=%ff", "?q=---", "?q[]=a", "?q=|", "?q=%0a|"]
)
def test_a_query_without_a_name_in_it_only_leads_onward(known, read, query):
    html = read(f"/search/suggestions/{query}")

    assert "<li>" not in html
    assert 'href="/search/' in html


def test_suggestions_are_in_the_language_of_their_address(known, suggested, read):
    assert suggested("llama", "/ko")[1][0] == "/ko/models/llama/"
    assert "모델 · 메타 · 2023" in read("/ko/search/suggestions/?q=llama")
    assert "‘lama’: 그런 이름이 없다." in suggested("lama", "/ko")[0]


def test_what_was_typed_and_what_things_are_called_is_escaped(suggested, read):
    make_model("odd", name="<i>Odd</i>")

    assert "<i>" not in read("/search/suggestions/?q=<i>odd")
    assert suggested("<i>odd")[1] == ["/models/odd/"]


def test_it_costs_two_queries_whatever_is_found_and_renaming_is_seen_at_once(known, count_queries, suggested):
    Revision.objects.create(why="All of it is at hand.")
    suggested("llama")

    assert count_queries("/search/suggestions/?q=lama") == 2
    assert count_queries("/search/suggestions/?q=zzzzqqq") == 2

    make_model("llamazing", name="Llamazing")
    Revision.objects.create(why="One more.")
    assert "/models/llamazing/" in suggested("llamaz")[1]


def test_the_matrix_proposes_a_name_where_none_is_found_and_keeps_the_other_choices(known, read):
    rebuild_profiles()

    html = read("/models/?q=lllamaa&per=25")

    assert '<a href="/models/?q=LLaMA&amp;per=25">LLaMA</a>' in html
    assert "Perhaps you meant" not in read("/models/?q=zzzzqqq")
    assert "Perhaps you meant" not in read("/models/?q=llama")
