"""What only a real server shows: addresses that it refuses before Django sees them."""

import socket
from urllib.parse import urlsplit

import pytest


def ask(base_url: str, target: bytes) -> tuple[bytes, str]:
    """Send an address as it is, without any encoding. Out: the line of the status, and the page."""
    parts = urlsplit(base_url)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        connection.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        with connection.makefile("rb") as answer:
            head, _, page = answer.read().partition(b"\r\n\r\n")
    return head.splitlines()[0], page.decode()


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (b"/models/?q=" + b"x" * 8_000, b"HTTP/1.1 200 OK"),
        (b"/models/?q=" + b"x" * 20_000, b"HTTP/1.1 414 URI Too Long"),
        (b"/" + b"x" * 60_000, b"HTTP/1.1 414 URI Too Long"),
        (b"/models/?q=\xff\xfe\x80", b"HTTP/1.1 400 Bad Request"),
        ("/ko/models/?q=라마".encode(), b"HTTP/1.1 400 Bad Request"),
        (b"/models/?q=%ff%fe%80&page=%00", b"HTTP/1.1 200 OK"),
    ],
    ids=["long", "too long", "far too long", "not UTF-8", "not encoded", "encoded, not UTF-8"],
)
def test_any_address_at_all_is_answered_by_a_page_that_leads_onward(base_url, target, status):
    found, page = ask(base_url, target)

    assert found == status
    assert "<!doctype html>" in page
    assert "<main" in page
    assert 'href="/' in page
