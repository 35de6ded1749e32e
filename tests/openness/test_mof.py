"""MOF 1.0: class boundaries, progress and the report that a paper stands in for; then what our facts make of them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.openness.mof import COMPONENTS, Classification, Held, classify, mof
from tests.openness.cases import BEFORE, CC_BY_NC, LLAMA, MIT, everything, fact, met, model

OPEN, NOT_OPEN, UNLICENSED, MISSING = Held.OPEN, Held.NOT_OPEN, Held.UNLICENSED, Held.MISSING
CLASS_3 = [key for key, first, required, _content in COMPONENTS if required and first == 3]
CLASS_2 = CLASS_3 + [key for key, first, required, _content in COMPONENTS if required and first == 2]
CLASS_1 = CLASS_2 + [key for key, first, required, _content in COMPONENTS if required and first == 1]
OPTIONAL = [key for key, _first, required, _content in COMPONENTS if not required]
BY_CLASS = {3: CLASS_3, 2: CLASS_2, 1: CLASS_1}


def held(keys, **instead):
    return dict.fromkeys(keys, OPEN) | {key.replace("_", "-"): how for key, how in instead.items()}


def test_the_classes_ask_for_six_ten_and_fourteen_components():
    assert [len(BY_CLASS[number]) for number in (3, 2, 1)] == [6, 10, 14]


@pytest.mark.parametrize("number", [3, 2, 1])
def test_a_class_is_reached_with_exactly_what_it_asks(number):
    assert classify(held(BY_CLASS[number])).number == number


@pytest.mark.parametrize("how", [NOT_OPEN, UNLICENSED, MISSING])
@pytest.mark.parametrize(("number", "key"), [(number, key) for number, keys in BY_CLASS.items() for key in keys])
def test_one_component_short_is_short_of_the_class(number, key, how):
    waived = key == "technical-report" and number == 1  # there the paper stands in for it

    found = classify(held(BY_CLASS[number]) | {key: how}).number

    assert found == number if waived else found == 0 or found > number


@pytest.mark.parametrize(
    ("keys", "instead", "percentages"),
    [
        ([], {}, {1: 0, 2: 0, 3: 0}),
        (CLASS_3[:1], {}, {1: 0, 2: 0, 3: 17}),
        (CLASS_3[:5], {}, {1: 0, 2: 0, 3: 83}),
        (CLASS_3, {}, {1: 0, 2: 60, 3: 100}),
        (CLASS_2, {}, {1: 71, 2: 100, 3: 100}),
        (CLASS_2[6:], {}, {1: 0, 2: 0, 3: 0}),  # nothing of class II counts while class III is short
        (CLASS_1, {}, {1: 100, 2: 100, 3: 100}),
        (CLASS_2, {"technical_report": MISSING, "research_paper": OPEN}, {1: 77, 2: 100, 3: 100}),
        (CLASS_2, {"weights": NOT_OPEN, "research_paper": OPEN}, {1: 0, 2: 0, 3: 83}),
    ],
)
def test_progress_is_counted_from_the_lower_class_on(keys, instead, percentages):
    assert classify(held(keys, **instead)).percentages() == percentages


@pytest.mark.parametrize(
    ("report", "paper", "number"),
    [
        (MISSING, OPEN, 1),
        (NOT_OPEN, OPEN, 1),
        (UNLICENSED, OPEN, 1),
        (OPEN, OPEN, 1),
        (OPEN, MISSING, 2),
        (OPEN, NOT_OPEN, 2),
        (OPEN, UNLICENSED, 2),
        (MISSING, NOT_OPEN, 0),
        (MISSING, MISSING, 0),
        (NOT_OPEN, NOT_OPEN, 0),
    ],
)
def test_an_open_paper_stands_in_for_the_report(report, paper, number):
    assert classify(held(CLASS_1, technical_report=report, research_paper=paper)).number == number


@given(st.dictionaries(st.sampled_from(CLASS_1), st.sampled_from(Held)), st.sampled_from(Held))
def test_optional_components_never_matter(said, how):
    assert classify(said | dict.fromkeys(OPTIONAL, how)) == classify(said)


@given(st.dictionaries(st.sampled_from(CLASS_1), st.sampled_from(Held)), st.sampled_from(CLASS_1))
def test_one_more_open_component_never_lowers_class_or_progress(said, key):
    before, after = classify(said), classify(said | {key: OPEN})

    assert (before.number or 4) >= (after.number or 4)
    assert all(before.progress[number] <= after.progress[number] <= 1 for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("share", "percentage"), [(Fraction(1, 200), 1), (Fraction(5, 8), 63), (Fraction(2, 3), 67), (Fraction(1, 3), 33)]
)
def test_halves_of_a_percentage_are_rounded_up(share, percentage):
    assert Classification(0, {3: share}).percentages() == {3: percentage}


@pytest.mark.parametrize(
    ("instead", "outcome"),
    [
        ({}, "class-1"),
        ({"tuning_data": "not-applicable"}, "class-1"),
        ({"tuning_data": ("public", CC_BY_NC)}, "class-2"),
        ({"training_data": "withheld"}, "class-2"),
        ({"checkpoints": "unknown"}, "class-2"),
        ({"training_code": ("public", CC_BY_NC)}, "class-3"),
        ({"inference_code": "public", "architecture": ("public", MIT)}, "class-3"),
        ({"technical_report": "withheld"}, "class-1"),
        ({"technical_report": "withheld", "research_paper": "public"}, "unclassified"),
        ({"weights": ("by-request", MIT)}, "unclassified"),
        ({"weights": ("partial", MIT)}, "unclassified"),
        ({"weights": ("click-through", MIT)}, "class-1"),
        ({"weights": [("public", MIT), ("public", CC_BY_NC)]}, "unclassified"),
        ({"model_card": "public", "data_card": "public", "evaluation_results": "public"}, "class-1"),
        ({"architecture": "public"}, "class-1"),
        ({"architecture": "public", "inference_code": ("public", CC_BY_NC)}, "unclassified"),
        ({"sample_outputs": "withheld", "metadata": "withheld", "supporting_tools": "withheld"}, "class-1"),
    ],
)
def test_facts_make_a_class(instead, outcome):
    assert mof(everything(**instead)).outcome == outcome


def test_what_is_handed_out_beside_the_weights_takes_their_choice_of_licenses_too():
    weights = fact("weights", "public", MIT, CC_BY_NC, expression="mit OR cc-by-nc-4.0")
    found = mof(model(weights, *everything(weights=None, model_card="public").facts))

    assert met(found)["model-card"] == "met"


def test_what_is_found_in_the_report_takes_the_license_of_the_report():
    results = fact("evaluation-results", "public", satisfied_by="technical-report")
    free, restricted = (
        mof(model(results, technical_report=("public", license), weights=("public", CC_BY_NC)))
        for license in (MIT, CC_BY_NC)
    )

    assert met(free)["evaluation-results"] == "met"
    assert met(restricted)["evaluation-results"] == "not-met"


def test_unknown_components_are_what_a_class_could_still_be_reached_with():
    found = mof(everything(checkpoints="unknown", preprocessing_code=None))

    assert (found.outcome, found.could_be) == ("class-2", "class-1")
    assert {(one.component, str(one.lack)) for one in found.next} == {
        ("checkpoints", "not-found"),
        ("preprocessing-code", "no-entry"),
    }


def test_what_has_ended_is_missing():
    ended = mof(model(fact("weights", "public", MIT, until=BEFORE), *everything(weights=None).facts))

    assert (ended.outcome, ended.could_be) == ("unclassified", "unclassified")


@pytest.mark.parametrize(
    ("weights", "lacks"),
    [
        (("by-request", LLAMA), {("by-request", ()), ("license", (LLAMA.slug,))}),
        (("partial", LLAMA), {("in-part", ()), ("license", (LLAMA.slug,))}),
        (("partial",), {("in-part", ()), ("no-license", ())}),
        (("withheld", LLAMA), {("withheld", ())}),
    ],
)
def test_a_component_lacks_both_what_gates_it_and_what_its_license_restricts(weights, lacks):
    found = next(one for one in mof(everything(weights=weights)).criteria if one.key == "weights")

    assert {(str(one.lack), one.licenses) for one in found.lacks} == lacks


def test_a_license_that_nobody_read_is_unknown_and_not_missing():
    unread = fact("evaluation-data", licenses_unknown=True)
    found = mof(model(unread, *(one for one in everything().facts if one.component != unread.component)))
    criterion = next(one for one in found.criteria if one.key == "evaluation-data")

    assert (criterion.met, [one.lack for one in criterion.lacks]) == ("unknown", ["terms-unknown"])
    assert (found.outcome, found.could_be) == ("class-3", "class-1")


@pytest.mark.parametrize("paper", [None, "unknown", "withheld"])
def test_report_or_paper_are_read_alike_whatever_is_recorded_of_the_other(paper):
    found = mof(everything(technical_report="public", research_paper=paper))
    criterion = next(one for one in found.criteria if one.key == "technical-report")

    assert criterion.met == ("not-met" if paper == "withheld" else "unknown")
    assert {one.component for one in criterion.lacks} == {"technical-report", "research-paper"}


def test_a_license_taken_over_from_another_component_is_named_with_the_fact_that_gives_it():
    evidence = everything(weights=("public", LLAMA), model_card="public")
    card = next(one for one in mof(evidence).criteria if one.key == "model-card")

    assert [(one.lack, one.licenses) for one in card.lacks] == [("license", (LLAMA.slug,))]
    assert {fact.component for fact in evidence.facts if fact.id in card.lacks[0].facts} == {"model-card", "weights"}
