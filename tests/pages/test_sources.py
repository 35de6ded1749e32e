"""The list of sources, and the page of one with what rests on it."""

from datetime import date

import pytest

from tests.factories import (
    make_citation,
    make_derivation,
    make_event,
    make_fact,
    make_model,
    make_organization,
    make_published_fact,
    make_source,
    make_specification,
    make_term,
    published,
)

pytestmark = pytest.mark.django_db


def test_every_kind_of_statement_is_listed_under_its_subject(read):
    card = make_source("card")
    published(make_fact(note="The weights can be had."), source=card, locator="section 1", excerpt="all weights")
    published(make_derivation(note="Built on Lark."), source=card)
    published(make_specification(note="Seven billion."), source=card)
    published(make_term(note="Sell what you like."), source=card)
    published(make_event(slug="release-day", note="It came out."), source=card)

    text = read("/sources/card/")

    for words in ("The weights can be had.", "Built on Lark.", "Seven billion.", "Sell what you like.", "It came out."):
        assert words in text
    assert 'href="/models/skylark-7b/"' in text
    assert 'href="/licenses/meadow-license/"' in text
    assert 'href="/timeline/?year=2023#release-day"' in text
    assert "section 1" in text
    assert "“all weights”" in text


def test_drafts_and_withdrawn_statements_are_never_listed(read):
    card = make_source("card")
    make_citation(make_fact(note="Still a draft."), source=card)
    make_citation(make_fact(component="api", note="Taken back.", publication="withdrawn"), source=card)

    text = read("/sources/card/")

    assert "Still a draft." not in text
    assert "Taken back." not in text
    assert "No published statement rests on it." in text


def test_a_source_that_contradicts_says_so_and_how_the_statement_stands(read):
    inquiry = make_source("inquiry")
    fact = make_fact(standing="refuted", standing_note="Nobody could download it.")
    make_citation(fact, source=inquiry, stance="contradicts")
    published(fact)

    text = read("/sources/inquiry/")

    assert "This source contradicts it." in text
    assert "standing--refuted" in text
    assert "Nobody could download it." in text


def test_the_original_and_the_copy_that_was_read_are_told_apart(read):
    commit = "0123456789abcdef0123456789abcdef01234567"
    make_source(
        "text",
        url="https://meadow.example/text",
        copy_url=f"https://github.com/mirror/texts/blob/{commit}/text",
        fingerprint="ab" * 32,
        note="The copy lacks the annex.",
    )

    text = read("/sources/text/")

    assert ">Original</dt>" in text
    assert ">Read in a copy</dt>" in text
    assert f"<code>{commit}</code>" in text
    assert "ab" * 32 in text
    assert "The copy lacks the annex." in text
    assert "1 Nov 2026" in text


def test_a_document_on_file_has_no_address(read):
    make_source("memo", url="", fingerprint="cd" * 32, kind="document-on-file", retrieved=None)

    text = read("/sources/memo/")

    assert "Document on file, without a public address." in text
    assert "never opened" in text


def test_organizations_it_was_read_for_are_named(read):
    make_organization().sources.add(make_source("register"))

    assert 'href="/organizations/meadow/"' in read("/sources/register/")


def test_an_excerpt_in_another_language_has_its_translation(read):
    article = make_source("article", language="ko", published=date(2023, 5, 28))
    published(make_fact(), source=article, excerpt="소스코드가 유출", translation="the source code leaked")

    text = read("/sources/article/")

    assert '<q class="excerpt" lang="ko">“소스코드가 유출”</q>' in text
    assert "the source code leaked" in text


@pytest.mark.parametrize(
    "query", ["?kind=news", "?language=ko", "?publisher=Money+Today", "?q=article", "?kind=news&language=ko&q=article"]
)
def test_the_list_is_narrowed_down(read, query):
    make_source("article", title="An article", kind="news", language="ko", publisher="Money Today")
    make_source("card")

    text = read(f"/sources/{query}")

    assert 'href="/sources/article/"' in text
    assert 'href="/sources/card/"' not in text


def test_a_publisher_that_nobody_is_is_named_and_left_out(read):
    make_source("card")

    text = read("/sources/?publisher=Nobody")

    assert "Nothing is called “Nobody”; “publisher” was left out." in text
    assert 'href="/sources/card/"' in text


def test_the_list_has_pages(read):
    for number in range(51):
        make_source(f"source-{number:02}")

    assert "Page 1 of 2" in read("/sources/")
    assert 'href="/sources/source-50/"' in read("/sources/?page=2")
    assert "There is no page 9; this is the last of 2." in read("/sources/?page=9")


def test_queries_do_not_grow(count_queries):
    card = make_source("card")
    counts = []
    for numbers in (range(3), range(3, 30)):
        for number in numbers:
            make_source(f"source-{number}")
            model = make_model(f"model-{number}", organization=make_organization(f"maker-{number}"))
            published(make_fact(language_model=model), source=card)
            published(make_derivation(language_model=model), source=card)
            published(make_event(language_models=[model]), source=card)
        counts.append((count_queries("/sources/"), count_queries("/sources/card/")))

    assert counts[0] == counts[1]


def test_the_number_beside_a_source_leaves_drafts_out(read):
    card = make_source("meadow-card")
    make_published_fact()
    make_citation(make_fact(component="api"), source=card)

    assert '<span class="cell-label">Statements</span> 1' in read("/sources/")


def test_what_has_no_twin_carries_its_own_language_in_either_language_of_the_page(read):
    card = make_source("card")
    published(make_fact(part="base model"), source=card, locator="section 1")
    published(make_fact(component="api", part="한국어 판"), source=card, locator="첫 문단")

    for address in ("models/skylark-7b/", "sources/card/"):
        english, korean = read(f"/{address}"), read(f"/ko/{address}")
        for text in ("base model", "section 1"):
            assert f'<span lang="en">{text}</span>' in korean
            assert f'<span lang="en">{text}</span>' not in english
        for text in ("한국어 판", "첫 문단"):
            assert f'<span lang="ko">{text}</span>' in english
            assert f'<span lang="ko">{text}</span>' not in korean
