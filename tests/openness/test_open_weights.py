"""Open weights in four published meanings."""

from dataclasses import replace

import pytest

from kb.openness.evidence import LicenseEvidence
from kb.openness.open_weights import ai_act, ntia, open_weights_definition, osi_weights
from kb.openness.osaid import osaid
from kb.vocabulary.verdicts import Lack
from tests.openness.cases import (
    BEFORE,
    CC_BY,
    CC_BY_NC,
    GPL,
    LLAMA,
    MIT,
    RAIL,
    everything,
    fact,
    met,
    model,
)

LIMITED = replace(RAIL, slug="some-terms", kind="community")


def under(**limits):
    """Vendor terms with one limit."""
    return replace(LIMITED, limits=frozenset({limits["limit"]}))


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ("public", "meets"),
        (("public", LLAMA), "meets"),
        ("click-through", "meets"),
        ("partial", "unclear"),
        ("unknown", "unclear"),
        (None, "unclear"),
        ("by-request", "does-not-meet"),
        ("withheld", "does-not-meet"),
        (["public", "unknown"], "unclear"),
        (["public", "withheld"], "unclear"),
        (["by-request", "withheld"], "does-not-meet"),
    ],
)
def test_for_the_ntia_the_public_must_have_the_weights_whatever_the_license(weights, expected):
    assert ntia(everything(weights=weights)).outcome == expected


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (("public", MIT), "meets"),
        (("click-through", GPL), "meets"),
        (("partial", MIT), "unclear"),
        ("unknown", "unclear"),
        (("public", CC_BY), "does-not-meet"),
        (("public", MIT, LLAMA), "does-not-meet"),
        (("partial", LLAMA), "does-not-meet"),
        ("partial", "does-not-meet"),
        ("public", "does-not-meet"),
        (("by-request", MIT), "does-not-meet"),
    ],
)
def test_for_the_osi_their_license_must_be_approved(weights, expected):
    assert osi_weights(everything(weights=weights, training_code="withheld")).outcome == expected


def test_what_conforms_to_the_definition_is_more_than_open_weights():
    assert osi_weights(everything()).outcome == "exceeds"


@pytest.mark.parametrize(
    ("instead", "failing", "expected"),
    [
        ({}, set(), "meets"),
        ({"training_data": "withheld", "inference_code": "withheld", "model_card": "withheld"}, set(), "meets"),
        ({"weights": ("public", CC_BY)}, set(), "meets"),
        ({"weights": ("public", RAIL)}, {"use"}, "does-not-meet"),
        ({"weights": "withheld"}, {"weights"}, "does-not-meet"),
        ({"weights": ("by-request", LLAMA)}, {"weights", "use"}, "does-not-meet"),
        ({"weights": "partial"}, {"use"}, "does-not-meet"),
        ({"architecture": "withheld"}, {"architecture"}, "does-not-meet"),
        ({"training_procedure": "withheld"}, {"method"}, "does-not-meet"),
        ({"data_provenance": "withheld"}, {"data"}, "does-not-meet"),
        ({"training_code": ("public", CC_BY_NC)}, {"training-code"}, "does-not-meet"),
        ({"training_code": ("partial", CC_BY_NC)}, {"training-code"}, "does-not-meet"),
        ({"training_code": "public"}, {"training-code"}, "does-not-meet"),
        ({"training_procedure": "partial"}, set(), "unclear"),
        ({"data_provenance": "unknown"}, set(), "unclear"),
    ],
)
def test_the_definition_also_asks_what_it_takes_to_understand_the_weights(instead, failing, expected):
    found = open_weights_definition(everything(**instead))

    assert found.outcome == expected
    assert {key for key, how in met(found).items() if how == "not-met"} == failing


@pytest.mark.parametrize(
    ("weights", "license", "expected"),
    [
        (("public", MIT), "met", "meets"),
        (("public", CC_BY), "met", "meets"),
        (("click-through", MIT), "met", "meets"),
        ("public", "not-met", "does-not-meet"),
        (("public", CC_BY_NC), "not-met", "does-not-meet"),
        (("public", LLAMA), "not-met", "does-not-meet"),
        (("public", MIT, CC_BY_NC), "not-met", "does-not-meet"),
        (("public", RAIL), "partly-met", "unclear"),
        (("public", replace(LIMITED, kind="research-only")), "not-met", "does-not-meet"),
        (("public", replace(LIMITED, kind="proprietary-terms")), "not-met", "does-not-meet"),
        (("public", under(limit="user-threshold")), "not-met", "does-not-meet"),
        (("public", under(limit="revenue-threshold")), "not-met", "does-not-meet"),
        (("public", under(limit="no-derivatives")), "not-met", "does-not-meet"),
        (("public", under(limit="territory")), "not-met", "does-not-meet"),
        (("public", under(limit="separate-license")), "not-met", "does-not-meet"),
        (("public", under(limit="acceptable-use")), "partly-met", "unclear"),
        (("public", under(limit="output-restriction")), "partly-met", "unclear"),
        ([("public", MIT), ("public", RAIL)], "partly-met", "unclear"),
        ([("public", MIT), "public"], "not-met", "does-not-meet"),
        ("unknown", "unknown", "unclear"),
        (None, "unknown", "unclear"),
        ("partial", "not-met", "does-not-meet"),
        (("partial", MIT), "met", "unclear"),
        (("by-request", MIT), "met", "does-not-meet"),
        ([("public", MIT), "withheld"], "met", "unclear"),
        ("withheld", "not-applicable", "does-not-meet"),
    ],
)
def test_for_the_ai_act_the_license_must_leave_four_freedoms(weights, license, expected):
    found = ai_act(everything(weights=weights))

    assert (met(found)["license"], found.outcome) == (license, expected)


@pytest.mark.parametrize(
    ("instead", "expected"),
    [
        ({"architecture": "withheld"}, "does-not-meet"),
        ({"architecture": "unknown"}, "unclear"),
        ({"model_card": "withheld"}, "meets"),
        ({"code_documentation": "withheld"}, "meets"),
        ({"model_card": "withheld", "code_documentation": "withheld"}, "does-not-meet"),
        ({"model_card": "withheld", "code_documentation": "unknown"}, "unclear"),
        ({"model_card": "unknown", "code_documentation": "withheld"}, "unclear"),
    ],
)
def test_for_the_ai_act_architecture_and_usage_must_be_public(instead, expected):
    assert ai_act(everything(**instead)).outcome == expected


def test_one_of_a_choice_of_licenses_is_enough():
    weights = fact("weights", "public", MIT, CC_BY_NC, expression="mit OR cc-by-nc-4.0")
    evidence = model(weights, *everything(weights=None).facts)

    assert {rule(evidence).outcome for rule in (ai_act, open_weights_definition)} == {"meets"}
    assert osi_weights(evidence).outcome == "exceeds"


@pytest.mark.parametrize("rule", [ntia, osi_weights, open_weights_definition, ai_act])
def test_weights_that_are_no_longer_to_be_had_are_not_open(rule):
    evidence = model(fact("weights", "public", MIT, until=BEFORE), *everything(weights=None).facts)

    assert rule(evidence).outcome == "does-not-meet"


def test_a_refusal_rests_on_what_refuses_and_not_on_what_is_only_there_in_part():
    evidence = everything(weights=("partial", CC_BY_NC))
    found = osi_weights(evidence)

    assert found.outcome == "does-not-meet"
    assert [(one.component, one.lack, one.licenses) for one in found.next] == [
        ("weights", Lack.NOT_APPROVED, (CC_BY_NC.slug,))
    ]
    assert found.deciding == tuple(one.id for one in evidence.of("weights"))


def test_what_is_only_there_in_part_stands_in_the_way_where_nothing_refuses():
    found = ntia(everything(weights="partial"))

    assert [one.lack for one in found.next] == [Lack.IN_PART]


@pytest.mark.parametrize("rule", [osi_weights, open_weights_definition, ai_act])
def test_terms_that_nobody_read_leave_it_open(rule):
    evidence = model(fact("weights", licenses_unknown=True), *everything(weights=None).facts)

    assert (rule(evidence).outcome, rule(evidence).could_be == "does-not-meet") == ("unclear", False)


@pytest.mark.parametrize(("is_read", "expected"), [(True, "meets"), (False, "does-not-meet")])
def test_a_license_that_is_none_of_the_open_ones_and_limits_nothing_restricts_no_use(is_read, expected):
    plain = LicenseEvidence("meadow-license", "permissive", is_read=is_read)
    found = open_weights_definition(everything(weights=("public", plain)))

    assert found.outcome == expected
    assert ai_act(everything(weights=("public", plain))).outcome == ("meets" if is_read else "unclear")


def test_a_reason_tells_what_restricts_from_what_is_only_no_open_license():
    plain = LicenseEvidence("meadow-license", "permissive", is_read=True)

    assert [one.lack for one in osaid(everything(weights=("public", plain))).next] == [Lack.NOT_OPEN]
    assert [one.lack for one in osaid(everything(weights=("public", LLAMA))).next] == [Lack.LICENSE]
