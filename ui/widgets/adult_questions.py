"""The two questions for an adult: told that we are checking, and agrees to support. Never one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import link
from ui.widgets.choice import Choice, Ticks
from ui.widgets.decline_form import DeclineForm, DeclineTyped
from ui.widgets.evidence_row import Keep, buttons_row
from ui.widgets.field import LineField, TextField
from workstation.domain.guide import Refusal

TOLD = ("yes", "no: risk", "no: not reached", "no: not needed")
OBJECTS = "objects"
_TRIES = (("1", "Once"), ("2", "Twice"), ("3", "3 times"), ("4", "4 times or more"))

_TRIED = "How did you try? For example two calls and a text"
_SPOKE = "How did you speak, and when, and who did if it was not you?"
_SPOKE_HINT = "Leave it empty for a call of your own, just now."


@dataclass(frozen=True)
class Asked:
    """The questions in the words that suit this adult."""

    told: str
    told_options: tuple[str, str, str, str]
    they_said: str
    agrees: str
    objects: str = ""
    """What one ticks when they do not want the checks; empty where that is not theirs to say."""


@dataclass(frozen=True)
class Offered:
    """What the guide offers to choose from: the lawful reasons not to tell, and why support is refused."""

    lawful: Sequence[tuple[str, str]]
    refusals: Sequence[Refusal]


@dataclass(frozen=True)
class Stands:
    """What stands in the record for one adult."""

    told: str = ""
    words: str = ""
    because: str = ""
    lawful: str = ""
    how: str = ""
    tries: int = 0
    objects: bool = False
    agrees: str = ""
    """`yes`, `no`, `not asked`, or empty."""
    agrees_to: str = ""
    not_asked: str = ""
    declined: DeclineTyped | None = field(default=None)


class AdultQuestions(QWidget):
    """Choosing an answer records it at once; the words that go with it follow when the field is left."""

    told_said = Signal()
    """Whether they were told, or what goes with it, was said: read the fields."""
    agrees_said = Signal()
    """Whether they agree was said: read `agrees`, `agrees_to`, `not_asked`."""
    declined = Signal(object)
    """They refused (`DeclineTyped`)."""

    def __init__(self, asked: Asked, offered: Offered, keep: Keep, start: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._holder = bool(asked.objects)
        self.told = Choice(list(zip(TOLD, asked.told_options, strict=True)), asked.told)
        self.words = TextField(asked.they_said)
        self.objects = Ticks([(OBJECTS, asked.objects or "Does not want us to check")], name=asked.objects)
        self.lawful = Choice(list(offered.lawful), "Which lawful reason is it?")
        self.tries = Choice(_TRIES, "How often did you try?", horizontal=True)
        self.how = LineField(_SPOKE, _SPOKE_HINT)
        self.because = TextField("Why? (goes to the manager)")
        agrees = [("yes", "Yes"), ("no", "No, they declined"), ("not asked", "Not asked, because…")]
        self.agrees = Choice(agrees, asked.agrees, horizontal=True)
        self.agrees_to = LineField("To what? For example an assessment, or the domestic abuse service")
        self.not_asked = TextField("Why were they not asked?")
        self.decline = DeclineForm(offered.refusals, keep, start)
        self.close_form = link("Close")
        self._keep_fields(keep, start)
        for choice in (self.told, self.lawful, self.tries):
            choice.chosen.connect(self._told_chosen)
        self.objects.changed.connect(self.told_said)
        self.agrees.chosen.connect(self._agrees_chosen)
        self.decline.saved.connect(self.declined)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        for part in (
            self.told, self.lawful, self.tries, self.words, self.because, self.objects, self.agrees, self.agrees_to,
            self.not_asked, self.decline, self.how, buttons_row(self.close_form),
        ):  # fmt: skip
            column.addWidget(part)
        self.setFocusProxy(self.told)
        self._suit()

    def _keep_fields(self, keep: Keep, start: str) -> None:
        self._put_words = keep(self.words, f"{start}.words", self.told_said.emit)
        self._put_because = keep(self.because, f"{start}.because", self.told_said.emit)
        self._put_how = keep(self.how, f"{start}.how", self.told_said.emit)
        self._put_agrees_to = keep(self.agrees_to, f"{start}.agrees_to", self.agrees_said.emit)
        self._put_not_asked = keep(self.not_asked, f"{start}.not_asked", self.agrees_said.emit)

    def fill(self, stands: Stands) -> None:
        """Show what stands. A field in which something new is typed keeps it."""
        if stands.told:
            self.told.set_value(stands.told)
        if stands.lawful:
            self.lawful.set_value(stands.lawful)
        if stands.tries:
            self.tries.set_value(str(min(stands.tries, len(_TRIES))))
        self.objects.set_values([OBJECTS] if stands.objects else [])
        if stands.agrees or stands.declined:
            self.agrees.set_value("no" if stands.declined else stands.agrees)
        self._put_words(stands.words)
        self._put_because(stands.because)
        self._put_how(stands.how)
        self._put_agrees_to(stands.agrees_to)
        self._put_not_asked(stands.not_asked)
        self.decline.fill(stands.declined)
        self._suit()

    def started(self) -> bool:
        """Whether anything is answered."""
        return self.told.value() is not None

    def missing(self) -> QWidget | None:
        """The first part without which the answer is not whole; None when nothing is."""
        return next(iter(self._needed()), None)

    def open_parts(self) -> list[QWidget]:
        """The parts that need an answer and have none, those of a refusal among them."""
        return [*self._needed(), *(() if self.decline.isHidden() else self.decline.open_parts())]

    def _needed(self) -> list[QWidget]:
        told, agrees = self.told.value(), self.agrees.value()
        parts: list[tuple[bool, QWidget]] = [
            (told is None, self.told),
            (told == "no: risk" and self.lawful.value() is None, self.lawful),
            (told == "no: not reached" and self.tries.value() is None, self.tries),
            (not self.because.isHidden() and not self.because.text().strip(), self.because),
            (not self.words.isHidden() and not self.words.text().strip(), self.words),
            (told == "yes" and agrees is None, self.agrees),
            (not self.not_asked.isHidden() and not self.not_asked.text().strip(), self.not_asked),
        ]
        return [part for open_, part in parts if open_]

    def commit(self) -> None:
        """Tell what is typed and not told yet (Ctrl+Enter)."""
        if self.told.value() is not None:
            self.told_said.emit()
        if self.told.value() == "yes" and self.agrees.value() in ("yes", "not asked"):
            self.agrees_said.emit()
        elif self.told.value() == "yes" and self.agrees.value() == "no" and self.decline.started():
            self.decline.commit()

    def _told_chosen(self, _told: str) -> None:
        self._suit()
        self.told_said.emit()

    def _agrees_chosen(self, agrees: str) -> None:
        self._suit()
        if agrees != "no":
            self.agrees_said.emit()

    def _suit(self) -> None:
        """Show what goes with the answers that are chosen."""
        told, agrees = self.told.value(), self.agrees.value()
        spoken, tried = told == "yes", told == "no: not reached"
        self.words.setVisible(spoken)
        self.objects.setVisible(spoken and self._holder)
        self.lawful.setVisible(told == "no: risk")
        self.tries.setVisible(tried)
        self.how.setVisible(spoken or tried)
        self.how.set_label(_TRIED if tried else _SPOKE)
        self.how.set_hint("" if tried else _SPOKE_HINT)
        self.because.setVisible(told in ("no: risk", "no: not needed"))
        self.agrees.setVisible(spoken)
        self.agrees_to.setVisible(spoken and agrees == "yes")
        self.not_asked.setVisible(spoken and agrees == "not asked")
        self.decline.setVisible(spoken and agrees == "no")
