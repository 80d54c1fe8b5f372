"""Holding a contact open past its time, in step 6: that it is held, the link, and the form under it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.models.by_when import understood_moment
from ui.screens.steps.evidence_step import EvidenceStep, fields_in
from ui.widgets.buttons import link
from ui.widgets.field import Understood
from ui.widgets.hold_form import HoldForm
from ui.widgets.mark_line import MarkLine
from workstation.domain import kinds, wording
from workstation.domain.changed import Changed
from workstation.services import decide


class Holding(QWidget):
    """Missing a clock never forces a decision: with a reason it is held open."""

    def __init__(self, step: EvidenceStep) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._step = step
        self.held = MarkLine("info", "pause-circle", word_token="text")
        self.hold = link("Hold open, because…", "pause-circle")
        self.form = HoldForm(step.keep_field, self._understand)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.held)
        column.addWidget(self.hold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.form)
        self.form.hide()
        self.hold.clicked.connect(self._open)
        self.form.saved.connect(self._save)
        self.form.closed.connect(self._close)

    def show_held(self, held: kinds.HeldOpen | None) -> None:
        """Show whether it is held open, and until when."""
        self.held.setVisible(held is not None)
        if held is not None:
            agreed = f" Agreed by {held.agreed_by}." if held.agreed_by else ""
            until = wording.moment(held.until)
            self.held.set_words(f"Held open until {until}, because: {held.because}{agreed}")
        self.hold.set_words("Hold open longer, because…" if held else "Hold open, because…")

    def _open(self) -> None:
        self.form.show()
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self.form.hide()
        self.hold.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, because: str, until: datetime, agreed: str) -> None:
        drafts = self._step.drafts_of(*fields_in(self.form))
        self._step.act(decide.hold_open, because, until, agreed, drafts=drafts, done=self._saved)

    def _saved(self, changed: Changed) -> None:
        for field in fields_in(self.form):
            field.set_text("")
        self._close()
        self._step.offer_undo("Held open.", changed)

    def _understand(self, text: str) -> Understood:
        return Understood(*understood_moment(text, self._step.desk.now()))
