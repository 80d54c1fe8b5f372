"""What is asked about an address: its words, who lives there, and what would give it away while it is hidden."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.beside import Beside
from ui.widgets.buttons import secondary
from ui.widgets.choice import Ticks
from ui.widgets.field import LineField, TextField
from workstation.domain.ids import PersonId

Residents = Sequence[tuple[PersonId, str]]
"""Everybody who is named in the contact, and what they are called."""
_BETWEEN: Final = re.compile(r"[,;\n]")
_GIVE_AWAY: Final = (
    "Such as a workplace, a landlord, a car. Commas between them. No copy that hides it shows them."
)


class LivesThere(QWidget):
    """Who lives at one address, and more words that would give it away. Only those it is known of are ticked."""

    told = Signal()
    """Somebody pressed the button."""

    def __init__(self, residents: Residents, ticked: Collection[PersonId], words: str) -> None:
        super().__init__()
        self.who = Ticks(
            [(person, called) for person, called in residents], "Who lives there?", horizontal=True
        )
        self.who.set_values(ticked)
        if not residents:
            self.who.hide()
        self.more = LineField("Other words that give it away", _GIVE_AWAY)
        self.save = secondary(words)
        self.save.clicked.connect(self.told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.who)
        column.addWidget(self.more)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)

    def people(self) -> tuple[PersonId, ...]:
        """Who is ticked."""
        return tuple(PersonId(value) for value in self.who.values())

    def words(self) -> tuple[str, ...]:
        """What was written to be hidden with it."""
        return tuple(word.strip() for word in _BETWEEN.split(self.more.text()) if word.strip())


class NewAddress(QWidget):
    """A form for one more address."""

    recorded = Signal()
    """It has words, and somebody pressed the button."""

    def __init__(self, residents: Residents, ticked: Collection[PersonId]) -> None:
        super().__init__()
        self.lines, self.postcode = TextField("Address", lines=2, most_lines=5), LineField("Postcode")
        self.private = Ticks(
            [("private", "Confidential: nobody may learn it from us")], name="Confidential address"
        )
        self.lives = LivesThere(residents, ticked, "Record this address")
        self.lives.more.hide()
        where = QWidget()
        beside = Beside(where, enough=560, gap=12)
        beside.add(self.lines, 3)
        beside.add(self.postcode, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (where, self.private, self.lives):
            column.addWidget(part)
        self.private.changed.connect(self._ask_for_words)
        self.lives.told.connect(self._record)

    def is_private(self) -> bool:
        """Whether nobody may learn it from us."""
        return bool(self.private.values())

    def _ask_for_words(self) -> None:
        self.lives.more.setVisible(self.is_private())

    def _record(self) -> None:
        if self.lines.text().strip() or self.postcode.text().strip():
            self.recorded.emit()
            return
        self.lines.set_error("Write the address, or part of it.")
        self.lines.setFocus()
