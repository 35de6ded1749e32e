"""Statuses: tables of cases, and what must hold for all facts whatever they say."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.openness.statuses import group_status, status, status_of_fact, statuses
from kb.vocabulary import components
from kb.vocabulary.statuses import Status
from tests.openness.cases import BEFORE, CC_BY_NC, LLAMA, MIT, fact, facts, model


def weights(availability, *on_it):
    return fact("weights", availability, *on_it)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (weights("public", MIT), Status.OPEN),
        (weights("public", MIT, CC_BY_NC), Status.PARTIAL),
        (weights("public"), Status.PARTIAL),
        (fact("model-card", "public"), Status.OPEN),
        (fact("model-card", "public", CC_BY_NC), Status.PARTIAL),
        (weights("click-through", MIT), Status.PARTIAL),
        (weights("by-request", MIT), Status.PARTIAL),
        (weights("partial", MIT), Status.PARTIAL),
        (weights("withheld"), Status.CLOSED),
        (weights("unknown"), Status.UNKNOWN),
        (weights("not-applicable"), Status.NOT_APPLICABLE),
    ],
)
def test_availability_and_licenses_make_the_status(one, expected):
    assert status_of_fact(one) == expected


@pytest.mark.parametrize(
    ("several", "expected"),
    [
        ([], Status.NO_ENTRY),
        ([weights("public", MIT), weights("public", CC_BY_NC)], Status.PARTIAL),
        ([weights("public", MIT), weights("withheld")], Status.PARTIAL),
        ([weights("unknown"), weights("withheld")], Status.CLOSED),
        ([weights("not-applicable"), weights("public", MIT)], Status.OPEN),
        ([weights("not-applicable")], Status.NOT_APPLICABLE),
    ],
)
def test_parts_that_differ_make_one_status(several, expected):
    assert status(several) == expected


def test_what_could_be_had_once_is_closed_and_not_without_an_entry():
    found = statuses(model(weights("public", MIT), fact("api", until=BEFORE)))

    assert (found["weights"], found["api"], found["hosted-interface"]) == (Status.OPEN, Status.CLOSED, Status.NO_ENTRY)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([Status.OPEN, Status.OPEN, Status.NO_ENTRY], Status.OPEN),
        ([Status.OPEN, Status.CLOSED], Status.PARTIAL),
        ([Status.CLOSED, Status.UNKNOWN], Status.CLOSED),
        ([Status.UNKNOWN, Status.NO_ENTRY], Status.UNKNOWN),
        ([Status.NO_ENTRY], Status.NO_ENTRY),
        ([Status.NOT_APPLICABLE, Status.NO_ENTRY], Status.NOT_APPLICABLE),
        ([], Status.NO_ENTRY),
    ],
)
def test_a_group_has_one_status(members, expected):
    assert group_status(members) == expected


@given(facts())
def test_one_license_that_is_not_open_is_enough_to_keep_a_component_from_open(one):
    assert status_of_fact(replace(one, licenses=(*one.licenses, LLAMA), expression="")) != Status.OPEN


@given(st.lists(facts(), max_size=8))
def test_the_order_of_facts_does_not_matter(several):
    assert statuses(model(*several)) == statuses(model(*several[::-1]))


@given(st.lists(facts(), min_size=1, max_size=4))
def test_unknown_is_never_counted_as_open_nor_as_closed(several):
    unknown = [replace(one, component="weights", availability="unknown") for one in several]

    assert status(unknown) == Status.UNKNOWN


@given(st.lists(facts(), max_size=8))
def test_every_component_of_the_vocabulary_has_a_status(several):
    assert list(statuses(model(*several))) == [entry.key for entry in components.COMPONENTS]


@given(facts())
def test_releasing_more_never_lowers_a_status(one):
    order = [Status.CLOSED, Status.PARTIAL, Status.OPEN]
    withheld, gated, public = (
        status_of_fact(replace(one, availability=availability, licenses=(MIT,), expression=""))
        for availability in ("withheld", "click-through", "public")
    )

    assert order.index(withheld) < order.index(gated) < order.index(public)
