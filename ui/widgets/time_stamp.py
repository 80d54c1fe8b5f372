"""F5: the time, where the cursor is, apart from the words before it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from workstation.domain import wording


def put_in(box: QLineEdit | QPlainTextEdit, now: datetime) -> None:
    """Put the time in, as if it had been typed; can be undone. It takes the place of what is chosen."""
    before = _letter_before(box)
    space = " " if before and not before.isspace() else ""
    words = f"{space}{wording.clock(now)} "
    if isinstance(box, QLineEdit):
        box.insert(words)
    else:
        box.insertPlainText(words)


def _letter_before(box: QLineEdit | QPlainTextEdit) -> str:
    """The letter the time will stand behind; nothing at the very beginning."""
    if isinstance(box, QLineEdit):
        at = box.selectionStart() if box.hasSelectedText() else box.cursorPosition()
        return box.text()[:at][-1:]
    at = box.textCursor().selectionStart()
    # Qt's own end of a line is U+2029, which is a space like any other.
    return str(box.document().characterAt(at - 1)) if at else ""
