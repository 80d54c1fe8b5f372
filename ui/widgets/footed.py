"""A page with something under it that stays in view while the page scrolls, where the window is tall enough."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.scroll import Page

_TALL = 720
"""From this height on there is room for what is read and for what is written about it."""


class Footed(QWidget):
    """`foot` ends the column `home` on the page; in a tall window it stands under the page instead.

    What has to be written about something long is then beside it, not under it. `wanted` says whether the page has
    nothing on it that has to be answered before.
    """

    def __init__(self, page: Page, foot: QWidget, home: QVBoxLayout, wanted: Callable[[], bool]) -> None:
        super().__init__()
        self._foot, self._home, self._wanted = foot, home, wanted
        self._tall: bool | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        self._below = QWidget()
        self._room = QVBoxLayout(self._below)
        self._room.setContentsMargins(16, 8, 24, 12)
        self._below.hide()
        column.addWidget(self._below)
        theme.changed.connect(self.place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less height."""
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Put it where it belongs now."""
        tall = self.height() >= theme.px(_TALL) and self._wanted()
        if tall == self._tall:
            return
        self._tall = tall
        focus = QApplication.focusWidget()
        inside = focus is not None and self._foot.isAncestorOf(focus)
        (self._room if tall else self._home).addWidget(self._foot)
        self._below.setVisible(tall)
        if inside and focus is not None:
            focus.setFocus()
