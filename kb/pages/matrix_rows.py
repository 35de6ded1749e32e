"""Rows of the matrix as prebuilt HTML: 1,400 cells a page are too many for a template, and few enough bytes as text."""

from collections.abc import Iterable
from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kb.catalogue.listing import Row
from kb.catalogue.profiles import LETTERS
from kb.pages.iris import drawing
from kb.vocabulary.components import COMPONENTS
from kb.vocabulary.frameworks import LADDER

_SIZE = 17  # pixels of an iris


def matrix_rows(rows: Iterable[Row]) -> SafeString:
    """A `<tr>` per model. Links are relative to `/models/`, in whichever language the page is."""
    language = get_language() or "en"
    return mark_safe("".join(_row(row, language) for row in rows))  # noqa: S308 - names are escaped below


def _row(row: Row, language: str) -> str:
    korean = language == "ko"
    name = escape((row.name_ko if korean else "") or row.name)
    maker = escape((row.organization_ko if korean else "") or row.organization)
    ends = _cell_ends(language)
    cells = "".join(
        f"<td class={letter}><a tabindex=-1 href={row.slug}/{ends[place][letter]}"
        for place, letter in enumerate(row.cells)
    )
    head = f'<th scope=row><a href="{row.slug}/">{name}</a> <small>{maker}</small></th>'
    return f"<tr>{head}{_rungs(language)[row.rung]}{cells}</tr>"


def heads() -> SafeString:
    """A `<th>` per component, which are the same on every page of a language."""
    return _heads(get_language() or "en")


@cache
def _heads(language: str) -> SafeString:
    """In: the active language."""
    cells = (
        escape(one.label) if one.short == one.label else f'<abbr title="{escape(one.label)}">{escape(one.short)}</abbr>'
        for one in COMPONENTS
    )
    return mark_safe("".join(f'<th scope="col"><span>{cell}</span></th>' for cell in cells))  # noqa: S308 - escaped


@cache
def symbols() -> SafeString:
    """An iris for each outcome of the ladder, drawn once a page, and worked out once."""
    drawn = "".join(
        f'<symbol id="iris-{one.key}" viewBox="0 0 100 100">{drawing(one.rank, _SIZE)}</symbol>'
        for one in LADDER.outcomes
    )
    return mark_safe(f'<svg class="unseen" aria-hidden="true">{drawn}</svg>')  # noqa: S308 - numbers and our own keys


@cache
def _rungs(language: str) -> dict[str, str]:
    """The cell of the rung, by outcome: the iris, and its name for those who hear the page. In: the active language."""
    return {
        one.key: f"<td class=rung><svg width={_SIZE} height={_SIZE} aria-hidden=true><use href=#iris-{one.key} /></svg>"
        f"<span class=unseen>{escape(str(one.label))}</span></td>"
        for one in LADDER.outcomes
    }


@cache
def _cell_ends(language: str) -> list[dict[str, str]]:
    """What follows the slug in each cell, by column and letter: `#weights>open</a>`. In: the active language."""
    words = {letter: escape(str(status.label)) for status, letter in LETTERS.items()}
    return [{letter: f"#{component.key}>{word}</a></td>" for letter, word in words.items()} for component in COMPONENTS]
