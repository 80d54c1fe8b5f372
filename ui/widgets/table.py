"""A table that is read by row: no grid, one focus ring round the whole row, everything by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui import shortcuts, theme
from ui.widgets import ink
from ui.widgets.cell_delegate import CellDelegate, height_in, row_height
from ui.widgets.rows import KEY, Cell, Column, Row, RowsModel

_TIGHTEST = 0.7
"""The share of their width that columns still live with: words then take more lines."""
_SOFTEST = 0.5
"""The same for columns of sentences alone."""


def widths(columns: Sequence[Column], room: int) -> list[int]:
    """Columns get their width; what is left goes to those that stretch. Where there is a little less room, columns
    of sentences give it, and those of a word or a number when they must.
    """
    wished = [theme.px(column.width) for column in columns]
    shares = sum(column.stretch for column in columns)
    spare = room - sum(wished)
    if spare >= 0 or room < _TIGHTEST * sum(wished):
        gets = spare if shares and spare > 0 else 0
        return [
            width + gets * of.stretch // max(shares, 1) for width, of in zip(wished, columns, strict=True)
        ]
    soft = sum(width for width, of in zip(wished, columns, strict=True) if of.stretch)
    if soft + spare < _SOFTEST * soft:
        return [width * room // sum(wished) for width in wished]
    return [
        width * (soft + spare) // soft if of.stretch else width
        for width, of in zip(wished, columns, strict=True)
    ]


class Table(QTableView):
    """Shows rows of cells. Arrows move the row with the focus, Enter opens it, letters act on it."""

    opened = Signal(object)
    """The key of the row to open."""
    commanded = Signal(str, object)
    """A list command such as "list.park", and the key of the row it is for."""
    moved = Signal(object)
    """The key of the row that has the focus now."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        two_lines: bool = False,
        compact: bool = False,
        grow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._two_lines, self._compact, self._grow = two_lines, compact, grow
        self.letters = True
        """Whether single letters act. Some people switch them off (WCAG 2.1.4)."""
        self.rows_model = RowsModel(columns, self)
        self._cells = CellDelegate(self)
        self.setModel(self.rows_model)
        self.setItemDelegate(self._cells)
        self._settle_behaviour()
        self.clicked.connect(self._notice)
        self.doubleClicked.connect(self._open_index)
        theme.changed.connect(self._measure)
        self._measure()

    def _settle_behaviour(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows. The row with the focus keeps it if it is still there; else its place does."""
        key, at = self.current_key(), self.currentIndex().row()
        self.rows_model.replace(rows)
        self._share_height()
        row = self.rows_model.row_of(key) if key is not None else -1
        if row < 0:
            row = self._near_row(min(at, len(rows) - 1)) if at >= 0 else self.first_row()
        if row >= 0 and row != self.currentIndex().row():
            self.go_to_row(row)
        self._mark_focus()

    def first_row(self) -> int:
        """The row somebody who comes to the table finds themselves on; -1 where there is none."""
        return self._near_row(0) if self.rows_model.rowCount() else -1

    def _near_row(self, row: int) -> int:
        """This row, or the one below it if it is a heading."""
        rows = self.rows_model.rows()
        return row + 1 if 0 <= row < len(rows) - 1 and rows[row].heading else row

    def current_key(self) -> object | None:
        """The key of the row with the focus."""
        index = self.currentIndex()
        return index.data(KEY) if index.isValid() else None

    def go_to_row(self, row: int) -> None:
        """Put the focus of the table on a row."""
        index = self.rows_model.index(row, max(0, self.currentIndex().column()))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)

    def height_for_rows(self, rows: int) -> int:
        """How tall the table is with so many rows, for tables that show everything they have."""
        return theme.px(38) + rows * self.verticalHeader().defaultSectionSize() + 4

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Tell the screen, and move the ring."""
        super().currentChanged(current, previous)
        self._mark_focus()
        if current.row() != previous.row():
            self.moved.emit(current.data(KEY) if current.isValid() else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters act on the row; the rest moves."""
        command = shortcuts.pressed_in_list(event)
        key = self.current_key()
        if command == "list.open":
            if key is not None:
                self.opened.emit(key)
        elif command and (self.letters or command == "list.filter"):
            self.commanded.emit(command, key)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, so they do not jump about."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is always a row with the focus, as long as there are rows."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows_model.rowCount():
            self.go_to_row(self.first_row())
        self._mark_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes with the focus."""
        super().focusOutEvent(event)
        self._mark_focus()

    def _mark_focus(self) -> None:
        self._cells.focused_row = self.currentIndex().row() if self.hasFocus() else -1
        self.viewport().update()

    def _open_index(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(KEY))

    def _notice(self, _index: QModelIndex) -> None:
        self._mark_focus()

    def _measure(self) -> None:
        self.setFont(theme.font("body"))
        self.horizontalHeader().setFont(theme.font("body_bold"))
        self.horizontalHeader().setFixedHeight(theme.px(38))
        self.verticalHeader().setDefaultSectionSize(row_height(self._two_lines, self._compact))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._share_width()
        self._share_height()
        self.viewport().update()

    def _share_width(self) -> bool:
        """Whether any column has another width now."""
        shared = widths(self.rows_model.columns, self.viewport().width())
        other = [at for at, width in enumerate(shared) if self.columnWidth(at) != width]
        for at in other:
            self.setColumnWidth(at, shared[at])
        return bool(other)

    def _share_height(self) -> None:
        """Rows are alike, but for those whose words need more lines than the others."""
        usual = self.verticalHeader().defaultSectionSize()
        widths = [self.columnWidth(at) for at in range(len(self.rows_model.columns))]
        for at, row in enumerate(self.rows_model.rows()):
            cells = zip(row.cells, widths, strict=False)
            tall = max((self._tall(cell, width) for cell, width in cells), default=usual)
            wanted = max(theme.px(30), tall) if row.heading else max(usual, tall)
            if self.rowHeight(at) != wanted:
                self.setRowHeight(at, wanted)
        if self._grow:
            self._fit_rows()

    def _tall(self, cell: Cell, width: int) -> int:
        """How tall a cell needs its row to be."""
        return height_in(cell, width)

    def _fit_rows(self) -> None:
        """A table on a page that scrolls is as tall as what it shows, so there is one scroll bar, not two."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sideways = self.horizontalHeader().length() > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if sideways else 0
        head = self.horizontalHeader().height()
        self.setFixedHeight(head + self.verticalHeader().length() + bar + 2 * self.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wider table gives its room to the columns that can use it."""
        super().resizeEvent(event)
        if self._share_width() or self._grow:
            self._share_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then one ring round the whole row with the focus."""
        super().paintEvent(event)
        row = self._cells.focused_row
        if row < 0 or not self.hasFocus():
            return
        top, tall = self.rowViewportPosition(row), self.rowHeight(row)
        wide = min(self.viewport().width(), self.horizontalHeader().length())
        ring = QRect(0, top, max(wide, self.viewport().width()), tall)
        painter = QPainter(self.viewport())
        ink.rounded(painter, QRectF(ring), border=theme.colour("focus"), width=theme.focus_width(), radius=3)
