"""Checked records on their way to the database: on disk once there are many, so that memory stays bounded.

What is written is exactly what was checked, even if a file changes in between.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any

from kb.exchange.entries import Contents
from kb.exchange.records import Record

IN_MEMORY = 4_000_000  # bytes of each kind, before they go to disk
# Records whose statements are compared as a whole, so that one that no longer stands in the file is noticed.
SUBJECTS = ("license", "dataset", "model")


class Spool:
    """Use as a context. In: the contents of files, by `keep`. Out: batches by kind, as often as asked for."""

    def __init__(self) -> None:
        self._files: dict[str, IO[bytes]] = {}
        self.counts: Counter[str] = Counter()

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *error: object) -> None:
        for file in self._files.values():
            file.close()

    def keep(self, held: Contents) -> None:
        """Take what a file holds: its sources, its record, its statements together, its events one by one."""
        for item in held.sources:
            self._add("source", {"record": item.record, "place": str(held.place(*item.steps))})
        if held.named:
            self._add(held.named.kind, {"record": held.named.record, "place": str(held.place())})
        own = [item for item in held.statements if item.kind != "event"]
        if held.named and held.named.kind in SUBJECTS:
            statements = [[item.kind, item.record, str(held.place(*item.steps))] for item in own]
            self._add(f"{held.named.kind} statements", {"subject": held.named.record["slug"], "statements": statements})
        for item in held.statements:
            if item.kind == "event":
                self._add("event", {"record": item.record, "place": str(held.place(*item.steps))})

    def batches(self, kind: str, size: int) -> Iterator[list[dict[str, Any]]]:
        if file := self._files.get(kind):
            file.seek(0)
            lines = map(json.loads, file)
            while batch := list(islice(lines, size)):
                yield batch

    def _add(self, kind: str, entry: Record) -> None:
        if kind not in self._files:
            self._files[kind] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  closed by __exit__
        self._files[kind].write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
        self.counts[kind] += 1
