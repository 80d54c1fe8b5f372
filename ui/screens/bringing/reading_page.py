"""While a file is read: how far, how long still, and Stop; stopped, it can go on where it was."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.models.time_left import Going, time_left
from ui.notices import announce
from ui.widgets.buttons import primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.evidence_row import buttons_row
from ui.widgets.nesting import nest
from ui.widgets.words import Words

_LOOK_EVERY = 150


class ReadingPage(QWidget):
    """Shows one reading. Its `going` is handed to the reader."""

    again = Signal()
    """Go on with the same file."""
    another = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.going = Going()
        self._began = 0.0
        self.card = Card("Reading the file", role="h2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How much of the file is read")
        self.so_far, self.left = Words("", "body", wrap=True), Words("", "body", wrap=True)
        self.note = Words("", "secondary", wrap=True)
        self.stop = secondary("Stop", "x")
        self.go_on = primary("Go on", "arrow-right")
        self.other = quiet("Another file", "plus")
        self.stop.clicked.connect(lambda _checked=False: self._stop())
        self.go_on.clicked.connect(lambda _checked=False: self.again.emit())
        self.other.clicked.connect(lambda _checked=False: self.another.emit())
        for part in (
            self.bar, self.so_far, self.left, self.note, buttons_row(self.stop, self.go_on, self.other),
        ):  # fmt: skip
            self.card.add(part)
        row = QHBoxLayout()
        row.addWidget(self.card, 3)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 4, 18, 10)
        nest(column, row)
        column.addStretch(1)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY)
        self._look.timeout.connect(self.show_progress)

    def begin(self, name: str) -> None:
        """A reading begins."""
        self.going, self._began = Going(), time.monotonic()
        self.card.set_title("Reading the file")
        self.bar.setRange(0, 0)
        self.so_far.set_words(f"Opening {name}.")
        self._say_left("")
        self.note.set_words(
            "You can go on working elsewhere. Searches find these people when all of it is in."
        )
        self._suit(stopped=False)
        self._look.start()
        self.enter()

    def end(self) -> None:
        """It is at its end, one way or another."""
        self._look.stop()

    def show_stopped(self) -> None:
        """It was stopped: what was taken stays."""
        self.end()
        going = self.going
        self.card.set_title("Stopped")
        self.bar.setRange(0, max(going.whole, 1))
        self.bar.setValue(going.read)
        rows = f"after {going.read:,} rows of about {going.whole:,}" if going.of else "before the first row"
        self.so_far.set_words(f"Reading was stopped {rows}. What was taken stays.")
        self._say_left("")
        self.note.set_words("Go on takes the rest. Rows that are on record already are passed over.")
        self._suit(stopped=True)
        announce(self, self.so_far.words())
        self.enter()

    def enter(self) -> None:
        """To what can be pressed."""
        target = self.stop if not self.stop.isHidden() else self.go_on
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self) -> None:
        """How far it is now."""
        going = self.going
        if not going.of or going.stop:
            return
        self.bar.setRange(0, going.whole)
        self.bar.setValue(going.read)
        if going.kept:
            self.so_far.set_words(
                f"All {going.read:,} rows are read. Now the people in them are made findable."
            )
            self._say_left("")
            return
        self.so_far.set_words(f"{going.read:,} rows of about {going.whole:,}.")
        self._say_left(time_left(going.read, going.whole, time.monotonic() - self._began))

    def _stop(self) -> None:
        self.going.stop = True
        self.so_far.set_words("Stopping. What was taken so far stays.")
        self._say_left("")

    def _say_left(self, words: str) -> None:
        self.left.set_words(words)
        self.left.setVisible(bool(words))

    def _suit(self, *, stopped: bool) -> None:
        self.stop.setVisible(not stopped)
        self.go_on.setVisible(stopped)
        self.other.setVisible(stopped)
