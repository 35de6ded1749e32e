"""What is read on a page, and the fingerprint of it: the same words give the same fingerprint, whatever the markup."""

import hashlib
import re
from contextlib import suppress
from html import unescape

_PAGES = ("text/html", "application/xhtml+xml")
# What no reader reads, and what a site shows on all its pages.
_LEFT_OUT = ("script", "style", "noscript", "template", "svg", "nav", "footer")
_ENDS = {name: re.compile(rf"</{name}\b", re.IGNORECASE | re.ASCII) for name in _LEFT_OUT}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)|<[!?]", re.IGNORECASE | re.ASCII)


def fingerprint(body: bytes, media_type: str) -> str:
    """SHA-256 of the words of a page, or of the bytes of anything else. Empty for a page without words."""
    if media_type not in _PAGES:
        return hashlib.sha256(body).hexdigest()
    # Undone below, so that no byte is lost; which letters they are makes no difference to whether they are the same.
    text = words(body.decode("utf-8", "surrogateescape"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""


def words(markup: str) -> str:
    """The text of a page, runs of space as one.

    Not by a parser that builds a tree: what nests without end takes those minutes (nh3, html5lib), and pages come from
    anywhere. This goes over the text once, and over the rest of it once more for each name above at most.
    """
    text: list[str] = []
    without_end: set[str] = set()
    at = 0
    while (start := markup.find("<", at)) >= 0:
        text.append(markup[at:start])
        tag = _TAG.match(markup, start)
        if tag is None:  # a sign, no tag
            text.append("<")
            at = start + 1
            continue
        closing = "-->" if markup.startswith("<!--", start) else ">"
        end = markup.find(closing, start + 2)
        if end < 0:
            return _joined(text)
        at = end + len(closing)
        text.append(" ")
        name = (tag[2] or "").lower()
        if name in _ENDS and not tag[1] and name not in without_end:
            if found := _ENDS[name].search(markup, at):
                at = found.start()
            else:
                without_end.add(name)
    text.append(markup[at:])
    return _joined(text)


def _joined(text: list[str]) -> str:
    plain = "".join(text)
    with suppress(ValueError):  # the number of a character has thousands of digits
        plain = unescape(plain)
    return " ".join(plain.split())
