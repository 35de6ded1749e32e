"""Columns of the matrix: a component each, or a whole group folded into one."""

from dataclasses import dataclass
from itertools import groupby

from kb.vocabulary.components import COMPONENTS, Component, Group


@dataclass(frozen=True)
class Column:
    """One column. `component` is None where the group is folded; `place`: the component's in the vocabulary."""

    group: Group
    component: Component | None = None
    place: int = -1

    @property
    def key(self) -> str:
        return self.component.key if self.component else self.group.value


@dataclass(frozen=True)
class ColumnGroup:
    """Columns of one group that stand side by side."""

    group: Group
    columns: tuple[Column, ...]
    is_folded: bool


def column_groups(chosen: tuple[str, ...], folded: tuple[str, ...]) -> list[ColumnGroup]:
    """The groups that have a column, in the order of the vocabulary.

    In: keys of components (none: all of them) and of groups to fold. A folded group is one column, whatever was chosen.
    """
    found = []
    for group, members in groupby(enumerate(COMPONENTS), lambda numbered: numbered[1].group):
        columns = tuple(Column(group, one, place) for place, one in members if not chosen or one.key in chosen)
        if group in folded:
            columns = (Column(group),)
        if columns:
            found.append(ColumnGroup(group, columns, group in folded))
    return found
