"""Rules about keys look at the widget that has the focus, and at no other.

A filter of the whole program would see the same keys. But it is asked about every event of every widget, some
hundreds for one letter typed: each time Python's turn must be waited for, behind whatever the store is doing. And
for the first event of a widget that Qt keeps to itself the binding loads every class it has, to find a name for it.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget


class FollowsFocus(QObject):
    """Its `eventFilter` sees what the widget with the focus gets, before that widget does.

    `window` is where keys go while nothing in it has the focus.
    """

    def __init__(self, parent: QObject, window: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window, self._at = window, window
        if window is not None:
            window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._go_along)
        self._go_along()

    def _go_along(self) -> None:
        """The focus went elsewhere. Qt tells this also while it destroys the widget that had it."""
        if self._at is not None and self._at is not self._window and shiboken6.isValid(self._at):
            self._at.removeEventFilter(self)
        self._at = QApplication.focusWidget()
        if self._at is not None and self._at is not self._window:
            self._at.installEventFilter(self)
