"""The page of a model: everything known of it, with its sources."""

import re
from datetime import date, timedelta

import html5lib
import pytest
from django.test import Client

from tests.factories import (
    make_citation,
    make_derivation,
    make_event,
    make_fact,
    make_family,
    make_license,
    make_model,
    make_published_fact,
    make_source,
    make_specification,
    published,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/models/skylark-7b/"


def page(address=ADDRESS, client=None):
    response = (client or Client()).get(address)
    assert response.status_code == 200
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def test_a_model_that_nobody_recorded_is_not_found(client):
    assert client.get("/models/nothing-of-the-kind/").status_code == 404


def test_the_head_leads_to_maker_and_family():
    make_model(family=make_family(), aliases=["종달새"], summary="A small model.")

    text = page()

    assert 'href="/organizations/meadow/"' in text
    assert 'href="/families/skylark/"' in text
    assert "종달새" in text
    assert "A small model." in text
    assert '<time datetime="2023-05-28">28 May 2023</time>' in text


def test_a_date_is_as_exact_as_it_is_known():
    make_model(released=date(2023, 5, 1), released_precision="month")

    assert '<time datetime="2023-05">May 2023</time>' in page()


def test_a_fact_stands_with_status_availability_license_and_source():
    make_published_fact(
        licenses=(make_license("mit", name="MIT License", osi_approved=True, spdx_id="MIT"),),
        where="https://hub.example/skylark",
    )

    text = page()

    assert '<span class="mark o">open</span>' in text
    assert ">public</small>" in text
    assert '<a href="/licenses/mit/">MIT</a>' in text
    assert 'href="https://hub.example/skylark" rel="noopener" aria-label="hub.example: Weights">hub.example</a>' in text
    assert 'href="#source-1"' in text
    assert '<li id="source-1">' in text
    assert 'id="weights"' in text  # where the matrix leads to


def test_weights_without_a_license_are_partial():
    make_published_fact()

    assert '<span class="mark p">partial</span>' in page()


def test_components_without_a_fact_are_named_as_no_entry():
    make_published_fact()

    text = page()

    assert '<span class="mark e">No entry</span>' in text
    assert '<span id="checkpoints">Checkpoints</span>' in text
    assert '<span id="weights">' not in text


def test_parts_have_a_status_each_and_the_component_one_for_all():
    make_published_fact(part="7B", licenses=(make_license("mit", osi_approved=True),))
    make_published_fact(part="70B", availability="withheld", note="The large one was kept.")

    text = page()

    assert "2 parts, each with its own status:" in text
    for status in ("o", "p", "c"):
        assert f'<span class="mark {status}">' in text


def test_what_ended_stays_under_what_is_the_case():
    today = date.today()
    make_published_fact(valid_from=today, note="Now anyone has them.")
    make_published_fact(
        availability="click-through",
        valid_from=date(2023, 1, 1),
        valid_until=today,
        note="There was a form.",
    )

    text = page()

    assert "was click-through" in text
    assert text.index("Now anyone has them.") < text.index("There was a form.")


def test_what_is_to_come_does_not_count_yet():
    make_published_fact(valid_from=date.today() + timedelta(days=2), note="They come the day after tomorrow.")

    text = page()

    assert '<span class="mark e">to come</span>' in text
    assert '<span class="mark p">' not in text


def test_drafts_are_not_public():
    make_fact(note="Not yet checked.")

    assert "Not yet checked." not in page()


def test_a_refuted_derivation_stands_in_its_own_place_with_both_sides():
    derivation = make_derivation(
        standing="refuted",
        note="It was reported as a child of Lark.",
        standing_note="Its makers trained it from nothing.",
    )
    make_citation(derivation, stance="contradicts", source=make_source("makers-post", publisher="The makers"))
    published(derivation, source=make_source("newspaper", publisher="The newspaper"))

    text = page()

    assert 'id="contested"' in text
    assert "It was reported as a child of Lark." in text
    assert "Its makers trained it from nothing." in text
    assert "The makers" in text
    assert "The newspaper" in text
    assert text.count("It was reported as a child of Lark.") == 1  # no lineage


def test_a_refuted_derivation_stands_on_the_page_of_the_parent_as_well():
    published(make_derivation(standing="refuted", standing_note="Its makers trained it from nothing."))

    assert "Its makers trained it from nothing." in page("/models/lark-base/")


def test_a_refuted_event_is_no_part_of_the_timeline():
    event = make_event(
        slug="claim-15",
        language_models=[make_model()],
        claim="15",
        standing="refuted",
        note="Its code leaked.",
        standing_note="Its weights leaked.",
    )
    published(event)

    text = page()

    assert text.count("Its code leaked.") == 1
    assert "Its weights leaked." in text
    assert 'id="event-claim-15"' in text


def test_a_claim_that_was_split_is_told_in_its_parts_and_its_own_sources_are_left_out():
    fact = make_published_fact()
    for claim in ("15", "15a"):
        event = make_event(
            slug=f"claim-{claim}",
            kind="claim",
            claim=claim,
            note=f"Claim {claim}.",
            language_models=[fact.language_model],
        )
        published(event, source=make_source(f"source-of-{claim}", title=f"Source of {claim}"))

    text = page()

    assert "Claim 15a." in text and "Source of 15a" in text
    assert "Claim 15." not in text and "Source of 15<" not in text


def test_lineage_leads_both_ways():
    published(make_derivation())

    assert 'href="/models/lark-base/"' in page()
    assert 'href="/models/skylark-7b/"' in page("/models/lark-base/")


def test_a_source_that_was_read_in_a_copy_names_both_addresses():
    source = make_source("copy", url="https://first.example/post", copy_url="https://mirror.example/post")
    published(make_fact(), source=source)

    text = page()

    assert "https://first.example/post" in text
    assert 'href="https://mirror.example/post"' in text
    assert "Read in a copy" in text


def test_sources_are_numbered_in_the_order_of_the_page():
    published(make_fact(component="api"), source=make_source("third"))
    published(make_fact(component="weights"), source=make_source("second"))
    published(make_specification(), source=make_source("first"))

    text = page()

    places = [text.index(f'<a href="/sources/{slug}/" lang="en">') for slug in ("first", "second", "third")]
    assert places == sorted(places)


def test_a_source_of_several_places_is_named_once_and_numbers_ascend():
    fact = make_fact(component="api")
    first, second = make_source("first"), make_source("second")
    published(make_specification(), source=first)
    make_citation(fact, source=second, locator="page 2")
    make_citation(fact, source=second, locator="page 3")
    published(fact, source=first)

    text = page()

    assert "[1]</a><a" in text
    assert "[2]</a></span>" in text
    assert "[2]</a><a" not in text


def test_the_place_in_a_source_stands_open_once_with_all_that_rests_on_it():
    source = make_source("card")
    for component in ("weights", "api"):
        fact = make_fact(component=component)
        make_citation(fact, source=source, locator="section “Access”")
        published(fact)

    text = page()

    assert "<details" not in text[text.index('id="sources"') :]
    assert text.count("section “Access”: ") == 1


def test_what_a_source_says_against_an_established_fact_is_explained():
    fact = make_fact()
    make_citation(fact, stance="contradicts", source=make_source("post", publisher="The newspaper"))
    published(fact)

    text = page()

    assert "A source says otherwise: The newspaper" in " ".join(text.split())
    assert "standing--established" in text


def test_a_claim_and_the_derivation_it_asserts_are_shown_once():
    reason = "Its makers trained it from nothing."
    derivation = published(make_derivation(standing="refuted", note="Reported by a paper.", standing_note=reason))
    published(
        make_event(
            slug="claim-99",
            claim="99",
            note="Skylark was made from Lark.",
            standing="refuted",
            standing_note=reason,
            language_models=[derivation.language_model],
        )
    )

    text = page()

    assert text.count(reason) == 1
    assert "Skylark was made from Lark." in text
    assert f'id="{derivation.anchor()}"' in text


def test_a_korean_page_says_where_a_text_is_not_translated():
    make_published_fact(note="All weights are on the hub.")
    make_published_fact(component="api", note="There is an API.", note_ko="API가 있다.")

    text = page("/ko/models/skylark-7b/")

    assert '<span lang="en">All weights are on the hub.</span> <span class="tag">' in text
    assert "API가 있다." in text
    assert "There is an API." not in text


def test_a_translation_into_the_language_of_the_page_is_no_fallback_and_one_into_another_says_so():
    fact = make_fact()
    make_citation(fact, source=make_source("news", language="ko"), excerpt="가중치", translation="the weights")
    make_citation(fact, source=make_source("blog", language="de"), excerpt="Gewichte", translation="weights of all")
    published(fact)

    english, korean = page(), page(f"/ko{ADDRESS}")

    assert "the weights" in english
    assert "영어 원문" not in english
    assert "the weights" not in korean
    assert '<span lang="en">weights of all</span> <span class="tag">영어 원문</span>' in korean


def test_a_component_is_named_once_for_a_place_in_a_source():
    card = make_source("card")
    for since, until in ((date(2023, 6, 1), None), (date(2023, 5, 28), date(2023, 6, 1))):
        published(make_fact(valid_from=since, valid_until=until), source=card, locator="section “Weights”")

    sources = page().partition('id="sources"')[2]

    assert sources.count("Weights</a>") == 1


def test_a_component_is_named_once_for_a_criterion_with_the_parts_that_were_read():
    for part in ("7B", "13B"):
        make_published_fact(part=part)

    read = re.findall(r'<td>(<a href="#weights">Weights</a> \(.*?)</td>', page())

    assert read
    for cell in read:
        assert re.sub("<[^>]+>", "", cell) == "Weights (13B, 7B)"


def test_the_iris_of_the_frame_stands_as_far_open_as_the_model():
    make_published_fact()

    frame, _, rest = page().partition("</header>")

    assert "iris__seams" in frame
    assert "iris__seams" in rest


def test_the_canonical_address_has_no_query_and_knows_the_other_language():
    make_model()

    text = page(f"{ADDRESS}?utm=1")

    assert '<link rel="canonical" href="http://testserver/models/skylark-7b/">' in text
    assert 'hreflang="ko" href="http://testserver/ko/models/skylark-7b/"' in text


def test_a_preview_shows_drafts_to_an_editor_and_is_never_kept(adas_client):
    make_fact(note="Not yet checked.")

    response = adas_client.get(f"{ADDRESS}?preview=1")

    text = response.content.decode()
    assert "Not yet checked." in text
    assert "Preview: drafts are shown." in text
    assert '<meta name="robots" content="noindex">' in text
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_an_editor_without_preview_sees_the_public_page(adas_client):
    make_fact(note="Not yet checked.")

    assert "Not yet checked." not in page(client=adas_client)


def test_a_preview_is_the_public_page_to_anyone_else(client, danas_client):
    make_fact(note="Not yet checked.")

    for browser in (client, danas_client):
        text = page(f"{ADDRESS}?preview=1", client=browser)
        assert "Not yet checked." not in text
        assert "Preview" not in text


def test_a_withdrawn_fact_is_in_no_preview(adas_client):
    make_fact(note="Taken back.", publication="withdrawn")

    assert "Taken back." not in page(f"{ADDRESS}?preview=1", client=adas_client)


def test_the_number_of_queries_does_not_grow_with_the_facts(client, django_assert_num_queries):
    for facts in (3, 30):
        language_model = make_model(f"with-{facts}")
        published(make_specification(language_model=language_model))
        for number in range(facts):
            fact = make_fact(
                language_model=language_model,
                part=f"part {number}",
                licenses=(make_license(f"license-{facts}-{number}"),),
            )
            published(fact, source=make_source(f"source-{facts}-{number}"))
            published(make_event(language_models=[language_model]))
            parent = make_model(f"parent-{facts}-{number}")
            published(make_derivation(language_model=language_model, parent_model=parent))

        with django_assert_num_queries(14):  # the ten of the dossier, and the number of the revision twice
            client.get(f"/models/with-{facts}/")
