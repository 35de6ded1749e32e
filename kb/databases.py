"""The database: SQLite embedded by default, PostgreSQL where DATABASE_URL says so."""

import os
from pathlib import Path

import dj_database_url

# WAL lets readers go on while one writes; NORMAL is safe with WAL; mmap saves copying pages.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",  # a transaction that will write takes its lock at once, so none fails half-way
    "timeout": 10,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728",
}
_POOL = {"min_size": 1, "max_size": 8, "timeout": 5}  # without a timeout a wrong address hangs for 30 seconds


def from_environment(data: Path) -> dict:
    """Django's DATABASES entry. In: the folder of the SQLite file. Raises ValueError for an unknown scheme."""
    database = dj_database_url.parse(os.environ.get("DATABASE_URL") or f"sqlite:///{data / 'aperture.sqlite3'}")
    options = database.setdefault("OPTIONS", {})
    if database["ENGINE"] == "django.db.backends.sqlite3":
        options.update(_SQLITE)
        database["CONN_MAX_AGE"] = 60
    elif database["ENGINE"] == "django.db.backends.postgresql":
        options.setdefault("pool", _POOL)  # pool and CONN_MAX_AGE exclude each other
        database["CONN_HEALTH_CHECKS"] = True
    else:
        raise ValueError("DATABASE_URL must begin with sqlite:// or postgres://.")
    return database
