"""`serve` says in one sentence what keeps it from serving."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parent.parent.parent


def serve(tmp_path, port, **environment):
    """Run the command to its end, on a database of its own. Out: what it said."""
    env = {**os.environ, "APERTURE_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kb.settings", **environment}
    done = subprocess.run(
        [sys.executable, "manage.py", "serve", f"--port={port}"],
        cwd=BASE,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    return done.stderr.strip()


def test_a_taken_port_is_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        said = serve(tmp_path, port)

    assert said.startswith(f"Port {port} cannot be used")
    assert len(said.splitlines()) == 1
    assert not (tmp_path / "aperture.sqlite3").exists()


@pytest.mark.parametrize("port", ["many", "0", "99999", "-1", "８０００", "9" * 5000])
def test_a_port_that_is_none_is_one_sentence(tmp_path, port):
    assert serve(tmp_path, port) == f"PORT must be a number from 1 to 65535, not “{port}”."


def test_a_database_out_of_reach_is_one_sentence(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    said = serve(tmp_path, port, DATABASE_URL=f"postgres://nobody@127.0.0.1:{port}/nothing?connect_timeout=2")

    assert said.startswith("The database cannot be reached")
    assert len(said.splitlines()) == 1
