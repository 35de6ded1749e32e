"""`make bench`: every size on both databases, and one table of pages and one of requests per second.

In: sizes as arguments (none: 100, 1,000 and 10,000).
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from bench import traffic
from tests.postgres import address_of, postgres

SIZES = (100, 1_000, 10_000)
# Django is set up before what needs it is imported.
IN_DJANGO = "import django; django.setup(); from bench.pages import main; main()"
WEIGHT = IN_DJANGO.replace("bench.pages", "bench.weight")
VERDICTS = IN_DJANGO.replace("bench.pages", "bench.verdicts")
COLUMNS = ("queries", "ms", "SQL", "prebuilt", "× both", "again", "bare", "× bare", "kB gz")


def main(sizes: list[int]) -> None:
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} processors")
    print("Pages: medians in one process, gzip included. SQL: what the answer needs, on a raw cursor: the page's own")
    print("queries and, for lists, the counts beside the choices by GROUP BY, which the page takes from its index.")
    print("Again: the page as kept for the next reader. Requests per second are those of kept pages.")
    print(
        "Prebuilt: a view that returns the same bytes ready-made. Bare: Django without middleware, a constant string."
    )
    with tempfile.TemporaryDirectory(prefix="aperture-bench-") as folder, postgres() as server:
        for database in ("SQLite", "PostgreSQL"):
            for size in sizes:
                environment = _installation(Path(folder) / f"{database}-{size}", database, server, size)
                _fill(environment, size)
                _report_pages(database, size, environment)
                _report_weight(environment)
                _report_verdicts(environment)
                traffic.report(environment)


def _installation(data: Path, database: str, server: str, size: int) -> dict[str, str]:
    """Environment of an empty installation."""
    data.mkdir()
    environment = {**os.environ, "APERTURE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "kb.settings", "DEBUG": ""}
    environment.pop("DATABASE_URL", None)
    if database == "PostgreSQL":
        name = f"bench_{size}_{os.getpid()}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        environment["DATABASE_URL"] = address_of(name, server)
    return environment


def _fill(environment: dict[str, str], size: int) -> None:
    begun = time.monotonic()
    for command in (
        ["migrate", "-v0"],
        ["generate_catalogue", str(size), "-v0"],
        ["collectstatic", "-v0", "--noinput"],
    ):
        subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    print(f"\nPrepared {size:,} models in {time.monotonic() - begun:.0f} s.", flush=True)


def _report_verdicts(environment: dict[str, str]) -> None:
    measured = subprocess.run(
        [sys.executable, "-c", VERDICTS], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    found = json.loads(measured.stdout)
    thousand = 1_000 * found["seconds"] / found["models"]
    share = {name: found[name] / found["seconds"] for name in ("rules", "queries")}
    print(
        f"\nVerdicts: {found['models']:,} models judged in {found['seconds']:.2f} s, {thousand:.2f} s a thousand; "
        f"the rules {share['rules']:.0%} of it, the queries {share['queries']:.0%} "
        f"({found['queries']:.2f} s)."
    )
    print(
        f"Publishing one fact of a model with {found['descendants']:,} children: {found['publish'] * 1000:.0f} ms.",
        flush=True,
    )


def _report_weight(environment: dict[str, str]) -> None:
    measured = subprocess.run(
        [sys.executable, "-c", WEIGHT], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    found = json.loads(measured.stdout)
    with_facets, without = (found["facets"][key] * 1000 for key in ("with", "without"))
    print(f"\nThe list takes {with_facets:.2f} ms with its facets and {without:.2f} ms without.")
    print(f"{'a first visit':<24}{'requests':>10}{'HTML, bytes':>13}{'all, bytes':>12}   (compressed)")
    for row in found["pages"]:
        print(f"{row['page']:<24}{row['requests']:>10}{row['html']:>13,}{row['all']:>12,}", flush=True)


def _report_pages(database: str, size: int, environment: dict[str, str]) -> None:
    measured = subprocess.run(
        [sys.executable, "-c", IN_DJANGO], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    print(f"\n{database}, {size:,} models")
    print(f"{'page':<24}" + "".join(f"{head:>9}" for head in COLUMNS))
    for row in json.loads(measured.stdout):
        both = row["sql"] + row["prebuilt"]
        cells = [str(row["queries"])]
        cells += [f"{row[key] * 1000:.2f}" for key in ("seconds", "sql", "prebuilt")]
        cells += [f"{row['seconds'] / both:.1f}", f"{row['again'] * 1000:.2f}", f"{row['bare'] * 1000:.2f}"]
        cells += [f"{row['seconds'] / row['bare']:.0f}", f"{row['bytes'] / 1000:.1f}"]
        print(f"{row['page']:<24}" + "".join(f"{cell:>9}" for cell in cells), flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
