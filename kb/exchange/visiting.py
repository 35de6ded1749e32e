"""Visiting many addresses: hosts beside each other, the addresses of one after another. No database here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event
from typing import TypeVar
from urllib.parse import urlsplit

from kb.vocabulary.visits import Outcome, Visit

Key = TypeVar("Key")


def visits(
    wanted: Iterable[tuple[Key, str]], visit: Callable[[str], Visit], *, workers: int
) -> Iterator[tuple[Key, Visit | None]]:
    """Each key with what came of its address, in the order in which they come.

    In: keys with addresses; what visits one. None for an address that was left for another day, as its host asked to
    wait. Whoever stops listening stops the visits.
    """
    hosts: dict[str, list[tuple[Key, str]]] = defaultdict(list)
    for key, url in wanted:
        hosts[_host(url)].append((key, url))
    found: SimpleQueue[tuple[Key, Visit | None] | BaseException] = SimpleQueue()
    stopped = Event()

    def go_through(addresses: list[tuple[Key, str]]) -> None:
        try:
            waits = False
            for key, url in addresses:
                if stopped.is_set():
                    return
                seen = None if waits else visit(url)
                waits = waits or (seen is not None and seen.outcome == Outcome.WAIT)
                found.put((key, seen))
        except BaseException as error:
            found.put(error)  # to whoever listens; there nobody waits for ever

    with ThreadPoolExecutor(workers) as pool:
        for addresses in sorted(hosts.values(), key=len, reverse=True):  # the longest first, as it takes longest
            pool.submit(go_through, addresses)
        try:
            for _address in range(sum(map(len, hosts.values()))):
                one = found.get()
                if isinstance(one, BaseException):
                    raise one
                yield one
        finally:
            stopped.set()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
