"""What only a real server shows: addresses that it refuses before Django sees them."""

import socket
from urllib.parse import urlsplit

import pytest


def ask(base_url: str, target: bytes) -> tuple[list[bytes], str]:
    """Send an address as it is, without any encoding. Out: the lines of the head, the status first; the page."""
    parts = urlsplit(base_url)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        connection.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        with connection.makefile("rb") as answer:
            head, _, page = answer.read().partition(b"\r\n\r\n")
    return head.splitlines(), page.decode()


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (b"/models/?q=" + b"x" * 8_000, b"HTTP/1.1 200 OK"),
        (b"/models/?q=" + b"x" * 20_000, b"HTTP/1.1 414 URI Too Long"),
        (b"/" + b"x" * 60_000, b"HTTP/1.1 414 URI Too Long"),
        ("//evil.example/라마".encode(), b"HTTP/1.1 400 Bad Request"),
        (b"/models/?q=%ff%fe%80&page=%00", b"HTTP/1.1 200 OK"),
    ],
    ids=["long", "too long", "far too long", "not encoded, and no page", "encoded, not UTF-8"],
)
def test_any_address_at_all_is_answered_by_a_page_that_leads_onward(base_url, target, status):
    head, page = ask(base_url, target)

    assert head[0] == status
    assert "<!doctype html>" in page
    assert "<main" in page
    assert 'href="/' in page


@pytest.mark.parametrize(
    ("target", "encoded"),
    [
        ("/ko/models/?q=라마".encode(), b"/ko/models/?q=%EB%9D%BC%EB%A7%88"),
        ("/models/?q=라마&sort=name&page=%32".encode(), b"/models/?q=%EB%9D%BC%EB%A7%88&sort=name&page=%32"),
        (b"/models/?q=\xff\xfe\x80", b"/models/?q=%FF%FE%80"),
    ],
    ids=["Korean", "and others", "not UTF-8"],
)
def test_an_address_as_it_was_typed_leads_to_the_encoded_one(base_url, target, encoded):
    head, _page = ask(base_url, target)

    assert head[0] == b"HTTP/1.1 308 Permanent Redirect"
    assert b"Location: " + encoded in head
