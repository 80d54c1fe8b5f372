"""A layout that puts things side by side and goes to the next line when there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget, QWidgetItem

from ui import theme
from ui.widgets.measured import Measured

_LONGEST = 360
"""The width at 100 % text that a single thing may insist on."""


class Flow(Measured):
    """Left to right, then down. Taller things in a line push the next line down."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, gap if line_gap is None else line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, widget: QWidget) -> None:
        """Put a widget after the others. The item is made here: the binding hears when Qt deletes one of ours,
        but would take a new one of Qt's at the same address for the old one.
        """
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        """Part of Qt's contract for layouts; use addWidget."""
        self._items.append(item)
        self.forget()

    def count(self) -> int:
        """How many things are in it."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Part of Qt's contract for layouts."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Part of Qt's contract for layouts."""
        self.forget()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes only the room it needs."""
        return Qt.Orientation(0)

    def wished(self) -> QSize:
        """Everything on one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        tall = max((size.height() for size in shown), default=0)
        return self._grown(QSize(wide, tall))

    def least(self) -> QSize:
        """The widest single thing must fit, unless it is a name as long as a line: a page would make room for it
        where there is none, and cut what stands below.
        """
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return self._grown(QSize(min(size.width(), theme.px(_LONGEST)), size.height()))

    def _grown(self, size: QSize) -> QSize:
        edges: QMargins = self.contentsMargins()
        return size + QSize(edges.left() + edges.right(), edges.top() + edges.bottom())

    def place(self, rect: QRect, *, move: bool) -> int:
        """From left to right, line by line."""
        edges: QMargins = self.contentsMargins()
        room = rect.marginsRemoved(edges)
        x, y = room.x(), room.y()
        line: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if line and x + size.width() > room.right() + 1:
                y += _settle(line, move) + self._line_gap
                x, line = room.x(), []
            width = min(size.width(), room.width())
            tall = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
            line.append((item, QRect(QPoint(x, y), QSize(width, tall))))
            x += width + self._gap
        return y + _settle(line, move) - rect.y() + edges.bottom()


def _settle(line: list[tuple[QLayoutItem, QRect]], move: bool) -> int:
    """Centre the things of one line on each other; answer how tall the line is."""
    tall = max((place.height() for _item, place in line), default=0)
    if move:
        for item, place in line:
            item.setGeometry(place.translated(0, (tall - place.height()) // 2))
    return tall
