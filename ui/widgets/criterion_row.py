"""One criterion of sign-off: the question, what the record shows for it, and the manager's judgement in one
letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGroupBox, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import Keep
from ui.widgets.field import TextField
from ui.widgets.mark_line import MarkLine
from ui.widgets.scroll import WHOLE
from ui.widgets.words import Words

Verdict = Literal["met", "not met", "not applicable"]
OPTIONS: Final[tuple[tuple[Verdict, str], ...]] = (
    ("met", "Met"), ("not met", "Not met"), ("not applicable", "Does not apply"),
)  # fmt: skip
_LETTERS: Final[dict[int, Verdict]] = {
    Qt.Key.Key_M: "met", Qt.Key.Key_N: "not met", Qt.Key.Key_D: "not applicable",
}  # fmt: skip
_BACK, _SIGN = "back", "sign"


@dataclass(frozen=True)
class CriterionShown:
    """One criterion: its key (`criterion:voice`), its name, the question, and the evidence: words, and
    whether they say that something is not there.
    """

    key: str
    title: str
    asks: str
    evidence: Sequence[tuple[str, bool]] = ()


class CriterionRow(QGroupBox):
    """Nothing is chosen beforehand. What is not met is sent back, or signed all the same in words."""

    answered = Signal()
    """The judgement or the words changed."""
    passed = Signal()
    """It was judged by its letter, and needs nothing more: on to the next."""

    def __init__(self, shown: CriterionShown, keep: Keep) -> None:
        super().__init__()
        self.shown = shown
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0; }")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setProperty(WHOLE, True)
        seen = " ".join(words for words, _lacking in shown.evidence)
        self.setAccessibleName(f"{shown.title}. {shown.asks} {seen}".strip())
        self.choice = Choice(OPTIONS, horizontal=True, name=f"{shown.title}: {shown.asks}")
        self.way_on = Choice(
            [(_BACK, "Send back for this"), (_SIGN, "Sign all the same, because…")], horizontal=True,
            name=f"{shown.title} is not met",
        )  # fmt: skip
        self.words = TextField("", lines=1)
        keep(self.words, f"{shown.key}.words")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 6)
        column.setSpacing(3)
        column.addWidget(Words(f"{shown.title}  {shown.asks}", "body", wrap=True, strong=(shown.title,)))
        for words, lacking in shown.evidence:
            icon, token = ("warning-fill", "warning") if lacking else ("note", "secondary")
            column.addWidget(MarkLine(token, icon, words, word_token="text" if lacking else "secondary"))
        for part in (self.choice, self.way_on, self.words):
            column.addWidget(part)
        self.setFocusProxy(self.choice)
        self.choice.chosen.connect(self._chosen)
        self.way_on.chosen.connect(self._chosen)
        self.words.changed.connect(lambda _text: self.answered.emit())
        self._suit()
        theme.changed.connect(self.update)

    def verdict(self) -> Verdict | None:
        """How it is judged, or None."""
        value = self.choice.value()
        return next((verdict for verdict, _words in OPTIONS if verdict == value), None)

    def asks_back(self) -> bool:
        """Whether it is to be sent back for this."""
        return self.verdict() == "not met" and self.way_on.value() == _BACK

    def last_part(self) -> QWidget:
        """The lowest thing that is in view."""
        return next(p for p in (self.words, self.way_on, self.choice) if not p.isHidden())

    def kept(self) -> str:
        """The judgement as it is kept while it is not signed; empty when there is none."""
        return f"{self.verdict() or ''}/{self.way_on.value() or ''}" if self.verdict() else ""

    def restore(self, kept: str) -> None:
        """Show a judgement that was kept."""
        verdict, _, way = kept.partition("/")
        self.choice.set_value(verdict or None)
        self.way_on.set_value(way or None)
        self._suit()

    def text(self) -> str:
        """What is said to it."""
        return self.words.text().strip()

    def done(self) -> bool:
        """Whether it is judged, and what is not met is dealt with."""
        if self.verdict() != "not met":
            return self.verdict() is not None
        return self.asks_back() or (self.way_on.value() == _SIGN and bool(self.text()))

    def ask(self) -> None:
        """Go to what is missing here, and say what it is."""
        if self.verdict() != "not met":
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.way_on.value() == _SIGN:
            self.words.set_error("Say why you sign all the same.")
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.way_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """M, N and D judge while the focus is on the judgement, and not in the words."""
        verdict = _LETTERS.get(event.key())
        if verdict is None or event.modifiers() or self.words.box.hasFocus():
            super().keyPressEvent(event)
            return
        self.choice.set_value(verdict)
        self._chosen(verdict)
        if verdict == "not met":
            self.way_on.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.passed.emit()

    def _chosen(self, _value: str) -> None:
        self.choice.set_error("")
        self._suit()
        self.answered.emit()

    def _suit(self) -> None:
        not_met = self.verdict() == "not met"
        way = self.way_on.value()
        self.way_on.setVisible(not_met)
        self.words.setVisible(not_met and way is not None)
        self.words.set_error("")
        self.words.set_label(
            "What should the worker do?" if way == _BACK else "Why do you sign all the same?"
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line above, that parts it from the one before."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.colour("hairline"))
