"""The top of a page: what it is, a quiet note, and at the right what can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Role
from ui.widgets.beside import Beside
from ui.widgets.flow import Flow
from ui.widgets.nesting import nest
from ui.widgets.words import Words

_NOTE = 1400
"""Many names go on a line of their own rather than into a narrow column beside the title."""

_TITLE = 1000
"""A long name takes the width there is before it takes lines."""


class Heading(QWidget):
    """A title with a note beside it, and buttons at the right that go below when the room is short."""

    def __init__(
        self, title: str, note: str = "", *actions: QWidget, role: Role = "h1", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._note = Words(title, role, wrap=True), Words(note, "secondary", wrap=True)
        self._note.column = _NOTE
        self._title.column = _TITLE
        words, buttons = QWidget(), QWidget()
        flow = Flow(words, gap=12, line_gap=2)
        flow.addWidget(self._title)
        flow.addWidget(self._note)
        self._actions = Flow(buttons, gap=8)
        for action in actions:
            self._actions.addWidget(action)
        beside = Beside(enough=560, gap=12)
        beside.add(words, 1)
        beside.add(buttons, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        nest(column, beside)
        buttons.setVisible(bool(actions))
        self.set_title(title)
        self.set_note(note)

    def set_title(self, title: str) -> None:
        """Head the page differently."""
        self._title.set_words(title)

    def set_note(self, note: str) -> None:
        """Say something else beside the title."""
        self._note.set_words(note)
        self._note.setVisible(bool(note))
