"""Which licenses are open: tables of the published cases, and expressions as a library reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.openness.evidence import LicenseEvidence
from kb.openness.licensing import (
    UnknownLicense,
    is_open_license,
    is_openly_licensed,
    is_unrestricted,
    judge_expression,
    names_in,
    spdx_license,
)
from kb.vocabulary.terms import BLOCKING, Condition
from tests.openness.cases import APACHE, CC_BY, CC_BY_NC, CC_BY_SA, GPL, LLAMA, MIT, RAIL, fact, licenses, with_licenses

OURS = {"llama2": LLAMA, "our-terms": LicenseEvidence("our-terms", "permissive", osi_approved=True)}


@pytest.mark.parametrize(
    ("slug", "is_open"),
    [
        ("cc0-1.0", True),
        ("cc-by-1.0", True),
        ("cc-by-3.0-us", True),
        ("cc-by-4.0", True),
        ("cc-by-sa-3.0", True),
        ("cc-by-sa-4.0", True),
        ("cdla-permissive-2.0", True),
        ("cdla-sharing-1.0", True),
        ("odc-by-1.0", True),
        ("odbl-1.0", True),
        ("gfdl-1.3-or-later", True),
        ("ogl-uk-3.0", True),
        ("ogl-canada-2.0", True),
        ("pddl-1.0", True),
        ("openmdw-1.0", True),
        ("openmdw-1.1", True),
        ("cc-by-nc-4.0", False),
        ("cc-by-nc-sa-4.0", False),
        ("cc-by-nc-nd-4.0", False),
        ("cc-by-nd-4.0", False),
        ("llama-2-community", False),
        ("gemma-terms", False),
        ("bigscience-openrail-m", False),
        ("proprietary-openai", False),
        ("yi-license", False),
    ],
)
def test_licenses_neither_approved_nor_judged_free_are_open_when_mof_recognises_them(slug, is_open):
    assert is_open_license(LicenseEvidence(slug, "community")) is is_open


@pytest.mark.parametrize(
    ("osi_approved", "fsf_libre", "is_open"),
    [
        (True, None, True),
        (True, False, True),
        (False, True, True),
        (True, True, True),
        (False, None, False),
        (False, False, False),
    ],
)
def test_a_license_approved_by_the_osi_or_judged_free_by_the_fsf_is_open(osi_approved, fsf_libre, is_open):
    assert is_open_license(LicenseEvidence("some-license", "permissive", osi_approved, fsf_libre)) is is_open


@pytest.mark.parametrize("limit", sorted(BLOCKING))
def test_an_open_license_with_a_blocking_condition_is_not_unrestricted(limit):
    license = LicenseEvidence("mit", "permissive", osi_approved=True, limits=frozenset({limit}))

    assert is_open_license(license)
    assert not is_unrestricted(license)


@pytest.mark.parametrize("license", [MIT, GPL, CC_BY, CC_BY_SA])
def test_attribution_and_share_alike_restrict_nothing(license):
    assert is_unrestricted(license)
    assert not {Condition.ATTRIBUTION, Condition.NOTICE, Condition.NAMING, Condition.SHARE_ALIKE, Condition.SOURCE} & (
        BLOCKING
    )


@pytest.mark.parametrize(
    ("on_it", "expression", "is_open"),
    [
        ([], "", False),
        ([MIT], "", True),
        ([MIT, CC_BY], "", True),
        ([MIT, CC_BY_NC], "", False),
        ([MIT, CC_BY_NC], "mit OR cc-by-nc-4.0", True),
        ([MIT, CC_BY_NC], "cc-by-nc-4.0 or mit", True),
        ([MIT, CC_BY_NC], "mit AND cc-by-nc-4.0", False),
        ([MIT, CC_BY_NC, LLAMA], "llama-2-community OR (mit AND cc-by-nc-4.0)", False),
        ([MIT, CC_BY_NC, LLAMA], "(llama-2-community OR mit) AND cc-by-nc-4.0", False),
        ([MIT, APACHE, LLAMA], "(llama-2-community OR mit) AND apache-2.0", True),
        ([GPL], "gpl-3.0 WITH gcc-exception-3.1", True),
        ([CC_BY_NC], "cc-by-nc-4.0 WITH gcc-exception-3.1", False),
        ([CC_BY_NC], "mit OR cc-by-nc-4.0", False),  # what the fact does not list is no license on it
        ([MIT], "this is prose, not an expression", False),
    ],
)
def test_all_licenses_on_a_fact_must_be_open_and_of_a_choice_one(on_it, expression, is_open):
    assert is_openly_licensed(fact("weights", "public", *on_it, expression=expression)) is is_open


@given(st.lists(licenses, max_size=3), st.booleans())
def test_one_more_license_that_binds_never_opens_a_fact(on_it, choice):
    one = with_licenses(fact("weights"), on_it)

    assert not is_openly_licensed(with_licenses(one, [*on_it, RAIL]))


@given(st.lists(licenses, min_size=1, max_size=3, unique_by=lambda one: one.slug))
def test_the_order_of_licenses_does_not_matter(on_it):
    for choice in (True, False):
        forward, backward = (with_licenses(fact("weights"), some, choice) for some in (on_it, on_it[::-1]))

        assert is_openly_licensed(forward) == is_openly_licensed(backward)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("MIT", "mit"),
        ("mit", "mit"),
        ("MIT License", "mit"),
        ("the MIT license", "mit"),
        ("Apache-2.0", "apache-2.0"),
        ("Apache 2.0", "apache-2.0"),
        ("apache_2.0", "apache-2.0"),
        ("Apache License 2.0", "apache-2.0"),
        ("CC BY 4.0", "cc-by-4.0"),
        ("pddl 1.0", "pddl-1.0"),
        ("Open Data Commons Public Domain Dedication & License 1.0", "pddl-1.0"),
        ("Llama-3.9", None),
        ("Apache", None),
        ("Apache-2", None),
        ("", None),
        ("proprietary", None),
    ],
)
def test_a_license_is_known_by_its_spdx_id_or_name_however_it_is_spelled(name, slug):
    found = spdx_license(name)

    assert (found and found.slug) == slug


@pytest.mark.parametrize(
    ("identifier", "osi_approved", "fsf_libre"),
    [
        ("MIT", True, True),
        ("AGPL-3.0-only", True, True),
        ("CC0-1.0", False, True),
        ("CC-BY-4.0", False, True),
        ("CC-BY-NC-4.0", False, None),
        ("PDDL-1.0", False, None),
        ("0BSD", True, None),
    ],
)
def test_the_judgement_of_the_osi_and_the_fsf_come_with_the_spdx_license(identifier, osi_approved, fsf_libre):
    found = spdx_license(identifier)

    assert (found.osi_approved, found.fsf_libre) == (osi_approved, fsf_libre)


@pytest.mark.parametrize(
    ("expression", "is_open"),
    [
        ("MIT", True),
        ("Apache 2.0", True),
        ("MIT OR Llama2", True),
        ("MIT AND llama2", False),
        ("llama2", False),
        ("(MIT OR llama2) AND Apache-2.0", True),
        ("GPL-2.0-only WITH Classpath-exception-2.0", True),
        ("CC-BY-NC-4.0 OR llama2", False),
        ("our-terms", True),
        ("Open Data Commons Public Domain Dedication & License 1.0", True),
        ('BSD 3-Clause "New" or "Revised" License', True),  # a name with “or” in it is no choice
    ],
)
def test_an_expression_is_open_by_what_it_asks(expression, is_open):
    assert judge_expression(expression, lambda name: OURS.get(name.casefold())) is is_open


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("nobody-knows", ("nobody-knows",)),
        ("MIT OR nobody-knows", ("nobody-knows",)),
        ("one-thing AND another AND one-thing", ("one-thing", "another")),
        ("a license of our own", ("a license of our own",)),
        ("MIT AND (", ("MIT AND (",)),
        ("()", ("()",)),
        ("() AND (MIT)", ("() AND (MIT)",)),
        ("", ("",)),
        ("  ", ("  ",)),
    ],
)
def test_what_nobody_knows_is_named_and_never_guessed(expression, names):
    with pytest.raises(UnknownLicense) as refusal:
        judge_expression(expression)

    assert refusal.value.names == names


@given(st.text(max_size=60))
def test_any_text_gets_an_answer_or_is_named_as_unknown(text):
    try:
        assert judge_expression(text) in (True, False)
    except UnknownLicense as refusal:
        assert refusal.names


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("mit", ["mit"]),
        ("mit OR (apache-2.0 AND mit)", ["mit", "apache-2.0"]),
        ("mit AND", None),
        ("(mit", None),
        ("() OR ()", None),
    ],
)
def test_the_licenses_of_an_expression_are_named_once_each(expression, names):
    assert names_in(expression) == names
