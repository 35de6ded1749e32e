"""The list of organizations, and the page of one."""

import pytest

from tests.factories import (
    make_citation,
    make_dataset,
    make_event,
    make_family,
    make_license,
    make_model,
    make_organization,
    make_source,
    published,
)

pytestmark = pytest.mark.django_db


def test_the_list_counts_models(read):
    make_model()

    text = read("/organizations/")

    assert 'href="/organizations/meadow/"' in text
    assert "South Korea" in text
    assert "1 organization" in text


def test_a_country_without_a_source_is_neither_shown_nor_filtered_by(read):
    make_organization("brook", country="FR", unchecked=["country"])
    make_organization("meadow", country="KR")

    assert "France" not in read("/organizations/")
    assert "France" not in read("/organizations/brook/")
    assert "brook" not in read("/organizations/?country=KR")
    assert "not among the choices" in read("/organizations/?country=FR")


def test_a_kind_without_a_source_is_not_filtered_by(read):
    make_organization("brook", kind="university", unchecked=["kind"])
    make_organization("meadow", kind="university")

    text = read("/organizations/?kind=university")

    assert 'href="/organizations/meadow/"' in text
    assert 'href="/organizations/brook/"' not in text


def test_any_name_finds_one(read):
    make_organization("naver-cloud", name_ko="네이버클라우드", aliases=["Naver"])
    make_organization("meadow")

    text = read("/organizations/?q=네이버")

    assert 'href="/organizations/naver-cloud/"' in text
    assert 'href="/organizations/meadow/"' not in text


def test_an_empty_list_says_how_to_go_on(read):
    make_organization()

    text = read("/organizations/?q=nowhere")

    assert "Nothing matches these choices." in text
    assert '<a href="?">Show all</a>' in text


def test_wrong_parameters_are_named_and_left_out(read):
    make_organization()

    text = read("/organizations/?kind=circus&page=zz&nobody=knows&q=a&q=meadow")

    assert "“circus” is not among the choices for “kind” and was left out." in text
    assert "“zz” is not the number of a page; this is the first." in text
    assert "This page knows no “nobody”; it was left out." in text
    assert "“q” was given more than once; the last one counts." in text
    assert 'href="/organizations/meadow/"' in text


def test_a_chip_takes_its_choice_away_and_keeps_the_others(read):
    make_organization()

    text = read("/organizations/?q=meadow&kind=company")

    assert 'class="chip" href="?kind=company"' in text
    assert 'class="chip" href="?q=meadow"' in text


def test_the_page_leads_to_all_that_is_its(read):
    meadow = make_organization("meadow", homepage="https://www.meadow.example/", city="Seoul", founded=1999)
    make_organization("meadow-labs", parent=meadow)
    make_family(organization=meadow)
    make_dataset(organization=meadow)
    make_license(steward=meadow)
    make_model(organization=meadow)
    meadow.sources.add(make_source("register"))

    text = read("/organizations/meadow/")

    for address in (
        "/organizations/meadow-labs/",
        "/families/skylark/",
        "/datasets/hay/",
        "/licenses/meadow-license/",
        "/models/skylark-7b/",
        "/sources/register/",
    ):
        assert f'href="{address}"' in text
    assert "Seoul" in text
    assert "1999" in text
    assert ">meadow.example</a>" in text


def test_an_unchecked_parent_is_shown_on_neither_page(read):
    meadow = make_organization("meadow")
    make_organization("brook", parent=meadow, unchecked=["parent"])

    assert 'href="/organizations/meadow/"' not in read("/organizations/brook/")
    assert 'href="/organizations/brook/"' not in read("/organizations/meadow/")


def test_events_stand_with_their_citations_and_drafts_do_not(read):
    meadow = make_organization()
    published(make_event(organizations=[meadow], note="Meadow took a stand."), excerpt="we stand")
    make_event(organizations=[meadow], note="Not public yet.")

    text = read("/organizations/meadow/")

    assert "Meadow took a stand." in text
    assert 'href="#source-1"' in text
    assert 'id="source-1"' in text
    assert "“we stand”" in text
    assert "Not public yet." not in text


def test_a_refuted_event_shows_both_sides(read):
    meadow = make_organization()
    event = make_event(
        organizations=[meadow], note="Meadow is open.", standing="refuted", standing_note="It never was."
    )
    make_citation(event, source=make_source("inquiry", publisher="The Inquiry"), stance="contradicts")
    published(event)

    text = read("/organizations/meadow/")

    assert "standing--refuted" in text
    assert "Meadow is open." in text
    assert "It never was." in text
    assert "The Inquiry" in text


def test_korean_names_lead_on_korean_pages(read):
    make_organization(name="Meadow", name_ko="메도우")

    assert "<h1>메도우</h1>" in read("/ko/organizations/meadow/")
    assert "<h1>Meadow</h1>" in read("/organizations/meadow/")


def test_queries_do_not_grow_with_organizations(count_queries):
    for number in range(3):
        make_model(f"model-{number}", organization=make_organization(f"maker-{number}"))
    few = count_queries("/organizations/")
    for number in range(3, 30):
        make_model(f"model-{number}", organization=make_organization(f"maker-{number}"))

    assert count_queries("/organizations/") == few


def test_queries_do_not_grow_with_what_one_made_and_did(count_queries):
    meadow = make_organization()
    counts = []
    for numbers in (range(3), range(3, 30)):
        for number in numbers:
            model = make_model(f"model-{number}", organization=meadow)
            make_family(f"family-{number}", organization=meadow)
            published(make_event(organizations=[meadow], language_models=[model]), source=make_source(f"s-{number}"))
        counts.append(count_queries("/organizations/meadow/"))

    assert counts[0] == counts[1]
