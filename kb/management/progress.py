"""How far a long command is: one line that renews itself in a terminal, a line now and then in a log."""

import time


class Progress:
    """Call it with what is being done, how many are done, of how many. Quick work says nothing."""

    def __init__(self, stream, *, silent: bool = False):
        self._stream = stream
        self._renews = stream.isatty()
        self._silent = silent
        self._next = time.monotonic() + (1 if self._renews else 10)  # seconds
        self._shown = False

    def __call__(self, what: str, done: int, total: int) -> None:
        if self._silent or time.monotonic() < self._next:
            return
        line = f"{what}: {done:,} of {total:,}"
        if self._renews:
            self._stream.write(f"\r\033[K{line}", ending="")
            self._stream.flush()
        else:
            self._stream.write(line)
        self._shown = True
        self._next = time.monotonic() + (0.2 if self._renews else 10)

    def end(self) -> None:
        """Leave the terminal with a clean line."""
        if self._shown and self._renews:
            self._stream.write("\r\033[K", ending="")
