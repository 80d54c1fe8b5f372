"""Held open, because: a respectable state with a reason, an end, and whoever agreed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.beside import Beside
from ui.widgets.buttons import link, secondary
from ui.widgets.evidence_row import Keep, buttons_row
from ui.widgets.field import DateField, LineField, TextField, Understood
from ui.widgets.nesting import nest


class HoldForm(QWidget):
    """Missing a clock never forces a decision."""

    saved = Signal(str, object, str)
    """Why, until when (a datetime), who agreed."""
    closed = Signal()

    def __init__(self, keep: Keep, understand: Callable[[str], Understood]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.because = TextField(
            "Why is it held open?", "The manager reads this, and it stands beside the clock."
        )
        self.until = DateField("Until when?", understand, "For example tomorrow 10:00, or Fri")
        self.agreed = LineField("Who agreed?")
        for place, field in (("because", self.because), ("until", self.until), ("agreed", self.agreed)):
            keep(field, f"held.{place}")
        self.save, shut = secondary("Hold it open", "pause-circle"), link("Close")
        self.save.clicked.connect(self.commit)
        shut.clicked.connect(self.closed)
        row = Beside(enough=480)
        row.add(self.until, 1)
        row.add(self.agreed, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.because)
        nest(column, row)
        column.addWidget(buttons_row(self.save, shut))
        self.setFocusProxy(self.because)

    def commit(self) -> None:
        """Tell it, or say what is missing where it is."""
        because, until = self.because.text().strip(), self.until.value()
        self.because.set_error("" if because else "Say why it is held open.")
        if not because:
            self.because.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not isinstance(until, datetime):
            self.until.set_error(self.until.error() or "Say until when, for example tomorrow 10:00.")
            self.until.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.saved.emit(because, until, self.agreed.text().strip())
