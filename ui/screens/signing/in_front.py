"""Reading goes on while a screen is in front of somebody, and stands while it is not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ui.models.reading_time import ReadingTime


class InFront(QObject):
    """Watches a screen: shown, hidden, and another window in front of it."""

    def __init__(self, screen: QWidget, reading: ReadingTime) -> None:
        super().__init__(screen)
        self._screen, self._reading = screen, reading
        screen.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nothing is kept from the screen."""
        kind = event.type()
        if kind == QEvent.Type.Show:
            self._reading.look()
        elif kind == QEvent.Type.Hide:
            self._reading.look_away()
        elif kind == QEvent.Type.ActivationChange and self._screen.isVisible():
            (self._reading.look if self._screen.isActiveWindow() else self._reading.look_away)()
        return False
