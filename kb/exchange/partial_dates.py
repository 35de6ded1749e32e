"""Dates in curated files: as exact as they are known, or full days."""

import re
from datetime import date
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from kb.exchange.problems import quoted
from kb.vocabulary.editorial import Precision

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


class PartialDate(NamedTuple):
    """A date as exact as it is known: `2023`, `2023-05` or `2023-05-28`. The day is the first of its period."""

    day: date
    precision: Precision

    @classmethod
    def parse(cls, text: Any) -> "PartialDate":
        """In: the text (or the bare number of a year). Raises ValueError."""
        found = None if isinstance(text, bool) else _DATE.match(str(text))
        year, month, day = found.groups() if found else ("0", None, None)  # there is no such year
        precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        try:
            return cls(date(int(year), int(month or 1), int(day or 1)), precision)
        except ValueError:
            raise ValueError(f"{quoted(text)} is no date; dates look like 2023-05-28, 2023-05 or 2023") from None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler):
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema, handler):
        return {"anyOf": [{"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}, {"type": "integer"}]}

    def __str__(self) -> str:
        return self.day.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[self.precision]]


def _full_day(text: Any) -> date:
    parsed = PartialDate.parse(text)
    if parsed.precision != Precision.DAY:
        raise ValueError(f"{quoted(text)} is no full date, such as 2023-05-28")
    return parsed.day


class Day(date):
    """A full date."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler):
        return core_schema.no_info_plain_validator_function(_full_day)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema, handler):
        return {"type": "string", "format": "date"}
