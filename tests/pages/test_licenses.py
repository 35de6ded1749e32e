"""The list of licenses, and the page of one."""

import pytest
from django.utils import translation

from kb.catalogue.profiles import rebuild_profiles
from kb.models import LicenseRelation
from kb.templatetags.thresholds import threshold
from tests.factories import (
    make_dataset,
    make_event,
    make_fact,
    make_license,
    make_model,
    make_organization,
    make_published_fact,
    make_source,
    make_term,
    published,
)

pytestmark = pytest.mark.django_db
CONDITION = {"right": "", "answer": ""}


def test_the_list_says_what_counts_as_open_and_how_many_models_have_it(read):
    mit = make_license("mit", osi_approved=True)
    make_license("meadow-license", kind="community")
    make_published_fact(licenses=(mit,))
    rebuild_profiles()

    text = read("/licenses/")

    assert '<span class="mark o">open</span>' in text
    assert '<span class="mark p">restricting</span>' in text
    assert '<span class="cell-label">Models</span> 1' in text


@pytest.mark.parametrize(
    ("query", "found"),
    [("?osi=yes", "mit"), ("?osi=no", "meadow"), ("?kind=community", "meadow"), ("?q=the+x11", "mit")],
)
def test_the_list_is_narrowed_down(read, query, found):
    make_license("mit", osi_approved=True, aliases=["The X11 license"])
    make_license("meadow", kind="community")

    text = read(f"/licenses/{query}")

    assert [slug for slug in ("mit", "meadow") if f'href="/licenses/{slug}/"' in text] == [found]


def test_rights_and_conditions_stand_in_their_columns(read):
    license = make_license()
    naming = published(make_term(**CONDITION, condition="naming", key="name", note="Call it Meadow.", clause="3"))
    use = make_term(answer="conditional", note="Within the limits.", clause="2.b")
    use.needs.add(naming)
    published(use, excerpt="may be used")
    published(make_term(right="modify", note="Change what you like."))
    published(make_term(right="train-on-outputs", answer="forbidden", note="Not for other models."))
    published(make_term(right="sublicense", answer="not-stated", silence="reserves", note="No word."))
    published(make_term(**CONDITION, condition="no-competing", key="rivals", note="No rivals."))
    published(make_term(**CONDITION, condition="changing-terms", key="terms", note="The terms may change."))

    text = read(license.get_absolute_url())

    places = [
        text.index(part)
        for part in (
            "May, with conditions</span>",
            "Within the limits.",
            "“may be used”",
            f'href="#{naming.anchor()}"',
            ">May</span>",
            "Change what you like.",
            ">Must</h2>",
            "Call it Meadow.",
            "Must not</span>",
            "Not for other models.",
            "Compete with the issuer",
            "Not stated</span>",
            "rights reserved",
            ">Also</h2>",
            "The terms may change.",
            ">Text read</h2>",
        )
    ]
    assert places == sorted(places)
    assert "<code>2.b</code>" in text


def test_empty_columns_are_left_out(read):
    published(make_term())

    text = read("/licenses/meadow-license/")

    assert ">May</span>" in text
    assert "Must" not in text
    assert "Not stated" not in text


def test_a_license_without_terms_says_so(read):
    make_license()

    assert "Nothing recorded yet." in read("/licenses/meadow-license/")


def test_draft_terms_are_not_shown_and_nothing_needs_them(read):
    hidden = make_term(**CONDITION, condition="naming", key="name", note="A draft.")
    use = make_term(answer="conditional")
    use.needs.add(hidden)
    published(use)

    text = read("/licenses/meadow-license/")

    assert "A draft." not in text
    assert hidden.anchor() not in text


def test_the_margin_names_steward_ids_and_approval(read):
    make_license("mit", steward=make_organization(), spdx_id="MIT", osi_approved=True, governing_law="Seoul")

    text = read("/licenses/mit/")

    assert 'href="/organizations/meadow/"' in text
    assert "<code>MIT</code>" in text
    assert "<dd>approved</dd>" in text
    assert "not judged" in text
    assert '<span class="mark o">open license</span>' in text


def test_relations_are_said_from_both_ends_and_once(read):
    old, new = make_license("old"), make_license("new")
    LicenseRelation.objects.create(license=new, kind="supersedes", other=old, note="Next text.")
    LicenseRelation.objects.create(license=old, kind="superseded-by", other=new)
    make_term(license=old)

    assert read("/licenses/old/").count('href="/licenses/new/"') == 1
    text = read("/licenses/new/")
    assert "<dt>supersedes</dt>" in text
    assert text.count('href="/licenses/old/"') == 1


def test_models_and_datasets_under_it_stand_with_their_components(read):
    license = make_license()
    make_published_fact(licenses=(license,))
    make_published_fact(licenses=(license,), component="inference-code")
    published(make_fact(dataset=make_dataset(), component="dataset", licenses=(license,)))
    refuted = make_fact(language_model=make_model("crow"), licenses=(license,), standing="refuted", standing_note="No.")
    published(refuted)

    text = read("/licenses/meadow-license/")

    assert 'href="/models/skylark-7b/"' in text
    assert "Weights, Inference code" in text
    assert 'href="/datasets/hay/"' in text
    assert "crow" not in text
    assert 'href="/models/?license=meadow-license"' in text


def test_events_and_the_copy_that_was_read_are_named(read):
    license = make_license()
    published(make_event(licenses=[license], note="The text changed."))
    copy = make_source("text", kind="license-text", copy_url="https://mirror.example/text")
    published(make_term(), source=copy)

    text = read("/licenses/meadow-license/")

    assert "The text changed." in text
    assert "mirror.example" in text
    assert "Read in a copy" in text


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (
            {"value": 700_000_000, "unit": "monthly-active-users", "effect": "separate-license"},
            "Above 700,000,000 monthly active users: a license of one's own is needed.",
        ),
        (
            {"value": 1_000_000, "unit": "USD", "period": "year", "effect": "royalty"},
            "Above 1,000,000 US dollars a year: a royalty is due.",
        ),
        ({"value": 3, "unit": "wagons", "period": "harvest"}, "Above 3 wagons (harvest)."),
        ({}, ""),
    ],
)
def test_a_threshold_is_said_in_words(term, words):
    row = make_term(**CONDITION, condition="user-threshold", key="size", **term)
    row.refresh_from_db()

    with translation.override("en"):
        assert threshold(row) == words


def test_queries_do_not_grow(count_queries):
    license = make_license(osi_approved=True)
    counts = []
    for numbers in (range(3), range(3, 30)):
        for number in numbers:
            other = make_license(f"license-{number}", steward=make_organization(f"steward-{number}"))
            LicenseRelation.objects.create(license=license, kind="version-of", other=other)
            model = make_model(f"model-{number}", organization=other.steward)
            make_published_fact(language_model=model, licenses=(license,))
            published(
                make_term(**CONDITION, condition="naming", key=f"name-{number}"), source=make_source(f"s-{number}")
            )
            published(make_event(licenses=[license]))
        rebuild_profiles()
        counts.append((count_queries("/licenses/"), count_queries("/licenses/meadow-license/")))

    assert counts[0] == counts[1]
