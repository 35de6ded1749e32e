"""A web server that behaves badly, on a port of this machine. What it does with a path is told by its `pages`."""

import gzip
import ssl
import struct
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SO_LINGER, SOL_SOCKET

PAGE = b"<html><title>Card</title><body><p>All weights are on the hub.</body></html>"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers), time.monotonic()))
        page = self.server.pages.get(self.path, (404, {}, b"Not here."))
        with suppress(OSError):  # whoever asked has left
            page(self) if callable(page) else self.answer(*page)

    def answer(self, status=200, headers=None, body=PAGE):
        self.send_response(status)
        headers = {"Content-Type": "text/html", "Content-Length": str(len(body)), **(headers or {})}
        for name, value in headers.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, context: ssl.SSLContext | None = None):
        super().__init__(("127.0.0.1", 0), Handler)
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.pages = {}
        self.asked = []
        self.port = self.server_address[1]
        self.local = frozenset({("127.0.0.1", self.port)})

    def handle_error(self, request, client_address):
        """Nothing to say: those who ask hang up on what they do not like."""

    def __enter__(self):
        # Looks often whether it is to stop, so that a test does not wait for it.
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *args):
        self.shutdown()
        self.server_close()

    def url(self, path: str, host: str = "meadow.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _headers, _at in self.asked if path != "/robots.txt"]


def redirect(location: str, status: int = 302):
    return status, {"Location": location}, b""


def gzipped(size: int):
    """A page of that many bytes in a thousandth of them."""
    body = gzip.compress(b"x" * size)
    return 200, {"Content-Encoding": "gzip"}, body


def drip_headers(handler):
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000:
        handler.wfile.write(bytes([byte]))
        time.sleep(0.02)


def drip_body(handler):
    handler.send_response(200)
    handler.end_headers()
    for _number in range(1000):
        handler.wfile.write(b"x")
        time.sleep(0.02)


def say_nothing(handler):
    time.sleep(1)


def never_end(handler):
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65_536)


def never_end_chunked_gzip(handler):
    """Zeros without end, a thousand of them in each byte of the line."""
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()
    chunk = gzip.compress(b"\0" * 10_000_000)
    while True:
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))


def never_end_of_nothing(handler):
    """Packed parts with nothing in them, without end."""
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()
    while True:
        handler.wfile.write(gzip.compress(b"") * 1000)


def hang_up(handler):
    """A reset in the middle of the headers."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-")
    handler.connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def speak_otherwise(handler):
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")


def headers_without_end(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")
