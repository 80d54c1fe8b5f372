"""One thing a manager decides on: send it back for this, or accept it as it is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QSizePolicy, QVBoxLayout

from ui import theme
from ui.widgets import ink
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import Keep
from ui.widgets.field import TextField
from ui.widgets.nesting import nest
from ui.widgets.scroll import WHOLE
from ui.widgets.state_mark import State, StateMark
from ui.widgets.words import Words

Way = Literal["back", "accept"]


@dataclass(frozen=True)
class GapShown:
    """One gap: its key (`rule:place`), what it is, what the record shows, what the worker says to it."""

    key: str
    title: str
    evidence: str
    state: State
    worker_says: str = ""
    hard: bool = False
    """It stops a worker: accepting it is counted."""
    only_back: bool = False
    """No words can stand in for what is missing."""
    warned: bool = False
    """Whether the worker was warned of it, and could have answered."""


class GapAnswer(QGroupBox):
    """Neither answer is chosen beforehand. Accepting costs words, as sending back does."""

    answered = Signal()
    """The choice or the words changed."""

    def __init__(self, shown: GapShown, keep: Keep) -> None:
        super().__init__()
        self.shown = shown
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0; }")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{shown.title}. {shown.evidence}")
        self.setProperty(WHOLE, True)
        mark = StateMark(shown.state, shown.title)
        accept = [] if shown.only_back else [("accept", "Accept as it is, because…")]
        self.choice = Choice([("back", "Send back for this"), *accept], horizontal=True, name=shown.title)
        self.words = TextField("", lines=1)
        self.words.label.hide()
        keep(self.words, f"{shown.key}.words")
        self.choice.chosen.connect(self._chosen)
        self.words.changed.connect(lambda _text: self.answered.emit())
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Words(shown.title, "body_bold", wrap=True))
        if shown.evidence:
            column.addWidget(Words(shown.evidence, "secondary", wrap=True))
        if shown.worker_says:
            column.addWidget(Words(f"The worker says: “{shown.worker_says}”", "secondary", wrap=True))
        elif shown.warned:
            column.addWidget(Words("The worker did not answer this.", "secondary", wrap=True))
        if shown.only_back:
            column.addWidget(Words("This cannot be accepted as it is.", "secondary", wrap=True))
        column.addWidget(self.choice)
        column.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 12)
        row.setSpacing(12)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        nest(row, column, 1)
        self.setFocusProxy(self.choice)
        self._suit()
        theme.changed.connect(self.update)

    def way(self) -> Way | None:
        """How it was answered, or None."""
        value = self.choice.value()
        return "back" if value == "back" else "accept" if value == "accept" else None

    def set_way(self, way: str | None) -> None:
        """Show what was chosen before."""
        self.choice.set_value(way if way in ("back", "accept") else None)
        self._suit()

    def text(self) -> str:
        """The words of the answer."""
        return self.words.text().strip()

    def done(self) -> bool:
        """Whether it is answered: accepting needs words; sending back may rest on the gap itself."""
        return self.way() == "back" or (self.way() == "accept" and bool(self.text()))

    def ask(self) -> None:
        """Go to what is missing here, and say what it is."""
        if self.way() == "accept":
            self.words.set_error("Say why you accept it as it is.")
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, _way: str) -> None:
        self._suit()
        self.answered.emit()

    def _suit(self) -> None:
        way = self.way()
        self.words.setVisible(way is not None)
        self.words.set_error("")
        counted = (
            "Why do you pass over this? It is counted."
            if self.shown.hard
            else "Why do you accept it as it is?"
        )
        name = "What should the worker do?" if way == "back" else counted
        self.words.set_label(name)
        self.words.label.setVisible(way is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The surface and its border."""
        ink.rounded(
            QPainter(self), QRectF(self.rect()), fill=theme.colour("surface"), border=theme.colour("hairline")
        )
