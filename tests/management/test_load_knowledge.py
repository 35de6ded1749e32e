"""The command: what it prints, where, and how it ends."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kb.editorial.revisions import revision
from kb.models import Fact, LanguageModel, Revision
from tests.exchange import sample
from tests.exchange.sample import DOLLY, change

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return sample.write(tmp_path / "knowledge")


def run(*arguments) -> tuple[str, str, str]:
    """Out: what it wrote, what it wrote to the error stream, and the error it ended with."""
    out, error, ended = StringIO(), StringIO(), ""
    try:
        call_command("load_knowledge", *arguments, stdout=out, stderr=error)
    except CommandError as refusal:
        ended = str(refusal)
    return out.getvalue(), error.getvalue(), ended


def test_it_counts_what_it_did_by_kind(folder):
    out, error, ended = run(folder)

    assert (error, ended) == ("", "")
    assert out.splitlines()[0].split() == ["created", "changed", "unchanged", "withdrawn"]
    assert ["facts", "4", "0", "0", "0"] in [line.split() for line in out.splitlines()]
    assert f"revision {Revision.objects.get().number}." in out


def test_a_second_load_says_that_nothing_changed(folder):
    run(folder)

    out, _error, _ended = run(folder)

    assert "nothing changed, no new revision" in out


def test_checking_writes_nothing(folder):
    out, _error, _ended = run(folder, "--check")

    assert out == "10 files, nothing wrong.\n"
    assert not LanguageModel.objects.exists()


@pytest.mark.parametrize("arguments", [[], ["--check"]])
def test_problems_are_listed_and_the_command_fails(folder, arguments):
    change(folder, DOLLY, "availability: public", "availability: free")

    out, error, ended = run(folder, *arguments)

    assert out == ""
    assert f'{DOLLY}:18:5: facts[0].availability: "free" is not one of public' in error
    assert ended == "1 problem; nothing was written."


def test_conflicts_are_listed_and_the_command_says_how_to_go_on(folder, ada):
    run(folder)
    fact = Fact.objects.get(availability="withheld")
    with revision(by=ada, why="An edit"):
        fact.note = "Ada knows better."
        fact.save()

    _out, error, ended = run(folder)

    assert f"{DOLLY}:28:5: fact “Dolly 2.0: Weights" in error
    assert "edited in the database" in error
    assert "(note)" in error
    assert ended.startswith("1 conflict; nothing was written.")
    assert run(folder, "--ours")[2] == ""
    assert Fact.objects.get(pk=fact.pk).note == "Ada knows better."
    assert run(folder, "--theirs")[2] == ""
    assert Fact.objects.get(pk=fact.pk).note == "Before that they could not be had."


def test_the_reason_stands_in_the_list_of_changes(folder):
    run(folder, "--why", "Knowledge of November")

    assert Revision.objects.get().why == "Knowledge of November"
