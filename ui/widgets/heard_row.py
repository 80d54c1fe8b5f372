"""One child's own words, and who heard them; or why there are none yet. First in the list, always."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.because_form import BecauseForm
from ui.widgets.buttons import link, primary, secondary
from ui.widgets.evidence_row import EvidenceRow, Keep, beside, buttons_row
from ui.widgets.field import LineField, TextField
from ui.widgets.state_mark import State
from ui.widgets.words import Words


@dataclass(frozen=True)
class HeardShown:
    """What a row shows of one child."""

    person: str
    given: str
    name: str
    """`FARROW, Ellie · 9y`."""
    state: State
    note: str
    line: str
    words: str = ""
    heard_by: str = ""
    none_because: str = ""
    may_be_able: bool = False
    """Whether the child could be one who agrees or refuses for themselves."""


class HeardForm(QWidget):
    """What the child said, and to whom."""

    saved = Signal(str, str)
    """Their words, and who heard them."""
    closed = Signal()

    def __init__(self, keep: Keep, start: str, given: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.words = TextField(f"What has {given} said, in their own words?")
        self.heard_by = LineField("Who heard it?")
        self.fill_words = keep(self.words, f"{start}.words")
        self.fill_by = keep(self.heard_by, f"{start}.heard_by")
        self.save, shut = primary("Save their words", "check"), link("Close")
        self.save.clicked.connect(self.commit)
        shut.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        for part in (self.words, self.heard_by, buttons_row(self.save, shut)):
            column.addWidget(part)
        self.setFocusProxy(self.words)

    def started(self) -> bool:
        """Whether anything is written."""
        return bool(self.words.text().strip())

    def commit(self) -> None:
        """Tell their words, or say that they are missing."""
        words = self.words.text().strip()
        self.words.set_error("" if words else "Write what they said, or say why there is nothing yet.")
        if words:
            self.saved.emit(words, self.heard_by.text().strip())
        else:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)


class HeardRow(EvidenceRow):
    """A child. A child who is not heard stays in view."""

    heard = Signal(str, str)
    """Their words, and who heard them."""
    not_heard = Signal(str)
    """Why there are none yet."""
    able = Signal(str)
    """Why they understand enough to agree or refuse for themselves."""

    def __init__(self, shown: HeardShown, keep: Keep) -> None:
        super().__init__()
        self._keep = keep
        self.line = Words("", "body", wrap=True)
        self.write = secondary("Write what they said", "ear")
        self.none_yet = link("Nothing yet, because…")
        self.change = link("Change")
        self.alone = link("Answers for themselves, because…")
        self._buttons = buttons_row(self.write, self.none_yet)
        self._said = beside(self.line, self.change)
        self.body.addWidget(self._said)
        self.body.addWidget(self._buttons)
        self.body.addWidget(self.alone, 0, Qt.AlignmentFlag.AlignLeft)
        for button in (self.write, self.change):
            button.clicked.connect(self.open_form)
        self.entered.connect(self.open_form)
        self.none_yet.clicked.connect(self._open_none)
        self.alone.clicked.connect(self._open_able)
        self.show_child(shown)

    def show_child(self, shown: HeardShown) -> None:
        """Show what this child has said."""
        self.shown = shown
        self.set_head(shown.name, shown.state, shown.note)
        self.line.set_words(shown.line)
        self.write.setAccessibleName(f"Write what {shown.given} said")
        self.none_yet.setAccessibleName(f"Nothing yet, because… {shown.given}")
        self.change.setAccessibleName(f"Change what {shown.given} said")
        self.alone.setAccessibleName(f"Answers for themselves, because… {shown.given}")
        self.describe(shown.name, shown.note, shown.line)
        self.suit()

    def make_form(self, name: str) -> QWidget:
        """`heard`: their words. `none`: why there are none. `able`: why they can decide for themselves."""
        start = f"heard:{self.shown.person}"
        if name == "heard":
            form = HeardForm(self._keep, start, self.shown.given)
            form.fill_words(self.shown.words)
            form.fill_by(self.shown.heard_by)
            form.saved.connect(self.heard)
            form.closed.connect(self.close_forms)
            return form
        if name == "able":
            return self._able_form(start)
        why = BecauseForm(f"Why is there nothing from {self.shown.given} yet?", self._keep, f"{start}.none")
        why.fill(self.shown.none_because)
        why.saved.connect(self.not_heard)
        why.closed.connect(self.close_forms)
        return why

    def _able_form(self, start: str) -> BecauseForm:
        asks = f"Why do you think that {self.shown.given} understands enough to agree or refuse?"
        why = BecauseForm(asks, self._keep, f"{start}.able")
        why.saved.connect(self.able)
        why.closed.connect(self.close_forms)
        return why

    def open_form(self) -> None:
        """Unfold the room for their words, and go there."""
        self.unfold("heard", go_there=True)

    def suit(self) -> None:
        """Buttons while no form is open; Change once it is settled."""
        settled, folded = self.shown.state == "settled", self.form == ""
        self._buttons.setVisible(folded and not settled)
        self._said.setVisible(folded)
        self.change.setVisible(settled)
        self.alone.setVisible(folded and self.shown.may_be_able)

    def commit(self) -> None:
        """Tell what is typed here (Ctrl+Enter)."""
        form = self.form_of(self.form)
        if isinstance(form, HeardForm | BecauseForm) and form.started():
            form.commit()

    def _open_able(self) -> None:
        self.unfold("able", go_there=True)

    def _open_none(self) -> None:
        self.unfold("none", go_there=True)
