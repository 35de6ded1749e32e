"""Statuses: tables of cases, and what must hold for all facts whatever they say."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.openness.evidence import FactEvidence, LicenseEvidence
from kb.openness.statuses import group_status, is_open_license, status, status_of_fact, statuses
from kb.vocabulary import components
from kb.vocabulary.availability import Availability
from kb.vocabulary.kinds import LicenseKind
from kb.vocabulary.statuses import Status

MIT = LicenseEvidence("mit", "permissive", osi_approved=True, fsf_libre=True)
CC_BY = LicenseEvidence("cc-by-4.0", "permissive")
CC_BY_NC = LicenseEvidence("cc-by-nc-4.0", "non-commercial")
LLAMA_2 = LicenseEvidence("llama-2-community", "community")

licenses = st.builds(
    LicenseEvidence,
    slug=st.sampled_from(["mit", "cc-by-4.0", "cc-by-nc-4.0", "cc-by-nd-4.0", "llama-2-community", "openrail"]),
    kind=st.sampled_from(LicenseKind.values),
    osi_approved=st.booleans(),
    fsf_libre=st.sampled_from([None, True, False]),
)
facts = st.builds(
    FactEvidence,
    id=st.integers(1, 99),
    component=st.sampled_from([entry.key for entry in components.COMPONENTS]),
    availability=st.sampled_from(Availability.values),
    licenses=st.lists(licenses, max_size=3).map(tuple),
)


def fact(availability, *on_it, component="weights"):
    return FactEvidence(1, component, availability, tuple(on_it))


@pytest.mark.parametrize(
    ("license", "is_open"),
    [
        (MIT, True),
        (CC_BY, True),
        (LicenseEvidence("pddl-1.0", "public-domain"), True),
        (LicenseEvidence("cc0-1.0", "public-domain"), True),
        (LicenseEvidence("openmdw-1.1", "permissive"), True),
        (LicenseEvidence("cc-by-sa-3.0", "share-alike"), True),
        (CC_BY_NC, False),
        (LicenseEvidence("cc-by-nc-sa-4.0", "non-commercial"), False),
        (LicenseEvidence("cc-by-nd-4.0", "permissive"), False),
        (LLAMA_2, False),
    ],
)
def test_licenses_count_as_open_as_mof_has_it(license, is_open):
    assert is_open_license(license) is is_open


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (fact("public", MIT), Status.OPEN),
        (fact("public", MIT, CC_BY_NC), Status.PARTIAL),
        (fact("public"), Status.PARTIAL),
        (fact("public", component="model-card"), Status.OPEN),
        (fact("public", CC_BY_NC, component="model-card"), Status.PARTIAL),
        (fact("click-through", MIT), Status.PARTIAL),
        (fact("by-request", MIT), Status.PARTIAL),
        (fact("partial", MIT), Status.PARTIAL),
        (fact("withheld"), Status.CLOSED),
        (fact("unknown"), Status.UNKNOWN),
        (fact("not-applicable"), Status.NOT_APPLICABLE),
    ],
)
def test_availability_and_licenses_make_the_status(one, expected):
    assert status_of_fact(one) == expected


@pytest.mark.parametrize(
    ("several", "expected"),
    [
        ([], Status.NO_ENTRY),
        ([fact("public", MIT), fact("public", CC_BY_NC)], Status.PARTIAL),
        ([fact("public", MIT), fact("withheld")], Status.PARTIAL),
        ([fact("unknown"), fact("withheld")], Status.CLOSED),
        ([fact("not-applicable"), fact("public", MIT)], Status.OPEN),
        ([fact("not-applicable")], Status.NOT_APPLICABLE),
    ],
)
def test_parts_that_differ_make_one_status(several, expected):
    assert status(several) == expected


def test_what_could_be_had_once_is_closed_and_not_without_an_entry():
    found = statuses([fact("public", MIT)], ended={"weights", "api"})

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


@given(facts)
def test_one_license_that_is_not_open_is_enough_to_keep_a_component_from_open(one):
    assert status_of_fact(replace(one, licenses=(*one.licenses, LLAMA_2))) != Status.OPEN


@given(st.lists(facts, max_size=8))
def test_the_order_of_facts_does_not_matter(several):
    assert statuses(several) == statuses(several[::-1])


@given(st.lists(facts, min_size=1, max_size=4))
def test_unknown_is_never_counted_as_open_nor_as_closed(several):
    unknown = [replace(one, component="weights", availability="unknown") for one in several]

    assert status(unknown) == Status.UNKNOWN


@given(st.lists(facts, max_size=8))
def test_every_component_of_the_vocabulary_has_a_status(several):
    assert list(statuses(several)) == [entry.key for entry in components.COMPONENTS]


@given(facts)
def test_releasing_more_never_lowers_a_status(one):
    order = [Status.CLOSED, Status.PARTIAL, Status.OPEN]
    withheld, gated, public = (
        status_of_fact(replace(one, availability=availability, licenses=(MIT,)))
        for availability in ("withheld", "click-through", "public")
    )

    assert order.index(withheld) < order.index(gated) < order.index(public)
