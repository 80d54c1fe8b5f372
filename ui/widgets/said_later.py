"""Says how a search went when the typing pauses: a screen reader that speaks at every key speaks over the keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.notices import announce

PAUSE_MS: Final = 800


class SaidLater(QTimer):
    """Holds the last words, and says them once nothing newer came for a moment."""

    def __init__(self, about: QWidget) -> None:
        super().__init__(about)
        self._about, self._words, self._said = about, "", ""
        self.setSingleShot(True)
        self.setInterval(PAUSE_MS)
        self.timeout.connect(self._say)

    def say(self, words: str) -> None:
        """These words, in a moment, unless others come first or they were the last that were said."""
        self._words = words
        self.start()

    def hush(self) -> None:
        """Say nothing of what was found."""
        self._words = self._said = ""
        self.stop()

    def _say(self) -> None:
        if self._words and self._words != self._said:
            self._said = self._words
            announce(self._about, self._words)
