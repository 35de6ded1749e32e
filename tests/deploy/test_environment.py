"""Making the environment says in one sentence what keeps it from being made."""

import os
import subprocess
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("python", ["/nonsense", "/no where/python3", "/bin/true", "sh"])
def test_a_python_that_is_none_is_one_sentence(python):
    done = subprocess.run(
        ["sh", "deploy/environment.sh"],
        cwd=BASE,
        env={**os.environ, "PYTHON": python},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"PYTHON={python} is no Python 3.11 or later; name another, or leave it out.\n"
