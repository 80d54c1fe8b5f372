"""Somebody refused support out of fear of another person: what was found out, and what keeps them safe (D07)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import primary
from ui.widgets.evidence_row import Keep, buttons_row
from ui.widgets.fact_note import FactNote
from ui.widgets.field import TextField

_MEANWHILE = "Until then: every address is hidden, no letters, and only a number marked as safe is shown."


class SafetyCard(QWidget):
    """A note that stays until it is answered."""

    saved = Signal(str, str)
    """What was found out, and the plan."""

    def __init__(self, name: str, keep: Keep, start: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.note = FactNote("danger", f"{name} is afraid of somebody. Look at safety first.", _MEANWHILE)
        self.found = TextField("What did you find out about safety?", lines=1)
        self.plan = TextField("What keeps them safe from now on?", lines=1)
        self.save = primary("Save the safety review", "check")
        keep(self.found, f"{start}.found")
        keep(self.plan, f"{start}.plan")
        for part in (self.found, self.plan, buttons_row(self.save)):
            self.note.body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.note)
        self.save.clicked.connect(self.commit)
        self.setFocusProxy(self.found)

    def started(self) -> bool:
        """Whether anything is written."""
        return bool(self.found.text().strip())

    def commit(self) -> None:
        """Tell what was found out, or say that it is missing."""
        found = self.found.text().strip()
        self.found.set_error("" if found else "Say what you found out, or who will ask and when.")
        if found:
            self.saved.emit(found, self.plan.text().strip())
        else:
            self.found.setFocus(Qt.FocusReason.OtherFocusReason)
