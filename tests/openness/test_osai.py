"""The index's twelve dimensions, computed: what counts, what is left out of the mean, and the quarter it falls in."""

from fractions import Fraction

import pytest

from kb.openness.evaluation import Criterion
from kb.openness.osai import mean, osai
from kb.vocabulary.verdicts import Met
from tests.openness.cases import BEFORE, CC_BY, CC_BY_NC, LLAMA, MIT, everything, fact, met, model

DOCUMENTS = ("model_card", "data_card", "code_documentation", "technical_report", "architecture")
# Everything that a dimension reads is withheld: ten of them closed, and nothing whose license could be read.
CLOSED = dict.fromkeys(
    [*DOCUMENTS, "compute", "training_data", "tuning_data", "weights", "training_code", "research_paper"], "withheld"
)


@pytest.mark.parametrize(
    ("found", "score"),
    [
        ([], None),
        ([Met.UNKNOWN], None),
        ([Met.NOT_APPLICABLE], None),
        ([Met.MET], Fraction(1)),
        ([Met.NOT_MET], Fraction(0)),
        ([Met.PARTLY], Fraction(1, 2)),
        ([Met.MET, Met.NOT_MET], Fraction(1, 2)),
        ([Met.MET, Met.UNKNOWN, Met.NOT_APPLICABLE], Fraction(1)),
        ([Met.MET, Met.MET, Met.PARTLY], Fraction(5, 6)),
    ],
)
def test_the_mean_is_of_what_is_known_and_applies(found, score):
    assert mean(tuple(Criterion("any", one) for one in found)) == score


@pytest.mark.parametrize(
    ("known", "dimension", "expected"),
    [
        ({"training_data": ("public", CC_BY)}, "base-data", "met"),
        ({"training_data": "public"}, "base-data", "partly-met"),
        ({"training_data": ("public", CC_BY_NC)}, "base-data", "partly-met"),
        ({"training_data": "withheld"}, "base-data", "not-met"),
        ({"training_data": "unknown"}, "base-data", "unknown"),
        ({}, "base-data", "unknown"),
        ({"tuning_data": "not-applicable"}, "end-data", "not-applicable"),
        ({"training_code": ("click-through", MIT)}, "training-code", "partly-met"),
        ({"code_documentation": "public"}, "code-documentation", "met"),
        ({"architecture": "public", "compute": "public"}, "architecture", "met"),
        ({"architecture": "public", "compute": "withheld"}, "architecture", "partly-met"),
        ({"architecture": "public", "compute": "unknown"}, "architecture", "met"),
        ({"architecture": "public"}, "architecture", "met"),
        ({"architecture": "public", "compute": "not-applicable"}, "architecture", "met"),
        ({"architecture": "withheld", "compute": "unknown"}, "architecture", "not-met"),
        ({"technical_report": "public", "research_paper": "withheld"}, "preprint", "met"),
        ({"research_paper": "public"}, "paper", "unknown"),
        ({"research_paper": "withheld"}, "paper", "not-met"),
        ({"research_paper": "unknown"}, "paper", "unknown"),
        ({"model_card": "public"}, "model-card", "met"),
        ({"data_card": "withheld"}, "data-sheet", "not-met"),
        ({"weights": "public"}, "licenses", "not-met"),
        ({"model_card": "public"}, "licenses", "unknown"),
        ({"weights": ("public", MIT), "training_code": "public"}, "licenses", "partly-met"),
        ({"weights": ("withheld", LLAMA)}, "licenses", "unknown"),
        ({"weights": ("public", MIT)}, "licenses", "met"),
        ({"weights": ("public", LLAMA)}, "licenses", "not-met"),
        ({"weights": ("public", MIT), "api": ("public", LLAMA)}, "licenses", "met"),
        ({"weights": ("public", LLAMA), "inference_code": ("public", MIT)}, "licenses", "partly-met"),
    ],
)
def test_each_dimension_reads_its_facts(known, dimension, expected):
    assert met(osai(model(**known)))[dimension] == expected


def test_a_choice_with_an_open_license_in_it_is_open():
    weights = fact("weights", "public", MIT, LLAMA, expression="mit OR llama-2-community")

    assert met(osai(model(weights)))["licenses"] == "met"


def test_a_paper_counts_as_reviewed_where_a_fact_says_so():
    found = met(osai(model(fact("research-paper", part="peer-reviewed"))))

    assert (found["preprint"], found["paper"]) == ("met", "met")


def test_weights_that_are_not_told_apart_count_once():
    found = osai(model(**CLOSED | {"weights": ("public", LLAMA), "tuning_data": "not-applicable"}))

    assert (met(found)["base-weights"], met(found)["end-weights"]) == ("partly-met", "not-applicable")
    assert found.score == Fraction(1, 20)  # weights in part, nine others closed


@pytest.mark.parametrize(
    ("tuning", "base", "end"), [("public", "not-applicable", "met"), ("not-applicable", "met", "not-applicable")]
)
def test_weights_that_are_not_told_apart_are_those_of_the_end_where_the_model_was_tuned(tuning, base, end):
    found = met(osai(model(weights=("public", MIT), tuning_data=tuning)))

    assert (found["base-weights"], found["end-weights"]) == (base, end)


@pytest.mark.parametrize(
    ("weights", "lack"),
    [
        (("click-through", MIT), "click-through"),
        ("public", "no-license"),
        (("public", LLAMA), "license"),
        (("partial", MIT), "in-part"),
        ([("public", MIT), ("click-through", MIT)], "click-through"),
    ],
)
def test_what_keeps_a_dimension_from_being_open_is_named(weights, lack):
    base = next(one for one in osai(model(weights=weights)).criteria if one.key == "base-weights")

    assert base.met == "partly-met"
    assert [one.lack for one in base.lacks] == [lack]


def test_base_and_end_weights_count_apart_where_parts_tell_them_apart():
    found = osai(model(fact("weights", "public", MIT, part="Base model"), fact("weights", "withheld", part="chat")))

    assert (met(found)["base-weights"], met(found)["end-weights"]) == ("met", "not-met")


@pytest.mark.parametrize(
    ("known", "score", "outcome"),
    [
        ({}, None, "not-assessed"),
        ({"training_data": "unknown", "tuning_data": "not-applicable"}, None, "not-assessed"),
        (CLOSED, Fraction(0), "first-quarter"),
        (CLOSED | dict.fromkeys(DOCUMENTS[:1], "public"), Fraction(1, 10), "first-quarter"),
        (CLOSED | dict.fromkeys(DOCUMENTS[:3], "public"), Fraction(3, 10), "second-quarter"),
        (CLOSED | dict.fromkeys([*DOCUMENTS, "compute"], "public"), Fraction(5, 10), "third-quarter"),
        (CLOSED | dict.fromkeys(DOCUMENTS[:3], "unknown"), Fraction(0), "first-quarter"),
        (CLOSED | dict.fromkeys([*DOCUMENTS, "training_code"], "unknown"), None, "not-assessed"),
        (dict.fromkeys(CLOSED, "public") | {"tuning_data": "not-applicable"}, Fraction(13, 18), "third-quarter"),
    ],
)
def test_the_score_is_told_by_quarters_and_is_none_when_nothing_is_known(known, score, outcome):
    found = osai(model(**known))

    assert (found.score, found.outcome) == (score, outcome)


def test_twelve_dimensions_of_which_one_is_the_mirror_of_another():
    found = osai(everything())

    assert len(found.criteria) == 12
    assert {key for key, how in met(found).items() if how != "met"} == {"base-weights", "paper"}


def test_what_could_be_takes_every_open_question_as_open():
    found = osai(model(**CLOSED | dict.fromkeys(DOCUMENTS[:4], "unknown")))

    assert (found.outcome, found.could_be) == ("first-quarter", "second-quarter")


def test_what_could_be_had_once_is_closed_and_no_open_question():
    found = osai(model(fact("weights", "public", MIT, until=BEFORE), model_card="public"))

    assert met(found)["base-weights"] == "not-met"
    assert next(str(one.lack) for one in found.next if one.component == "weights") == "ended"


def test_what_could_be_found_may_have_an_open_license_beside_those_that_are_known():
    """Were both documents open, the licenses would be open in part: 3 of 11, not 2½."""
    known = osai(model(**CLOSED | {"weights": ("public", LLAMA)} | dict.fromkeys(DOCUMENTS[:2], "unknown")))

    assert (known.outcome, known.could_be) == ("first-quarter", "second-quarter")
