"""Who says so; or, when nobody knows, who is asked or why nobody is. What is on record is taken by a link to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.choice import Choice
from ui.widgets.evidence_row import Keep
from ui.widgets.field import LineField, TextField
from ui.widgets.numbered_list import NumberedList

OWN: Final = "own"
BECAUSE: Final = "because"


@dataclass(frozen=True)
class Offer:
    """Something on record to point at: the link, who it is (in bold), and their words."""

    link: str
    who: str
    words: str = ""
    first_hand: str = "not known"

    @property
    def line(self) -> str:
        """As it stands in the list."""
        return f"{self.who}: {self.words}" if self.words else self.who


class FactorForm(QWidget):
    """A numbered list; its last line opens room for words of one's own."""

    picked = Signal(str)
    """A line was picked: its link."""
    typed = Signal(str, str, str)
    """Words of one's own were left: who says so, what they say, first-hand or not."""
    escaped = Signal()

    def __init__(self, keep: Keep, place: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.offers: tuple[Offer, ...] = ()
        self._answer = ""
        self.list = NumberedList("")
        self.who = LineField("Who says so?", "A name, or “me” for what you saw or heard yourself.")
        self.words = TextField("What do they say?", lines=1)
        self.first = Choice(
            (("yes", "Yes"), ("no", "No, they were told"), ("not known", "Not known")),
            "Did they see or hear it themselves?", horizontal=True,
        )  # fmt: skip
        self.because = TextField("", "The manager reads this.", lines=1)
        keep(self.who, f"{place}.who", self.commit)
        keep(self.words, f"{place}.words", self.commit)
        keep(self.because, f"{place}.because", self.commit)
        self.first.chosen.connect(lambda _value: self.commit())
        self.list.picked.connect(self._picked)
        self.list.escaped.connect(self.escaped)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 0, 8)
        column.setSpacing(6)
        for part in (self.list, self.who, self.words, self.first, self.because):
            column.addWidget(part)

    def show_for(self, answer: str, about: str, offers: Sequence[Offer], again: bool) -> None:
        """Ask what goes with an answer. `again` when something stood here before."""
        self._answer, self.offers = answer, tuple(offers)
        asking = answer == "not known"
        question = f"{about.partition(',')[0]}: {'who will be asked' if asking else 'who says so'}?"
        last = (BECAUSE, "Nobody, because…", "") if asking else (OWN, "Somebody else, in your words…", "")
        self.list.show_lines(question, about, [*((o.link, o.line, o.who) for o in offers), last])
        self.because.set_label(f"Why is it not known, and nobody asked? {about}")
        if again:
            for field in (self.who, self.words, self.because):
                field.set_text("")
            self.first.set_value(None)
        self._open("" if offers else last[0])

    def commit(self) -> None:
        """Tell what is typed, once it says who, or why."""
        if not self.because.isHidden() and (why := self.because.text().strip()):
            self.typed.emit("", why, "not known")
        elif not self.who.isHidden() and (who := self.who.text().strip()):
            self.typed.emit(who, self.words.text().strip(), self.first.value() or "not known")

    def _open(self, part: str) -> None:
        """Show the list, or the room for words."""
        self.list.setVisible(not part)
        for field in (self.who, self.words, self.first):
            field.setVisible(part == OWN)
        self.because.setVisible(part == BECAUSE)
        self.setFocusProxy({OWN: self.who, BECAUSE: self.because}.get(part, self.list))
        self.show()

    def _picked(self, link: str) -> None:
        if link in (OWN, BECAUSE):
            self._open(link)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.picked.emit(link)
