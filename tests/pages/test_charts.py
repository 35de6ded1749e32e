"""`/charts/`: what is drawn is what the lists hold."""

import re
from datetime import date
from html import unescape

import html5lib
import pytest

from kb.catalogue.profiles import rebuild_profiles
from tests.factories import make_license, make_model, make_organization, make_published_fact


@pytest.fixture
def models(db):
    """Five models of three rungs, two half-years and two makers; one of them without a day."""
    mit, llama = make_license("mit", osi_approved=True), make_license("llama-1", kind="community")
    hill = make_organization("hill", name="Hill", name_ko="언덕", country="US")
    make_published_fact(language_model=make_model("lark", released=date(2023, 6, 30)), licenses=(mit,))
    make_published_fact(language_model=make_model("finch", released=date(2023, 7, 1)), licenses=(mit, llama))
    make_published_fact(language_model=make_model("owl", organization=hill, released=date(2023, 1, 1)))
    make_model("wren", organization=hill, released=date(2024, 2, 1))
    make_published_fact(language_model=make_model("crow", organization=hill, released=None), licenses=(llama,))
    rebuild_profiles()


def tables(text: str) -> list[list[list[tuple[str, str]]]]:
    """Of each table of numbers its rows, of each row its cells as words and address."""
    page = html5lib.parse(text, namespaceHTMLElements=False)
    return [
        [
            [
                ("".join(cell.itertext()), link.get("href") if (link := cell.find("a")) is not None else "")
                for cell in row
            ]
            for row in table.iter("tr")
        ]
        for table in page.iter("table")
    ]


def counted(client, address: str) -> int:
    """How many models a list has, and whether it understood every parameter."""
    text = client.get(address).content.decode()
    assert "was left out" not in text
    return int(re.search(r'id="announced"[^>]*>(\d+)', text)[1])


def test_every_number_and_bar_leads_to_as_many_models(client, read, models):
    text = read("/charts/")

    numbers = {
        unescape(address): int(words) for table in tables(text) for row in table for words, address in row if address
    }
    drawn = {unescape(address) for address in re.findall(r'<a href="([^"]+)" tabindex="-1"><title>', text)}

    assert len(numbers) > 20
    assert drawn <= numbers.keys()
    assert {address: counted(client, address) for address in numbers} == numbers


def test_half_years_are_shown_without_a_gap_and_the_undated_are_named(read, models):
    text = read("/charts/")

    assert [(row[0][0], row[-1][0]) for row in tables(text)[0][1:]] == [
        ("2023 H1", "2"),
        ("2023 H2", "1"),
        ("2024 H1", "1"),
    ]
    assert '<a href="/models/?released=none">1 model without a day of release is left out.</a>' in text


def test_a_model_is_open_by_the_rule_that_the_page_states(read, models):
    rows = {row[0][0]: [words for words, _address in row[1:]] for row in tables(read("/charts/"))[1][1:]}

    assert rows == {"Hill": ["0", "2", "0", "1", "3"], "Meadow": ["1", "1", "0", "0", "2"]}


def test_the_korean_page_has_korean_names(read, models):
    text = read("/ko/charts/")

    assert "언덕" in text
    assert "2023년 상반기" in text


def test_an_empty_knowledge_base_says_so(db, read):
    assert "No model is recorded." in read("/charts/")


def test_the_number_of_queries_does_not_grow(count_queries, models):
    before = count_queries("/charts/")
    for number in range(20):
        make_model(f"m{number}", organization=make_organization(f"o{number}"))
    rebuild_profiles()

    assert count_queries("/charts/?again") <= before
