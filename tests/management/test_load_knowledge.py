"""The command: what it prints, where, and how it ends."""

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kb.editorial.revisions import revision
from kb.models import Fact, LanguageModel, Revision
from tests.exchange import sample
from tests.exchange.sample import DOLLY, change
from tests.factories import make_model

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

    assert out == "10 files, nothing wrong. A load would do this: created: 23.\n"
    assert not LanguageModel.objects.exists()
    assert not Revision.objects.exists()


def test_checking_says_what_a_load_would_change(folder):
    run(folder)
    assert run(folder, "--check")[0] == "10 files, nothing wrong. A load would change nothing.\n"
    change(folder, DOLLY, "value: 12000000000", "value: 3000000000\n    since: 2023")

    out, error, ended = run(folder, "--check")

    assert out == "10 files, nothing wrong. A load would do this: created: 1, withdrawn: 1.\n"
    assert (error, ended) == ("", "")


def test_checking_names_the_conflicts_that_a_load_would_meet(folder, ada):
    run(folder)
    fact = edited(ada)
    change(folder, DOLLY, "note: Before that they could not be had.", "note: The file knows better.")
    rows = Fact.history.count()

    _out, error, ended = run(folder, "--check")

    assert f"{DOLLY}:28:5: fact “Dolly 2.0: Weights" in error
    assert ended.startswith("1 conflict; nothing was written.")
    assert run(folder, "--check", "--theirs")[0].endswith("A load would do this: changed: 1.\n")
    assert run(folder, "--check", "--ours")[0].endswith("A load would do this: kept: 1.\n")
    assert Fact.objects.get(pk=fact.pk).note == "Ada knows better."
    assert Fact.history.count() == rows
    assert run(folder)[2].startswith("1 conflict"), "still in conflict, as nothing was settled"


def test_what_was_kept_is_no_conflict_the_next_time(folder, ada):
    run(folder)
    fact = edited(ada)
    run(folder, "--ours")

    out, error, ended = run(folder)

    assert "nothing changed, no new revision" in out
    assert (error, ended) == ("", "")
    assert Fact.objects.get(pk=fact.pk).note == "Ada knows better."


def edited(by) -> Fact:
    """A fact of the sample after somebody has changed its note."""
    fact = Fact.objects.get(availability="withheld")
    with revision(by=by, why="An edit"):
        fact.note = "Ada knows better."
        fact.save()
    return fact


def test_what_stands_in_no_file_any_more_is_named_and_stays(folder):
    run(folder)
    change(folder, "events/background.yml", "topics: [linux]", "topics: []")
    (folder / "topics/linux.yml").unlink()
    model = folder / "models/databricks/dolly-1.yml"
    model.rename(model.with_name("dolly-one.yml"))
    change(folder, "models/databricks/dolly-one.yml", "slug: dolly-1", "slug: dolly-one")

    checked, _error, _ended = run(folder, "--check")
    out, error, ended = run(folder)

    assert (error, ended) == ("", "")
    for said in (checked, out):
        named = said.partition("No longer in the files, and still in the database:\n")[2].splitlines()
        assert named[:2] == ["  topic “linux”", "  model “dolly-1”"]
        assert "withdraw its statements in the admin, then delete it there" in named[2]
    assert set(LanguageModel.objects.values_list("slug", flat=True)) == {"dolly-1", "dolly-2", "dolly-one"}


def test_events_of_a_model_that_is_gone_are_named_with_it(folder):
    run(folder)
    (folder / DOLLY).unlink()

    out, _error, _ended = run(folder)

    assert "  model “dolly-2”\n" in out
    assert "  event “dolly-2-release”\n" in out


def test_what_other_files_or_people_made_is_not_missed(folder, ada):
    make_model("made-by-ada")
    run(folder)

    assert "No longer" not in run(folder)[0]
    assert "No longer" not in run(folder / DOLLY)[0], "one file says nothing of the others"


@pytest.mark.parametrize("arguments", [[], ["--check"]])
def test_problems_are_listed_and_the_command_fails(folder, arguments):
    change(folder, DOLLY, "availability: public", "availability: free")

    out, error, ended = run(folder, *arguments)

    assert out == ""
    assert f'{DOLLY}:18:5: facts[0].availability: "free" is not one of public' in error
    assert ended == "1 problem; nothing was written."


def test_conflicts_are_listed_and_the_command_says_how_to_go_on(folder, ada):
    run(folder)
    fact = edited(ada)
    change(folder, DOLLY, "note: Before that they could not be had.", "note: The file knows better.")

    _out, error, ended = run(folder)

    assert f"{DOLLY}:28:5: fact “Dolly 2.0: Weights" in error
    assert "edited in the database" in error
    assert '    note: in the database "Ada knows better."\n          in the file "The file knows better."\n' in error
    assert ended.startswith("1 conflict; nothing was written.")
    assert run(folder, "--ours")[2] == ""
    assert Fact.objects.get(pk=fact.pk).note == "Ada knows better."
    assert run(folder, "--theirs")[2] == ""
    assert Fact.objects.get(pk=fact.pk).note == "The file knows better."


def test_what_waits_to_be_dumped_is_counted(folder, ada):
    run(folder)
    edited(ada)

    out, _error, ended = run(folder)

    assert "Edited in the database since the last exchange: 1. dump_knowledge writes it." in out
    assert ended == ""


def test_the_reason_stands_in_the_list_of_changes(folder):
    run(folder, "--why", "Knowledge of November")

    assert Revision.objects.get().why == "Knowledge of November"


def manage(data, *arguments, **environment) -> subprocess.CompletedProcess:
    """Run the command on a database of its own, which nobody has prepared."""
    env = {**os.environ, "APERTURE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "kb.settings"}
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "load_knowledge", *map(str, arguments)]
    return subprocess.run(command, cwd=settings.BASE, env=env | environment, capture_output=True, text=True, timeout=60)


def test_an_unprepared_database_is_one_sentence_and_files_are_checked_still(folder, tmp_path):
    loaded = manage(tmp_path, folder)
    checked = manage(tmp_path, "--check", folder)
    one_file = manage(tmp_path, "--check", folder / DOLLY)
    change(folder, DOLLY, "licenses: [mit]", "licenses: [mitt]")
    wrong = manage(tmp_path, "--check", folder)

    said = "The database is not up to date; run `manage.py migrate` first."
    assert (loaded.returncode, loaded.stderr) == (1, f"CommandError: {said} Nothing was written.\n")
    assert (checked.returncode, checked.stdout) == (0, "10 files, nothing wrong.\n")
    assert checked.stderr == f"Only the files were checked. {said}\n"
    assert one_file.returncode == 0, "what one file names cannot be looked up"
    assert wrong.returncode == 1
    assert "no license “mitt” is known; did you mean “mit”?" in wrong.stderr


def test_files_are_checked_although_no_database_can_be_reached(folder, tmp_path):
    url = "postgres://nobody@127.0.0.1:1/nothing?connect_timeout=2"

    checked = manage(tmp_path, "--check", folder, DATABASE_URL=url)

    assert (checked.returncode, checked.stdout) == (0, "10 files, nothing wrong.\n")
    assert checked.stderr.startswith("Only the files were checked. The database cannot be reached: ")
    assert len(checked.stderr.splitlines()) == 1


def test_a_folder_without_all_kinds_is_not_taken_for_the_whole(folder, tmp_path):
    run(folder)
    part = tmp_path / "part/models/databricks/dolly-1.yml"
    part.parent.mkdir(parents=True)
    part.write_text((folder / "models/databricks/dolly-1.yml").read_text())

    for arguments in ([tmp_path / "part"], [tmp_path / "part", "--check"], [folder / "models"]):
        out, error, ended = run(*arguments)

        assert (error, ended) == ("", "")
        assert "No longer" not in out


def test_a_record_with_another_slug_and_the_same_name_goes_in_with_the_whole(folder):
    run(folder)
    model = folder / "models/databricks/dolly-1.yml"
    change(folder, "models/databricks/dolly-1.yml", "slug: dolly-1", "slug: dolly-one")
    change(folder, DOLLY, "parent_model: dolly-1", "parent_model: dolly-one")
    model.rename(model.with_name("dolly-one.yml"))

    out, _error, ended = run(folder)

    assert ended == ""
    assert "  model “dolly-1”\n" in out
