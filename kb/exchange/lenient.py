"""The base of all that stands in a curated file: an entry notes what is wrong in it, and the rest of it is read on.

Pydantic gives an entry up with its first wrong field, and everything around it; then mistakes come to light one load
after another. Here a wrong field is left empty instead, and rules that look at it are not judged.
"""

from collections.abc import Iterator
from copy import copy
from functools import cache
from typing import Any, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, ValidationError, create_model, model_validator
from pydantic_core import ErrorDetails

from kb.exchange.problems import entries_in, nearest

Steps = tuple[str | int, ...]


class Rule(NamedTuple):
    """A rule between fields. In: those that it looks at; a message is about the first."""

    is_broken: bool
    fields: tuple[str, ...]
    message: str


class Mistake(NamedTuple):
    """Something wrong: an error of Pydantic's in one field, or a broken rule."""

    kind: type["Entry"]
    steps: Steps  # to the entry
    error: ErrorDetails | Rule


class Entry(BaseModel):
    # Spaces around a text mean nothing; a form in the admin would drop them as well.
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    _errors: tuple[ErrorDetails, ...] = ()
    _misnamed: tuple[tuple[Steps, "Entry"], ...] = ()  # below a wrong key: no part of the file, yet to be judged
    _wrong: frozenset[str] = frozenset()

    @model_validator(mode="wrap")
    @classmethod
    def _note_what_is_wrong(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(value)
        except ValidationError as error:
            errors = error.errors(include_url=False)
        given = value if isinstance(value, dict) else {}
        entry = _forgiving(cls).model_validate(_without(given, errors))
        unknown = [str(error["loc"][0]) for error in errors if error["type"] == "extra_forbidden"]
        meant = {nearest(name, cls.model_fields) for name in unknown} - {None, *given}
        # A field under a name misspelt is not missing as well.
        entry._errors = tuple(one for one in errors if one["type"] != "missing" or one["loc"][0] not in meant)
        names = {str(name) for error in errors for name in error["loc"][:1]} | meant
        entry._wrong = frozenset(names if isinstance(value, dict) else cls.model_fields)  # type: ignore[arg-type]
        entry._misnamed = tuple(_below_wrong_keys(cls, given, errors))
        return entry  # type: ignore[return-value]

    @property
    def wrong(self) -> frozenset[str]:
        """The fields of which nothing is known, as something is wrong with them."""
        return self._wrong

    @property
    def misfits(self) -> int:
        """In how many fields it is not what was expected here; what lies below them does not count."""
        return len(self._errors)

    def rules(self) -> Iterator[Rule]:
        yield from ()

    def mistakes(self, steps: Steps = ()) -> Iterator[Mistake]:
        """All that is wrong in it and below it. In: its path in the file."""
        for error in self._errors:
            yield Mistake(type(self), steps, error)
        for rule in self.rules():
            if rule.is_broken and self._wrong.isdisjoint(rule.fields):
                yield Mistake(type(self), steps, rule)
        for further, entry in (*self._entries(), *self._misnamed):
            yield from entry.mistakes((*steps, *further))

    def _entries(self) -> Iterator[tuple[Steps, "Entry"]]:
        for name in type(self).model_fields:
            value = getattr(self, name)
            inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
            yield from (
                ((name, str(step) if isinstance(step, str) else step), one)
                for step, one in inner
                if isinstance(one, Entry)
            )


@cache
def _forgiving(kind: type[Entry]) -> type[Entry]:
    """The same entry, in which nothing is required."""
    fields: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        if field.is_required():
            fields[name] = (field.annotation, copy(field))
            fields[name][1].default = ""
    return create_model(kind.__name__, __base__=kind, **fields)


def _is_wrong_key(error: ErrorDetails) -> bool:
    return error["loc"][-1:] == ("[key]",)


def _without(given: dict[str, Any], errors: list[ErrorDetails]) -> dict[str, Any]:
    """What is right of a map: without wrong fields, and without the wrong keys of maps in it."""
    right = dict(given)
    for error in errors:
        name, *further = error["loc"] or ("",)
        if _is_wrong_key(error) and isinstance(right.get(str(name)), dict):
            right[str(name)] = {key: one for key, one in right[str(name)].items() if key != further[0]}
        else:
            right.pop(str(name), None)
    return right


def _below_wrong_keys(
    kind: type[Entry], given: dict[str, Any], errors: list[ErrorDetails]
) -> Iterator[tuple[Steps, Entry]]:
    for error in errors:
        if _is_wrong_key(error):
            name, key = str(error["loc"][0]), error["loc"][1]
            for entry in entries_in(kind.model_fields[name].annotation):
                yield (name, key), entry.model_validate(given[name][key])  # type: ignore[misc]
