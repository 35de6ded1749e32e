"""A real server with the knowledge of `fixtures/` on a database of its own, and Chromium to visit it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import psycopg
import pytest

from tests.browser.chromium import NoChromium, chromium
from tests.factories import PASSWORD
from tests.postgres import address_of

# Playwright keeps a loop running in this thread; without this, Django refuses to use the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
BASE = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 240  # the knowledge is loaded first


def pytest_collection_modifyitems(items):
    """One worker visits the server, so that it is started once."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    try:
        return chromium()
    except NoChromium as reason:
        message = f"No browser test ran: {reason}."
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)


@pytest.fixture(scope="session")
def installation(tmp_path_factory):
    """Environment of an installation that nobody else uses: its own folder, its own database on the engine tested."""
    environment = {
        **os.environ,
        "APERTURE_DATA": str(tmp_path_factory.mktemp("installation")),
        "DJANGO_SETTINGS_MODULE": "kb.settings",
    }
    url = environment.pop("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield environment
        return
    name = f"aperture_browser_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield {**environment, "DATABASE_URL": address_of(name, url)}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def accounts(installation):
    """Makes an account and returns its name. The password is that of the factories."""

    def make(username: str, role: str) -> str:
        subprocess.run(
            [sys.executable, "manage.py", "make_editor", "--username", username, "--role", role],
            cwd=BASE,
            env={**installation, "APERTURE_PASSWORD": PASSWORD},
            check=True,
            capture_output=True,
        )
        return username

    return make


@pytest.fixture(scope="session")
def base_url(installation, browser_type_launch_args, tmp_path_factory):
    """The address of a server started as `make run` starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=BASE,
            env=installation,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(server, address, log)
        yield address
    finally:
        server.terminate()
        server.wait(20)
    assert "Traceback" not in log.read_text(), log.read_text()


def _wait(server, address, log):
    begun = time.monotonic()
    while server.poll() is None and time.monotonic() - begun < START_SECONDS:
        try:
            urllib.request.urlopen(f"{address}/robots.txt")
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"The server did not start:\n{log.read_text()}")


@pytest.fixture
def complaints(page):
    """What the browser complained of in its console: failing scripts, missing files, what the policy blocked."""
    heard = []
    page.on("console", lambda message: message.type in ("error", "warning") and heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard
