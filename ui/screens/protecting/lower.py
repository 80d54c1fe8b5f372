"""A manager lowers an *act now*, with a reason: one of the few things that stop and ask (`ux.md` B4)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.seat import Seat
from ui.widgets.buttons import primary, secondary
from ui.widgets.field import TextField
from ui.widgets.nesting import nest
from ui.widgets.overlay import Overlay
from ui.widgets.words import Words
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.people import may_sign
from workstation.services import decide
from workstation.trouble import Trouble


class LowerPanel(Overlay):
    """Asks why the danger is lower. The gates of the contact are gates again."""

    def __init__(self, seat: Seat, over: QWidget, contact: ContactId) -> None:
        super().__init__(over, "Lower an act now", width=560)
        self._seat, self._contact = seat, contact
        self.why = TextField("Why is the danger lower?", "It stays on the record, with your name.")
        self.go = primary("Lower it", "", "Ctrl+Enter")
        keep = secondary("Leave it", "", "Esc")
        self.go.clicked.connect(lambda _checked=False: self.lower())
        keep.clicked.connect(lambda _checked=False: self.put_away())
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addWidget(keep)
        row.addStretch(1)
        self.body.addWidget(Words("Lower an act now", "h2", wrap=True))
        self.body.addWidget(
            Words(
                "What is not finished stops it again before it can go to a manager.", "secondary", wrap=True
            )
        )
        self.body.addWidget(self.why)
        nest(self.body, row)

    def commands(self) -> dict[str, Callable[[], object]]:
        """Ctrl+Enter lowers."""
        return {"contact.save_next": self.lower}

    def fold(self) -> None:
        """Without the hint."""
        self.why.set_hint("")

    def lower(self) -> None:
        """Lower it, if there is a reason."""
        self._seat.bench.run(
            decide.lower,
            self._seat.desk,
            self._contact,
            self.why.text(),
            done=self._lowered,
            trouble=self._say,
        )

    def _say(self, trouble: Trouble) -> None:
        self.why.set_error(trouble.title)
        self.why.setFocus()

    def _lowered(self, changed: Changed) -> None:
        self.finish()
        self._seat.changes.publish(changed)
        self._seat.notices.settled(
            "Lowered. What is not finished has to be finished before it can be decided."
        )


def ask(seat: Seat, over: QWidget, contact: ContactId) -> None:
    """Ask a manager why; tell anybody else whose step it is."""
    if not may_sign(seat.desk.worker):
        seat.notices.say("Only a manager can lower an act now.", "Ring the duty manager.")
        return
    panel = LowerPanel(seat, over, contact)
    panel.closed.connect(panel.finish)
    panel.open(panel.why.edit)
