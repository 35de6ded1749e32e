"""A load that is killed: `python -m tests.exchange.killed_load PATH MOMENT`. No test; `test_killed_load` runs it."""

import os
import signal
import sys
from pathlib import Path

import django

MOMENTS = ("checking", "writing sources", "writing statements on models", "writing events", "working out profiles")


def main(path: Path, moment: str) -> None:
    django.setup()
    from kb.exchange import curated

    def kill(what: str, done: int, total: int) -> None:
        # The second time, where there is one: then the first batch lies behind it, uncommitted.
        if what == moment and (done or total < 250):
            os.kill(os.getpid(), signal.SIGKILL)

    curated.load([path], progress=kill)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
