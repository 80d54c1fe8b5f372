"""How somebody may be reached: the number, when it is safe, the word that says so; and what must never be used."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import ink
from ui.widgets.buttons import link
from ui.widgets.evidence_row import beside
from ui.widgets.mark import LineMark
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words


@dataclass(frozen=True)
class SafeShown:
    """What is known of reaching somebody. `number` is what may be copied; empty when nothing may be."""

    safe: str = ""
    """`Safe to ring: 07700 900123, after 12:00. Code word: library.`"""
    number: str = ""
    never: str = ""
    """What must not be used."""
    letters: str = ""
    """Why nothing goes on paper."""

    def spoken(self) -> tuple[str, ...]:
        """What a screen reader says."""
        never = f"Do not ring: {self.never}" if self.never else ""
        return (self.safe, never, self.letters)


class NeverUse(QWidget):
    """`Do not ring:` and what must not be used, struck out. It can be neither chosen nor copied."""

    def __init__(self) -> None:
        super().__init__()
        self._line = _Struck()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(LineMark("warning-octagon-fill", "danger", self._line))
        row.addWidget(self._line, 1)

    def words(self) -> str:
        """What it says."""
        return self._line.words()

    def set_never(self, never: str) -> None:
        """Say what must not be used."""
        self._line.struck = never
        self._line.set_words(f"Do not ring: {never}" if never else "")


class _Struck(Words):
    """Words of which a part is struck out."""

    def __init__(self) -> None:
        super().__init__("", "secondary_bold", token="danger", wrap=True)
        self.struck = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, one part struck out: words first, the line only repeats them."""
        laid = ink.lay(self.words(), "secondary_bold", self.width(), struck=self.struck, leading=ink.READING)
        ink.draw(QPainter(self), laid, 0, 0, theme.colour("danger"))


class SafeContact(QWidget):
    """Three lines at most. Only the safe number is offered for copying."""

    copy_wanted = Signal()
    """The safe number is wanted, to dial it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.safe = MarkLine("text", "phone")
        self.copy = link("Copy number", "copy")
        self._first = beside(self.safe, self.copy)
        self.never = NeverUse()
        self.letters = MarkLine("danger", "warning-octagon-fill", role="secondary_bold")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._first, self.never, self.letters):
            column.addWidget(part)
        self.copy.clicked.connect(self.copy_wanted)

    def show_safe(self, shown: SafeShown, name: str) -> None:
        """Show what is known."""
        self.safe.set_words(shown.safe)
        self.never.set_never(shown.never)
        self.letters.set_words(shown.letters)
        self.copy.setAccessibleName(f"Copy the safe number of {name}")
        self._first.setVisible(bool(shown.safe))
        self.copy.setVisible(bool(shown.number))
        self.never.setVisible(bool(shown.never))
        self.letters.setVisible(bool(shown.letters))
        self.setVisible(any(shown.spoken()))
