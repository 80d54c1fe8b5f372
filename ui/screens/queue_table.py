"""The table of the queue: the columns that fit, rows as tall as they need, one focus for the whole row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from ui import theme
from ui.screens import queue_cells
from ui.screens.queue_cells import QueueDelegate, Stack
from ui.widgets.cell_delegate import height_in
from ui.widgets.rows import Cell, Column
from ui.widgets.table import Table
from workstation.domain.queue import QueueRow


class QueueTable(Table):
    """Shows queue rows. It folds its columns by itself; `bottom_near` when there may be more to fetch."""

    bottom_near = Signal()
    folded = Signal()
    """Other columns are shown now."""

    def __init__(self) -> None:
        self._rows: tuple[QueueRow, ...] = ()
        super().__init__("Queue", queue_cells.WIDE, two_lines=True)
        self._cells = QueueDelegate(self)
        self.setItemDelegate(self._cells)
        self.verticalScrollBar().valueChanged.connect(self._tell_bottom)
        theme.changed.connect(self._fold)

    def show_queue(self, rows: Sequence[QueueRow]) -> None:
        """Show these rows; the row with the focus and the place on the page stay."""
        self._rows = tuple(rows)
        at = self.verticalScrollBar().value()
        self.show_rows([queue_cells.row_of(row, self.columns()) for row in self._rows])
        self.verticalScrollBar().setValue(at)

    def columns(self) -> tuple[Column, ...]:
        """The columns shown now."""
        return self.rows_model.columns

    def _fold(self) -> None:
        """Take the columns that fit the room at this text size."""
        room = self.viewport().width() * 100 / theme.reading().text_percent
        columns = queue_cells.columns_for(room)
        if columns is self.columns():
            return
        key = self.current_key()
        self.rows_model.replace(())
        self.rows_model.beginResetModel()
        self.rows_model.columns = columns
        self.rows_model.endResetModel()
        self._share_width()
        self.folded.emit()
        self.show_queue(self._rows)
        row = self.rows_model.row_of(key) if key is not None else -1
        if row >= 0:
            self.go_to_row(row)

    def _share_height(self) -> None:
        """Folded cells are as tall as what stands in them; all others as in every table."""
        usual = self.verticalHeader().defaultSectionSize()
        widths = [self.columnWidth(at) for at in range(len(self.rows_model.columns))]
        for at, row in enumerate(self.rows_model.rows()):
            cells = zip(row.cells, widths, strict=False)
            wanted = max((_tall(cell, width) for cell, width in cells), default=usual)
            if self.rowHeight(at) != max(usual, wanted):
                self.setRowHeight(at, max(usual, wanted))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may mean other columns."""
        self._fold()
        super().resizeEvent(event)

    def _tell_bottom(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() - value < theme.px(400):
            self.bottom_near.emit()


def _tall(cell: Cell, width: int) -> int:
    return queue_cells.stack_height(cell, width) if isinstance(cell, Stack) else height_in(cell, width)
