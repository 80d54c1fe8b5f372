"""The table of what was found: three columns, and one where there is room for no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ui.screens.finding.rows import COLUMNS
from ui.widgets.folding_table import FoldingTable
from ui.widgets.rows import Cell, Column, Row
from ui.widgets.stack_cell import Part, Stack

ONE: Final = (Column("What was found", 160, 1),)
_LEAST: Final = tuple(Column(column.title, round(column.width * 0.7), column.stretch) for column in COLUMNS)
"""The three with as little room as they can live with: their words then take more lines."""


class FoundTable(FoldingTable):
    """Shows the rows in the columns that fit; nothing is left out and nothing scrolls sideways."""

    def __init__(self) -> None:
        self._found: tuple[Row, ...] = ()
        super().__init__("People, contacts and agencies found", (COLUMNS, _LEAST, ONE), two_lines=True)

    def show_found(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self._found = tuple(rows)
        self.fill()

    def fill(self) -> None:
        """Show the same rows again, in the columns shown now."""
        one = self.columns() is ONE
        self.show_rows([_in_one(row) for row in self._found] if one else self._found)


def _in_one(row: Row) -> Row:
    """Everything under each other. A heading is its first cell."""
    if row.heading:
        return Row(row.key, row.cells[:1], heading=True)
    first = row.cells[0]
    told = [
        f"{of.title}: {cell.aloud()}"
        for of, cell in zip(COLUMNS[1:], row.cells[1:], strict=True)
        if cell.aloud()
    ]
    parts = tuple(part for cell in row.cells for part in _parts(cell))
    return Row(row.key, (Stack(parts=parts, icon=first.icon, spoken=". ".join([first.aloud(), *told])),))


def _parts(cell: Cell) -> Iterator[Part]:
    if cell.words:
        yield Part(cell.words, "body_bold" if cell.bold else "body")
    if cell.second:
        yield Part(cell.second, "small", "secondary")
    if cell.chips:
        yield Part(chips=cell.chips)
