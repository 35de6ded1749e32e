"""A setting that is given empty, as by `DATABASE_URL= make run` or a line of an env file, is not set."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parent.parent
EMPTY = ["DATABASE_URL", "ALLOWED_HOSTS", "TRUSTED_ORIGINS", "HTTPS", "DEBUG", "BUILD", "BIND", "WORKERS", "PORT"]
SHOWN = (
    "from django.conf import settings as s; "
    "print(s.DATA, s.DATABASES['default']['ENGINE'], s.ALLOWED_HOSTS[0], len(s.SECRET_KEY) > 1, s.DEBUG)"
)


@pytest.mark.parametrize("also", ["APERTURE_DATA", "SECRET_KEY"])
def test_an_empty_setting_has_its_default(tmp_path, also):
    given = {"APERTURE_DATA": str(tmp_path), "SECRET_KEY": "of a test", **dict.fromkeys([*EMPTY, also], "")}
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "kb.settings", **given}

    done = subprocess.run([sys.executable, "-c", SHOWN], cwd=BASE, env=env, capture_output=True, text=True)

    data = BASE / "var" if also == "APERTURE_DATA" else tmp_path
    assert done.stdout == f"{data} django.db.backends.sqlite3 127.0.0.1 True False\n", done.stderr


def test_the_server_has_its_defaults_too(monkeypatch):
    for name in EMPTY:
        monkeypatch.setenv(name, "")

    served = runpy.run_path(str(BASE / "deploy/gunicorn.py"))

    assert (served["bind"], served["workers"]) == ("127.0.0.1:8000", 2)
