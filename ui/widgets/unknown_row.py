"""An adult nobody has named yet, for example a father: ask somebody who they are, or say why that waits."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.because_form import BecauseForm
from ui.widgets.buttons import link, primary, secondary
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import EvidenceRow, Keep, beside, buttons_row
from ui.widgets.field import LineField
from ui.widgets.state_mark import State
from ui.widgets.words import Words
from workstation.domain.kinds import YesNo

_YES_NO: dict[str, YesNo] = {"yes": "yes", "no": "no"}


@dataclass(frozen=True)
class UnknownShown:
    """What a row shows of somebody who is not named."""

    person: str
    name: str
    """`Father of Ellie and Jayden`."""
    state: State
    note: str
    line: str
    ask_whom: str = ""
    """`Ms Farrow`; empty when nobody can be asked."""
    left: str = ""


@dataclass(frozen=True)
class WhoTyped:
    """Who they turned out to be, as typed."""

    family: str
    given: str
    responsibility: YesNo


class NamingForm(QWidget):
    """Their name and whether they have parental responsibility."""

    saved = Signal(object)
    """Who they are (`WhoTyped`)."""
    closed = Signal()

    def __init__(self, keep: Keep, start: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.family, self.given = LineField("Family name"), LineField("Given name")
        options = [("yes", "Yes"), ("no", "No"), ("not known", "Not known")]
        self.responsibility = Choice(options, "Do they have parental responsibility?", horizontal=True)
        self.save, shut = primary("Save who this is", "check"), link("Close")
        keep(self.family, f"{start}.family")
        keep(self.given, f"{start}.given")
        self.save.clicked.connect(self.commit)
        shut.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        for part in (self.family, self.given, self.responsibility, buttons_row(self.save, shut)):
            column.addWidget(part)
        self.setFocusProxy(self.family)

    def started(self) -> bool:
        """Whether a name is being written."""
        return bool(self.family.text().strip() or self.given.text().strip())

    def commit(self) -> None:
        """Tell who they are; one part of the name is enough."""
        self.family.set_error("" if self.started() else "Write at least one part of the name.")
        if not self.started():
            self.family.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        known = _YES_NO.get(self.responsibility.value() or "", "not known")
        self.saved.emit(WhoTyped(self.family.text().strip(), self.given.text().strip(), known))


class UnknownRow(EvidenceRow):
    """Not knowing is a real state: it stays a gap until somebody was asked, or there is a reason."""

    named = Signal(object)
    """Who they are (`WhoTyped`)."""
    left = Signal(str)
    """Why finding out is left for later."""
    not_said = Signal()
    """Whoever could know was asked, and did not say."""

    def __init__(self, shown: UnknownShown, keep: Keep) -> None:
        super().__init__()
        self._keep = keep
        self.line = Words("", "body", wrap=True)
        self.ask, self.later = secondary(""), secondary("Leave for later, because…", "", "3")
        self.silent = secondary("")
        self.change = link("Change")
        self._buttons = buttons_row(self.ask, self.silent, self.later)
        self._said = beside(self.line, self.change)
        self.body.addWidget(self._said)
        self.body.addWidget(self._buttons)
        self.ask.clicked.connect(self.open_form)
        self.silent.clicked.connect(self.not_said)
        self.entered.connect(self.open_form)
        self.later.clicked.connect(self._open_later)
        self.change.clicked.connect(self._open_later)
        self.show_unknown(shown)

    def show_unknown(self, shown: UnknownShown) -> None:
        """Show how far finding out is."""
        self.shown = shown
        self.set_head(shown.name, shown.state, shown.note)
        self.line.set_words(shown.line)
        self.ask.set_words(f"Ask {shown.ask_whom}" if shown.ask_whom else "Say who this is", "1")
        self.silent.set_words(f"{shown.ask_whom or 'They'} did not say", "2")
        self.silent.setAccessibleName(f"{self.silent.words()} who the {shown.name} is")
        self.ask.setAccessibleName(f"{self.ask.words()}: who is the {shown.name}?")
        self.change.setAccessibleName(f"Change why {shown.name} is left for later")
        self.describe(shown.name, shown.note, shown.line)
        self.suit()

    def make_form(self, name: str) -> QWidget:
        """`who`: their name. `later`: why finding out waits."""
        start = f"adult:{self.shown.person}"
        if name == "who":
            form = NamingForm(self._keep, start)
            form.saved.connect(self.named)
            form.closed.connect(self.close_forms)
            return form
        why = BecauseForm("Why is finding out left for later, and who will?", self._keep, f"{start}.later")
        why.fill(self.shown.left)
        why.saved.connect(self.left)
        why.closed.connect(self.close_forms)
        return why

    def open_form(self) -> None:
        """Unfold the room for their name, and go there."""
        self.unfold("who", go_there=True)

    def suit(self) -> None:
        """Buttons while no form is open; Change once it is settled."""
        settled, folded = self.shown.state == "settled", self.form == ""
        self._buttons.setVisible(folded and not settled)
        self.change.setVisible(folded and settled)

    def commit(self) -> None:
        """Tell what is typed here (Ctrl+Enter)."""
        form = self.form_of(self.form)
        if isinstance(form, NamingForm | BecauseForm) and form.started():
            form.commit()

    def _open_later(self) -> None:
        self.unfold("later", go_there=True)
