"""A database that no other test knows, for processes of their own that write to it and may be killed."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings

from tests.exchange import sample
from tests.postgres import address_of

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def own_database(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """In: an empty folder; a name that no other test takes. Out: what a process needs in its environment; the sample of
    `tests.exchange` is loaded. On the kind of database that these tests run on.
    """
    name = f"{name}_{os.getpid()}"  # tests may run side by side
    environment = {"APERTURE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    server = os.environ.get("DATABASE_URL", "") if "postgresql" in settings.DATABASES["default"]["ENGINE"] else ""
    if server:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name}")
        environment["DATABASE_URL"] = address_of(name, server)
    loaded = sample.write(folder / "knowledge")
    assert run("manage.py", "migrate", "--verbosity=0", **environment) == 0
    assert run("manage.py", "load_knowledge", str(loaded), **environment) == 0
    yield environment
    if server:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def start(*command: str, **environment: str) -> subprocess.Popen:
    """In: a Python module or script with its arguments."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env={**os.environ, **environment}, stdout=pipe, stderr=pipe, text=True
    )


def run(*command: str, **environment: str) -> int:
    """As `start`. Out: how it ended."""
    process = start(*command, **environment)
    process.communicate()
    return process.returncode


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
