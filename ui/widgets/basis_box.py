"""The lawful basis for sharing: asked once, before the first request; one quiet line afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words

_FIRST = "Choose the lawful basis first. It covers every request of this contact."


class BasisBox(QWidget):
    """Five bases to choose from, none chosen; once one is recorded, what it is and Change."""

    chosen = Signal(str)
    """The basis the person chose."""

    def __init__(self, bases: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._words = dict(bases)
        self.needed = True
        """Whether one has to be chosen before anybody is asked."""
        self.card = Card("What allows you to ask?", "Asked once, before the first request")
        self.choice = Choice(list(bases), horizontal=True, name="Lawful basis for sharing")
        self.choice.chosen.connect(self.chosen)
        self.card.add(self.choice)
        self._shut = MarkLine("warning", "warning-fill")
        self._shut.setVisible(False)
        self.line = QWidget()
        self._said = Words("", "secondary", wrap=True)
        self.change = link("Change")
        self.change.setAccessibleName("Change the lawful basis")
        self.change.clicked.connect(self._open)
        row = QHBoxLayout(self.line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._said, 1)
        row.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addWidget(self.line)
        column.addWidget(self._shut)
        self.setFocusProxy(self.choice)

    def show_basis(self, basis: str, *, protect: bool, shut: str = "") -> None:
        """Show what is recorded. To protect a child nobody has to choose first. `shut` says why nobody may be asked
        although a basis is recorded.
        """
        self.needed = not basis and not protect
        self._shut.set_words(shut if basis else "")
        self._shut.setVisible(bool(shut and basis))
        self.choice.set_value(basis or None)
        self.card.setVisible(not basis)
        self.line.setVisible(bool(basis))
        self._said.set_words(f"Lawful basis for asking: {self._words.get(basis, basis)}.")
        note = "You can choose this later: protecting a child comes first." if protect else ""
        self.card.set_note(note or "Asked once, before the first request")

    def complain(self) -> None:
        """Somebody wants to ask and no basis is recorded."""
        self.choice.set_error(_FIRST)
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        self.card.show()
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
