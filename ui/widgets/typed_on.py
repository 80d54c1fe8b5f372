"""Whoever types a letter where nothing can be written wants to write: it arrives in the box that is meant."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def begins_words(event: QKeyEvent) -> bool:
    """Whether the key is the beginning of something written. Space presses what has the focus."""
    text = event.text()
    return bool(text.strip()) and text.isprintable() and not event.modifiers() & _COMMANDS


def write_on(box: QLineEdit | QPlainTextEdit, event: QKeyEvent) -> None:
    """Go to the box, to the end of what is in it, and type the same key there."""
    # A box that Tab leads to has its words selected: the next letter would replace them.
    box.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(box, QLineEdit):
        box.end(False)
    else:
        box.moveCursor(QTextCursor.MoveOperation.End)
    QApplication.sendEvent(box, event)
