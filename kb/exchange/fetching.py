"""Visiting an address of the web politely and safely. No database here.

One request at a time for each host with a pause between, robots.txt honored, a name given; limits on time, size and
redirects; no cookies, no passwords, no addresses that are not public. Each redirect is looked at like a first address,
and a host's name is looked up once: the connection goes to the IP address that was looked at.
"""

import hashlib
import http.client
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Lock, Timer
from urllib.parse import urljoin

from protego import Protego
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.util import Timeout

from kb.exchange.page_text import fingerprint
from kb.exchange.web_addresses import Local, NotAllowed, Resolve, Target, addresses, target
from kb.vocabulary.visits import Outcome, Visit

AGENT = "Aperture"  # the name by which robots.txt may speak to us
_PURPOSE = "looks whether sources that a knowledge base cites are still what was read"
_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_ROBOTS_SIZE = 500_000  # what a reader of robots.txt has to read at least, by RFC 9309
_CHUNK = 65_536


@dataclass(frozen=True)
class Limits:
    """Seconds, but for `size` (bytes, unpacked) and `redirects`. `whole` is for one request from first to last byte."""

    connect: float = 10
    read: float = 20
    whole: float = 60
    pause: float = 2
    longest_pause: float = 60  # however long robots.txt asks for
    size: int = 30_000_000
    redirects: int = 5


class Failed(Exception):
    """A request without a whole answer."""

    def __init__(self, outcome: Outcome, detail: str = "", status: int | None = None):
        super().__init__(detail)
        self.outcome, self.detail, self.status = outcome, detail, status


@dataclass(frozen=True)
class _Answer:
    status: int
    location: str = ""
    retry_after: str = ""
    media_type: str = ""
    body: bytes = b""


def look_up(host: str, port: int) -> list[str]:
    """IP addresses of a host, as the system knows them. Raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Fetcher:
    """Visits addresses, from any number of threads.

    In: `contact`, an address under which whoever runs the site can be asked; `resolve`, what looks up names; `context`,
    which certificates are trusted. `local` is for tests alone: IP addresses and ports, not public, that may be visited.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        limits: Limits | None = None,
        resolve: Resolve = look_up,
        context: ssl.SSLContext | None = None,
        local: Local = frozenset(),
    ):
        self._limits = limits or Limits()
        self._resolve = resolve
        self._context = context or ssl.create_default_context()
        self._local = local
        self._headers = {
            "User-Agent": f"{AGENT} ({'; '.join(filter(None, [_PURPOSE, contact]))})",
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
        }
        self._turns: defaultdict[str, Lock] = defaultdict(Lock)
        self._last: dict[str, float] = {}  # when a host was last asked
        self._rules: dict[str, Protego | Failed] = {}  # by origin

    def visit(self, url: str) -> Visit:
        """Visit an address and whatever it redirects to. Never raises: what goes wrong is an outcome."""
        at, is_permanent = url, True
        try:
            for hop in range(self._limits.redirects + 1):
                where = self._target(at)
                rules = self._rules_of(where)
                if rules and not rules.can_fetch(where.url, AGENT):
                    raise Failed(Outcome.ROBOTS)
                answer = self._ask(where, self._limits.size, self._pause(rules))
                if not answer.location:
                    return _visit(url, answer, where.url if hop else "", is_permanent and hop > 0)
                at = _next(where, answer.location)
                is_permanent &= answer.status in _FOR_GOOD
            raise Failed(Outcome.CIRCULAR)
        except Failed as failed:
            final = at if at != url else ""
            return Visit(url, failed.outcome, failed.status, _shown(failed.detail, 200), final_url=_shown(final))

    def _target(self, url: str) -> Target:
        try:
            return target(url, local=self._local)
        except NotAllowed as reason:
            raise Failed(Outcome.NOT_ALLOWED, str(reason)) from None

    # robots.txt

    def _rules_of(self, where: Target) -> Protego | None:
        """What robots.txt allows at this origin, asked for once. A host that fails to say it is left alone."""
        known = self._rules.get(where.origin)
        if known is None:
            try:
                known = self._read_rules(where.origin)
            except Failed as failed:
                known = Failed(failed.outcome, f"robots.txt: {failed.detail}".rstrip(": "), failed.status)
            self._rules[where.origin] = known
        if isinstance(known, Failed):
            raise known
        return known

    def _read_rules(self, origin: str) -> Protego:
        """No rules where there is no such file; RFC 9309 counts answers from 400 on and endless redirects to that."""
        at = f"{origin}/robots.txt"
        for _hop in range(self._limits.redirects + 1):
            where = self._target(at)
            answer = self._ask(where, _ROBOTS_SIZE, self._pause(None), is_cut=True)
            if answer.status >= 500 or answer.status == 429:
                raise Failed(*_judged(answer), answer.status)
            if not answer.location:
                text = answer.body.decode("utf-8", "replace") if answer.status < 300 else ""
                return Protego.parse(text)
            at = _next(where, answer.location)
        return Protego.parse("")

    def _pause(self, rules: Protego | None) -> float:
        wished = rules.crawl_delay(AGENT) if rules else None
        return max(self._limits.pause, min(float(wished or 0), self._limits.longest_pause))

    # One request

    def _ask(self, where: Target, most: int, pause: float, *, is_cut: bool = False) -> _Answer:
        """In: bytes that are read at most; what is longer is `is_cut` there, or else fails. Raises Failed."""
        with self._turns[where.host]:
            if (last := self._last.get(where.host)) is not None:
                time.sleep(max(0.0, last + pause - time.monotonic()))
            try:
                return self._answer(where, most, is_cut)
            except NotAllowed as reason:
                raise Failed(Outcome.NOT_ALLOWED, str(reason)) from None
            except ssl.SSLError as error:
                raise Failed(Outcome.INSECURE, getattr(error, "verify_message", "") or str(error)) from None
            except TimeoutError:
                raise Failed(Outcome.TOO_SLOW) from None
            except (OSError, HTTPError, http.client.HTTPException, ValueError) as error:
                raise Failed(_kind(error), _told(error)) from None
            finally:
                self._last[where.host] = time.monotonic()

    def _answer(self, where: Target, most: int, is_cut: bool) -> _Answer:
        ends = time.monotonic() + self._limits.whole
        connection = self._connected(where, ends)
        try:
            with _cut_off(connection.sock, ends - time.monotonic()):
                headers = {**self._headers, "Host": where.host_header}
                connection.request("GET", where.path, headers=headers, preload_content=False)
                response = connection.getresponse()
                read = response.headers.get
                answer = _Answer(
                    response.status,
                    _unpacked(read("Location", "")) if response.status in _REDIRECTS else "",
                    read("Retry-After", ""),
                    _shown(read("Content-Type", "").partition(";")[0].strip().lower(), 100),
                )
                if not 200 <= answer.status < 300:
                    return answer
                parts, size = [], 0
                for part in response.stream(_CHUNK, decode_content=True):
                    size += len(part)
                    parts.append(part)
                    if size > most and not is_cut:
                        raise Failed(Outcome.TOO_LARGE, f"more than {most:,} bytes", answer.status)
                    if size > most:
                        break
                return _Answer(answer.status, media_type=answer.media_type, body=b"".join(parts)[:most])
        finally:
            connection.close()

    def _connected(self, where: Target, ends: float) -> HTTPConnection:
        """To the first of the host's IP addresses that answers. Raises what the last one raised."""
        error: Exception = OSError()
        for address in addresses(where, self._resolve, local=self._local):
            left = ends - time.monotonic()
            if left <= 0:
                raise TimeoutError
            timeout = Timeout(connect=min(self._limits.connect, left), read=self._limits.read)
            connection: HTTPConnection
            if where.scheme == "https":
                connection = HTTPSConnection(
                    address,
                    where.port,
                    timeout=timeout.connect_timeout,
                    ssl_context=self._context,
                    server_hostname=where.host,
                )
            else:
                connection = HTTPConnection(address, where.port, timeout=timeout.connect_timeout)
            try:
                connection.connect()
            except (OSError, HTTPError) as failure:
                connection.close()
                error = failure
                continue
            connection.timeout = timeout.read_timeout
            connection.sock.settimeout(self._limits.read)
            return connection
        raise error


@contextmanager
def _cut_off(sock: socket.socket, seconds: float) -> Iterator[None]:
    """Raises TimeoutError for what takes longer, however slowly it drips: timeouts of sockets begin anew each time."""
    late = Event()

    def cut() -> None:
        late.set()
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = Timer(max(0.0, seconds), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, HTTPError, http.client.HTTPException, ValueError):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
    if late.is_set():
        raise TimeoutError


def _next(where: Target, location: str) -> str:
    """Where a redirect leads."""
    try:
        return urljoin(where.url, location)
    except ValueError as error:
        raise Failed(Outcome.NOT_ALLOWED, f"leads to what cannot be read: {error}") from None


def _kind(error: Exception) -> Outcome:
    """Timeouts and certificates may stand behind an error of the library."""
    behind: BaseException | None = error
    while behind is not None:
        if isinstance(behind, ssl.SSLError):
            return Outcome.INSECURE
        if isinstance(behind, TimeoutError):
            return Outcome.TOO_SLOW
        behind = behind.__cause__ or behind.__context__
    return Outcome.UNREACHABLE


def _told(error: Exception) -> str:
    """The error in words, without the addresses of objects that the library puts before them."""
    return str(error).rpartition(">: ")[2] or type(error).__name__


def _shown(text: str, most: int = 2000) -> str:
    """What a host sent, without what no reader sees and no database keeps."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text[:most])


def _unpacked(location: str) -> str:
    """Headers are read as Latin-1; what stands in them is UTF-8 if it is not ASCII."""
    return location.encode("latin-1", "replace").decode("utf-8", "replace")


def _judged(answer: _Answer) -> tuple[Outcome, str]:
    """What an answer without redirect means, and a detail."""
    status = answer.status
    if 200 <= status < 300:
        return Outcome.READ, ""
    if status in (404, 410):
        return Outcome.GONE, ""
    if status == 429 or (status == 503 and answer.retry_after):
        return Outcome.WAIT, f"Retry-After: {answer.retry_after}" if answer.retry_after else ""
    return (Outcome.REFUSED if 400 <= status < 500 else Outcome.SERVER), ""


def _visit(url: str, answer: _Answer, final_url: str, is_permanent: bool) -> Visit:
    outcome, detail = _judged(answer)
    if outcome != Outcome.READ:
        return Visit(url, outcome, answer.status, _shown(detail, 200), _shown(final_url), is_permanent)
    return Visit(
        url,
        outcome,
        answer.status,
        final_url=_shown(final_url),
        is_permanent=is_permanent,
        fingerprint=fingerprint(answer.body, answer.media_type),
        digest=hashlib.sha256(answer.body).hexdigest(),
        size=len(answer.body),
        media_type=answer.media_type,
    )
