"""Finding curated files: the folder says what a file holds, its name is the slug."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kb.exchange.problems import Place, Problem, Refused, shown, suggestion
from kb.exchange.schema import FOLDERS
from kb.exchange.yaml_reading import Document, read_file

SCHEMA_FOLDER = "schema"  # JSON Schemas for editors' tooling
_ENDINGS = (".yml", ".yaml")


@dataclass(frozen=True)
class Found:
    """A file and what it holds."""

    path: Path
    folder: str  # a key of FOLDERS

    @property
    def slug(self) -> str:
        return self.path.stem

    def shown(self) -> str:
        return shown(self.path)

    def read(self) -> Document:
        """Raises Unreadable, OSError."""
        return read_file(self.path)


def find(paths: Iterable[Path]) -> tuple[list[Found], bool]:
    """All curated files below the paths, in the order in which they can be written.

    In: files, folders of one kind, or folders that hold those. Out: the files, each once; whether every path was a
    folder of folders, so that what is not there is nowhere. Raises Refused for what has no place here.
    """
    found: dict[Path, Found] = {}
    problems: list[Problem] = []
    whole = True
    for path in paths:
        if not path.exists():
            problems.append(Problem(Place(shown(path)), "", "there is no such file or folder"))
        elif path.is_file():
            whole = False
            _take(path, found, problems)
        else:
            whole = whole and _is_root(path)
            for file in sorted(path.rglob("*")):
                if file.is_file() and not _is_ignored(file.relative_to(path)):
                    _take(file, found, problems)
    if not problems and not found:
        problems.append(Problem(Place(", ".join(map(shown, paths))), "", "no curated file was found here"))
    if problems:
        raise Refused(problems)
    order = list(FOLDERS)
    return sorted(found.values(), key=lambda file: (order.index(file.folder), file.path)), whole


def _is_root(path: Path) -> bool:
    return any((path / folder).is_dir() for folder in FOLDERS)


def _is_ignored(relative: Path) -> bool:
    """JSON Schemas, hidden files, notes for readers."""
    return (
        relative.parts[0] == SCHEMA_FOLDER
        or any(part.startswith(".") for part in relative.parts)
        or relative.suffix == ".md"
    )


def _take(path: Path, found: dict[Path, Found], problems: list[Problem]) -> None:
    resolved = path.resolve()
    where = Place(shown(path))
    # Models lie one folder deeper, by organization.
    parent = resolved.parent.parent.name if resolved.parent.parent.name == "models" else resolved.parent.name
    if path.suffix not in _ENDINGS:
        problems.append(Problem(where, "", "is no curated file; those end in .yml"))
    elif parent not in FOLDERS:
        message = f"lies in the folder “{parent}”, which holds no knowledge{suggestion(parent, FOLDERS)}"
        problems.append(Problem(where, "", f"{message} (known: {', '.join(FOLDERS)})"))
    elif parent == "models" and resolved.parent.name == "models":
        problems.append(Problem(where, "", "a model lies in the folder of its organization: models/openai/gpt-4.yml"))
    else:
        found.setdefault(resolved, Found(path, parent))
