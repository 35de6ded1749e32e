"""`manage.py evaluate`: every model judged again, and files of the Model Openness Tool."""

import json
from textwrap import dedent

import pytest
from django.core.management import CommandError, call_command

from kb.models import Profile, ProfileLicense, Revision, Verdict
from kb.openness.mof import COMPONENTS
from tests.factories import make_license, make_model, make_published_fact

pytestmark = pytest.mark.django_db


def judged(tmp_path, capsys, *texts, explain=False):
    """The answers to files with these texts, and what was said beside them."""
    paths = []
    for number, text in enumerate(texts):
        paths.append(tmp_path / f"{number}.yml")
        paths[-1].write_text(dedent(text))
    call_command("evaluate", *map(str, paths), framework="mof", explain=explain)
    said = capsys.readouterr()
    return [json.loads(line) for line in said.out.splitlines()], said.err


OPEN_MODEL = """
    release:
      name: Skylark
      license:
        distribution: {name: Apache-2.0}
      components:
        - {name: Model architecture}
        - {name: Model parameters (Final), license: MIT}
        - {name: Technical report, license: CC-BY-4.0}
        - {name: Evaluation results}
        - {name: Model card}
        - {name: Data card}
"""


def test_every_model_is_judged_again(capsys):
    make_published_fact(availability="withheld")
    make_model("lark-base")
    Profile.objects.all().delete()

    call_command("evaluate")

    assert capsys.readouterr().out.startswith("2 models judged.\n")
    assert Profile.objects.get(language_model__slug="skylark-7b").weights == "withheld"


def test_what_came_out_differently_than_it_was_stored_is_named(capsys):
    make_published_fact()
    Verdict.objects.filter(framework="rung").update(outcome="closed", digest="")

    call_command("evaluate")

    said = capsys.readouterr().out
    assert "1 verdicts differ from what was stored:\n  skylark-7b: rung: closed → restricted\n" in said


def test_a_second_time_nothing_differs(capsys):
    make_published_fact()

    call_command("evaluate")

    assert "Nothing differs from what was stored." in capsys.readouterr().out


def test_a_file_is_answered_with_class_and_progress(tmp_path, capsys):
    answers, said = judged(tmp_path, capsys, OPEN_MODEL)

    assert answers == [
        {
            "file": str(tmp_path / "0.yml"),
            "name": "Skylark",
            "class": 3,
            "progress": {"1": 0, "2": 60, "3": 100},
        }
    ]
    assert said == ""


def test_files_are_answered_in_order_and_a_broken_one_does_not_stop_the_others(tmp_path, capsys):
    answers, _said = judged(tmp_path, capsys, "release: [", OPEN_MODEL, "framework: {}")

    assert answers[0]["error"].startswith("is not YAML:")
    assert answers[1]["class"] == 3
    assert answers[2]["error"] == "release is missing"


def test_a_file_that_is_not_there_is_an_answer_too(tmp_path, capsys):
    call_command("evaluate", str(tmp_path / "gone.yml"), framework="mof")

    assert "cannot be read" in json.loads(capsys.readouterr().out)["error"]


def test_unknown_names_are_said_beside_the_answers_and_never_guessed(tmp_path, capsys):
    text = OPEN_MODEL.replace("Data card", "Datasheet").replace("license: MIT", "license: Meadow Terms")

    answers, said = judged(tmp_path, capsys, text)

    assert answers[0]["class"] == 0
    assert "is called “Datasheet”, as no component of MOF is" in said
    assert "no license is known as “Meadow Terms”" in said


def test_curated_licenses_are_known_by_their_aliases(tmp_path, capsys):
    make_license("meadow-open", aliases=["Meadow Terms"], osi_approved=True)

    answers, said = judged(tmp_path, capsys, OPEN_MODEL.replace("license: MIT", "license: meadow_terms"))

    assert (answers[0]["class"], said) == (3, "")


def test_each_component_is_explained_on_demand(tmp_path, capsys):
    answers, _said = judged(tmp_path, capsys, OPEN_MODEL, explain=True)

    by_component = {entry["component"]: entry for entry in answers[0]["components"]}
    assert by_component.keys() == {key for key, *_rest in COMPONENTS}
    assert by_component["weights"] == {
        "component": "weights",
        "class": 3,
        "required": True,
        "license": "MIT",
        "outcome": "open",
    }
    assert by_component["datasets"]["outcome"] == "missing"


def test_files_without_a_framework_are_refused(tmp_path):
    with pytest.raises(CommandError, match="add --framework mof"):
        call_command("evaluate", str(tmp_path / "0.yml"))


def test_a_framework_without_files_is_refused():
    with pytest.raises(CommandError, match="Name the files to judge"):
        call_command("evaluate", framework="mof")


def test_it_is_no_change_where_nothing_differs():
    fact = make_published_fact(licenses=(make_license(),))
    call_command("evaluate")
    before = Revision.objects.count()

    call_command("evaluate")
    same = Revision.objects.count()
    Profile.objects.update(cells="")
    call_command("evaluate")
    profile = Revision.objects.count()
    ProfileLicense.objects.all().delete()
    call_command("evaluate")
    license = Revision.objects.count()
    Verdict.objects.filter(framework="mof").update(detail={}, digest="")
    call_command("evaluate")
    reasons = Revision.objects.count()

    assert [same, profile, license, reasons] == [before, before + 1, before + 2, before + 3]
    assert Profile.objects.get().licenses.get() == fact.licenses.get()
    assert Profile.objects.get().cells
