"""OSAID 1.0: three outcomes, what each requirement reads, and which terms stand in the way."""

from dataclasses import replace

import pytest

from kb.openness.osaid import osaid
from kb.vocabulary.terms import BLOCKING
from tests.openness.cases import BEFORE, CC_BY, CC_BY_NC, CC_BY_SA, GPL, LLAMA, MIT, everything, fact, met, model


@pytest.mark.parametrize(
    ("instead", "outcome"),
    [
        ({}, "conforms"),
        ({"training_data": "withheld"}, "conforms"),
        ({"training_data": None, "evaluation_data": "withheld", "checkpoints": "withheld"}, "conforms"),
        ({"api": "withheld", "technical_report": "withheld", "model_card": "withheld"}, "conforms"),
        ({"weights": ("click-through", MIT)}, "conforms"),
        ({"weights": ("public", GPL)}, "conforms"),
        ({"weights": ("public", CC_BY)}, "conforms"),
        ({"weights": ("public", CC_BY_SA)}, "conforms"),
        ({"data_labelling": "not-applicable", "supporting_tools": "not-applicable"}, "conforms"),
        ({"architecture": "public"}, "conforms"),
        ({"data_selection": "partial"}, "undetermined"),
        ({"data_selection": "unknown"}, "undetermined"),
        ({"data_selection": None}, "undetermined"),
        ({"data_selection": "public"}, "undetermined"),  # without terms of its own
        ({"weights": ("partial", MIT)}, "undetermined"),
        ({"weights": "unknown"}, "undetermined"),
        ({"inference_code": ("partial", MIT)}, "undetermined"),
        ({"inference_code": "unknown"}, "undetermined"),
        ({"evaluation_code": "partial"}, "undetermined"),  # a harness that is only named has no license
        ({"weights": ("by-request", MIT)}, "does-not-conform"),
        ({"weights": "withheld"}, "does-not-conform"),
        ({"weights": "public"}, "does-not-conform"),
        ({"weights": ("public", LLAMA)}, "does-not-conform"),
        ({"weights": ("partial", LLAMA)}, "does-not-conform"),
        ({"weights": [("public", MIT), ("public", LLAMA)]}, "does-not-conform"),
        ({"inference_code": "public"}, "does-not-conform"),
        ({"inference_code": ("public", CC_BY)}, "does-not-conform"),
        ({"data_processing": "withheld"}, "does-not-conform"),
        ({"data_processing": ("public", CC_BY_NC)}, "does-not-conform"),
        ({"data_processing": "withheld", "training_code": "unknown"}, "does-not-conform"),  # a no beats unknown
        ({"training_code": [("public", CC_BY), "unknown"]}, "does-not-conform"),
        ({"data_processing": [("public", CC_BY), "public"]}, "undetermined"),
    ],
)
def test_what_is_recorded_makes_one_of_three_outcomes(instead, outcome):
    assert osaid(everything(**instead)).outcome == outcome


@pytest.mark.parametrize(
    ("component", "failing"),
    [
        ("data_provenance", {"D1", "D3", "F2"}),  # D2: the data is public, and so its own listing
        ("data_selection", {"D1", "F2"}),
        ("data_labelling", {"D1", "F2"}),
        ("data_processing", {"D1", "F2"}),
        ("preprocessing_code", {"C1", "F2", "F3"}),
        ("training_code", {"C2", "F2", "F3"}),
        ("evaluation_code", {"C3", "F2", "F3"}),
        ("supporting_tools", {"C4", "F2", "F3"}),
        ("inference_code", {"C5", "F1", "F2", "F3"}),
        ("architecture", {"C6", "F2", "F3"}),
        ("weights", {"P1", "F1", "F2", "F3", "F4"}),
        ("training_data", set()),
        ("model_card", set()),
    ],
)
def test_each_requirement_reads_its_components(component, failing):
    found = met(osaid(everything(**{component: "withheld"})))

    assert {key for key, how in found.items() if how == "not-met"} == failing


def test_without_public_data_its_listing_rests_on_provenance():
    found = met(osaid(everything(training_data="withheld", data_provenance="withheld")))

    assert found["D2"] == "not-met"


@pytest.mark.parametrize("limit", sorted(BLOCKING))
def test_each_blocking_condition_on_the_weights_fails(limit):
    license = replace(MIT, limits=frozenset({limit}))

    found = osaid(everything(weights=("public", license)))

    assert found.outcome == "does-not-conform"
    assert met(found)["P2"] == "not-met" and met(found)["P1"] == "met"


@pytest.mark.parametrize(
    ("availability", "terms"), [("by-request", "not-met"), ("partial", "not-met"), ("click-through", "not-met")]
)
def test_terms_are_read_however_the_weights_can_be_had(availability, terms):
    assert met(osaid(everything(weights=(availability, LLAMA))))["P2"] == terms


def test_a_choice_of_licenses_is_open_when_one_of_them_is():
    weights = fact("weights", "public", MIT, LLAMA, expression="mit OR llama-2-community")

    assert osaid(model(weights, *everything(weights=None).facts)).outcome == "conforms"


def test_what_is_missing_and_what_could_be_are_told():
    found = osaid(everything(data_selection="unknown"))
    refused = osaid(everything(data_selection="unknown", weights="withheld"))
    in_part = osaid(everything(data_selection=["unknown", "partial"]))

    assert {(one.component, str(one.lack)) for one in found.next} == {("data-selection", "not-found")}
    assert (found.could_be, refused.could_be, in_part.could_be) == ("conforms", "does-not-conform", "undetermined")


def test_what_has_ended_fails():
    evidence = model(fact("weights", "public", MIT, until=BEFORE), *everything(weights=None).facts)

    assert osaid(evidence).outcome == "does-not-conform"
