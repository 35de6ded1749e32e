"""Dumping as a command: what it prints, and what it refuses to write to."""

import os

import pytest
from django.core.management import CommandError, call_command

from kb.exchange import curated
from kb.exchange.problems import Refused
from kb.models import Topic
from tests.exchange import sample
from tests.exchange.sample import DOLLY, change
from tests.exchange.test_conflicts import edit, weights
from tests.exchange.test_dumping import texts
from tests.factories import make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(tmp_path):
    folder = sample.write(tmp_path / "knowledge")
    curated.load([folder])
    return folder


def test_nothing_is_replaced_when_one_file_cannot_be(loaded, monkeypatch):
    edit(weights(), note="Ada knows better.")
    edit(Topic.objects.get(), name="Linux kernel")
    make_organization("meadow")
    before, replace, calls = texts(loaded), os.replace, []

    def failing(old, new):
        calls.append(new)
        if len(calls) == 3:
            raise PermissionError(13, "Permission denied", str(new))
        replace(old, new)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(CommandError, match="Permission denied"):
        call_command("dump_knowledge", loaded, verbosity=0)

    assert texts(loaded) == before


def test_only_a_folder_of_knowledge_is_written_to(loaded, tmp_path):
    (tmp_path / "letters" / "models").mkdir(parents=True)
    (tmp_path / "letters" / "models" / "to-ada.txt").write_text("Dear Ada")

    for path, reason in ((loaded / DOLLY, "is no folder"), (tmp_path / "letters", "holds no knowledge")):
        with pytest.raises(Refused) as refused:
            curated.dump(path)
        assert reason in str(refused.value.problems[0])


def test_nothing_is_compared_with_a_file_that_is_wrong(loaded):
    edit(Topic.objects.get(), name="Linux kernel")
    change(loaded, DOLLY, "kind: instruction-tuned", "kind: talkative")

    with pytest.raises(Refused) as refused:
        curated.dump(loaded)

    assert DOLLY in str(refused.value.problems[0])


def test_a_check_names_what_would_change_and_writes_nothing(loaded, capsys):
    call_command("dump_knowledge", loaded, "--check")
    edit(weights(), note="Ada knows better.")
    before = texts(loaded)

    with pytest.raises(SystemExit) as left:
        call_command("dump_knowledge", loaded, "--check")

    assert left.value.code == 1
    assert DOLLY in capsys.readouterr().out
    assert texts(loaded) == before
