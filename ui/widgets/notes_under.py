"""Facts under a list, each in a box of its own, shown while there is something to say."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.fact_note import FactNote


class NotesUnder(QWidget):
    """Named notes in the order in which they were first shown. One that says the same stays as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._notes: dict[str, FactNote] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def note(self, name: str) -> FactNote | None:
        """The note of this name, if there is anything to say."""
        return self._notes.get(name)

    def show_note(self, name: str, words: str) -> None:
        """Say this under the list; nothing takes the note away."""
        old = self._notes.get(name)
        if old is not None:
            if old.accessibleName() == words:
                return
            del self._notes[name]
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        if words:
            self._notes[name] = FactNote("information", words)
            self._column.addWidget(self._notes[name])
