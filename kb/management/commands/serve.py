"""`manage.py serve`: bring this installation up to date and serve it. What `make run` does."""

import os
import re
import socket
import sys
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from kb.catalogue.profiles import are_outdated
from kb.management.database import unreachable
from kb.models import Source


class Command(BaseCommand):
    help = "Migrate, load the knowledge at first run, prepare static files and translations, and serve."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000", help="on 127.0.0.1; default: $PORT")

    def handle(self, port: str, **options):
        port = _usable(port)
        self.stdout.write(f"Aperture will be at http://127.0.0.1:{port}/ and its editors at …/admin/; Ctrl-C stops it.")
        self.stdout.write("To make an editor, run in another terminal: make editor")
        self.stdout.flush()
        if reason := unreachable():
            sys.exit(reason)
        call_command("migrate", verbosity=0, interactive=False)
        if not Source.objects.exists():  # loading is all or nothing, so an interrupted one begins again
            self.stdout.write("Loading the knowledge in fixtures/ (once) …")
            self.stdout.flush()
            call_command("load_knowledge")
        elif are_outdated():
            self.stdout.write("Judging every model by rule sets that are new here …")
            self.stdout.flush()
            call_command("evaluate", verbosity=0)
        call_command("compilemessages")
        _collect_static()
        connections.close_all()
        sys.stdout.flush()
        os.environ["BIND"] = f"127.0.0.1:{port}"
        command = [sys.executable, "-m", "gunicorn", "-c", str(settings.BASE / "deploy" / "gunicorn.py"), "kb.wsgi"]
        os.execv(sys.executable, command)  # noqa: S606 - it takes this process's place, so that signals reach it


def _usable(port: str) -> str:
    """Exit with one sentence if nothing can be served there. Out: the port as a plain number."""
    if not re.fullmatch("[0-9]{1,5}", port) or not 0 < int(port) < 65536:
        sys.exit(f"PORT must be a number from 1 to 65535, not “{port}”.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError as error:
            sys.exit(f"Port {port} cannot be used ({error.strerror}); choose another: make run PORT=8001")
    return str(int(port))


def _collect_static() -> None:
    """Collect, hash and compress static files if any has changed since the last time."""
    stamp = Path(settings.DATA) / "static-digest"
    digest = _static_digest()
    if stamp.exists() and stamp.read_text() == digest and (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(digest)


def _static_digest() -> str:
    """Path, size and time of every static file, ours and the packages'."""
    digest = blake2b(digest_size=16)
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = os.stat(storage.path(name))
            digest.update(f"{storage.path(name)} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
