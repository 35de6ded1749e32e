"""Every rule holds in the database and is said in words by `full_clean`: each case breaks one rule."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kb.editorial.publication import publish
from kb.models import Citation, Fact
from tests.factories import (
    make_citation,
    make_dataset,
    make_derivation,
    make_event,
    make_fact,
    make_license,
    make_model,
    make_organization,
    make_published_fact,
    make_source,
    make_specification,
    make_term,
    published,
)

pytestmark = pytest.mark.django_db

# What is made, what is then changed in it, and what the reader is told.
BROKEN = {
    "a kind of organization": (make_organization, {"kind": "club"}, "not in the vocabulary"),
    "a kind of model": (make_model, {"kind": "toy"}, "not in the vocabulary"),
    "a kind of license": (make_license, {"kind": "kind"}, "Unknown kind of license"),
    "a kind of source": (make_source, {"kind": "rumor"}, "Unknown kind of source"),
    "a kind of event": (make_event, {"kind": "party"}, "Unknown kind of event"),
    "a component": (make_fact, {"component": "soul"}, "Unknown component"),
    "an availability": (make_fact, {"availability": "free"}, "Unknown availability"),
    "a publication": (make_fact, {"publication": "secret"}, "must be draft, in review, published or withdrawn"),
    "a standing": (make_fact, {"standing": "rumored"}, "must be established, reported, disputed or refuted"),
    "a relation": (make_derivation, {"relation": "cousin-of"}, "Unknown relation"),
    "a specification": (make_specification, {"name": "smell"}, "Unknown specification"),
    "a right": (make_term, {"right": "fly"}, "Unknown right"),
    "an answer": (make_term, {"answer": "perhaps"}, "Unknown answer"),
    "a period": (
        make_fact,
        {"valid_from": date(2023, 5, 2), "valid_until": date(2023, 5, 2)},
        "must be later than “valid from”",
    ),
    "an explanation": (make_fact, {"standing": "refuted"}, "says how it stands"),
    "a subject": (make_fact, {"language_model": None}, "about one model or one dataset"),
    "a parent": (make_derivation, {"parent_model": None}, "names one parent"),
    "something said": (make_specification, {"value": None}, "has a number, a text, or a note"),
    "a right or a condition": (make_term, {"condition": "notice"}, "either a right with an answer, or a condition"),
    "an answer to a right": (make_term, {"answer": ""}, "A right has an answer"),
    "silence about nothing": (make_term, {"silence": "permits"}, "only with the answer “not stated”"),
    "an address": (make_source, {"url": ""}, "without a public address carries a fingerprint"),
}


def _values(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def refused_by_the_database(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.mark.parametrize("make, change, words", BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_refused_by_the_database_and_explained(make, change, words):
    row = make()

    refused_by_the_database(lambda: type(row)._base_manager.filter(pk=row.pk).update(**change))
    for name, value in change.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()

    told = " ".join(refusal.value.messages)
    assert words in told or "is not a valid choice" in told


def test_a_fact_is_not_about_two_things():
    fact = make_fact()
    dataset = make_dataset()

    refused_by_the_database(lambda: Fact.objects.filter(pk=fact.pk).update(dataset=dataset))


def test_a_citation_carries_exactly_one_statement():
    citation = make_citation(make_fact())
    event = make_event()

    refused_by_the_database(lambda: Citation.objects.filter(pk=citation.pk).update(event=event))
    refused_by_the_database(lambda: Citation.objects.filter(pk=citation.pk).update(fact=None))


def test_a_citation_has_a_locator_and_a_known_stance():
    citation = make_citation(make_fact())

    refused_by_the_database(lambda: Citation.objects.filter(pk=citation.pk).update(locator=""))
    refused_by_the_database(lambda: Citation.objects.filter(pk=citation.pk).update(stance="shrugs"))


@pytest.mark.parametrize(
    "excerpt, words",
    [
        ("word " * 21, "at most 20 words; this one has 21"),
        ("word\n \tword " * 11, "at most 20 words; this one has 22"),
        ("무료로공개한다" * 29, "at most 200 characters; this one has 203"),
    ],
)
def test_an_excerpt_is_short(excerpt, words):
    citation = make_citation(make_fact())
    citation.excerpt = excerpt

    refused_by_the_database(lambda: Citation.objects.bulk_create([Citation(**{**_values(citation), "pk": None})]))
    refused_by_the_database(citation.save)
    with pytest.raises(ValidationError, match=words):
        citation.full_clean()


def test_an_excerpt_of_twenty_words_with_odd_spaces_is_stored():
    make_citation(make_fact(), excerpt="  word \n\n word\t" * 10).full_clean()


def test_a_translation_is_no_second_excerpt():
    with pytest.raises(ValidationError, match="at most 40 words; this one has 41"):
        make_citation(make_fact(), translation="word " * 41).full_clean()


@pytest.mark.parametrize(
    "make, field",
    [
        (make_source, "url"),
        (make_source, "copy_url"),
        (make_source, "archived_url"),
        (make_fact, "where"),
        (make_organization, "homepage"),
    ],
)
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://meadow.example/", "meadow.example", " https://a.example"]
)
def test_an_address_is_one_of_the_web(make, field, address):
    row = make()

    refused_by_the_database(lambda: type(row)._base_manager.filter(pk=row.pk).update(**{field: address}))
    setattr(row, field, address)
    with pytest.raises(ValidationError):
        row.full_clean()


def test_an_address_in_capitals_is_an_address():
    make_source(url="HTTPS://meadow.example/Card").full_clean()


@pytest.mark.parametrize("text", ["Sky\u202elark", "Sky\u200flark", "Sky\x08lark", "\ufeffSkylark"])
def test_a_name_has_no_character_that_nobody_sees(text):
    with pytest.raises(ValidationError, match="nobody can see: U"):
        make_model(name=text).full_clean()
    with pytest.raises(ValidationError, match="nobody can see: U"):
        make_model("other", aliases=[text]).full_clean()


def test_joined_emoji_and_lines_are_seen():
    make_model(name="Sky 👩‍🔬", note="One line.\nAnother.").full_clean()


@pytest.mark.parametrize("make", [make_fact, make_model, make_source])
def test_a_note_has_an_end(make):
    with pytest.raises(ValidationError, match="This has 10001 characters; at most 10000 fit"):
        make(note="x" * 10_001).full_clean()


def test_no_other_name_stands_twice():
    with pytest.raises(ValidationError, match="“gpt 4” stands here twice"):
        make_model(aliases=["GPT 4", "gpt 4"]).full_clean()


@pytest.mark.parametrize("days", [2, 400])
def test_nothing_was_read_on_a_day_to_come(days):
    day = date.today() + timedelta(days=days)
    fact = make_fact(confirmed=day)

    for row in (fact, make_source(retrieved=day), make_citation(fact, read=day)):
        with pytest.raises(ValidationError, match="This day is still to come"):
            row.full_clean()


@pytest.mark.parametrize("start", [None, date(2023, 5, 28)])
def test_one_component_has_one_published_fact_from_one_start(start):
    make_published_fact(valid_from=start)
    second = make_fact(valid_from=start)
    make_citation(second)

    with pytest.raises(ValidationError, match=r"overlaps|exists already"):
        publish(second, by=None, why="Twice.")
    refused_by_the_database(lambda: Fact.objects.filter(pk=second.pk).update(publication="published"))


def test_periods_that_meet_do_not_overlap():
    make_published_fact(valid_until=date(2024, 1, 1), availability="withheld")

    make_published_fact(valid_from=date(2024, 1, 1))

    assert Fact.objects.published().count() == 2


def test_periods_that_overlap_are_refused_with_the_other_period():
    make_published_fact(valid_until=date(2024, 1, 2))
    second = make_fact(valid_from=date(2024, 1, 1))
    make_citation(second)

    with pytest.raises(ValidationError, match="says this of all the time until 2024-01-02"):
        publish(second, by=None, why="Overlaps.")


@pytest.mark.parametrize(
    "period, words",
    [
        ({}, "of all times"),
        ({"valid_from": date(2023, 3, 1)}, "since 2023-03-01"),
        ({"valid_from": date(2023, 3, 1), "valid_until": date(2024, 6, 1)}, "from 2023-03-01 until 2024-06-01"),
    ],
)
def test_an_overlap_is_told_in_a_whole_sentence(period, words):
    make_published_fact(**period)
    second = make_fact(valid_from=date(2024, 1, 1))
    make_citation(second)

    with pytest.raises(ValidationError, match=words):
        publish(second, by=None, why="Overlaps.")


def test_the_database_refuses_an_overlap_whichever_way_it_comes():
    model, other = make_model(), make_model("other")
    make_published_fact(language_model=model, valid_from=date(2023, 3, 1), valid_until=date(2024, 6, 1))
    later = make_published_fact(language_model=model, valid_from=date(2024, 6, 1))
    elsewhere = make_published_fact(language_model=other, valid_from=date(2023, 5, 1))
    part = make_published_fact(language_model=model, part="7B", valid_from=date(2023, 5, 1))
    component = make_published_fact(language_model=model, component="api", valid_from=date(2023, 5, 1))
    refuted = make_published_fact(
        language_model=model, valid_from=date(2023, 5, 1), standing="refuted", standing_note="It was not so."
    )

    for row, change in (
        (later, {"valid_from": date(2024, 5, 31)}),
        (later, {"valid_from": None}),
        (elsewhere, {"language_model": model}),
        (part, {"part": ""}),
        (component, {"component": "weights"}),
        (refuted, {"standing": "reported"}),
    ):
        with pytest.raises(IntegrityError, match=r"same part do not overlap|exists already"), transaction.atomic():
            Fact._base_manager.filter(pk=row.pk).update(**change)
        for name, value in change.items():
            setattr(row, name, value)
        refused_by_the_database(row.save)
    Fact.objects.filter(pk=later.pk).update(valid_from=date(2025, 1, 1))


def test_facts_on_datasets_do_not_overlap_either():
    dataset = make_dataset()
    make_published_fact(dataset=dataset, component="dataset", valid_from=date(2023, 3, 1))
    second = make_fact(dataset=dataset, component="dataset", valid_from=date(2024, 3, 1))
    make_citation(second)

    refused_by_the_database(lambda: Fact.objects.filter(pk=second.pk).update(publication="published"))


def test_what_was_refuted_stands_beside_what_is_the_case():
    make_published_fact()

    make_published_fact(availability="withheld", standing="refuted", standing_note="The hub has them.")

    assert Fact.objects.published().count() == 2
    assert Fact.objects.counting().count() == 1


def test_parts_of_a_component_each_have_a_fact():
    make_published_fact(part="7B")

    make_published_fact(part="70B")

    assert Fact.objects.published().count() == 2


def test_the_data_itself_is_a_component_of_datasets_only():
    with pytest.raises(ValidationError, match="component of datasets"):
        make_fact(component="dataset").full_clean()

    make_fact(component="dataset", dataset=make_dataset()).full_clean()


def test_a_license_gives_one_published_answer_to_a_right():
    published(make_term())
    second = make_term(answer="forbidden")
    make_citation(second)

    with pytest.raises(ValidationError, match="A published answer to this right exists already"):
        publish(second, by=None, why="Twice.")


def test_a_key_names_one_condition_of_a_license():
    make_term(right="", answer="", condition="notice", key="notice")

    refused_by_the_database(lambda: make_term(right="", answer="", condition="naming", key="notice"))


def test_what_could_not_be_read_stays_a_draft():
    term = make_term(answer="unknown")
    make_citation(term)

    with pytest.raises(ValidationError, match="What could not be read stays a draft"):
        publish(term, by=None, why="Unread.")


def test_a_specification_is_published_once():
    published(make_specification())
    second = make_specification(value=Decimal(13_000_000_000))
    make_citation(second)

    with pytest.raises(ValidationError, match="exists already"):
        publish(second, by=None, why="Twice.")


def test_nothing_is_derived_from_itself():
    model = make_model()

    refused_by_the_database(lambda: make_derivation(language_model=model, parent_model=model))


def test_lineage_never_closes_a_circle():
    first, second, third = make_model("first"), make_model("second"), make_model("third")
    make_derivation(language_model=second, parent_model=first)
    make_derivation(language_model=third, parent_model=second)

    with pytest.raises(ValidationError, match="close a circle"):
        make_derivation(language_model=first, parent_model=third).full_clean()


def test_a_refuted_derivation_may_point_anywhere():
    first, second = make_model("first"), make_model("second")
    make_derivation(language_model=second, parent_model=first)

    make_derivation(
        language_model=first, parent_model=second, standing="refuted", standing_note="The other way round."
    ).full_clean()


def test_a_document_on_file_needs_a_fingerprint_and_no_address():
    make_source(kind="document-on-file", url="", fingerprint="0" * 64).full_clean()


def test_one_address_is_one_source():
    make_source("first", url="https://meadow.example/card")

    refused_by_the_database(lambda: make_source("second", url="https://meadow.example/card"))


@pytest.mark.parametrize("slug", ["LLaMA", "llama_1", "-llama", "llama--2", "라마", "llama/2"])
def test_a_slug_is_lower_case_letters_digits_hyphens_and_points(slug):
    with pytest.raises(ValidationError, match="Lower-case letters"):
        make_model(slug).full_clean()
