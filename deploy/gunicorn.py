"""How gunicorn serves Aperture, by `make run` and in production alike: `gunicorn -c deploy/gunicorn.py kb.wsgi`."""

import os
from urllib.parse import quote

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from gunicorn.http.errors import InvalidRequestLine, LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

bind = os.environ.get("BIND") or "127.0.0.1:8000"
# A page is work for the processor, so workers count; threads keep a slow reader from blocking one.
workers = int(os.environ.get("WORKERS") or "2")
threads = 2
limit_request_line = 8190  # bytes of an address, the most that gunicorn can be told, and all of one that it ever reads
loglevel = "warning"
# No socket for remote control in the home folder: signals are enough.
control_socket_disable = True


_NOTHING = "Content-Length: 0\r\nConnection: close\r\n\r\n"


def _encoded(line: str) -> str:
    """The address of a request as it should have been sent; empty if encoding it would not mend the request.

    In: its first line, a character a byte. Some programs send what was typed, `/models/?q=라마`, as it is.
    """
    method, _space, rest = line.partition(" ")
    address, _space, version = rest.rpartition(" ")
    is_page = method in ("GET", "HEAD") and address.startswith("/") and not address.startswith("//")
    if not (is_page and version.startswith("HTTP/")) or address.isascii():
        return ""
    return quote(address.encode("latin-1"), safe="/?&=%:@!$'()*+,;~")


class worker_class(ThreadWorker):
    """gunicorn refuses an address before Django sees it, if it is too long or not ASCII. The visitor gets a page too,
    or is led to the address as it should have been written.

    The limit stays what it was. Of what comes after it gunicorn throws away 64 kB, so that the answer arrives, and then
    closes the connection.
    """

    def handle_error(self, req, client, addr, exc):
        if isinstance(exc, LimitRequestLine):
            self._refuse(client, "414 URI Too Long", 414)
        elif isinstance(exc, InvalidRequestLine):
            if address := _encoded(exc.req):
                client.sendall(f"HTTP/1.1 308 Permanent Redirect\r\nLocation: {address}\r\n{_NOTHING}".encode())
            else:
                self._refuse(client, "400 Bad Request", 400)
        else:
            super().handle_error(req, client, addr, exc)

    def _refuse(self, client, status: str, code: int) -> None:
        with translation.override(settings.LANGUAGE_CODE):  # else that of the page which this thread made last
            page = render_to_string("wayfinding/fault.html", {"code": code}).encode()
        head = f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
        client.sendall(f"{head}Content-Length: {len(page)}\r\n\r\n".encode() + page)


def when_ready(server):
    print(f"Ready: {', '.join(map(str, server.LISTENERS))}", flush=True)
