"""The two questions for an adult: told that we are checking, and agrees to support. Never one question."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import link
from ui.widgets.choice import Choice
from ui.widgets.decline_form import DeclineForm, DeclineTyped
from ui.widgets.evidence_row import Keep, buttons_row
from ui.widgets.field import LineField, TextField

TOLD = ("yes", "no: risk", "no: not reached", "no: not needed")


@dataclass(frozen=True)
class Asked:
    """The questions in the words that suit this adult."""

    told: str
    told_options: tuple[str, str, str, str]
    they_said: str
    agrees: str


@dataclass(frozen=True)
class Stands:
    """What stands in the record for one adult."""

    told: str = ""
    words: str = ""
    because: str = ""
    agrees: str = ""
    """`yes`, `no`, `not asked`, or empty."""
    agrees_to: str = ""
    not_asked: str = ""
    declined: DeclineTyped | None = field(default=None)


class AdultQuestions(QWidget):
    """Choosing an answer records it at once; the words that go with it follow when the field is left."""

    told_said = Signal()
    """Whether they were told, or what goes with it, was said: read `told`, `words`, `because`."""
    agrees_said = Signal()
    """Whether they agree was said: read `agrees`, `agrees_to`, `not_asked`."""
    declined = Signal(object)
    """They refused (`DeclineTyped`)."""

    def __init__(self, asked: Asked, reasons: tuple[tuple[str, str], ...], keep: Keep, start: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.told = Choice(list(zip(TOLD, asked.told_options, strict=True)), asked.told)
        self.words = TextField(asked.they_said)
        self.because = TextField("Why? (goes to the manager)")
        agrees = [("yes", "Yes"), ("no", "No, they declined"), ("not asked", "Not asked, because…")]
        self.agrees = Choice(agrees, asked.agrees, horizontal=True)
        self.agrees_to = LineField("To what? For example an assessment, or the domestic abuse service")
        self.not_asked = TextField("Why were they not asked?")
        self.decline = DeclineForm(reasons, keep, start)
        self.close_form = link("Close")
        self._put_words = keep(self.words, f"{start}.words", self.told_said.emit)
        self._put_because = keep(self.because, f"{start}.because", self.told_said.emit)
        self._put_agrees_to = keep(self.agrees_to, f"{start}.agrees_to", self.agrees_said.emit)
        self._put_not_asked = keep(self.not_asked, f"{start}.not_asked", self.agrees_said.emit)
        self.told.chosen.connect(self._told_chosen)
        self.agrees.chosen.connect(self._agrees_chosen)
        self.decline.saved.connect(self.declined)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        for part in (
            self.told, self.words, self.because, self.agrees, self.agrees_to, self.not_asked, self.decline,
            buttons_row(self.close_form),
        ):  # fmt: skip
            column.addWidget(part)
        self.setFocusProxy(self.told)
        self._suit()

    def fill(self, stands: Stands) -> None:
        """Show what stands. A field in which something new is typed keeps it."""
        if stands.told:
            self.told.set_value(stands.told)
        if stands.agrees or stands.declined:
            self.agrees.set_value("no" if stands.declined else stands.agrees)
        self._put_words(stands.words)
        self._put_because(stands.because)
        self._put_agrees_to(stands.agrees_to)
        self._put_not_asked(stands.not_asked)
        self.decline.fill(stands.declined)
        self._suit()

    def commit(self) -> None:
        """Tell what is typed and not told yet (Ctrl+Enter)."""
        if self.told.value() is not None:
            self.told_said.emit()
        if self.told.value() == "yes" and self.agrees.value() in ("yes", "not asked"):
            self.agrees_said.emit()
        elif self.told.value() == "yes" and self.agrees.value() == "no" and self.decline.started():
            self.decline.commit()

    def _told_chosen(self, told: str) -> None:
        self._suit()
        self.told_said.emit()

    def _agrees_chosen(self, agrees: str) -> None:
        self._suit()
        if agrees != "no":
            self.agrees_said.emit()

    def _suit(self) -> None:
        """Show what goes with the answers that are chosen."""
        told, agrees = self.told.value(), self.agrees.value()
        spoken = told == "yes"
        self.words.setVisible(spoken)
        self.because.setVisible(told is not None and not spoken)
        self.agrees.setVisible(spoken)
        self.agrees_to.setVisible(spoken and agrees == "yes")
        self.not_asked.setVisible(spoken and agrees == "not asked")
        self.decline.setVisible(spoken and agrees == "no")
