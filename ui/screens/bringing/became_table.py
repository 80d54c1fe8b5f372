"""The rows of a file and what became of each: six columns, and fewer where there is no room for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ui.models.import_list import why
from ui.widgets.folding_table import FoldingTable
from ui.widgets.rows import Cell, Column, Row
from ui.widgets.stack_cell import Part, Stack
from workstation.domain import wording
from workstation.intake.outcome import RowOutcome

WHOLE: Final = (
    Column("Sheet", 130), Column("Row", 64), Column("Child", 160), Column("What", 200, 1), Column("Result", 170),
    Column("Why", 320, 2),
)  # fmt: skip
_LEAST: Final = tuple(Column(column.title, round(column.width * 0.8), column.stretch) for column in WHOLE)
"""The six with as little room as they can live with: their words then take more lines."""
NARROW: Final = (Column("Row, child and what", 200, 1), Column("Result, and why", 250, 2))
ONE: Final = (Column("Row, and what became of it", 160, 1),)
_RESULT = {
    "taken": ("check-circle-fill", "settled"), "taken with marks": ("warning-fill", "warning"),
    "refused": ("warning-octagon-fill", "danger"),
}  # fmt: skip


class BecameTable(FoldingTable):
    """Nothing is left out and nothing scrolls sideways."""

    def __init__(self) -> None:
        self._found: tuple[RowOutcome, ...] = ()
        super().__init__("Rows of the file", (WHOLE, _LEAST, NARROW, ONE))

    def show_found(self, rows: Sequence[RowOutcome]) -> None:
        """Show these."""
        self._found = tuple(rows)
        self.fill()

    def fill(self) -> None:
        """Show the same rows again, in the columns shown now."""
        columns = self.columns()
        self.show_rows([Row(at, _cells(row, columns)) for at, row in enumerate(self._found)])


def _cells(row: RowOutcome, columns: tuple[Column, ...]) -> tuple[Cell, ...]:
    icon, token = _RESULT[row.verdict]
    result, what, because = row.verdict.capitalize(), wording.sentence(row.what), why(row)
    if columns not in (NARROW, ONE):
        return (
            Cell(row.sheet), Cell(f"{row.row:,}"), Cell(row.child_ref), Cell(what),
            Cell(result, icon=icon, token=token), Cell(because),
        )  # fmt: skip
    place = f"{row.sheet}, row {row.row:,}"
    who = Part(place, "body_bold"), Part(row.child_ref), Part(what)
    came = Part(result, "body", token, icon), Part(because)
    if columns is ONE:
        return (_stack(*who, *came),)
    return (_stack(*who), _stack(*came))


def _stack(*parts: Part) -> Stack:
    return Stack(parts=parts, spoken=". ".join(part.words.rstrip(".") for part in parts if part.words))
