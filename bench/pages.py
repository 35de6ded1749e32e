"""Measures pages inside one process in which Django is set up, for `bench.__main__`. Out: a list of rows as JSON."""

import json
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from statistics import median
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Count
from django.http import HttpResponse, QueryDict
from django.test import Client, override_settings
from django.urls import path, reverse

from bench.addresses import addresses
from kb.catalogue.facets import FACETS
from kb.catalogue.filters import ProfileFilter
from kb.models import Profile, ProfileLicense

SECONDS = 0.8  # spent on each figure, at most
MOST = 60  # repetitions

_prebuilt = b""
urlpatterns = [
    path("prebuilt/", lambda request: HttpResponse(_prebuilt)),
    path("bare/", lambda request: HttpResponse("A constant string.")),
]


def main() -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    cache.clear()
    rows = [_measure(name, address) for name, address in addresses().items()]
    json.dump(rows, sys.stdout)


def _measure(name: str, address: str) -> dict:
    global _prebuilt
    client = Client(headers={"Accept-Encoding": "gzip"})
    again = median_of(lambda: client.get(address))
    answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")
    plain = Client().get(address).content
    with _recorded() as queries:
        anew(client, address)
    with _recorded() as counts:
        _count_by_sql(address)
    row = {
        "page": name,
        "queries": len(queries),
        "bytes": len(answer.content),
        "seconds": median_of(lambda: anew(client, address)),
        "again": again,
        "sql": median_of(lambda: _replay([*queries, *counts])),
    }
    _prebuilt = plain
    with override_settings(ROOT_URLCONF=__name__):
        row["prebuilt"] = median_of(lambda: client.get("/prebuilt/"))
        with override_settings(MIDDLEWARE=[]):
            bare = Client()
            row["bare"] = median_of(lambda: bare.get("/bare/"))
    return row


def anew(client: Client, address: str) -> None:
    """As the first reader after a change gets it: not a page that was kept."""
    cache.clear()
    client.get(address)


def _count_by_sql(address: str) -> None:
    """The counts beside the choices of a list, as SQL gives them: one GROUP BY a facet. The page has an index instead.

    Kindly: each facet's own choice is not left out, so that one condition serves all.
    """
    parts = urlsplit(address)
    if parts.path != reverse("matrix"):
        return
    rows = ProfileFilter(QueryDict(parts.query), Profile.objects.order_by()).qs
    for facet in FACETS:
        if facet.columns:
            list(rows.values_list(*facet.columns).annotate(Count("pk")))
    for column, on in (("license__slug", {}), ("kind", {"on_weights": True})):
        list(ProfileLicense.objects.filter(profile__in=rows, **on).values_list(column).annotate(Count("profile")))


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


def median_of(act: Callable[[], object]) -> float:
    """Seconds of one call, after a first one that does not count."""
    act()
    times: list[float] = []
    begun = time.perf_counter()
    while len(times) < 5 or (len(times) < MOST and time.perf_counter() - begun < SECONDS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return median(times)
