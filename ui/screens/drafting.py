"""What is being typed: kept within a second on this computer, back with its cursor after anything that happens."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.seat import Seat
from ui.widgets.field import LineField, TextField
from workstation.domain.ids import ContactId
from workstation.services import words

KEEP_AFTER_MS = 400
"""From the first keystroke that is not kept yet. Writing takes a few more; together well under a second."""


class Draft(QObject):
    """Ties one text field to the words kept for it.

    `dirty` while something was typed that is not said yet: then nothing that arrives may change the field.
    """

    def __init__(self, seat: Seat, field: LineField | TextField, key: str, contact: ContactId | None) -> None:
        super().__init__(field)
        self._seat, self.field, self.key, self._contact = seat, field, key, contact
        self.dirty = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self._keep)
        field.changed.connect(self._typed)

    def text(self) -> str:
        """What is in the field, without space around it."""
        return self.field.text().strip()

    def restore(self, kept: str) -> None:
        """Put back words that were kept, with the cursor where it was. Nothing kept changes nothing."""
        place, found, text = kept.partition("\n")
        if not found or not place.isdigit() or self.dirty:
            return
        self.field.set_text(text)
        self._put_cursor(min(int(place), len(text)))
        self.dirty = True

    def fill(self, text: str) -> None:
        """Show what stands in the record, unless the person is typing here or has words that are not said."""
        if not self.dirty and not self.field.box.hasFocus():
            self.field.set_text(text)

    def saying(self) -> str:
        """The words are about to be said: stop keeping them. Answers what they are, for `said`."""
        self._timer.stop()
        return self.field.text()

    def said(self, text: str) -> None:
        """These words are in the record now. What was typed since stays a draft."""
        if self.field.text() == text:
            self.dirty = False
        else:
            self._timer.start()

    def unsaid(self) -> None:
        """Saying did not work: keep the words after all."""
        self.dirty = True
        self._keep()

    def drop(self) -> None:
        """The words are not wanted any more."""
        self._timer.stop()
        self.dirty = False
        self._seat.bench.run(words.keep, self._seat.desk, self.key, self._contact, "")

    def keep_now(self) -> None:
        """Do not wait for the second: the window may be closing."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def _typed(self, _text: str) -> None:
        self.dirty = True
        if not self._timer.isActive():
            self._timer.start()

    def _keep(self) -> None:
        text = self.field.text()
        kept = f"{self._cursor()}\n{text}" if text.strip() else ""
        self._seat.bench.run(words.keep, self._seat.desk, self.key, self._contact, kept)

    def _cursor(self) -> int:
        box = self.field.box
        return box.cursorPosition() if isinstance(box, QLineEdit) else box.textCursor().position()

    def _put_cursor(self, place: int) -> None:
        box = self.field.box
        if isinstance(box, QLineEdit):
            box.setCursorPosition(place)
            return
        cursor = QTextCursor(box.document())
        cursor.setPosition(place)
        box.setTextCursor(cursor)


def really_left() -> bool:
    """Whether the focus went to another field, not only away with the whole window (a call came in)."""
    return QApplication.focusWidget() is not None
