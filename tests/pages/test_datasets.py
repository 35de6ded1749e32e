"""The list of datasets, and the page of one."""

from datetime import date

import pytest

from tests.factories import (
    make_citation,
    make_dataset,
    make_derivation,
    make_event,
    make_fact,
    make_license,
    make_model,
    make_source,
    published,
)

pytestmark = pytest.mark.django_db


def test_a_fact_stands_with_status_period_license_and_source(read):
    mit = make_license("mit", name="MIT License", osi_approved=True)
    fact = make_fact(dataset=make_dataset(), component="dataset", licenses=(mit,), valid_from=date(2020, 12, 31))
    published(fact, excerpt="free to use")

    text = read("/datasets/hay/")

    assert '<span class="mark o">open</span>' in text
    assert 'href="/licenses/mit/"' in text
    assert "since 31 Dec 2020" in text
    assert "“free to use”" in text
    assert 'href="#source-1"' in text


def test_what_has_ended_stands_under_what_holds(read):
    hay = make_dataset()
    published(make_fact(dataset=hay, component="dataset", note="Free for all.", valid_until=date(2023, 8, 1)))
    published(
        make_fact(
            dataset=hay, component="dataset", availability="withheld", note="Taken down.", valid_from=date(2023, 8, 1)
        )
    )

    text = read("/datasets/hay/")

    assert text.index("Taken down.") < text.index("Free for all.")
    assert "was public" in text


def test_lineage_is_shown_both_ways(read):
    hay = make_dataset()
    published(make_derivation(dataset=hay, parent_dataset=make_dataset("grass"), relation="built-from"))
    published(make_derivation(language_model=make_model(), parent_dataset=hay, relation="trained-on"))

    text = read("/datasets/hay/")

    assert 'href="/datasets/grass/"' in text
    assert 'href="/models/skylark-7b/"' in text
    assert 'href="/datasets/hay/"' in read("/datasets/grass/")


def test_a_refuted_use_shows_both_sides_and_is_not_counted(read):
    use = make_derivation(
        parent_dataset=make_dataset(), relation="trained-on", standing="refuted", standing_note="It was straw."
    )
    make_citation(use, source=make_source("inquiry"), stance="contradicts")
    published(use)

    text = read("/datasets/hay/")

    assert "standing--refuted" in text
    assert "It was straw." in text
    assert '<span class="cell-label">Made from it</span> 0' in read("/datasets/")


def test_drafts_are_not_shown(read):
    hay = make_dataset()
    make_fact(dataset=hay, component="dataset", note="A draft of a fact.")
    make_derivation(parent_dataset=hay, relation="trained-on", note="A draft of a use.")
    make_event(datasets=[hay], note="A draft of an event.")

    text = read("/datasets/hay/")

    assert "A draft of" not in text
    assert "Nothing recorded yet." in text


def test_the_list_counts_uses(read):
    published(make_derivation(parent_dataset=make_dataset(), relation="trained-on"))

    assert '<span class="cell-label">Made from it</span> 1' in read("/datasets/")


def test_queries_do_not_grow(count_queries):
    hay = make_dataset()
    counts = []
    for numbers in (range(3), range(3, 30)):
        for number in numbers:
            source = make_source(f"s-{number}")
            model = make_model(f"model-{number}")
            published(make_derivation(language_model=model, parent_dataset=hay, relation="trained-on"), source=source)
            published(make_fact(dataset=hay, component="dataset", part=f"part {number}"), source=source)
            published(make_derivation(dataset=hay, parent_dataset=make_dataset(f"grass-{number}")), source=source)
            published(make_event(datasets=[hay]), source=source)
        counts.append((count_queries("/datasets/hay/"), count_queries("/datasets/")))

    assert counts[0] == counts[1]
