"""Things side by side while there is room for that, and under each other when there is not."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget, QWidgetItem

from ui import theme
from ui.widgets.measured import Measured

TOP = "top"
"""A property of what stands at the top of its row, however tall its neighbours are: labels stay on one line."""
BOTTOM = "bottom"
"""The same for what stands at the bottom of its row: buttons beside a box that has its label above it."""


class Labelled(QWidget):
    """What has a box under a label: boxes in one row stand on one line, however many lines their labels take."""

    def above_box(self, width: int) -> int:
        """How tall what stands above the box is, in a width."""
        raise NotImplementedError


class Beside(Measured):
    """A row that becomes a column below a width, so that no page ever scrolls sideways.

    `enough` is the width it needs for a row, at 100 % text.
    """

    def __init__(self, parent: QWidget | None = None, *, enough: int = 640, gap: int = 12) -> None:
        super().__init__(parent)
        self._items: list[tuple[QLayoutItem, int]] = []
        self._enough, self._gap, self._next = enough, gap, 1
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, share: int = 1) -> None:
        """Put a widget after the others. A share of 0 gives it only the width it asks for."""
        self._next = share
        self.addWidget(widget)
        self._next = 1

    def ask_for(self, enough: int) -> None:
        """Another width that is needed for a row, where more stands in it now."""
        if enough != self._enough:
            self._enough = enough
            self.invalidate()

    def addWidget(self, widget: QWidget) -> None:
        """Put a widget after the others. The item is made here: the binding hears when Qt deletes one of ours,
        but would take a new one of Qt's at the same address for the old one.
        """
        self.addChildWidget(widget)
        item = QWidgetItem(widget)
        if widget.property(TOP):
            item.setAlignment(Qt.AlignmentFlag.AlignTop)
        if widget.property(BOTTOM):
            item.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self.addItem(item)

    def addItem(self, item: QLayoutItem) -> None:
        """Part of Qt's contract for layouts; use add."""
        self._items.append((item, self._next))
        self.forget()

    def count(self) -> int:
        """How many things are in it."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Part of Qt's contract for layouts."""
        return self._items[index][0] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Part of Qt's contract for layouts."""
        self.forget()
        return self._items.pop(index)[0] if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes only the height it needs."""
        return Qt.Orientation.Horizontal

    def wished(self) -> QSize:
        """As a row."""
        shown = [item.sizeHint() for item, _share in self._shown()]
        wide = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(wide, max((size.height() for size in shown), default=0))

    def least(self) -> QSize:
        """As a column: the widest single thing must fit."""
        size = QSize()
        for item, _share in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[tuple[QLayoutItem, int]]:
        return [(item, share) for item, share in self._items if not item.isEmpty()]

    def place(self, rect: QRect, *, move: bool) -> int:
        """As a row, or as a column where that is too wide."""
        shown = self._shown()
        if not shown:
            return 0
        if rect.width() >= theme.px(self._enough):
            return self._as_row(rect, shown, move)
        return self._as_column(rect, shown, move)

    def _as_row(self, rect: QRect, shown: list[tuple[QLayoutItem, int]], move: bool) -> int:
        shares = sum(share for _item, share in shown)
        asked = sum(item.sizeHint().width() for item, share in shown if share == 0)
        spare = rect.width() - asked - self._gap * (len(shown) - 1)
        widths = [
            spare * share // shares if share else item.sizeHint().width() for item, share in shown
        ]  # fmt: skip
        items = [item for item, _share in shown]
        talls = [_tall(item, width) for item, width in zip(items, widths, strict=True)]
        lower = _lowered(items, widths)
        row, x = max(tall + down for tall, down in zip(talls, lower, strict=True)), rect.x()
        for (item, share), width, tall, down in zip(shown, widths, talls, lower, strict=True):
            if move:
                top = down if share else (row - tall) // 2
                item.setGeometry(QRect(x, rect.y() + top, width, row - down if share else tall))
            x += width + self._gap
        return row

    def _as_column(self, rect: QRect, shown: list[tuple[QLayoutItem, int]], move: bool) -> int:
        y = rect.y()
        for item, share in shown:
            width = rect.width() if share else min(rect.width(), item.sizeHint().width())
            tall = _tall(item, width)
            if move:
                item.setGeometry(QRect(rect.x(), y, width, tall))
            y += tall + self._gap
        return y - self._gap - rect.y()


def _tall(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _lowered(items: list[QLayoutItem], widths: list[int]) -> list[int]:
    """How much lower each thing stands than the top of the row, so that all boxes begin on one line."""
    above = [
        widget.above_box(width) if isinstance(widget := item.widget(), Labelled) else None
        for item, width in zip(items, widths, strict=True)
    ]
    line = max((tall for tall in above if tall is not None), default=0)
    return [0 if tall is None else line - tall for tall in above]
