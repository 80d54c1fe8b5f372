"""What came back from the referrer, and that somebody tried to reach them: two short panels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.screens.drafting import Draft
from ui.seat import Seat
from ui.widgets.buttons import primary, secondary
from ui.widgets.choice import Choice
from ui.widgets.field import LineField, TextField
from ui.widgets.nesting import nest
from ui.widgets.overlay import Overlay
from ui.widgets.words import Words
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.way_back import REACHED
from workstation.services import referring, words
from workstation.trouble import Trouble

_HOW: Final = (
    ("phone", "On the phone"),
    ("email", "By email"),
    ("letter", "By letter"),
    ("in person", "In person"),
)
_OTHER: Final = "other"
_CAME_OF_IT: Final = (
    (REACHED[1], "Spoke to them"), ("no answer", "No answer"), ("left a message", "Left a message"),
    (_OTHER, "Something else"),
)  # fmt: skip


class _Short(Overlay):
    """A heading, some fields, a button that does it and one that does not."""

    def __init__(self, seat: Seat, over: QWidget, contact: ContactId, title: str, button: str) -> None:
        super().__init__(over, title, width=560)
        self._seat, self._desk, self._contact = seat, seat.desk, contact
        self.go = primary(button, "", "Ctrl+Enter")
        self.go.clicked.connect(lambda _checked=False: self.record())
        self._keep = secondary("Not now", "", "Esc")
        self._keep.clicked.connect(lambda _checked=False: self.put_away())
        self.body.addWidget(Words(title, "h2", wrap=True))

    def _end(self, *fields: QWidget) -> None:
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addWidget(self._keep)
        row.addStretch(1)
        for field in fields:
            self.body.addWidget(field)
        nest(self.body, row)

    def commands(self) -> dict[str, Callable[[], object]]:
        """Ctrl+Enter is a key of the whole window: while this is open, it means this."""
        return {"contact.save_next": self.record}

    def record(self) -> None:
        """Put it on record."""
        raise NotImplementedError

    def _done(self, said: str, changed: Changed) -> None:
        seat = self._seat
        self.finish()
        seat.changes.publish(changed)
        seat.notices.settled(said)


class ReplyPanel(_Short):
    """What they answered, in their words. The answers are put in their places afterwards."""

    def __init__(self, seat: Seat, over: QWidget, contact: ContactId, who: str) -> None:
        super().__init__(seat, over, contact, f"{who}: what did they answer?", "Record the answer")
        self.words = TextField("Their words", "Paste the email, or write down what they said.", lines=5)
        self.how = Choice(_HOW, "How did it come?", horizontal=True)
        self.how.set_value("email")
        self._draft = Draft(seat, self.words, f"contact/{contact}/reply", contact)
        self._end(self.words, self.how)
        seat.bench.run(words.kept, self._desk, self._draft.key, done=self._draft.restore)

    def record(self) -> None:
        """They answered: what waits goes on."""
        if not self._draft.text():
            self.words.set_error("What did they answer? A few of their words are enough.")
            self.words.setFocus()
            return
        self._seat.bench.run(
            self._work, self._draft.text(), self.how.value() or "", done=self._went, trouble=self._say
        )

    def _work(self, said: str, how: str) -> Changed:
        return referring.replied(self._desk, self._contact, said, how=how)

    def _went(self, changed: Changed) -> None:
        self._draft.drop()
        self._done("The answer is recorded. Put it under the questions it answers.", changed)

    def _say(self, trouble: Trouble) -> None:
        self.words.set_error(f"{trouble.title} {trouble.what_to_do}")


class TriedPanel(_Short):
    """Somebody tried to reach the referrer: how, and what came of it."""

    def __init__(self, seat: Seat, over: QWidget, contact: ContactId, who: str) -> None:
        super().__init__(seat, over, contact, f"You tried to reach {who}", "Record it")
        self.result = Choice(_CAME_OF_IT, "What came of it?")
        self.other = LineField("What?")
        self.other.hide()
        self.how = Choice(_HOW, "How?", horizontal=True)
        self.how.set_value("phone")
        self.result.chosen.connect(self._chosen)
        self.other.edit.returnPressed.connect(self.record)
        self._end(self.result, self.other, self.how)

    def _chosen(self, value: str) -> None:
        self.other.setVisible(value == _OTHER)
        if value == _OTHER:
            self.other.setFocus()

    def record(self) -> None:
        """It is a line in the log; a return needs one."""
        chosen = self.result.value() or ""
        result = self.other.text().strip() if chosen == _OTHER else chosen
        if not result:
            self.result.set_error("What came of it?")
            self.result.setFocus()
            return
        self._seat.bench.run(
            referring.tried, self._desk, self._contact, self.how.value() or "phone", result,
            done=self._went, trouble=self._say,
        )  # fmt: skip

    def _went(self, changed: Changed) -> None:
        self._done("Recorded that you tried to reach them.", changed)

    def _say(self, trouble: Trouble) -> None:
        self.result.set_error(f"{trouble.title} {trouble.what_to_do}")


def reply(seat: Seat, over: QWidget, contact: ContactId, who: str) -> ReplyPanel:
    """Ask what they answered."""
    panel = ReplyPanel(seat, over, contact, who)
    panel.closed.connect(panel.finish)
    panel.open(panel.words)
    return panel


def tried(seat: Seat, over: QWidget, contact: ContactId, who: str) -> TriedPanel:
    """Ask what came of trying to reach them."""
    panel = TriedPanel(seat, over, contact, who)
    panel.closed.connect(panel.finish)
    panel.open(panel.result)
    return panel
