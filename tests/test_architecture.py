"""What holds of the code as a whole: imports go one way, migrations are complete, production settings are safe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

BASE = Path(__file__).resolve().parent.parent


def run(*command, **environment):
    # The browser tests of this process allow what no installation should.
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return subprocess.run(
        command, cwd=BASE, env={**inherited, **environment}, capture_output=True, text=True, check=False
    )


def test_imports_go_one_way():
    # In a process of its own, as the linter imports the package under its own terms.
    linted = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache")

    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.django_db
def test_the_migrations_are_complete(capsys):
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)

    assert "No changes detected" in capsys.readouterr().out


def test_production_settings_leave_nothing_to_warn_of(tmp_path):
    checked = run(
        sys.executable,
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        APERTURE_DATA=str(tmp_path),
        DJANGO_SETTINGS_MODULE="kb.settings",
        ALLOWED_HOSTS="aperture.example",
        HTTPS="1",
        DEBUG="",
    )

    assert checked.returncode == 0, checked.stderr


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    script = "from kb import settings; print(settings.SECRET_KEY)"

    first, second = (run(sys.executable, "-c", script, APERTURE_DATA=str(tmp_path), SECRET_KEY="") for _ in "12")

    assert len(first.stdout.strip()) > 50
    assert first.stdout == second.stdout
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_no_file_is_too_long_to_be_read_to_the_end():
    long = {
        str(path.relative_to(BASE)): lines
        for folder in ("kb", "tests")
        for path in (BASE / folder).rglob("*.py")
        if path.name != "0001_initial.py" and (lines := len(path.read_text().splitlines())) > 400
    }

    assert not long
