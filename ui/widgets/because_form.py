"""A reason in words, accepted instead of evidence. The manager reads it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import link, primary
from ui.widgets.evidence_row import Keep, buttons_row
from ui.widgets.field import TextField


class BecauseForm(QWidget):
    """One question, one box, Save and Close. An empty reason is not a reason."""

    saved = Signal(str)
    """The reason."""
    closed = Signal()

    def __init__(self, question: str, keep: Keep, place: str, save: str = "Save this reason") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.because = TextField(question, "The manager reads this.")
        self.fill = keep(self.because, place)
        """Shows the reason that stands."""
        self.save, close = primary(save, "check"), link("Close")
        self.save.clicked.connect(self.commit)
        close.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.because)
        column.addWidget(buttons_row(self.save, close))
        self.setFocusProxy(self.because)

    def started(self) -> bool:
        """Whether anything is written."""
        return bool(self.because.text().strip())

    def commit(self) -> None:
        """Tell the reason, or say that it is missing."""
        words = self.because.text().strip()
        self.because.set_error("" if words else "Say why, in a few words.")
        if words:
            self.saved.emit(words)
        else:
            self.because.setFocus(Qt.FocusReason.OtherFocusReason)
