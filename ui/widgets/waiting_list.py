"""The list of what waits for a manager: who, from where, what is recommended, and how many gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.widgets import ink
from ui.widgets.chip import ChipLook, chip_size, paint_chip

_ITEM = Qt.ItemDataRole.UserRole + 1
_EDGE, _GAP = 12, 3


@dataclass(frozen=True)
class WaitingItem:
    """One contact that waits."""

    key: str
    child: str
    chip: ChipLook
    about: str
    waiting: str
    recommends: str

    def spoken(self) -> str:
        """What a screen reader says for it."""
        return f"{self.child}. {self.chip.words}. {self.about}. {self.waiting}. {self.recommends}"


class _Rows(QStyledItemDelegate):
    """Three lines a contact: name and chip; where from and how long; what is recommended."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As tall as its words in the width of the list."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else theme.px(280)
        return QSize(width, self._place(None, QRect(0, 0, width, 0), index.data(_ITEM), "text", "secondary"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The words, the bar of the one that is open, the ring of the one with the focus."""
        rect: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        view = self.parent()
        painter.save()
        painter.fillRect(rect, theme.colour("selected" if chosen else "surface"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), theme.colour("action"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("hairline"))
        tone = "on_selected" if chosen else "text"
        self._place(painter, rect, index.data(_ITEM), tone, tone if chosen else "secondary")
        if chosen and isinstance(view, QListView) and view.hasFocus():
            ring = QRectF(rect).adjusted(1, 1, -1, -1)
            ink.rounded(painter, ring, border=theme.colour("focus"), width=theme.focus_width(), radius=3)
        painter.restore()

    def _place(self, painter: QPainter | None, rect: QRect, item: WaitingItem, tone: str, quiet: str) -> int:
        """Lay it out and, with a painter, draw it; answers how tall it is."""
        edge, y = theme.px(_EDGE), rect.top() + theme.px(10)
        room = rect.width() - 2 * edge
        chip = chip_size(item.chip)
        name = ink.lay(item.child, "body_bold", room - chip.width() - theme.px(8))
        if painter is not None:
            ink.draw(painter, name, rect.left() + edge, y, theme.colour(tone))
            paint_chip(painter, rect.right() - edge - chip.width(), y - theme.px(2), item.chip)
        y += max(name.size.height(), chip.height()) + theme.px(_GAP)
        waiting = ink.lay(item.waiting, "small")
        beside = waiting.size.width() <= room * 0.5
        about = ink.lay(item.about, "small", room - (waiting.size.width() + theme.px(8) if beside else 0))
        if painter is not None:
            ink.draw(painter, about, rect.left() + edge, y, theme.colour(quiet))
            if beside:
                ink.draw(painter, waiting, rect.right() - edge - waiting.size.width(), y, theme.colour(quiet))
        y += about.size.height() + theme.px(_GAP)
        lines = [item.recommends] if beside else [item.waiting, item.recommends]
        for words in lines:
            laid = ink.lay(words, "small", room)
            if painter is not None:
                ink.draw(painter, laid, rect.left() + edge, y, theme.colour(quiet))
            y += laid.size.height() + theme.px(_GAP)
        return y + theme.px(7) - rect.top()


class WaitingList(QListView):
    """Up and Down move, and what has the focus is what is shown beside. Enter goes into it."""

    shown = Signal(str)
    """The key of the contact to show."""
    entered = Signal()
    """Enter: go on in the contact that is shown."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = QStandardItemModel(self)
        self._filling = False
        self.setModel(self._model)
        self.setItemDelegate(_Rows(self))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setStyleSheet("QListView { border: 0; }")
        self.selectionModel().currentChanged.connect(self._moved)
        theme.changed.connect(self._measure)

    def show_items(self, items: Sequence[WaitingItem]) -> None:
        """Show these. The one that was open stays open if it is still there."""
        key = self.key()
        if [item.key for item in items] == self.keys():
            for at, item in enumerate(items):
                self._dress(self._model.item(at), item)
            return
        self._filling = True
        self._model.clear()
        for item in items:
            row = QStandardItem()
            self._dress(row, item)
            self._model.appendRow(row)
        self._filling = False
        if key in self.keys():
            self.go_to(key)

    def keys(self) -> list[str]:
        """The keys in order."""
        return [self._model.item(at).data(_ITEM).key for at in range(self._model.rowCount())]

    def key_after(self, key: str) -> str:
        """The key of the one below; nothing after the last."""
        keys = self.keys()
        return next(iter(keys[keys.index(key) + 1 :]), "") if key in keys else ""

    def key(self) -> str:
        """The key of the one that is open, or nothing."""
        index = self.currentIndex()
        return index.data(_ITEM).key if index.isValid() else ""

    def item(self, key: str) -> WaitingItem | None:
        """What is shown of one."""
        found: WaitingItem | None = next(
            (i for at in range(self._model.rowCount()) if (i := self._model.item(at).data(_ITEM)).key == key),
            None,
        )
        return found

    def go_to(self, key: str) -> None:
        """Open one without telling: the screen asked for it."""
        keys = self.keys()
        if key in keys:
            self._filling = True
            self.setCurrentIndex(self._model.index(keys.index(key), 0))
            self._filling = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the contact."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _dress(self, row: QStandardItem, item: WaitingItem) -> None:
        row.setText(item.child)
        row.setData(item, _ITEM)
        row.setData(item.spoken(), Qt.ItemDataRole.AccessibleTextRole)

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and not self._filling:
            self.shown.emit(now.data(_ITEM).key)

    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
