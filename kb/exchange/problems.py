"""What is wrong with curated files, in plain sentences with file, line, column and field."""

import os
import re
import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from kb.exchange.yaml_reading import Node

_SHOWN = 8  # words of a vocabulary that a message lists
_QUOTED = re.compile(r"'([^']*)'")


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A point in a file, counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is wrong. `field` is its path in the file: `facts[3].availability`; empty for the whole file."""

    place: Place
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.field}: {self.message}" if self.field else f"{self.place}: {self.message}"


class Refused(Exception):
    """The files cannot be loaded; nothing was written. Carries all problems, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(problems)
        super().__init__(f"{len(self.problems)} problems")


@lru_cache
def shown(path: Path) -> str:
    """A path as a reader writes it: from where they stand, if it lies below."""
    try:
        return str(Path(os.path.abspath(path)).relative_to(Path.cwd()))  # a link by its own name
    except ValueError:
        return str(path)


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known word that may have been meant."""
    near = get_close_matches(wrong, known, n=1, cutoff=0.6)
    return near[0] if near else None


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """` Did you mean “dolly-2”?`, or nothing where no known word is near."""
    near = nearest(wrong, known)
    return f"; did you mean “{near}”?" if near else ""


def place_of(path: str, root: Node, steps: Iterable[str | int]) -> Place:
    """The place of the deepest of the steps that stands in the file: of a missing field, where its entry begins."""
    node = root
    for step in steps:
        below = node.part(step)
        if below is None:
            break
        node = below
    return Place(path, node.line, node.column)


def field_name(steps: Iterable[str | int]) -> str:
    """`facts[3].availability`"""
    name = ""
    for step in steps:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name


def from_pydantic(
    error: ErrorDetails, kind: type[BaseModel], steps: tuple[str | int, ...], root: Node
) -> tuple[tuple[str | int, ...], str]:
    """The path of a field that is wrong, and what is wrong with it.

    In: what Pydantic says of an entry; the class of the entry, the path to it, and the whole file.
    """
    field = tuple(_steps((*steps, *error["loc"]), root, missing=error["type"] == "missing"))
    return field, _sentence(error, kind, field)


def _steps(location: tuple[str | int, ...], root: Node, *, missing: bool) -> Iterator[str | int]:
    """The part of pydantic's location that is a path in the file; the rest names branches of unions."""
    node = root
    for step in location:
        below = node.part(step)
        if below is None:
            if missing and step == location[-1]:
                yield step
            return
        yield step
        node = below


def _sentence(error: ErrorDetails, kind: type[BaseModel], steps: tuple) -> str:
    given, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            known = kind.model_fields
            return f"there is no such field here{suggestion(str(steps[-1]), known) or '; known: ' + ', '.join(known)}"
        case "enum" | "literal_error":
            return not_one_of(given, [word for word in _QUOTED.findall(str(context["expected"])) if word])
        case "value_error":
            return str(context["error"])
        case "string_too_short":
            return "is empty"
        case "string_too_long":
            return f"has {len(given)} characters; at most {context['max_length']} fit"
        case "string_pattern_mismatch":
            return f"{quoted(given)} {_PATTERNS.get(context['pattern'], 'does not look as it should')}"
        case "string_type" if isinstance(given, (bool, int, float)):
            return f"must be text; put {quoted(given)} in quotation marks"
        case "string_type":
            return f"must be text, not {quoted(given)}"
        case "bool_type":
            return f"must be true or false, not {quoted(given)}"
        case "int_type" | "float_type":
            return f"must be a number, not {quoted(given)}"
        case "list_type":
            return f"must be a list, not {quoted(given)}"
        case "dict_type" | "model_type" | "model_attributes_type":
            return f"must be a map of fields, not {quoted(given)}"
        case other if other.startswith(("greater_than", "less_than")):
            return f"{quoted(given)} is out of range: {error['msg'].removeprefix('Input ')}"
    return error["msg"]


# What the patterns of `exchange.schema` ask for.
_PATTERNS = {
    r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$": "is no slug: lower-case letters, digits, hyphens and points",
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$": "is no key: lower-case letters, digits and hyphens",
    r"^https?://\S+$": "is no web address: it begins with https:// or http:// and has no spaces",
    r"^[a-z]{2}(-[A-Za-z]+)?$": "is no language: two letters, such as en or ko",
    r"^([A-Z]{2})?$": "is no country: two capital letters, such as US or KR",
    r"^([0-9a-f]{64})?$": "is no SHA-256: 64 hexadecimal digits",
    r"^(\d{1,2}[a-z]?)?$": "is no number of a claim, such as 15 or 15b",
}


def not_one_of(given: Any, words: list[str]) -> str:
    """`"free" is not one of public, click-through, …`"""
    near = suggestion(given, words) if isinstance(given, str) else ""
    listed = ", ".join(words[:_SHOWN]) + (", …" if len(words) > _SHOWN else "")
    return f"{quoted(given)} is not one of {listed}{near}"


def quoted(given: Any) -> str:
    if given is None:
        return "nothing"
    if isinstance(given, (dict, list)):
        return "a map" if isinstance(given, dict) else "a list"
    text = str(given).lower() if isinstance(given, bool) else str(given)
    return f'"{text if len(text) <= 60 else text[:57] + "…"}"'


def entries_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The classes of entries that the annotation of a field speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from entries_in(inner)
