"""`kill -9` in the middle of a load leaves the database as it was."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from kb.exchange.generated import catalogue
from kb.exchange.yaml_writing import to_yaml
from tests.exchange import sample
from tests.exchange.killed_load import MOMENTS
from tests.postgres import address_of

NAME = f"aperture_killed_load_{os.getpid()}"  # tests may run side by side
ROOT = Path(__file__).resolve().parents[2]


def run(*command: str, **environment: str) -> int:
    """In: a Python module with its arguments. Out: how it ended."""
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**os.environ, **environment}, capture_output=True
    ).returncode


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A database that no other test knows, with the sample loaded: as the environment of a process, and its rows."""
    folder = tmp_path_factory.mktemp("killed-load")
    environment = {"APERTURE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    server = os.environ.get("DATABASE_URL", "") if "postgresql" in settings.DATABASES["default"]["ENGINE"] else ""
    if server:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {NAME}")
        environment["DATABASE_URL"] = address_of(NAME, server)
    loaded = sample.write(folder / "knowledge")
    assert run("manage.py", "migrate", "--verbosity=0", **environment) == 0
    assert run("manage.py", "load_knowledge", str(loaded), **environment) == 0
    yield environment
    if server:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def rows(environment) -> dict[str, list]:
    """Everything that is stored, by table."""
    if url := environment.get("DATABASE_URL"):
        connection = psycopg.connect(url)
        listing = "SELECT tablename FROM pg_tables WHERE tablename LIKE 'kb_%' ORDER BY 1"
    else:
        connection = sqlite3.connect(Path(environment["APERTURE_DATA"]) / "aperture.sqlite3")
        listing = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'kb_%' ORDER BY 1"
    try:
        tables = [name for (name,) in connection.execute(listing).fetchall()]
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables}
    finally:
        connection.close()


@pytest.fixture(scope="module")
def more(tmp_path_factory):
    """The sample with one thing changed, and three hundred made-up models beside it: several batches."""
    folder = sample.write(tmp_path_factory.mktemp("more"))
    sample.change(folder, sample.DOLLY, "note: The weights can be had.", "note: Somebody cut this off.")
    for file in catalogue(300):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(to_yaml(file.value))
    return folder


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_load_that_is_killed_leaves_the_database_as_it_was(database, more, moment):
    before = rows(database)

    ended = run("-m", "tests.exchange.killed_load", str(more), moment, **database)

    assert ended == -signal.SIGKILL
    assert before["kb_fact"]
    assert rows(database) == before
