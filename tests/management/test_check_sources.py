"""`manage.py check_sources`: from a server's answers to what the command says and the database holds."""

import io

import pytest
from django.core.management import CommandError, call_command

from kb.exchange.fetching import Fetcher, Limits
from kb.management.commands.check_sources import Command
from kb.models import Revision, Source, SourceCheck
from tests.exchange.hostile import PAGE, Server, redirect
from tests.factories import make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(monkeypatch):
    with Server() as running:
        options = {"limits": Limits(pause=0, whole=2), "local": running.local, "resolve": lambda *_at: ["127.0.0.1"]}
        monkeypatch.setattr(Command, "fetcher", lambda self, contact: Fetcher(contact=contact, **options))
        yield running


def check(*arguments) -> str:
    out = io.StringIO()
    call_command("check_sources", *arguments, stdout=out)
    return out.getvalue()


def test_a_page_that_answers_with_other_content_is_flagged(server):
    server.pages = {f"/{key}": (200, {}, PAGE) for key in ("same", "other", "gone")} | {"/old": redirect("/same", 301)}
    for key in ("same", "other", "gone", "old"):
        make_source(key, url=server.url(f"/{key}"))
    make_source("inner", url="http://127.0.0.1/")

    first = check("--contact", "https://aperture.example/")
    server.pages |= {"/other": (200, {}, PAGE.replace(b"All", b"No")), "/gone": (410, {}, b"")}
    second = check("--workers", "1")

    assert "old: " in first and "moved since" in first
    assert "5 addresses visited. answered: 4, not an address to visit: 1" in first
    assert "other: " in second and "changed since" in second and "gone since" in second
    assert "same: " not in second
    assert {one.slug: one.condition for one in Source.objects.exclude(condition="")} == {
        "other": "changed",
        "gone": "gone",
        "old": "moved",
    }
    assert SourceCheck.objects.get(source__slug="other").status == 200
    assert Revision.objects.count() == 2
    assert "https://aperture.example/" in server.asked[0][1]["User-Agent"]


def test_only_what_is_asked_for_is_visited(server):
    server.pages = {"/a": (200, {}, PAGE), "/b": (429, {"Retry-After": "60"}, b""), "/c": (200, {}, PAGE)}
    for key in "abc":
        make_source(key, url=server.url(f"/{key}"))

    assert "1 addresses visited" in check("a")
    assert "1 were left for another day" in check("--older-than", "1")
    assert server.paths() == ["/a", "/b"]
    assert "1 addresses visited" in check("--limit", "1")
    assert server.paths()[-1] == "/c"
    assert Revision.objects.count() == 0


@pytest.mark.parametrize(
    "arguments",
    [["nowhere"], ["--workers", "0"], ["--limit", "0"], ["--older-than", "-1"], ["--contact", "a\r\nHost: b"]],
)
def test_what_makes_no_sense_is_refused(arguments):
    with pytest.raises(CommandError):
        check(*arguments)
