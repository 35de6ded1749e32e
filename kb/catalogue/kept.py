"""What is worked out once a revision and kept in the process: every change that the public sees makes a revision."""

from collections.abc import Callable
from typing import Any, TypeVar

from kb.models import Revision

T = TypeVar("T")

_kept: dict[Callable, tuple[object, Any]] = {}


def kept(build: Callable[[], T]) -> T:
    """What `build` makes of the newest revision; one query if it is at hand, else also those of `build`."""
    newest = Revision.objects.order_by("-number").values_list("number", "at").first()
    at_hand = _kept.get(build)
    if newest and at_hand and at_hand[0] == newest:
        return at_hand[1]
    made = build()
    if newest:  # before the first revision nothing tells one state from the next
        _kept[build] = (newest, made)
    return made
