"""The manager's decision and why: send back, change the outcome, or agree. Agreeing costs as many words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ui.widgets.buttons import link, secondary
from ui.widgets.card import Card
from ui.widgets.evidence_row import Keep, buttons_row
from ui.widgets.fact_note import FactNote
from ui.widgets.field import TextField
from ui.widgets.words import Words
from workstation.domain import wording

_HINT = "You can sign off when each point above has an answer. Your words are kept with the record."
_CHANGE = "Changing the outcome makes it your decision."
_CHANGE_DETAIL = "Then someone else has to sign it off: nobody signs off what they wrote or changed."


class Verdict(Card):
    """Words and buttons. Who may not sign sees why instead of the buttons."""

    back_pressed = Signal()
    agree_pressed = Signal()
    change_wanted = Signal()
    """The manager wants to change the outcome."""
    asked = Signal()
    """What is asked for besides the gaps changed."""

    def __init__(self, keep: Keep, refused: str = "") -> None:
        super().__init__("Your decision and why", role="h2")
        self.refused = refused
        """Why this manager may not sign it; empty when they may."""
        self.why, self.own = TextField("Your words", lines=3), TextField("What else should the worker do?")
        keep(self.why, "why")
        keep(self.own, "own")
        self.ask_more = link("Ask for something that is not listed")
        self.back = secondary("", "arrow-u-up-left")
        self.change = secondary("Change the outcome…")
        self.agree = secondary("Agree and sign off", "lock")
        self.to_go = Words("", "small")
        self.change_note = FactNote("information", _CHANGE, _CHANGE_DETAIL)
        self.open_it = link("Open step 6 and change it")
        self.change_note.body.addWidget(self.open_it, 0, Qt.AlignmentFlag.AlignLeft)
        if refused:
            self.add(FactNote("warning", refused))
        else:
            self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        asked = bool(self.own.text())
        for part in (
            Words(_HINT, "secondary", wrap=True), self.why, self.own, self.ask_more, buttons_row(self.back),
            buttons_row(self.change, self.agree, self.to_go), self.change_note,
        ):  # fmt: skip
            self.add(part)
        self.body.setAlignment(self.ask_more, Qt.AlignmentFlag.AlignLeft)
        self.why.label.hide()
        self.own.setVisible(asked)
        self.ask_more.setVisible(not asked)
        self.change_note.hide()

    def _connect(self) -> None:
        self.own.changed.connect(lambda _text: self.asked.emit())
        self.back.clicked.connect(lambda _checked=False: self.back_pressed.emit())
        self.agree.clicked.connect(lambda _checked=False: self.agree_pressed.emit())
        self.open_it.clicked.connect(lambda _checked=False: self.change_wanted.emit())
        self.change.clicked.connect(lambda _checked=False: self._show_change())
        self.ask_more.clicked.connect(lambda _checked=False: self.open_own())

    def words(self) -> str:
        """Why, as typed."""
        return self.why.text().strip()

    def own_request(self) -> str:
        """What is asked for besides the gaps."""
        return self.own.text().strip()

    def to_words(self, *, back: bool) -> None:
        """To the words; when they are written, to the button that does what was answered."""
        target = self.why if not self.words() else self.back if back else self.agree
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def suit(self, asked: int, left: int) -> None:
        """Say on the buttons what pressing them does now. None is ever greyed."""
        some = f"Send back with {wording.count(asked, 'request')}"
        self.back.set_words(some if asked else "Send back…", "Ctrl+Enter" if asked else "")
        self.back.set_look("primary" if asked else "secondary")
        ready = not asked and not left
        self.agree.set_look("primary" if ready else "secondary")
        self.agree.set_words("Agree and sign off", "Ctrl+Enter" if ready else "")
        self.to_go.set_words(to_go(left))

    def open_own(self, wrong: str = "") -> None:
        """Unfold the room for a request that is not listed."""
        self.own.show()
        self.ask_more.hide()
        self.own.set_error(wrong)
        self.own.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_words(self, otherwise: str) -> bool:
        """Whether there is a why; without one, say so where it is missing."""
        said = bool(self.words())
        self.why.set_error("" if said else otherwise)
        if not said:
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        return said

    def _show_change(self) -> None:
        self.change_note.show()
        self.open_it.setFocus(Qt.FocusReason.OtherFocusReason)


def to_go(left: int) -> str:
    """`3 answers to go`, or nothing."""
    return f"{wording.count(left, 'answer')} to go" if left else ""
