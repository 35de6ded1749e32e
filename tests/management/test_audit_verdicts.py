"""`manage.py audit_verdicts`: what does not follow, and what open questions hide."""

import pytest
from django.core.management import CommandError, call_command

from kb.models import Verdict
from tests.factories import make_license, make_model, make_published_fact

pytestmark = pytest.mark.django_db


def test_what_follows_from_its_facts_is_sound(capsys):
    make_published_fact()

    call_command("audit_verdicts")

    said = capsys.readouterr().out
    assert "1 models judged again.\nSame facts, same outcomes; every stored verdict follows." in said


def test_same_facts_with_different_outcomes_are_named(capsys):
    for slug in ("lark", "finch"):
        make_published_fact(language_model=make_model(slug))
    Verdict.objects.filter(framework="ntia", language_model__slug="lark").update(outcome="does-not-meet")

    with pytest.raises(CommandError, match="Not everything follows"):
        call_command("audit_verdicts")

    said = capsys.readouterr().out
    assert "lark: ntia: stored is does-not-meet, the facts give meets" in said
    assert "same facts, different ntia: finch meets, lark does-not-meet" in said


def test_verdicts_of_earlier_versions_are_counted_and_kept(capsys):
    make_published_fact()
    Verdict.objects.filter(framework="osaid").update(version="0.9")

    with pytest.raises(CommandError):  # there is none by the version in force
        call_command("audit_verdicts")

    assert "osaid 0.9: 1 verdicts from before, kept readable" in capsys.readouterr().out


def test_what_open_questions_hide_is_listed_with_what_to_look_for(capsys):
    mit = make_license("mit", osi_approved=True)
    make_published_fact(licenses=(mit,))
    for component in ("training-code", "inference-code"):
        make_published_fact(component=component, availability="unknown")

    call_command("audit_verdicts")

    line = next(line for line in capsys.readouterr().out.splitlines() if "skylark-7b: rung:" in line)
    assert "open-license → data" in line
    assert "training-code not-found" in line
    assert "data-provenance no-entry" in line


def test_flags_that_are_not_those_of_the_spdx_list_are_named(capsys):
    make_license("mit", spdx_id="MIT", osi_approved=False, fsf_libre=True)

    with pytest.raises(CommandError):
        call_command("audit_verdicts")

    assert "mit: SPDX has OSI yes, FSF yes; the record OSI no, FSF yes" in capsys.readouterr().out
