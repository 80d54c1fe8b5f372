"""What was answered about who somebody is: each answer in a line, with who gave it and when, and how to change it.

Answers that somebody is another person are kept for ever, so that nobody is asked twice; they are folded away.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import link, secondary
from ui.widgets.flow import Flow
from ui.widgets.focus_in import has_focus
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.on_top import beside_link
from ui.widgets.twins_question import TwinsQuestion
from workstation.domain import wording
from workstation.domain.answers import Judgement

_MARKS: Final = {
    "same": ("settled", "check-circle-fill"),
    "different": ("secondary", "minus-circle-fill"),
    "not sure": ("warning", "question-fill"),
}
_ANSWERS: Final = (("same", "Same"), ("different", "Different"), ("not sure", "Not sure"))


class AnsweredRow(QWidget):
    """One answer. `Change` unfolds the other two; `Unlink` parts two who were joined."""

    changed = Signal(object, str, str)
    """The Judgement, the new verdict, and the question about twins that was answered."""

    def __init__(self, answer: Judgement, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer = answer
        words = answer.words(now)
        self.setAccessibleName(words)
        token, icon = _MARKS.get(answer.verdict, _MARKS["not sure"])
        said = f"{words}. {wording.sentence(answer.why)}" if answer.why else words
        line = MarkLine(token, icon, said, role="secondary", word_token="text", strong=(answer.name,))
        self.change = link("Change")
        self.change.setAccessibleName(f"Change. {words}")
        self.change.clicked.connect(self._unfold)
        self._choice, choice = QWidget(), Flow(gap=8)
        self.buttons = {}
        for verdict, says in _ANSWERS:
            if verdict != answer.verdict:
                button = self.buttons[verdict] = secondary(says)
                button.setAccessibleName(f"{says}: {answer.name}")
                button.clicked.connect(partial(self._say, verdict))
                choice.addWidget(button)
        self._choice.setLayout(choice)
        self._choice.hide()
        self.question = TwinsQuestion(answer.twins)
        self.question.answered.connect(self._answered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(beside_link(line), 1)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        if answer.verdict == "same":
            self.unlink = link("Unlink")
            self.unlink.setAccessibleName(f"Unlink. {words}")
            self.unlink.clicked.connect(partial(self._say, "different"))
            row.addWidget(self.unlink, 0, Qt.AlignmentFlag.AlignTop)
        nest(column, row)
        column.addWidget(self._choice)
        column.addWidget(self.question)
        self.setFocusProxy(self.change)

    def _unfold(self, _checked: bool = False) -> None:
        self._choice.setVisible(not self._choice.isVisibleTo(self))
        if self._choice.isVisibleTo(self):
            next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, verdict: str, _checked: bool = False) -> None:
        if verdict == "same" and self.answer.twins:
            self._choice.hide()
            self.question.ask()
            return
        self.changed.emit(self.answer, verdict, "")

    def _answered(self, verdict: str) -> None:
        if verdict == self.answer.verdict:
            self.question.hide()
            self.change.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.changed.emit(self.answer, verdict, self.answer.twins if verdict == "same" else "")


class AnsweredList(QWidget):
    """All answers about one person, those that matter now first."""

    changed = Signal(object, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[AnsweredRow] = []
        self._shown: tuple[Judgement, ...] = ()
        self._unfolded = False
        self.more = link("")
        self.more.clicked.connect(self._show_different)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_answers(self, answers: Iterable[Judgement], now: datetime, *, fold: bool = True) -> None:
        """Show these answers; a row that is being changed stays while nothing about them is new."""
        order = {"same": 0, "not sure": 1, "different": 2}
        found = tuple(sorted(answers, key=lambda a: (order.get(a.verdict, 1), a.name, a.other)))
        if found == self._shown:
            return
        self._shown, self._unfolded = found, self._unfolded or not fold
        had = has_focus(self.rows)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [AnsweredRow(answer, now) for answer in found]
        for at, row in enumerate(self.rows):
            row.changed.connect(self.changed)
            self._column.insertWidget(at, row)
        self._arrange()
        if had and self.rows:
            self.rows[0].setFocus()

    def _arrange(self) -> None:
        different = [row for row in self.rows if row.answer.verdict == "different"]
        for row in self.rows:
            row.setVisible(self._unfolded or row not in different)
        self.more.setVisible(bool(different) and not self._unfolded)
        people = wording.count(len(different), "person", "people")
        self.more.set_words(f"{people} judged to be somebody else – show")
        self.setVisible(bool(self.rows))

    def _show_different(self, _checked: bool = False) -> None:
        self._unfolded = True
        self._arrange()
        next(row for row in self.rows if row.answer.verdict == "different").setFocus()

    def row_of(self, other: str) -> AnsweredRow | None:
        """The row about one person."""
        return next((row for row in self.rows if row.answer.other == other), None)
