"""The ladder: each rung by the least that gives it, what unknown does, marks, and models that are no longer there."""

from datetime import timedelta

import pytest

from kb.openness.ladder import RUNGS, Held, ladder, retired_since, widest
from tests.openness.cases import (
    BEFORE,
    CC_BY,
    CC_BY_NC,
    CC_BY_SA,
    DESCRIPTIONS,
    LATER,
    LLAMA,
    LONG_BEFORE,
    MIT,
    RAIL,
    fact,
    lacking,
    met,
    model,
)

CODE = {"training_code": ("public", MIT), "inference_code": ("public", MIT)}
INFORMATION = {name.replace("-", "_"): "public" for name in DESCRIPTIONS}
DATA = {"training_data": ("public", CC_BY), "tuning_data": "not-applicable"}
FREE = {"weights": ("public", MIT)}


@pytest.mark.parametrize(
    ("known", "rung"),
    [
        ({"weights": "withheld", "api": "withheld", "hosted_interface": "withheld"}, "closed"),
        ({"hosted_interface": "public"}, "hosted"),
        ({"hosted_interface": "click-through"}, "hosted"),
        ({"hosted_interface": "by-request"}, "hosted"),
        ({"api": "public"}, "api"),
        ({"api": "by-request"}, "api"),
        ({"weights": "by-request"}, "on-request"),
        ({"weights": ("by-request", MIT)}, "on-request"),
        ({"weights": "public"}, "restricted"),
        ({"weights": "click-through"}, "restricted"),
        ({"weights": "partial"}, "restricted"),
        ({"weights": ("public", LLAMA)}, "restricted"),
        ({"weights": ("public", MIT, CC_BY_NC)}, "restricted"),
        ({"weights": ("public", MIT)}, "open-license"),
        ({"weights": ("click-through", CC_BY_SA)}, "open-license"),
        ({"weights": ("partial", MIT)}, "open-license"),
        (FREE | CODE, "code"),
        (FREE | CODE | INFORMATION, "data-information"),
        (FREE | CODE | INFORMATION | {"data_labelling": "not-applicable"}, "data-information"),
        (FREE | CODE | INFORMATION | DATA, "data"),
        # One step missing below: nothing above counts.
        (FREE | INFORMATION | DATA, "open-license"),
        (FREE | CODE | DATA, "code"),
        ({"weights": ("public", LLAMA)} | CODE | INFORMATION | DATA, "restricted"),
        ({"api": "withheld"} | CODE | INFORMATION | DATA, "not-assessed"),
        (FREE | CODE | {"training_code": ("click-through", MIT)}, "open-license"),
        (FREE | CODE | {"inference_code": ("public", CC_BY_NC)}, "open-license"),
        (FREE | CODE | INFORMATION | {"data_selection": "partial"}, "code"),
        (FREE | CODE | INFORMATION | DATA | {"tuning_data": ("public", CC_BY_NC)}, "data-information"),
    ],
)
def test_each_rung_is_held_by_the_least_that_gives_it(known, rung):
    assert ladder(model(**known)).outcome == rung


@pytest.mark.parametrize(
    ("known", "could_be"),
    [
        ({}, "data"),
        ({"weights": "unknown"}, "data"),
        ({"weights": "withheld"}, "api"),
        ({"weights": "unknown", "api": "withheld", "hosted_interface": "withheld"}, "data"),
        ({"weights": "withheld", "api": "withheld", "hosted_interface": "unknown"}, "hosted"),
        ({"weights": ["withheld", "unknown"]}, "data"),
    ],
)
def test_too_little_known_is_not_closed(known, could_be):
    found = ladder(model(**known))

    assert (found.outcome, found.could_be) == ("not-assessed", could_be)


def test_what_is_unknown_is_named_and_could_lift_the_model():
    found = ladder(model(**FREE, training_code="unknown", training_data="withheld"))

    assert (found.outcome, found.could_be) == ("open-license", "data-information")
    assert lacking(found) == {("training-code", "not-found"), ("inference-code", "no-entry")}


@pytest.mark.parametrize(
    ("policy", "rung"),
    [
        (("public", RAIL), "restricted"),
        (("public", MIT), "open-license"),
        ("public", "open-license"),
        (("not-applicable", RAIL), "open-license"),
        (("unknown", RAIL), "open-license"),
    ],
)
def test_a_use_policy_binds_the_weights_where_it_is_a_license_of_its_own(policy, rung):
    assert ladder(model(**FREE, usage_policy=policy)).outcome == rung


@pytest.mark.parametrize(
    ("parts", "rung"),
    [
        ([("public", MIT), ("public", MIT)], "open-license"),
        ([("public", MIT), ("public", LLAMA)], "restricted"),
        ([("public", MIT), "withheld"], "open-license"),
        ([("public", MIT), "by-request"], "restricted"),
        (["by-request", "withheld"], "on-request"),
    ],
)
def test_of_several_parts_one_gives_the_way_in_and_the_license_of_each_counts(parts, rung):
    assert ladder(model(weights=parts)).outcome == rung


STAGED = [fact("weights", "by-request", until=BEFORE), fact("weights", "public", MIT, since=BEFORE)]


@pytest.mark.parametrize(
    ("evidence", "marks"),
    [
        (model(**FREE), set()),
        (model(weights=("click-through", MIT)), {"click-through"}),
        (model(weights=("partial", MIT)), {"partly"}),
        (model(weights=[("public", MIT), "withheld"]), {"partly"}),
        (model(fact("weights", "public", MIT, standing="disputed")), {"disputed"}),
        (model(fact("weights", "public", MIT, standing="reported")), {"reported"}),
        (model(fact("weights", "public", MIT, standing="reported"), fact("weights", part="b")), set()),
        (model(**FREE, events=["leak"]), {"leaked"}),
        (model(**FREE, events=["license-change"]), {"relicensed"}),
        (model(fact("weights", "by-request", since=LONG_BEFORE, until=BEFORE), STAGED[1]), {"staged"}),
        (model(fact("weights", "public", since=LONG_BEFORE, until=BEFORE), STAGED[1]), set()),
        (model(fact("weights", "by-request", since=LONG_BEFORE), fact("weights", since=LATER)), set()),
        (model(fact("api", until=BEFORE)), {"retired"}),
    ],
)
def test_marks_stand_beside_the_rung(evidence, marks):
    assert {str(one) for one in ladder(evidence).marks} == marks


def test_a_leak_changes_no_rung():
    closed = {"weights": "withheld", "api": "withheld", "hosted_interface": "withheld"}

    assert ladder(model(**closed, events=["leak"])).outcome == "closed"


@pytest.mark.parametrize(
    ("evidence", "rung"),
    [
        (model(fact("api", until=BEFORE), weights="withheld", hosted_interface="withheld"), "api"),
        (model(fact("api", until=BEFORE), weights="unknown"), "api"),
        (model(fact("weights", "public", MIT, until=BEFORE)), "open-license"),
        (model(fact("weights", "public", MIT, until=BEFORE), **CODE), "code"),
        (model(fact("api", until=LONG_BEFORE), fact("hosted-interface", until=BEFORE)), "hosted"),
    ],
)
def test_what_is_retired_keeps_its_last_rung(evidence, rung):
    found = ladder(evidence)

    assert (found.outcome, found.could_be, [str(one) for one in found.marks]) == (rung, rung, ["retired"])
    assert retired_since(evidence) == BEFORE


def test_the_criteria_of_what_is_retired_are_those_of_today():
    found = ladder(model(fact("api", "public", until=BEFORE), fact("hosted-interface", "public", until=LONG_BEFORE)))

    assert (found.outcome, met(found)["api"], met(found)["hosted"]) == ("api", "not-met", "not-met")


@pytest.mark.parametrize(
    "evidence",
    [
        model(fact("api", until=BEFORE), fact("api", "unknown", since=BEFORE)),
        model(fact("api", until=LATER)),
        model(fact("api", "withheld", until=BEFORE)),
    ],
)
def test_what_may_still_be_there_is_not_retired(evidence):
    assert "retired" not in ladder(evidence).marks


def test_another_way_in_that_is_still_there_gives_the_rung():
    found = ladder(model(fact("weights", "public", MIT, until=BEFORE), api="public"))

    assert (found.outcome, found.marks) == ("api", ())


def test_a_fact_holds_from_its_first_day_and_not_on_its_last():
    evidence = model(fact("weights", "public", MIT, since=BEFORE, until=LATER))

    assert ladder(evidence.on(BEFORE - timedelta(1))).outcome == "not-assessed"
    assert ladder(evidence.on(BEFORE)).outcome == "open-license"
    assert ladder(evidence.on(LATER - timedelta(1))).marks == ()
    assert "retired" in ladder(evidence.on(LATER)).marks


@pytest.mark.parametrize(
    ("evidence", "held"),
    [
        (model(), None),
        (model(api="public"), Held("api", None, None)),
        (model(fact("api", since=BEFORE)), Held("api", BEFORE, None)),
        (
            model(fact("weights", "public", MIT, since=LONG_BEFORE, until=BEFORE), api="public"),
            Held("open-license", LONG_BEFORE, BEFORE),
        ),
        (model(fact("api", until=BEFORE)), Held("api", None, BEFORE)),
        (model(fact("api", until=BEFORE), fact("api", "click-through", since=BEFORE)), Held("api", None, None)),
        (model(fact("api", since=LATER)), None),
        (model(weights="not-applicable"), None),
    ],
)
def test_the_widest_rung_is_told_with_its_period(evidence, held):
    assert widest(evidence) == held


def test_a_model_without_weights_has_no_rung_on_weights():
    assert ladder(model(weights="not-applicable", **CODE, **INFORMATION, **DATA)).outcome == "not-assessed"


def test_the_reason_names_the_facts_that_decide():
    found = ladder(model(fact("weights", "public", LLAMA, id=7), fact("api", id=8)))

    assert found.deciding == (7,)
    assert lacking(found) == {("weights", "license")}


def test_there_are_nine_rungs():
    assert len(RUNGS) == 9
