"""What a value in a curated file may be, by type: as long, as exact and of the pattern that its column takes."""

from decimal import Decimal
from functools import partial
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictFloat, StrictInt

from kb.exchange.problems import quoted
from kb.models.rules import TEXT_LENGTH
from kb.models.source import EXCERPT_LENGTH, EXCERPT_WORDS
from kb.openness.licensing import names_in
from kb.vocabulary import components


def _excerpt(text: str) -> str:
    words = len(text.split())
    if words > EXCERPT_WORDS:
        raise ValueError(f"has {words} words; an excerpt has at most {EXCERPT_WORDS}")
    if len(text) > EXCERPT_LENGTH:
        raise ValueError(f"has {len(text)} characters; an excerpt has at most {EXCERPT_LENGTH}")
    return text


def _fifteen_digits(number: int | float) -> int | float:
    digits = len(Decimal(str(number)).normalize().as_tuple().digits)
    if digits > 15:
        raise ValueError(f"has {digits} digits; at most 15 are kept exactly")
    return number


def _places(kept: int, number: int | float) -> int | float:
    exponent = Decimal(str(number)).normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > kept:
        raise ValueError(f"is written too finely; {kept} places behind the point are kept")
    return number


def _license_expression(text: str) -> str:
    if text and names_in(text) is None:
        raise ValueError(f"{quoted(text)} is no expression such as mit OR apache-2.0")
    return text


LicenseExpression = Annotated[str, Field(max_length=200), AfterValidator(_license_expression)]
SLUG = r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$"
Slug = Annotated[str, Field(pattern=SLUG, max_length=80)]
LongSlug = Annotated[str, Field(pattern=SLUG, max_length=120)]
Text = Annotated[str, Field(min_length=1, max_length=TEXT_LENGTH)]
Note = Annotated[str, Field(max_length=TEXT_LENGTH)]
Url = Annotated[str, Field(pattern=r"^https?://\S+$", max_length=600)]
Where = Annotated[str, Field(pattern=r"^https?://\S+$", max_length=500)]
HomePage = Annotated[str, Field(pattern=r"^https?://\S+$", max_length=200)]
# Whole numbers stay exact; a text that looks like a number is none. The bounds are those of the columns.
# SQLite keeps fifteen digits of a number.
Number = Annotated[
    StrictInt | StrictFloat,
    Field(gt=-1e35, lt=1e35),
    AfterValidator(_fifteen_digits),
    AfterValidator(partial(_places, 4)),
]
Threshold = Annotated[StrictInt | StrictFloat, Field(ge=0, lt=1e17), AfterValidator(partial(_places, 2))]
Year = Annotated[StrictInt, Field(ge=1000, le=2999)]
Short = Annotated[str, Field(max_length=40)]
Excerpt = Annotated[str, Field(max_length=400), AfterValidator(_excerpt)]
ComponentKey = Literal[tuple(components.KEYS)]  # type: ignore[valid-type]
