"""Visits, to a server that behaves badly: each comes to an end, quickly, and never elsewhere than it may."""

import ssl
import threading
import time
import tracemalloc
from dataclasses import replace
from itertools import pairwise

import pytest

from kb.exchange.fetching import Fetcher, Limits
from kb.exchange.page_text import fingerprint, words
from kb.exchange.visiting import visits
from kb.vocabulary.visits import Outcome
from tests.exchange import hostile
from tests.exchange.certificate import CERTIFICATE, KEY
from tests.exchange.hostile import PAGE, Server, gzipped, redirect

LIMITS = Limits(connect=0.3, read=0.3, whole=0.5, pause=0, size=1_000_000)


@pytest.fixture(scope="module")
def running():
    with Server() as server:
        yield server


@pytest.fixture
def server(running):
    running.pages, running.asked = {}, []
    return running


def fetcher(server, **options):
    def looked_up(host, port):
        return ["127.0.0.1"]

    return Fetcher(**{"limits": LIMITS, "local": server.local, "resolve": looked_up, **options})


def visit(server, page, **options):
    server.pages["/page"] = page
    return fetcher(server, **options).visit(server.url("/page"))


def test_a_page_is_read(server):
    seen = visit(server, (200, {}, PAGE), contact="https://aperture.example/")

    assert (seen.outcome, seen.status, seen.size, seen.media_type) == (Outcome.READ, 200, len(PAGE), "text/html")
    assert len(seen.fingerprint) == len(seen.digest) == 64
    (path, headers, _at) = server.asked[-1]
    assert path == "/page"
    assert headers["Host"] == f"meadow.example:{server.port}"
    assert headers["User-Agent"].startswith("Aperture (") and "https://aperture.example/" in headers["User-Agent"]
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


@pytest.mark.parametrize(
    ("does", "outcome"),
    [
        ((404, {}, b""), Outcome.GONE),
        ((410, {}, b""), Outcome.GONE),
        ((403, {}, b""), Outcome.REFUSED),
        ((500, {}, b""), Outcome.SERVER),
        ((429, {"Retry-After": "120"}, b""), Outcome.WAIT),
        ((503, {"Retry-After": "120"}, b""), Outcome.WAIT),
        ((302, {}, b""), Outcome.SERVER),
        ((200, {"Content-Length": str(len(PAGE) + 9)}, PAGE), Outcome.UNREACHABLE),
        ((200, {"Content-Length": "-1"}, PAGE), Outcome.READ),
        ((200, {"Content-Encoding": "gzip"}, PAGE), Outcome.UNREACHABLE),
        (gzipped(20_000_000), Outcome.TOO_LARGE),
        (hostile.drip_headers, Outcome.TOO_SLOW),
        (hostile.drip_body, Outcome.TOO_SLOW),
        (hostile.say_nothing, Outcome.TOO_SLOW),
        (hostile.never_end, Outcome.TOO_LARGE),
        (hostile.never_end_chunked_gzip, Outcome.TOO_LARGE),
        (hostile.never_end_of_nothing, Outcome.TOO_SLOW),
        (hostile.hang_up, Outcome.UNREACHABLE),
        (hostile.speak_otherwise, Outcome.UNREACHABLE),
        (hostile.headers_without_end, Outcome.UNREACHABLE),
        (redirect("/page"), Outcome.CIRCULAR),
        (redirect("file:///etc/passwd"), Outcome.NOT_ALLOWED),
        (redirect("http://169.254.169.254/latest/meta-data/"), Outcome.NOT_ALLOWED),
        (redirect("http://127.0.0.1/"), Outcome.NOT_ALLOWED),
        (redirect("http://[::1]/"), Outcome.NOT_ALLOWED),
        (redirect("http://[::ffff:127.0.0.1]/"), Outcome.NOT_ALLOWED),
        (redirect("http://2130706433/"), Outcome.NOT_ALLOWED),
        (redirect("http://ada:word@meadow.example/"), Outcome.NOT_ALLOWED),
        (redirect("http://[half/"), Outcome.NOT_ALLOWED),
    ],
)
def test_whatever_the_server_does_there_is_an_outcome(server, does, outcome):
    # An address that is a number is looked up as itself.
    def numbers(host, port):
        return ["127.0.0.1" if host == "meadow.example" else host]

    began = time.monotonic()

    seen = visit(server, does, resolve=numbers)

    assert (seen.outcome, seen.url) == (outcome, server.url("/page"))
    assert time.monotonic() - began < 2


def test_a_bomb_is_not_unpacked_in_memory(server):
    bomb = gzipped(60_000_000)
    tracemalloc.start()
    seen = visit(server, bomb)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert seen.outcome == Outcome.TOO_LARGE
    assert most < 20_000_000


def test_nobody_there(server):
    nobody = fetcher(server, resolve=lambda host, port: [])

    assert nobody.visit("https://meadow.example/").outcome == Outcome.UNREACHABLE


def test_redirects_are_followed_and_told(server):
    server.pages |= {"/a": redirect("/b?c=1#d", 301), "/b?c=1": redirect("/page", 308)}
    server.pages |= {"/e": redirect("/page", 302), "/page": (200, {}, PAGE)}
    kept, lent = (fetcher(server).visit(server.url(path)) for path in ("/a", "/e"))

    assert (kept.final_url, kept.is_permanent) == (server.url("/page"), True)
    assert (lent.final_url, lent.is_permanent) == (server.url("/page"), False)


def test_a_name_is_looked_up_once_and_the_connection_goes_where_that_led(server):
    asked = []

    def rebinding(host, port):
        """The public address first; whoever asks again gets an inner one."""
        asked.append(host)
        return ["127.0.0.1"] if len(asked) <= 2 else ["127.0.0.2"]

    server.pages["/page"] = (200, {}, PAGE)
    visitor = fetcher(server, resolve=rebinding)

    assert visitor.visit(server.url("/page")).outcome == Outcome.READ
    assert len(asked) == len(server.asked) == 2  # robots.txt and the page
    assert visitor.visit(server.url("/page")).outcome == Outcome.NOT_ALLOWED
    assert len(server.asked) == 2


def test_robots_txt_is_heeded_and_asked_for_once(server):
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: aperture\nDisallow: /*?print\nAllow: /\n"
    server.pages |= {"/robots.txt": (200, {}, rules), "/page": (200, {}, PAGE), "/to": redirect("/page?print")}
    visitor = fetcher(server)

    outcomes = [visitor.visit(server.url(path)).outcome for path in ("/page", "/page?print", "/to")]

    assert outcomes == [Outcome.READ, Outcome.ROBOTS, Outcome.ROBOTS]
    assert [path for path, *_rest in server.asked] == ["/robots.txt", "/page", "/to"]


@pytest.mark.parametrize(
    ("robots", "outcome"),
    [
        ((404, {}, b""), Outcome.READ),
        ((403, {}, b""), Outcome.READ),
        (redirect("/robots.txt"), Outcome.READ),
        ((200, {}, b"\xff\x00Disallow /\nDisallow: /" + b"*x" * 100_000), Outcome.READ),
        ((200, {}, b"# long\n" * 100_000), Outcome.READ),
        ((503, {}, b""), Outcome.SERVER),
        ((429, {"Retry-After": "9"}, b""), Outcome.WAIT),
        (redirect("http://127.0.0.1:1/"), Outcome.NOT_ALLOWED),
        (hostile.drip_body, Outcome.TOO_SLOW),
    ],
)
def test_a_host_that_fails_to_say_what_it_allows_is_left_alone(server, robots, outcome):
    server.pages["/robots.txt"] = robots

    seen = visit(server, (200, {}, PAGE))

    assert seen.outcome == outcome
    assert server.paths() == (["/page"] if outcome == Outcome.READ else [])
    assert outcome == Outcome.READ or seen.detail.startswith("robots.txt")


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(server):
    server.pages |= {f"/{number}": (200, {}, PAGE) for number in range(4)}
    visitor = fetcher(server, limits=replace(LIMITS, pause=0.1))
    threads = [threading.Thread(target=visitor.visit, args=[server.url(f"/{number}")]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    times = [at for _path, _headers, at in server.asked]
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.09


def test_a_host_that_asks_to_wait_is_left_alone(server):
    server.pages |= {"/a": (429, {"Retry-After": "120"}, b""), "/b": (200, {}, PAGE)}
    wanted = [("a", server.url("/a")), ("b", server.url("/b")), ("c", "http://[half/"), ("d", "http://[half/")]

    seen = dict(visits(wanted, fetcher(server).visit, workers=3))

    assert (seen["a"].outcome, seen["a"].detail) == (Outcome.WAIT, "Retry-After: 120")
    assert seen["b"] is None
    assert seen["c"].outcome == seen["d"].outcome == Outcome.NOT_ALLOWED
    assert server.paths() == ["/a"]


@pytest.mark.parametrize(("host", "outcome"), [("meadow.example", Outcome.READ), ("other.example", Outcome.INSECURE)])
def test_a_certificate_is_for_the_name_that_was_asked_for(tmp_path, host, outcome):
    (tmp_path / "both.pem").write_text(KEY + CERTIFICATE)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    trusting = ssl.create_default_context(cadata=CERTIFICATE)
    with Server(context) as server:
        server.pages["/page"] = (200, {}, PAGE)
        url = f"https://{host}:{server.port}/page"

        assert fetcher(server, context=trusting).visit(url).outcome == outcome
        assert fetcher(server).visit(url).outcome == Outcome.INSECURE


def test_the_same_words_have_the_same_fingerprint():
    first = b"<p class=a>All <b>weights</b>\n are free &amp; here.</p><script>now(1)</script><!-- 1 --><nav>Home</nav>"
    second = b"<DIV>All weights are   free & here.<SCRIPT>now(2)</SCRIPT><!-- 2 > --><nav>Start</nav><style>p</style>"
    other = b"<p>All weights were free &amp; here.</p>"

    assert fingerprint(first, "text/html") == fingerprint(second, "text/html") != fingerprint(other, "text/html")
    assert fingerprint(first, "text/plain") != fingerprint(second, "text/plain")
    assert fingerprint(b"<script>write()</script>", "text/html") == ""


def test_letters_that_are_no_utf_8_are_told_apart():
    pages = [f"<meta charset=euc-kr><p>{text}".encode("euc-kr") for text in ("공개", "비공")]

    assert fingerprint(pages[0], "text/html") != fingerprint(pages[1], "text/html")


@pytest.mark.parametrize(
    "piece", ["<div>", "<", "<!--", "<script", "<nav>", "<svg", "</nav", "&", "&#" + "9" * 9, "<a b='"]
)
def test_no_page_takes_long(piece):
    began = time.monotonic()

    words(piece * (500_000 // len(piece)))
    words(f"&#{'9' * 10_000};")

    assert time.monotonic() - began < 2
