"""What a first visit to each kind of page weighs, and what the facets cost, for `bench.__main__`. Out: JSON."""

import json
import sys
from pathlib import Path
from unittest.mock import patch

import html5lib
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from bench.addresses import addresses
from bench.pages import anew, median_of
from kb.catalogue import listing

FIRST_VISITS = ("/", "/ko/models/", "/models/?view=list", "/licenses/", "/timeline/", "/charts/", "/frameworks/")


def main() -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    cache.clear()
    known = addresses()
    visited = {**{name: known[name] for name in ("/models/", "a model")}, **{one: one for one in FIRST_VISITS}}
    client = Client(headers={"Accept-Encoding": "gzip"})
    facets = {"with": median_of(lambda: anew(client, "/models/"))}
    with patch.object(listing, "FACETS", ()):
        facets["without"] = median_of(lambda: anew(client, "/models/"))
    cache.clear()
    json.dump({"facets": facets, "pages": [_visit(client, *one) for one in visited.items()]}, sys.stdout)


def _visit(client: Client, name: str, address: str) -> dict:
    """Bytes as they go over the wire, compressed, of the page and of all that it asks for."""
    answer = client.get(address)
    page = html5lib.parse(Client().get(address).content, namespaceHTMLElements=False)
    asked = {link.get("href") for link in page.iter("link") if link.get("rel") in ("stylesheet", "icon")}
    asked |= {script.get("src") for script in page.iter("script") if script.get("src")}
    sizes = [_size(one) for one in asked]
    return {
        "page": name,
        "requests": 1 + len(sizes),
        "html": len(answer.content),
        "all": len(answer.content) + sum(sizes),
    }


def _size(address: str) -> int:
    file = Path(settings.STATIC_ROOT) / address.removeprefix(f"/{settings.STATIC_URL.strip('/')}/")
    packed = file.with_name(f"{file.name}.gz")
    return (packed if packed.exists() else file).stat().st_size
