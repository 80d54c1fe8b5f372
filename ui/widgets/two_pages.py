"""Two pages over each other that share the height there is: what has to be answered above, what helps below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.scroll import Page

_MOST: Final = 0.68
"""The share of the height that the upper page takes at most where both have no room."""


class _Below(Page):
    """As tall as it is told to be, and no taller than that."""

    def __init__(self, name: str) -> None:
        super().__init__(name, margin=0)
        self.tall = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """What it was told."""
        return QSize(super().sizeHint().width(), self.tall)

    def minimumSizeHint(self) -> QSize:
        """It may be closed: then there is nothing in it."""
        return QSize(super().minimumSizeHint().width(), 0)


class TwoPages(QWidget):
    """The lower page has the height of what is in it. Where that leaves the upper one less than it cannot do
    without (`needs`, pixels from its top), the lower one gives way and scrolls.
    """

    def __init__(self, upper: Page, name: str, needs: Callable[[], int], *, gap: int = 8) -> None:
        """`name` is what the lower page is called."""
        super().__init__()
        self._upper, self._needs, self._gap = upper, needs, gap
        self.below = _Below(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(upper, 1)
        column.addWidget(self.below)
        for page in (upper, self.below):
            content = page.widget()
            if content is not None:
                content.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height is shared anew."""
        super().resizeEvent(event)
        self._share()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """So is the same height, where one of them has more in it now."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize} and self.isVisible():
            self._share()
        return super().eventFilter(watched, event)

    def _share(self) -> None:
        wanted = self.below.content_height()
        tall = wanted + self._gap if wanted else 0
        least = min(self._needs(), round(self.height() * _MOST))
        tall = max(0, min(tall, self.height() - least))
        if tall != self.below.tall:
            self.below.tall = tall
            self.below.setViewportMargins(0, self._gap if tall else 0, 0, 0)
            self.below.updateGeometry()
