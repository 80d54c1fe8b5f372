"""The table of the queue: the columns that fit, rows as tall as they need, one focus for the whole row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from ui import theme
from ui.screens import queue_cells
from ui.widgets.folding_table import FoldingTable
from workstation.domain.queue import QueueRow


class QueueTable(FoldingTable):
    """Shows queue rows; `bottom_near` when there may be more to fetch."""

    bottom_near = Signal()

    def __init__(self) -> None:
        self._rows: tuple[QueueRow, ...] = ()
        super().__init__("Queue", queue_cells.FOLDS, two_lines=True)
        self.verticalScrollBar().valueChanged.connect(self._tell_bottom)

    def show_queue(self, rows: Sequence[QueueRow]) -> None:
        """Show these rows; the row with the focus and the place on the page stay."""
        self._rows = tuple(rows)
        at = self.verticalScrollBar().value()
        self.fill()
        self.verticalScrollBar().setValue(at)

    def fill(self) -> None:
        """Show the same rows again, in the columns shown now."""
        self.show_rows([queue_cells.row_of(row, self.columns()) for row in self._rows])

    def _tell_bottom(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() - value < theme.px(400):
            self.bottom_near.emit()
