"""Verdicts on the page of a model: the headline, every rule set, and the way from each to the facts."""

from datetime import date

import pytest

from kb.models import Verdict
from tests.factories import make_fact, make_license, make_published_fact
from tests.pages.test_language_model import page

pytestmark = pytest.mark.django_db


def test_the_headline_names_the_fact_that_decides():
    license = make_license("meadow-license", kind="community")
    fact = make_published_fact(licenses=(license,))

    text = page()

    head = text[text.index('class="rung"') : text.index("head__sections")]
    assert "Weights, restricted license" in head
    assert f'href="#{fact.anchor()}"' in head
    assert "under a license that restricts" in head
    assert 'href="/licenses/meadow-license/"' in head


def test_every_rule_set_leads_from_its_criteria_to_the_facts():
    fact = make_published_fact()

    text = page()

    verdict = text[text.index('id="verdict-ntia"') : text.index('id="verdict-osi-weights"')]
    assert "1 of 1 criterion met" in verdict
    assert f'href="#{fact.anchor()}"' in verdict


def test_unknown_and_withheld_are_told_apart_in_what_is_missing():
    mit = make_license("mit", osi_approved=True)
    make_published_fact(licenses=(mit,))
    make_published_fact(component="training-code", availability="withheld")
    make_published_fact(component="inference-code", availability="unknown")

    head = page()
    head = head[head.index("Missing for the next rung") : head.index("head__sections")]

    assert "Training code</a> withheld" in head
    assert "Inference code</a> looked for and not found" in head


def test_a_model_whose_access_has_ended_keeps_its_rung_and_says_so():
    make_published_fact(component="api", valid_until=date(2026, 10, 23))

    text = page()

    assert "All access ended on 23 Oct 2026; this is the last rung it held." in text


def test_nothing_published_is_not_assessed():
    make_fact()

    assert "Too little is known to say anything" in page()


def test_the_preview_judges_with_the_drafts(adas_client):
    make_fact(component="api")

    assert "Programs can call it." in adas_client.get("/models/skylark-7b/?preview=1").content.decode()
    assert "Programs can call it." not in adas_client.get("/models/skylark-7b/").content.decode()


def test_what_earlier_versions_said_stays_readable():
    make_published_fact()
    Verdict.objects.filter(framework="ntia").update(version="2023")

    text = page()

    assert "By earlier versions" in text
    assert "version 2023" in text
