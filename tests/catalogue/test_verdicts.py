"""Stored verdicts: they follow every publication, and keep what earlier versions said."""

from dataclasses import replace
from datetime import date

import pytest

from kb.catalogue.profiles import are_outdated, rebuild_profiles
from kb.catalogue.verdicts import from_json
from kb.editorial.publication import publish, withdraw
from kb.models import Profile, Verdict
from kb.vocabulary import frameworks
from tests.factories import (
    make_citation,
    make_event,
    make_fact,
    make_license,
    make_model,
    make_published_fact,
    make_term,
    published,
)

pytestmark = pytest.mark.django_db


def outcome(framework="rung", slug="skylark-7b"):
    return Verdict.objects.current().get(framework=framework, language_model__slug=slug).outcome


def test_a_publication_changes_the_verdict_at_once_and_its_withdrawal_too():
    make_published_fact(component="api")
    weights = make_fact(licenses=(make_license("mit", osi_approved=True),))
    make_citation(weights)

    publish(weights, by=None, why="Read.")
    assert outcome() == "open-license"
    assert Profile.objects.get().rung == "open-license"

    withdraw(weights, by=None, why="Not so.")
    assert outcome() == "api"


def test_drafts_and_refuted_facts_do_not_count():
    make_published_fact(component="api")
    make_fact()
    refuted = make_fact(component="hosted-interface", standing="refuted", standing_note="There is none.")
    published(refuted)

    criteria = {one.key: one.met for one in from_json(Verdict.objects.current().get(framework="rung")).criteria}

    assert (criteria["api"], criteria["hosted"], criteria["restricted"]) == ("met", "unknown", "unknown")


def test_a_term_that_limits_use_reaches_the_models_under_the_license():
    license = make_license("mit", osi_approved=True)
    make_published_fact(licenses=(license,))
    assert outcome() == "open-license"

    published(make_term(license=license, right="", answer="", condition="non-commercial", key="nc"))

    assert outcome() == "restricted"


def test_a_leak_is_a_mark_and_changes_no_rung():
    make_published_fact(availability="by-request")
    published(make_event(kind="leak", language_models=[make_model("other"), Profile.objects.get().language_model]))

    found = from_json(Verdict.objects.current().get(framework="rung", language_model__slug="skylark-7b"))

    assert (found.outcome, found.marks) == ("on-request", ("leaked",))


def test_licenses_may_be_a_choice():
    both = (make_license("mit", osi_approved=True), make_license("meadow", kind="community"))
    make_published_fact(licenses=both, license_expression="mit OR meadow")
    make_published_fact(licenses=both, language_model=make_model("lark"))

    assert outcome() == "open-license"
    assert outcome(slug="lark") == "restricted"


def test_a_new_version_leaves_what_the_old_one_said(monkeypatch):
    make_published_fact()
    old = Verdict.objects.get(framework="ntia")
    newer = replace(frameworks.NTIA, version="2030")
    monkeypatch.setattr(
        frameworks, "FRAMEWORKS", tuple(newer if one is frameworks.NTIA else one for one in frameworks.FRAMEWORKS)
    )
    monkeypatch.setattr("kb.openness.open_weights.NTIA", newer)

    rebuild_profiles()

    assert [row.version for row in Verdict.objects.filter(framework="ntia")] == ["2024+r2", "2030"]
    assert list(Verdict.objects.outdated()) == [old]
    assert from_json(old).outcome == "meets"


def test_a_rule_set_that_is_new_here_asks_for_every_model_to_be_judged():
    make_published_fact()
    assert not are_outdated()

    Verdict.objects.filter(framework="ntia").update(version="2023")
    assert are_outdated()

    rebuild_profiles()
    assert not are_outdated()


def test_a_verdict_is_dated_by_the_day_on_which_it_last_changed():
    make_published_fact(valid_until=date(2030, 1, 1))
    rebuild_profiles(day=date(2029, 1, 1))
    assert Verdict.objects.get(framework="rung").day == date.today()

    rebuild_profiles(day=date(2031, 1, 1))

    row = Verdict.objects.get(framework="rung")
    assert (row.day, row.outcome, row.detail["marks"]) == (date(2031, 1, 1), "restricted", ["retired"])


def test_as_many_queries_for_one_model_as_for_thirty(django_assert_num_queries):
    for number in range(30):
        make_published_fact(language_model=make_model(f"lark-{number}"))
    everyone = list(Profile.objects.values_list("pk", flat=True))
    rebuild_profiles()

    with django_assert_num_queries(11):
        rebuild_profiles(everyone[:1])
    with django_assert_num_queries(11):
        rebuild_profiles(everyone)
