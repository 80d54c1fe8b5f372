"""Escalate (O2, F12): a child is in danger now. Three fields, and it acts at once, whatever is unfinished."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.seat import Seat
from ui.widgets.buttons import danger, secondary
from ui.widgets.field import LineField, TextField
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.overlay import Overlay
from ui.widgets.words import Words
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import decide, words
from workstation.trouble import Trouble


class EscalatePanel(Overlay):
    """What is the danger, who has been told, who agreed. Only the first is needed."""

    def __init__(self, seat: Seat, over: QWidget, contact: ContactId, child: str) -> None:
        super().__init__(over, f"Escalate now {child}".strip(), width=600)
        self._seat, self._desk, self._contact = seat, seat.desk, contact
        self._key = f"contact/{contact}/escalate"
        self.what = TextField("What is the danger now?", "A few words are enough.")
        self.told = LineField("Who have you told?")
        self.agreed = LineField("Who agreed?", "A manager’s name, if one did. You can add it later.")
        go = danger("Act now", "lightning-fill", "Ctrl+Enter")
        keep = secondary("Not now", "", "Esc")
        go.clicked.connect(lambda _checked=False: self.act_now())
        keep.clicked.connect(lambda _checked=False: self.put_away())
        row = QHBoxLayout()
        row.addWidget(go)
        row.addWidget(keep)
        row.addStretch(1)
        self.body.addWidget(Words(f"Escalate now: {child}" if child else "Escalate now", "h2", wrap=True))
        phone = self._desk.settings.duty_phone
        ring = f"Ring the duty manager: {phone}. " if phone else "Ring the duty manager. "
        self.body.addWidget(
            MarkLine("danger", "lightning-fill", f"{ring}This marks the contact ‘act now’ and puts it on top of "
                     "every queue. You can finish the checks after."),
        )  # fmt: skip
        for field in (self.what, self.told, self.agreed):
            self.body.addWidget(field)
            field.changed.connect(self._keep_words)
        nest(self.body, row)
        seat.bench.run(words.kept, self._desk, self._key, done=self._take_up)

    def _take_up(self, kept: str) -> None:
        if kept and not self.what.text():
            said = (*kept.split("\n\n"), "", "")
            self.what.set_text(said[0])
            self.told.set_text(said[1])
            self.agreed.set_text(said[2])

    def _keep_words(self, _text: str) -> None:
        whole = f"{self.what.text()}\n\n{self.told.text()}\n\n{self.agreed.text()}"
        self._seat.bench.latest(self._key, words.keep, self._desk, self._key, self._contact, whole)

    def commands(self) -> dict[str, Callable[[], object]]:
        """Ctrl+Enter is a key of the whole window: while this is open, it means this."""
        return {"contact.save_next": self.act_now, "contact.escalate": self.act_now}

    def fold(self) -> None:
        """With large text the boxes come before what is said under them."""
        for field in (self.what, self.agreed):
            field.set_hint("")

    def act_now(self) -> None:
        """Mark it."""
        if not self.what.text().strip():
            self.what.set_error("What is the danger now? A few words are enough.")
            self.what.setFocus()
            return
        self._seat.bench.run(
            decide.escalate, self._desk, self._contact, self.what.text().strip(), self.told.text().strip(),
            self.agreed.text().strip(), done=self._acted, trouble=self._say,
        )  # fmt: skip

    def _say(self, trouble: Trouble) -> None:
        self.what.set_error(f"{trouble.title} {trouble.what_to_do}")

    def _acted(self, changed: Changed) -> None:
        seat = self._seat
        seat.bench.run(words.keep, self._desk, self._key, self._contact, "")
        self.finish()
        seat.changes.publish(changed)
        seat.notices.urgent(
            "Marked act now. It is on top of every queue.",
            "Ring the duty manager as well. Go on with the checks when the child is safe.",
        )


def ask(seat: Seat, over: QWidget, contact: ContactId, child: str = "") -> EscalatePanel:
    """Ask what the danger is, and act."""
    panel = EscalatePanel(seat, over, contact, child)
    panel.closed.connect(panel.finish)
    panel.open(panel.what.edit)
    return panel
