"""Of a history with nothing in it one still says that one looked: with one key, asked for once on the way on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import primary
from ui.widgets.mark_line import MarkLine

LOOKED: Final = "I have looked"
NOT_LOOKED: Final = (
    "You have not said that you looked. Press Enter to say so: the manager sees what was searched."
)


class Looked(QWidget):
    """The button, and over it what is missing. Once it was said, the button goes on."""

    def __init__(self, next_words: str) -> None:
        super().__init__()
        self._next = next_words
        self._said = False
        self.button = primary(LOOKED, "check", "Enter")
        self.missed = MarkLine("danger", "warning-octagon-fill")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.missed)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.missed.hide()
        self.setFocusProxy(self.button)

    def show_state(self, *, nothing: bool, said: bool) -> None:
        """Whether there is nothing to weigh, and whether somebody said that they looked."""
        self._said = said
        self.setVisible(nothing)
        self.button.set_words(*((self._next, "Ctrl+Enter") if said else (LOOKED, "Enter")))
        if said or not nothing:
            self._tell("")

    def asks_first(self) -> bool:
        """Whether to stay here: it was not said, and was not asked for yet. Asked twice it would be a wall."""
        if self.isHidden() or self._said or self.missed.words():
            return False
        self._tell(NOT_LOOKED)
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _tell(self, words: str) -> None:
        self.missed.set_words(words)
        self.missed.setVisible(bool(words))
        self.button.setAccessibleDescription(words)
