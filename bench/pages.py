"""Measures pages inside one process, for `bench.__main__`. Out: a list of rows as JSON."""

import json
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from statistics import median

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import path  # noqa: E402

from bench.addresses import addresses  # noqa: E402

SECONDS = 0.8  # spent on each figure, at most
MOST = 60  # repetitions

_prebuilt = b""
urlpatterns = [
    path("prebuilt/", lambda request: HttpResponse(_prebuilt)),
    path("bare/", lambda request: HttpResponse("A constant string.")),
]


def main() -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    rows = [_measure(name, address) for name, address in addresses().items()]
    json.dump(rows, sys.stdout)


def _measure(name: str, address: str) -> dict:
    global _prebuilt
    client = Client(headers={"Accept-Encoding": "gzip"})
    answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")
    plain = Client().get(address).content
    with _recorded() as queries:
        client.get(address)
    row = {
        "page": name,
        "queries": len(queries),
        "bytes": len(answer.content),
        "seconds": _median(lambda: client.get(address)),
        "sql": _median(lambda: _replay(queries)),
    }
    _prebuilt = plain
    with override_settings(ROOT_URLCONF=__name__):
        row["prebuilt"] = _median(lambda: client.get("/prebuilt/"))
        with override_settings(MIDDLEWARE=[]):
            bare = Client()
            row["bare"] = _median(lambda: bare.get("/bare/"))
    return row


@contextmanager
def _recorded():
    """The queries that are made within, with their parameters."""
    queries: list[tuple[str, object]] = []

    def record(execute, sql, params, many, context):
        queries.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(record):
        yield queries


def _replay(queries) -> None:
    with connection.cursor() as cursor:
        for sql, params in queries:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()


def _median(act: Callable[[], object]) -> float:
    """Seconds of one call, after a first one that does not count."""
    act()
    times: list[float] = []
    begun = time.perf_counter()
    while len(times) < 5 or (len(times) < MOST and time.perf_counter() - begun < SECONDS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return median(times)


if __name__ == "__main__":
    main()
