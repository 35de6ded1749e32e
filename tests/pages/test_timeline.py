"""The timeline."""

from datetime import date

import pytest

from kb.editorial.publication import publish_all
from tests.factories import (
    make_citation,
    make_dataset,
    make_event,
    make_license,
    make_model,
    make_organization,
    make_source,
    make_topic,
    published,
)

pytestmark = pytest.mark.django_db


def test_events_stand_by_year_from_the_oldest_on(read):
    published(make_event(slug="later", date=date(2023, 5, 28), note="The article appeared."))
    published(make_event(slug="linux", date=date(1991, 8, 25), kind="background", note="Linux was announced."))

    text = read("/timeline/")

    places = [text.index(part) for part in ('id="year-1991"', "Linux was announced.", 'id="year-2023"', 'id="later"')]
    assert places == sorted(places)


def test_a_date_is_as_exact_as_it_is_known(read):
    published(make_event(date=date(1983, 1, 1), date_precision="year"))

    assert '<time datetime="1983">1983</time>' in read("/timeline/")


def test_drafts_are_not_shown(read):
    make_event(note="Not public yet.")

    assert "Not public yet." not in read("/timeline/")


def test_one_may_choose_among_the_organizations_and_topics_that_have_events(read):
    make_organization("idle")
    published(make_event(organizations=[make_organization("meadow")], topics=[make_topic("linux")]))

    text = read("/timeline/?actor=linux")

    assert '<option value="linux" selected>' in text
    assert '<option value="meadow">' in text
    assert 'value="idle"' not in text


@pytest.mark.parametrize("actor", ["meadow", "skylark-7b", "hay", "meadow-license", "linux"])
def test_one_may_ask_for_the_events_of_any_actor(read, actor):
    published(
        make_event(
            slug="theirs",
            organizations=[make_organization("meadow")],
            language_models=[make_model()],
            datasets=[make_dataset("hay")],
            licenses=[make_license("meadow-license")],
            topics=[make_topic("linux")],
        )
    )
    published(make_event(slug="of-others"))

    text = read(f"/timeline/?actor={actor}")

    assert 'id="theirs"' in text
    assert 'id="of-others"' not in text


@pytest.mark.parametrize("query", ["?kind=leak", "?standing=reported", "?year=2022", "?kind=leak&year=2022"])
def test_one_may_narrow_it_down(read, query):
    published(make_event(slug="wanted", kind="leak", standing="reported", date=date(2022, 3, 1)))
    published(make_event(slug="other"))

    text = read(f"/timeline/{query}")

    assert 'id="wanted"' in text
    assert 'id="other"' not in text


def test_wrong_choices_are_named_and_left_out(read):
    published(make_event(slug="there"))

    text = read("/timeline/?actor=nobody&kind=circus&standing=tall&year=1066")

    assert "Nothing is called “nobody”; “actor” was left out." in text
    for value, name in (("circus", "kind"), ("tall", "standing"), ("1066", "year")):
        assert f"“{value}” is not among the choices for “{name}” and was left out." in text
    assert 'id="there"' in text


@pytest.mark.parametrize("standing", ["refuted", "disputed"])
def test_a_contested_claim_shows_both_sides(read, standing):
    claim = make_event(
        slug="claim-15",
        kind="claim",
        claim="15",
        note="The code leaked.",
        standing=standing,
        standing_note="It was public.",
    )
    make_citation(claim, source=make_source("inquiry"), stance="contradicts", excerpt="public since February")
    published(claim, excerpt="code leaked")

    text = read("/timeline/")

    assert "Claim 15" in text
    assert 'id="claim-15"' in text
    assert f"standing--{standing}" in text
    for words in ("The code leaked.", "It was public.", "“public since February”", "“code leaked”"):
        assert words in text


def test_the_address_of_an_event_leads_to_the_page_on_which_it_stands(read):
    early = [make_event(slug=f"early-{number}", date=date(2020, 1, 1)) for number in range(101)]
    for event in early:
        make_citation(event)
    publish_all(early, by=None, why="Read in its source.")
    event = published(make_event(slug="late", date=date(2024, 1, 1)))

    address, anchor = event.get_absolute_url().split("#")

    assert f'id="{anchor}"' in read(address)
    assert f'id="{anchor}"' not in read("/timeline/")


def test_a_korean_wording_is_used_where_there_is_one(read):
    published(make_event(note="It came out.", note_ko="공개되었다."))
    published(make_event(note="Only in English."))

    text = read("/ko/timeline/")

    assert "공개되었다." in text
    assert "It came out." not in text
    assert '<span lang="en">Only in English.</span>' in text


def test_queries_do_not_grow(count_queries):
    counts = []
    for numbers in (range(3), range(3, 30)):
        for number in numbers:
            model = make_model(f"model-{number}", organization=make_organization(f"maker-{number}"))
            published(
                make_event(language_models=[model], organizations=[model.organization]),
                source=make_source(f"s-{number}"),
            )
        counts.append(count_queries("/timeline/"))

    assert counts[0] == counts[1]
