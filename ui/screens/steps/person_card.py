"""A card about one person: what is known in a line or two; the fields unfold under it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.answered_list import AnsweredList
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.field import LineField
from workstation.domain.ids import PersonId


class PersonCard(Card):
    """The folding, and what a child and an adult have in common."""

    removed = Signal()

    def __init__(self, person: PersonId, remove: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.person = person
        self.given, self.family = LineField("Given name"), LineField("Family name")
        self.remove = link(remove)
        self.change = link("Change", "pencil-simple")
        self.answers = AnsweredList()
        """Who this person was judged to be, or not to be."""
        self._called = ""
        self._form = QWidget()
        self._fields = QVBoxLayout(self._form)
        self._fields.setContentsMargins(0, 4, 0, 0)
        self._fields.setSpacing(10)
        self._form.hide()
        self.set_action(self.change)
        self.change.clicked.connect(self._toggle)
        self.remove.clicked.connect(self.removed)

    def _call(self, name: str) -> None:
        """Name the person the button is about."""
        self._called = name
        self._say(self.change.words())

    def _say(self, words: str) -> None:
        """What the button does now; a screen reader also hears for whom."""
        self.change.set_words(words)
        self.change.setAccessibleName(f"{words} {self._called}")

    def open_form(self) -> None:
        """Unfold the fields."""
        self._form.show()
        self._say("Done")

    def _toggle(self) -> None:
        if self._form.isVisibleTo(self):
            self._form.hide()
            self._say("Change")
        else:
            self.open_form()
            self.given.setFocus()
