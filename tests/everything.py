"""`make test` after `make lint`: the whole suite on SQLite, then on PostgreSQL, and one line that sums both up."""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from tests.postgres import postgres

CI = bool(os.environ.get("CI"))


def main() -> int:
    begun = time.monotonic()
    counts: Counter[str] = Counter()
    failed = _suite("SQLite", None, counts)
    try:
        with postgres() as url:
            failed |= _suite("PostgreSQL", url, counts)
    except Exception as error:
        failed |= CI
        print(f"\n*** The tests on PostgreSQL did NOT run: {error!r}. Name a server in TEST_DATABASE_URL. ***")
    if CI and counts["skipped"]:
        failed = True
        print("\n*** Under CI no test may be skipped. ***")
    parts = [f"{counts[word]} {word}" for word in ("failed", "passed", "skipped") if counts[word]]
    print(f"\nOn both databases: {', '.join(parts)} in {time.monotonic() - begun:.0f}s")
    return int(failed)


def _suite(database: str, url: str | None, counts: Counter[str]) -> bool:
    """Run the suite. In: the database's address (none: SQLite); `counts`, to be added to. Out: whether it failed."""
    print(f"\n=== The suite on {database} ===", flush=True)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if url:
        environment["DATABASE_URL"] = url
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup", "-rs", f"--junit-xml={report}"]
        code = subprocess.run([*command, *sys.argv[1:]], env=environment).returncode
        if report.exists():
            for suite in ElementTree.parse(report).getroot().iter("testsuite"):
                total, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
                broken = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
                counts.update(failed=broken, skipped=skipped, passed=total - skipped - broken)
    return code != 0


if __name__ == "__main__":
    sys.exit(main())
