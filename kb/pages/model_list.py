"""The list view of models as prebuilt HTML: what a phone shows well, and the matrix does not."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kb.catalogue.listing import Row, RowGroup
from kb.catalogue.profiles import LETTERS
from kb.templatetags.dates import timed
from kb.vocabulary.components import Group
from kb.vocabulary.frameworks import LADDER
from kb.vocabulary.statuses import Status


def model_list(groups: Iterable[RowGroup]) -> SafeString:
    """A heading for each rung, where rows stand by rung, and an item for each model: its rung and five marks."""
    return mark_safe("".join(map(_group, groups)))  # noqa: S308 - names are escaped below


def _group(group: RowGroup) -> str:
    head = f"<h2>{_rung(group.rung)} <small>{group.count}</small></h2>" if group.rung else ""
    return f'{head}<ul class="models">{"".join(_item(row, with_rung=not group.rung) for row in group.rows)}</ul>'


def _item(row: Row, *, with_rung: bool) -> str:
    korean = get_language() == "ko"
    name = escape((row.name_ko if korean else "") or row.name)
    maker = escape((row.organization_ko if korean else "") or row.organization)
    released = f" · {timed(row.released)}" if row.released else ""
    rung = f'<p class="models__rung">{_rung(row.rung)}</p>' if with_rung else ""
    marks = "".join(
        f'<li><a class="mark {LETTERS[Status(status)]}" href="{row.slug}/#group-{group.value}">{escape(group.label)}'
        f'<span class="unseen">: {escape(Status(status).label)}</span></a></li>'
        for group, status in zip(Group, row.statuses, strict=True)
    )
    return (
        f'<li><a class="models__name" href="{row.slug}/">{name}</a> <span class="meta">{maker}{released}</span>{rung}'
        f'<ul class="models__marks">{marks}</ul></li>'
    )


def _rung(key: str) -> str:
    outcome = LADDER.outcome(key)
    iris = f'<svg width="17" height="17" aria-hidden="true"><use href="#iris-{key}"/></svg>'
    return f"{iris}{escape(str(outcome.label)) if outcome else ''}"
