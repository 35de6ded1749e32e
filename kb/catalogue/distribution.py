"""How verdicts are distributed over the catalogue, and where two rule sets disagree. Read from the index."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.catalogue.index import Index
from kb.vocabulary.framework import Framework, Outcome

SHOWN = 12  # models named in one cell of a cross-table


@dataclass(frozen=True)
class Bar:
    """One outcome: how many models, and their share of all (0 to 1)."""

    outcome: Outcome
    count: int
    share: float

    @property
    def percent(self) -> str:
        """For a length in SVG, whatever the language's decimal sign."""
        return f"{100 * self.share:.2f}"


@dataclass(frozen=True)
class Cell:
    """Models with one outcome by each of two rule sets: how many, and the keys of the first by name."""

    count: int
    keys: list[int]


def bars(known: Index, framework: Framework) -> list[Bar]:
    """Every outcome of the rule set, the most open first, with the number of models."""
    total = len(known.keys) or 1
    bits = known.bits[framework.column]
    ordered = sorted(framework.outcomes, key=lambda one: -1 if one.rank is None else one.rank, reverse=True)
    counts = [(outcome, bits.get(outcome.key, 0).bit_count()) for outcome in ordered]
    return [Bar(outcome, count, count / total) for outcome, count in counts]


def cross_table(known: Index, rows: Framework, columns: Framework) -> list[tuple[Outcome, list[Cell]]]:
    """A row per outcome of the first, a cell per outcome of the second; rows without any model are left out."""
    table = []
    for row in ranked(rows):
        cells = [_cell(known, rows, row, columns, column) for column in ranked(columns)]
        if any(cell.count for cell in cells):
            table.append((row, cells))
    return table


def ranked(framework: Framework) -> Sequence[Outcome]:
    """Outcomes that say something of openness, the most open first."""
    return [one for one in reversed(framework.outcomes) if one.rank is not None]


def _cell(known: Index, rows: Framework, row: Outcome, columns: Framework, column: Outcome) -> Cell:
    found = known.bits[rows.column].get(row.key, 0) & known.bits[columns.column].get(column.key, 0)
    return Cell(found.bit_count(), known.ordered(found, "name")[:SHOWN])
