"""A box that opens a list to pick one thing from, with headings in the list. Letters jump to what begins so.

A wheel turned over a closed box scrolls the page: nothing is chosen in passing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QElapsedTimer,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import icons, theme
from ui.widgets import ink

_ITEM = Qt.ItemDataRole.UserRole + 1
_MOST_SHOWN = 14
_PAUSE = 1500
"""Milliseconds after which letters begin a new word."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Picked:
    """One thing to pick: its value and its words. Without a value it is a heading over what follows."""

    words: str
    value: str | None = None


class PickModel(QAbstractListModel):
    """Things to pick from; one model may serve many boxes."""

    def __init__(self, items: Sequence[Picked], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items = tuple(items)
        self._rows = {item.value: row for row, item in enumerate(self.items) if item.value is not None}

    def row_of(self, value: str) -> int:
        """Where a value stands, or -1."""
        return self._rows.get(value, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many, headings too."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words for Qt and screen readers, the item for our delegate."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.items[index.row()].words
        return self.items[index.row()] if role == _ITEM else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be picked."""
        if not index.isValid() or self.items[index.row()].value is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Rows(QStyledItemDelegate):
    """Draws a line of the list: headings small and bold, the chosen one with a bar at its left."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as its words."""
        item: Picked = index.data(_ITEM)
        heading = item.value is None
        wide = ink.size_of(item.words, "small_bold" if heading else "body").width()
        return QSize(wide + theme.px(40), max(24, theme.px(30 if heading else 32)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The words on their ground."""
        item: Picked = index.data(_ITEM)
        rect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and item.value is not None
        painter.save()
        painter.fillRect(rect, theme.colour("selected" if chosen else "surface"))
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 4, rect.height(), theme.colour("focus"))
        heading = item.value is None
        laid = ink.lay(item.words, "small_bold" if heading else "body")
        top = rect.bottom() - laid.size.height() - theme.px(2) if heading else (
            rect.top() + (rect.height() - laid.size.height()) / 2
        )  # fmt: skip
        token = "on_selected" if chosen else "secondary" if heading else "text"
        ink.draw(painter, laid, rect.left() + theme.px(10 if heading else 20), top, theme.colour(token))
        painter.restore()


class PickBox(QComboBox):
    """Shows what is picked. `name` says what is asked; the words in the box are the answer, not the name.

    A page may hold hundreds of these boxes. Qt measures every line of a list for every box, so a box gets its list
    only when somebody comes to it.
    """

    picked = Signal(str)
    """The value a person picked."""

    def __init__(self, name: str, items: PickModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._items, self._value, self._instead = items, "", ""
        self._has_list = False
        self._typed, self._typed_at = "", QElapsedTimer()
        self.addItem("")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._tell)
        theme.changed.connect(self._measure)

    def value(self) -> str:
        """What is picked; empty when nothing is."""
        return self._value

    def words(self) -> str:
        """What is picked, in words."""
        row = self._items.row_of(self._value)
        return self._items.items[row].words if row >= 0 else self._instead

    def set_value(self, value: str, instead: str = "") -> None:
        """Show what is picked; `instead` are the words for a value that is not in the list. Does not send
        `picked`.
        """
        self._value, self._instead = value, instead
        if self._has_list:
            self.setCurrentIndex(self._items.row_of(value))
        else:
            self.setItemText(0, self.words())
        self.update()

    def _tell(self, row: int) -> None:
        value = self._items.items[row].value
        if value is not None:
            self._value = value
            self.picked.emit(value)

    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def open_list(self) -> None:
        """Have the whole list, not only what is picked."""
        if self._has_list:
            return
        self._has_list = True
        self.setModel(self._items)
        view = QListView(self)
        view.setItemDelegate(_Rows(view))
        view.setAccessibleName(self.accessibleName())
        self.setView(view)
        self.set_value(self._value, self._instead)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody comes: arrows and letters need the list."""
        self.open_list()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters go to what begins so, or has a word that does; a space after letters is one of them."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        text = event.text()
        if self._typed_at.isValid() and self._typed_at.elapsed() > _PAUSE:
            self._typed = ""
        if not plain or not text.isprintable() or not text or (text.isspace() and not self._typed):
            super().keyPressEvent(event)
            return
        self._typed += text.casefold()
        self._typed_at.start()
        row = self._found()
        if row >= 0 and row != self.currentIndex():
            self.setCurrentIndex(row)
            self._tell(row)

    def _found(self) -> int:
        """The line for what was typed: one letter again and again goes through all that begin with it."""
        rows = [row for row, item in enumerate(self._items.items) if item.value is not None]
        words = {row: self._items.items[row].words.casefold() for row in rows}
        if len(self._typed) > 1 and len(set(self._typed)) == 1:
            begin = [row for row in rows if words[row].startswith(self._typed[0])]
            after = [row for row in begin if row > self.currentIndex()]
            return (after or begin or [-1])[0]
        begin = [row for row in rows if words[row].startswith(self._typed)]
        inside = [row for row in rows if f" {self._typed}" in words[row]]
        return (begin or inside or [-1])[0]

    def showPopup(self) -> None:
        """The list is as wide as its widest line needs, within the window."""
        self.open_list()
        widest = max((ink.size_of(item.words, "body").width() for item in self._items.items), default=0)
        wanted = min(widest + theme.px(60), self.window().width() - 20)
        self.view().setMinimumWidth(max(self.width(), wanted))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls; the answer stays."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """A line with room for most of what can be picked."""
        return QSize(theme.px(280), max(24, theme.px(36)))

    def minimumSizeHint(self) -> QSize:
        """Words may be cut short; the list shows them whole."""
        return QSize(theme.px(120), max(24, theme.px(36)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, words, and the arrow that says there is a list."""
        painter = QPainter(self)
        focused = self.hasFocus()
        ink.rounded(
            painter, QRectF(self.rect()), fill=theme.colour("focus_fill" if focused else "surface"),
            border=theme.colour("focus" if focused else "border"), width=theme.focus_width() if focused else 1,
            radius=4,
        )  # fmt: skip
        token = "on_focus" if focused else "text"
        left, arrow = theme.px(10), theme.px(16)
        right = self.width() - arrow - theme.px(10)
        laid = ink.lay(ink.shorten(self.words(), "body", right - left - theme.px(6)), "body")
        top = (self.height() - laid.size.height()) / 2
        quiet = not self.value() and not focused
        ink.draw(painter, laid, left, top, theme.colour("secondary" if quiet else token))
        icons.paint(painter, right, (self.height() - arrow) / 2, "caret-down", token, 16)
