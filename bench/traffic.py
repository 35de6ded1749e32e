"""Requests per second over HTTP: ours, a bare Django view, and datasette's table over the same SQLite file."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from multiprocessing import Pool
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

SECONDS = 2
CONNECTIONS = 4
# Two facets, as on our page beside it; 50 rows, as ours.
DATASETTE = "/aperture/kb_profile?_facet=kind&_facet=weights&_size=50"


def report(environment: dict[str, str]) -> None:
    """Print a line per figure. In: the environment of a filled installation."""
    found = _addresses(environment)
    with _server(["gunicorn", "-c", "deploy/gunicorn.py", "bench.bare"], "BIND", {**os.environ}) as port:
        bare = _rate(port, "/")
    with _server(["gunicorn", "-c", "deploy/gunicorn.py", "kb.wsgi"], "BIND", environment) as port:
        tag = urlopen(Request(f"http://127.0.0.1:{port}/models/")).headers["ETag"]
        ours = {name: _rate(port, address) for name, address in found.items()}
        unchanged = _rate(port, "/models/", tag)
    print(f"{'requests/s over HTTP':<40}{'':>8}")
    print(f"{'  bare Django view':<40}{bare:>8.0f}")
    print(f"{'  304 of /models/':<40}{unchanged:>8.0f}   {unchanged / bare:.2f} of bare")
    for name, rate in ours.items():
        print(f"{'  ' + name:<40}{rate:>8.0f}")
    file = Path(environment["APERTURE_DATA"]) / "aperture.sqlite3"
    if "DATABASE_URL" not in environment:
        with _server(["datasette", "serve", str(file), "--setting", "default_page_size", "50"], "--port") as port:
            theirs = _rate(port, DATASETTE)
        print(
            f"{'  datasette, table with two facets':<40}{theirs:>8.0f}   /models/ is {ours['/models/'] / theirs:.1f}×"
        )
    sys.stdout.flush()


def _addresses(environment: dict[str, str]) -> dict[str, str]:
    script = (
        "import django, json; django.setup(); from bench.addresses import addresses; print(json.dumps(addresses()))"
    )
    done = subprocess.run([sys.executable, "-c", script], env=environment, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


@contextmanager
def _server(command: list[str], port_by: str, environment: dict[str, str] | None = None):
    """Run a server on a free port. In: how it is told the port: BIND in its environment, or an option."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = dict(environment or os.environ)
    if port_by == "BIND":
        environment["BIND"] = f"127.0.0.1:{port}"
    else:
        command = [*command, port_by, str(port)]
    server = subprocess.Popen(
        [sys.executable, "-m", *command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _attempt in range(200):
            try:
                urlopen(f"http://127.0.0.1:{port}/")
                break
            except HTTPError:
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _rate(port: int, address: str, tag: str = "") -> float:
    """Requests per second: by wrk where it is installed, else by four processes that keep their connections."""
    headers = {"Accept-Encoding": "gzip", **({"If-None-Match": tag} if tag else {})}
    if wrk := shutil.which("wrk"):
        options = [option for name, value in headers.items() for option in ("-H", f"{name}: {value}")]
        command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *options, f"http://127.0.0.1:{port}{address}"]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        if "Non-2xx" in out:
            raise RuntimeError(f"{address} did not always answer: {out}")
        return float(next(line.split()[1] for line in out.splitlines() if line.startswith("Requests/sec")))
    lines = [
        f"GET {address} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    request = "\r\n".join([*lines, "", ""]).encode()
    with Pool(CONNECTIONS) as pool:
        return sum(pool.starmap(_ask, [(port, request)] * CONNECTIONS)) / SECONDS


def _ask(port: int, request: bytes) -> int:
    """How many answers one connection gets in the time. Raises RuntimeError for one that is neither 200 nor 304."""
    count = 0
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        with socket.create_connection(("127.0.0.1", port)) as connection, connection.makefile("rb") as answers:
            while time.monotonic() < end:
                connection.sendall(request)
                status = answers.readline()
                if not status:
                    break  # the server closes a connection now and then
                if status.split()[1] not in (b"200", b"304"):
                    raise RuntimeError(f"{request.split()[1].decode()} answered {status.decode().strip()}")
                if not _read(answers):
                    count += 1
                    break
                count += 1
    return count


def _read(answers) -> bool:
    """Read headers and body. Out: whether the connection stays open."""
    length, chunked, stays = 0, False, True
    while (line := answers.readline().strip().lower()) != b"":
        name, _colon, value = line.partition(b": ")
        if name == b"content-length":
            length = int(value)
        elif name == b"transfer-encoding":
            chunked = value == b"chunked"
        elif name == b"connection":
            stays = value != b"close"
    if chunked:
        while size := int(answers.readline(), 16):
            answers.read(size + 2)
        answers.readline()
    else:
        answers.read(length)
    return stays
