"""PgUp and PgDn turn from family to family, wherever the focus is on the page: in a box too."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.focused import FollowsFocus


class PageKeys(FollowsFocus):
    """Takes the two keys before a box would scroll with them."""

    turned = Signal(int)
    """1 for the next family, -1 for the one before."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only keys, only on this page, only without Ctrl and Shift, which select and go through tabs."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is None or not isinstance(watched, QWidget) or not self._page.isAncestorOf(watched):
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        self.turned.emit(step)
        return True
