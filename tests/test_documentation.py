"""What can be set and run stands in the README."""

import re
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parent.parent
README = (BASE / "README.md").read_text()
# Read by Django's command line or the shell, not by Aperture.
_NOT_OURS = {"DJANGO_SETTINGS_MODULE"}


def variables(*paths: str) -> set[str]:
    """Names of environment variables that the files read."""
    text = "\n".join((BASE / path).read_text() for path in paths)
    found = re.findall(r"""(?:environ(?:\.get\(|\[)|_flag\()\s*["']([A-Z_]+)["']""", text)
    found += re.findall(r"""["']([A-Z_]+)["'] in os\.environ""", text)
    return set(found) - _NOT_OURS


def test_every_setting_stands_in_the_table():
    paths = [str(path.relative_to(BASE)) for path in (BASE / "kb").rglob("*.py")]
    wanted = variables(*paths, "deploy/gunicorn.py") | {"DATABASE_URL"}

    documented = set(re.findall(r"^\| `([A-Z_]+)`", README, re.MULTILINE))

    assert wanted == documented


@pytest.mark.parametrize("target", re.findall(r"^([a-z]+):", (BASE / "Makefile").read_text(), re.MULTILINE))
def test_every_make_target_is_named(target):
    assert f"make {target}" in README


@pytest.mark.parametrize("command", sorted(path.stem for path in (BASE / "kb/management/commands").glob("[a-z]*.py")))
def test_every_command_is_named(command):
    assert f"`{command}`" in README or f"manage.py {command}" in README
