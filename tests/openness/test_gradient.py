"""The gradient of release: by which way a model reaches people, whatever its license."""

import pytest

from kb.openness.gradient import gradient
from tests.openness.cases import BEFORE, CC_BY_NC, MIT, fact, lacking, model

MADE = {"training_code": "public", "training_data": "public", "tuning_data": "not-applicable"}


@pytest.mark.parametrize(
    ("known", "level"),
    [
        ({}, "not-assessed"),
        ({"weights": "unknown"}, "not-assessed"),
        ({"weights": "withheld"}, "not-assessed"),
        ({"weights": "withheld", "api": "withheld", "hosted_interface": "withheld"}, "fully-closed"),
        ({"hosted_interface": "click-through"}, "hosted"),
        ({"api": "by-request", "hosted_interface": "public"}, "api"),
        ({"weights": "by-request", "api": "public"}, "by-approval"),
        ({"weights": "click-through"}, "by-click"),
        ({"weights": "public"}, "downloadable"),
        ({"weights": ("public", CC_BY_NC)}, "downloadable"),
        ({"weights": ["public", "withheld"]}, "downloadable"),
        ({"weights": ["by-request", "withheld"]}, "by-approval"),
        ({"weights": "public", "model_card": "public"} | MADE, "fully-open"),
        ({"weights": "public", "research_paper": "public", "model_card": "withheld"} | MADE, "fully-open"),
        ({"weights": "public"} | MADE, "downloadable"),
        ({"weights": "click-through", "model_card": "public"} | MADE, "by-click"),
        ({"weights": "public", "model_card": "public"} | MADE | {"tuning_data": "withheld"}, "downloadable"),
    ],
)
def test_the_way_to_the_model_is_its_level(known, level):
    assert gradient(model(**known)).outcome == level


@pytest.mark.parametrize("still_there", [{}, {"training_code": ("public", MIT), "inference_code": ("public", MIT)}])
def test_what_is_retired_keeps_its_last_level(still_there):
    """The code stays when the weights go: the last day is that of the access, not that of what the rung rests on."""
    found = gradient(model(fact("weights", "public", MIT, until=BEFORE), **still_there))

    assert (found.outcome, [str(one) for one in found.marks]) == ("downloadable", ["retired"])


def test_widening_access_is_a_mark_and_no_level():
    day_before = BEFORE.replace(year=BEFORE.year - 1)
    evidence = model(
        fact("weights", "by-request", since=day_before, until=BEFORE), fact("weights", "public", since=BEFORE)
    )

    assert [str(one) for one in gradient(evidence).marks] == ["staged"]


def test_what_could_be_follows_from_open_questions_alone():
    refused = gradient(model(weights="unknown", training_code="withheld", api="public"))

    assert (refused.outcome, refused.could_be) == ("api", "downloadable")


def test_any_of_several_documents_will_do_so_an_unknown_one_leaves_it_open():
    found = gradient(model(weights="public", technical_report="withheld", **MADE))

    assert (found.outcome, found.could_be) == ("downloadable", "fully-open")
    assert lacking(found) == {("research-paper", "no-entry")}
