"""Finding curated files: the folder says what a file holds, its name is the slug."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kb.exchange.problems import shown, suggestion
from kb.exchange.schema import FOLDERS
from kb.exchange.yaml_reading import LARGEST, Document, read_file

SCHEMA_FOLDER = "schema"  # JSON Schemas for editors' tooling
_ENDINGS = (".yml", ".yaml")
_KEY = re.compile(r"""^\s*["']?([a-z0-9][a-z0-9.-]*)["']?\s*:""", re.MULTILINE)


@dataclass(frozen=True)
class Found:
    """A file and what it holds."""

    path: Path
    folder: str = ""  # a key of FOLDERS; empty if it cannot be told, or if there is nothing to read
    wrong: str = ""  # what is wrong with where it lies, or with what it is

    @property
    def slug(self) -> str:
        return self.path.stem

    @property
    def parent(self) -> str:
        return _absolute(self.path).parent.name

    def shown(self) -> str:
        return shown(self.path)

    def read(self) -> Document:
        """Raises Unreadable, OSError."""
        return read_file(self.path)

    @cached_property
    def keys(self) -> set[str] | None:
        """All that may be a key in the text of a file that is no YAML; None if it has no text that can be read."""
        if not os.path.isfile(self.path):
            return None
        try:
            with self.path.open("rb") as file:
                return set(_KEY.findall(file.read(LARGEST).decode(errors="replace")))
        except OSError:
            return None


def find(paths: Iterable[Path]) -> tuple[list[Found], bool]:
    """All curated files below the paths, in the order in which they can be written.

    In: files, folders of one kind, or folders that hold those. Out: the files, each once, among them what has no place
    here, with what is wrong with it; whether every path was a folder that has all kinds of folders, so that what is not
    there is nowhere. (With one kind alone, such as models/, nothing is said of the others.)
    """
    found: dict[Path, Found] = {}
    paths = list(paths)
    whole = all(_has_all_kinds(path) for path in paths)
    for path in paths:
        for one in _below(path) if os.path.isdir(path) else [_judge(path)]:
            found.setdefault(one.path.resolve() if one.folder else one.path, one)
    if not found:
        return [Found(path, wrong="no curated file was found here") for path in paths], whole
    order = list(FOLDERS)
    return sorted(found.values(), key=lambda file: (order.index(file.folder) if file.folder else -1, file.path)), whole


def _has_all_kinds(path: Path) -> bool:
    # os.path says no where pathlib raises: in a folder that is closed, or under a name that is too long.
    return all(os.path.isdir(path / folder) for folder in FOLDERS)


def _below(path: Path) -> Iterator[Found]:
    """What lies in a folder; links to folders are not followed, as they could lead round in a circle."""
    closed: list[OSError] = []
    for folder, folders, files in os.walk(path, onerror=closed.append):
        at = Path(folder)
        folders[:] = sorted(name for name in folders if not _is_ignored((at / name).relative_to(path)))
        for name in folders:
            if (at / name).is_symlink():
                yield Found(at / name, wrong="is a link to a folder; those are not followed")
            elif (at / name).suffix in _ENDINGS:
                yield Found(at / name, wrong="is a folder, although it has the name of a file")
        yield from (_judge(at / name) for name in sorted(files) if not _is_ignored((at / name).relative_to(path)))
    for error in closed:
        yield Found(Path(error.filename), wrong=f"cannot be read: {error.strerror}")


def _is_ignored(relative: Path) -> bool:
    """JSON Schemas, hidden files, notes for readers."""
    return (
        relative.parts[0] == SCHEMA_FOLDER
        or any(part.startswith(".") for part in relative.parts)
        or relative.suffix == ".md"
    )


def _absolute(path: Path) -> Path:
    """From the root, by the names that the reader knows: where a link lies, not where it leads."""
    return Path(os.path.abspath(path))


def _judge(path: Path) -> Found:
    """In: anything but a folder."""
    at = _absolute(path)
    # Models lie one folder deeper, by organization.
    is_deep = at.parent.parent.name == "models"
    parent = "models" if is_deep else at.parent.name
    folder = parent if parent in FOLDERS and path.suffix in _ENDINGS else ""
    try:
        is_ordinary = stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        if path.is_symlink():
            return Found(path, wrong=f"is a link to {os.readlink(path)}, which is not there")
        return Found(path, wrong="there is no such file or folder")
    except OSError as error:
        return Found(path, wrong=f"cannot be read: {error.strerror}")
    if not is_ordinary:
        return Found(path, wrong="is no ordinary file, so that nothing is read from it")
    if path.suffix not in _ENDINGS:
        return Found(path, wrong="is no curated file; those end in .yml")
    if not folder:
        message = f"lies in the folder “{parent}”, which holds no knowledge{suggestion(parent, FOLDERS)}"
        return Found(path, wrong=f"{message} (known: {', '.join(FOLDERS)})")
    if parent == "models" and not is_deep:
        return Found(path, folder, "a model lies in the folder of its organization: models/openai/gpt-4.yml")
    return Found(path, folder)
