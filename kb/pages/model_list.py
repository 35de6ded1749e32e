"""The list view of models as prebuilt HTML: what a phone shows well, and the matrix does not."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from kb.catalogue.listing import Row, RowGroup
from kb.catalogue.profiles import LETTERS, STATUS_OF
from kb.pages.iris import named_symbol
from kb.templatetags.dates import timed
from kb.vocabulary.components import BY_KEY, KEYS, Component, Group
from kb.vocabulary.statuses import Status


def model_list(groups: Iterable[RowGroup], sort: str) -> SafeString:
    """A heading for each rung, where rows stand by rung, and an item for each model: its rung and five marks; before
    them the mark of the component that the list is sorted by."""
    component = BY_KEY.get(sort.removeprefix("-"))
    return mark_safe("".join(_group(one, component) for one in groups))  # noqa: S308 - names are escaped below


def _group(group: RowGroup, component: Component | None) -> str:
    head = f"<h2>{named_symbol(group.rung)} <small>{group.count}</small></h2>" if group.rung else ""
    items = "".join(_item(row, component, with_rung=not group.rung) for row in group.rows)
    return f'{head}<ul class="models">{items}</ul>'


def _item(row: Row, component: Component | None, *, with_rung: bool) -> str:
    name, maker = escape(row.local_name), escape(row.local_organization)
    released = f" · {timed(row.released)}" if row.released else ""
    rung = f'<p class="models__rung">{named_symbol(row.rung)}</p>' if with_rung else ""
    marks = "".join(
        f'<li><a class="mark {LETTERS[Status(status)]}" href="{row.slug}/#group-{group.value}">{escape(group.label)}'
        f'<span class="unseen">: {escape(Status(status).label)}</span></a></li>'
        for group, status in zip(Group, row.statuses, strict=True)
    )
    return (
        f'<li><a class="models__name" href="{row.slug}/">{name}</a> <span class="meta">{maker}{released}</span>'
        f'{_sorted_by(row, component) if component else ""}{rung}<ul class="models__marks">{marks}</ul></li>'
    )


def _sorted_by(row: Row, component: Component) -> str:
    letter = row.cells[KEYS.index(component.key)]
    return (
        f'<p class="models__marks"><a class="mark {letter}" href="{row.slug}/#{component.key}">'
        f"{escape(component.label)}: {escape(STATUS_OF[letter].label)}</a></p>"
    )
