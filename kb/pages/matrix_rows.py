"""Rows of the matrix as prebuilt HTML: 1,400 cells a page are too many for a template, and few enough bytes as text."""

from collections.abc import Callable, Iterable
from functools import cache

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from kb.catalogue.columns import Column, ColumnGroup
from kb.catalogue.listing import Row, RowGroup
from kb.catalogue.orders import direction
from kb.catalogue.profiles import LETTERS
from kb.catalogue.query import ModelQuery
from kb.pages.iris import named_symbol, symbol
from kb.vocabulary.components import COMPONENTS, Group
from kb.vocabulary.frameworks import LADDER
from kb.vocabulary.statuses import Status

_PLACES = {group: place for place, group in enumerate(Group)}


def matrix_bodies(groups: Iterable[RowGroup], columns: list[ColumnGroup]) -> SafeString:
    """A `<tbody>` for each group of rows. Links are relative to `/models/`, in whichever language the page is."""
    language = get_language() or "en"
    shown = [(column, place == 0) for group in columns for place, column in enumerate(group.columns)]
    cells = [_cells(column, first, language) for column, first in shown]
    bodies = (_body(group, cells, language) for group in groups)
    return mark_safe("".join(bodies))  # noqa: S308 - names are escaped below


def _body(group: RowGroup, cells: list[Callable[[Row], str]], language: str) -> str:
    head = ""
    if group.rung:
        head = (
            f"<tr class=rungs><th scope=rowgroup colspan={len(cells) + 2}><span>{named_symbol(group.rung)} "
            f"<small>{group.count}</small></span></th></tr>"
        )
    return f"<tbody>{head}{''.join(_row(row, cells, language) for row in group.rows)}</tbody>"


def _row(row: Row, cells: list[Callable[[Row], str]], language: str) -> str:
    name, maker = escape(row.local_name), escape(row.local_organization)
    head = f'<th scope=row><a href="{row.slug}/">{name}</a> <small>{maker}</small>'
    return f"<tr>{head}{_rungs(language)[row.rung]}{''.join(cell(row) for cell in cells)}"


@cache
def _cells(column: Column, starts_group: bool, language: str) -> Callable[[Row], str]:
    """What makes the cell of a row in this column. In: the active language, among others.

    What differs from the cell above comes last but for the word, which compresses best; a tab stop for every cell would
    bury the keyboard.
    """
    start = f"<td{' class=g' if starts_group else ''}><a tabindex=-1 href="
    words = {status: escape(str(status.label)) for status in Status}
    if column.component is None:
        anchor, place = f"group-{column.group.value}", _PLACES[column.group]
        ends = {str(status): f"/#{anchor} class={LETTERS[status]}>{word}</a>" for status, word in words.items()}
        return lambda row: f"{start}{row.slug}{ends[row.statuses[place]]}"
    ends = {letter: f"/#{column.key} class={letter}>{words[status]}</a>" for status, letter in LETTERS.items()}
    return lambda row: f"{start}{row.slug}{ends[row.cells[column.place]]}"


def matrix_heads(query: ModelQuery, columns: list[ColumnGroup]) -> SafeString:
    """A `<th>` per column, which leads to the list sorted by it, or turned; or unfolds its group.

    Each leads to the head that was used, so that the keyboard goes on from there: `#sorted` is the one sorted by.
    """
    words = _head_words(get_language() or "en")
    model = escape(pgettext("column", "Model"))
    cells = [
        f'<th scope="col" class="matrix__corner"{_order(query, "name")}>{_sorting(query, "name")}{model}</a></th>',
        _head(query, "rung", escape(pgettext("framework", "Rung"))),
    ]
    for group in columns:
        if group.is_folded:
            anchor = f"fold-{group.group.value}"
            address = f"{reverse('matrix')}{escape(query.toggled('fold', group.group.value).encode())}#{anchor}"
            unfold = f'<span class="unseen">{escape(_("Unfold:"))} </span>{escape(group.group.label)}'
            cells.append(
                f'<th scope="col" class="g"><span><a class="matrix__unfold" id="{anchor}" href="{address}">{unfold}</a>'
                "</span></th>"
            )
        for place, column in enumerate(group.columns if not group.is_folded else ()):
            cells.append(_head(query, column.key, words[column.key], "" if place else ' class="g"'))
    return mark_safe("".join(cells))  # noqa: S308 - escaped above


def _order(query: ModelQuery, key: str) -> str:
    found = direction(query.sort, key)
    return f' aria-sort="{found}"' if found else ""


def _sorting(query: ModelQuery, key: str) -> str:
    anchor = ' id="sorted"' if direction(query.sort, key) else ""
    return f'<a{anchor} href="{reverse("matrix")}{escape(query.sorted_or_turned(key).encode())}#sorted">'


def _head(query: ModelQuery, key: str, words: str, kind: str = "") -> str:
    return f'<th scope="col"{kind}{_order(query, key)}><span>{_sorting(query, key)}{words}</a></span></th>'


@cache
def _head_words(language: str) -> dict[str, str]:
    """What stands over each component's column. In: the active language."""
    return {
        one.key: escape(one.label)
        if one.short == one.label
        else f'<abbr title="{escape(one.label)}">{escape(one.short)}</abbr>'
        for one in COMPONENTS
    }


@cache
def _rungs(language: str) -> dict[str, str]:
    """The cell of the rung, by outcome: the iris, and its name for those who hear the page. In: the active language."""
    return {
        one.key: f"<td class=rung>{symbol(one.key)}<span class=unseen>{escape(one.label)}</span>"
        for one in LADDER.outcomes
    }
