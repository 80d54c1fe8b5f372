"""A short list of things to put into the text: press one and its words stand where the cursor was."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Button, link
from ui.widgets.card import Card
from ui.widgets.long_link import LongLink
from ui.widgets.words import Words

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class LinkList(Card):
    """Up and Down go through it, Enter takes one, Esc closes it."""

    chosen = Signal(str)
    """The words to put in."""
    closed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._lines: tuple[tuple[str, str], ...] | None = None
        self._buttons: list[Button] = []
        self._none = Words("No earlier contacts are on record.", "secondary", wrap=True)
        self._shut = link("Close")
        self._shut.clicked.connect(self._close)
        self.set_action(self._shut)
        self.add(self._none)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these: what the line says, and the words it puts in."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        for old in self._buttons:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for words, put in lines:
            button = LongLink(words)
            button.clicked.connect(partial(self.chosen.emit, put))
            self._buttons.append(button)
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._none.setVisible(not lines)
        first: QWidget = self._buttons[0] if self._buttons else self._shut
        self.setFocusProxy(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows and Esc of a list."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif step is not None and self._buttons:
            at = next((n for n, button in enumerate(self._buttons) if button.hasFocus()), -step)
            self._buttons[(at + step) % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
