"""Why an agency is not needed: one of the council's reasons, and words for whoever reads it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import link, primary
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import Keep, buttons_row
from ui.widgets.field import TextField


class WithoutForm(QWidget):
    """A reason to choose, a box, Save and Close. Neither a reason alone nor words alone is enough.

    Without reasons to choose from (somebody was tried and did not answer) the words are.
    """

    saved = Signal(str, str)
    """The id of the reason, and the words."""
    closed = Signal()

    def __init__(self, question: str, reasons: Sequence[tuple[str, str]], keep: Keep, place: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.reason = Choice(list(reasons), question) if reasons else None
        self.because = TextField("In a few words" if reasons else question, "The manager reads this.")
        keep(self.because, place)
        self.save, close = primary("Save this reason", "check"), link("Close")
        self.save.clicked.connect(self.commit)
        close.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        if self.reason is not None:
            column.addWidget(self.reason)
        column.addWidget(self.because)
        column.addWidget(buttons_row(self.save, close))
        self.setFocusProxy(self.reason or self.because)

    def started(self) -> bool:
        """Whether anything is written."""
        return bool(self.because.text().strip())

    def commit(self) -> None:
        """Tell the reason, or say what is missing where it is."""
        words = self.because.text().strip()
        reason = self.reason.value() if self.reason is not None else ""
        if self.reason is not None:
            self.reason.set_error("" if reason else "Which of these is it?")
        self.because.set_error("" if words else "Say why, in a few words.")
        if reason is None and self.reason is not None:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not words:
            self.because.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.saved.emit(reason or "", words)
