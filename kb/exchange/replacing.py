"""Several files replaced together: written beside the old ones first, then put in their place, or none of them."""

import os
import shutil
import tempfile
from pathlib import Path

_NEW, _OLD = "new", "old"


class Replacing:
    """Use as a context. `write` and `remove` prepare, `carry_out` does it. The folder is made if it is not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: list[str] = []
        self._removed: list[str] = []

    def __enter__(self) -> "Replacing":
        """Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        # Within the folder, so that renaming crosses no file system; hidden, so that nothing takes it for knowledge.
        self._beside = Path(tempfile.mkdtemp(prefix=".dump-", dir=self._folder))
        return self

    def __exit__(self, *error: object) -> None:
        shutil.rmtree(self._beside, ignore_errors=True)

    def write(self, path: str, text: str) -> None:
        """In: a path from the folder, and what is to stand there. Raises OSError."""
        new = self._beside / _NEW / path
        new.parent.mkdir(parents=True, exist_ok=True)
        with new.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        self._written.append(path)

    def remove(self, path: str) -> None:
        self._removed.append(path)

    def carry_out(self) -> None:
        """Raises OSError; then everything is as it was."""
        done: list[str] = []
        try:
            for path in (*self._written, *self._removed):
                self._keep(path)
            for path in self._written:
                at = self._folder / path
                at.parent.mkdir(parents=True, exist_ok=True)
                if at.exists():
                    shutil.copymode(at, self._beside / _NEW / path)
                os.replace(self._beside / _NEW / path, at)
                done.append(path)
            for path in self._removed:
                (self._folder / path).unlink()
                done.append(path)
        except OSError:
            self._undo(done)
            raise

    def _keep(self, path: str) -> None:
        old = self._beside / _OLD / path
        if (self._folder / path).exists():
            old.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(self._folder / path, old)

    def _undo(self, done: list[str]) -> None:
        for path in done:
            old = self._beside / _OLD / path
            if old.exists():
                os.replace(old, self._folder / path)
            else:
                (self._folder / path).unlink()
