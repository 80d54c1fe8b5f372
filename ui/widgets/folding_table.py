"""A table that folds: as many columns as there is room for, and what had its own column stands under another."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.cell_delegate import height_in
from ui.widgets.rows import Cell, Column
from ui.widgets.stack_cell import Stack, StackDelegate, stack_height
from ui.widgets.table import Table

Folds = Sequence[tuple[Column, ...]]
"""Sets of columns, the one that needs most room first."""


def columns_that_fit(folds: Folds, room: float) -> tuple[Column, ...]:
    """The first set of columns that fits a room measured at 100 % text; the last one whatever the room."""
    return next((fold for fold in folds if sum(column.width for column in fold) <= room), folds[-1])


class FoldingTable(Table):
    """Shows the columns that fit at this text size. Whoever fills it writes its cells for those."""

    folded = Signal()
    """Other columns are shown now."""

    def __init__(
        self,
        name: str,
        folds: Folds,
        *,
        two_lines: bool = False,
        grow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._folds = folds
        super().__init__(name, folds[0], two_lines=two_lines, grow=grow, parent=parent)
        self._cells = StackDelegate(self)
        self.setItemDelegate(self._cells)
        theme.changed.connect(self._fold)

    @abstractmethod
    def fill(self) -> None:
        """Show the same rows again, in the columns shown now."""

    def columns(self) -> tuple[Column, ...]:
        """The columns shown now."""
        return self.rows_model.columns

    def _fold(self) -> None:
        """Take the columns that fit the room at this text size."""
        columns = columns_that_fit(self._folds, self.viewport().width() * 100 / theme.reading().text_percent)
        if columns is self.columns():
            return
        key = self.current_key()
        self.rows_model.replace(())
        self.rows_model.beginResetModel()
        self.rows_model.columns = columns
        self.rows_model.endResetModel()
        self._share_width()
        self.folded.emit()
        self.fill()
        row = self.rows_model.row_of(key) if key is not None else -1
        if row >= 0:
            self.go_to_row(row)

    def _tall(self, cell: Cell, width: int) -> int:
        return stack_height(cell, width) if isinstance(cell, Stack) else height_in(cell, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may mean other columns."""
        self._fold()
        super().resizeEvent(event)
