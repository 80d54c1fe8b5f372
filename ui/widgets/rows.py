"""What stands in a table: rows of cells as values, and the model that shows them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.widgets.chip import ChipLook
from ui.widgets.clock_mark import ClockLook
from ui.widgets.state_mark import STATE_WORDS, State
from workstation.domain.unseen import marked

CELL = Qt.ItemDataRole.UserRole + 1
KEY = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex


class Cell(Struct, frozen=True):
    """One cell. Everything in it is drawn by one delegate; nothing in a table is a widget."""

    words: str = ""
    second: str = ""
    """A quieter line under the words."""
    bold: bool = False
    token: str = "text"
    icon: str = ""
    clock: ClockLook | None = None
    chips: tuple[ChipLook, ...] = ()
    """Under the words, where there are any."""
    states: tuple[tuple[str, State], ...] = ()
    """Check marks with what they are about: (("History", "gap"), …)."""
    spoken: str = ""
    """What is read aloud, where the words alone would not be enough."""

    def aloud(self) -> str:
        """What a screen reader says for the cell, after the column's name."""
        if self.spoken:
            return self.spoken
        parts = [self.words, self.second, *(chip.words for chip in self.chips)]
        parts += [f"{about}: {STATE_WORDS[state]}" for about, state in self.states]
        return ", ".join(part for part in parts if part)


class Row(Struct, frozen=True):
    """One row, and the key of the thing it stands for."""

    key: object
    cells: tuple[Cell, ...]
    heading: bool = False
    """The first cell is a heading for the rows below it: the focus passes it by."""


class Column(Struct, frozen=True):
    """One column: its heading, its width at 100 % text, and its share of the room that is left over."""

    title: str
    width: int = 120
    stretch: int = 0


class RowsModel(QAbstractTableModel):
    """Shows frozen rows. Sorting and filtering happened before they came here."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()

    def replace(self, rows: Sequence[Row]) -> None:
        """Show other rows. Rows that only changed keep the focus and the place they are in."""
        fresh = tuple(rows)
        if [row.key for row in fresh] == [row.key for row in self._rows]:
            self._rows = fresh
            if fresh:
                last = self.index(len(fresh) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def row_of(self, key: object) -> int:
        """Where a key stands, or -1."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell for our delegate; words for Qt; the whole meaning for screen readers."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        cell = row.cells[index.column()] if index.column() < len(row.cells) else Cell()
        if role == CELL:
            return cell
        if role == KEY:
            return row.key
        if role == Qt.ItemDataRole.DisplayRole:
            return marked(cell.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if row.heading:
                return marked(cell.aloud())
            return f"{self.columns[index.column()].title}: {marked(cell.aloud()) or 'nothing'}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if index.isValid() and self._rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None
