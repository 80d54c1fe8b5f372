"""People on record who may be the one asked about: a question for each, answered in one press."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.arranging import arranged_once
from ui.widgets.buttons import Button, link, secondary
from ui.widgets.card import Card
from ui.widgets.chip import HIDDEN_SHORT, ChipMark
from ui.widgets.flow import Flow
from ui.widgets.mark import LineMark, Mark
from ui.widgets.nesting import nest
from ui.widgets.on_top import on_line
from ui.widgets.scroll import WHOLE
from ui.widgets.twins_question import TwinsQuestion
from ui.widgets.words import Words
from workstation.domain.compared import compared
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.past import Candidate

VERDICTS = (("same", "Same"), ("different", "Different"), ("not sure", "Not sure"))
_MOST_SPARE = 2
_SOON = 50
"""Milliseconds."""
_NOBODY = Candidate(
    person=PersonId(""),
    other=PersonId(""),
    other_contact=ContactId(""),
    name="",
    born="",
    reasons=(),
    strength="",
)
_SAID = {"same": "Same person", "different": "Different person", "not sure": "Not sure yet"}


class MatchRow(QWidget):
    """One candidate: who, why they were found and what speaks against it, and three equal answers.

    Where two first names stand with one surname and birthday, `Same` asks a question first and joins nobody.
    """

    judged = Signal(object, str)
    """The Candidate, and `same`, `different` or `not sure`."""

    def __init__(self, candidate: Candidate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(WHOLE, True)
        self.candidate = candidate
        self.buttons: dict[str, Button] = {}
        self._who, self._why = Words("", "body_bold", wrap=True), Words("", "secondary", wrap=True)
        self._against, self._unknown = Words("", "secondary", wrap=True), Words("", "secondary", wrap=True)
        self._hidden = ChipMark(HIDDEN_SHORT.words, HIDDEN_SHORT.kind, HIDDEN_SHORT.icon)
        self.question: TwinsQuestion | None = None
        """Asked where `Same` was pressed of somebody who may be a twin."""
        self._column = column = QVBoxLayout()
        column.setSpacing(2)
        for line in (self._who, self._why, self._against, self._unknown):
            column.addWidget(line)
        column.addWidget(self._hidden, 0, Qt.AlignmentFlag.AlignLeft)
        self._answers, answers = QWidget(), Flow(gap=8)
        for verdict, words in VERDICTS:
            button = secondary(words)
            button.clicked.connect(partial(self._judge, verdict))
            self.buttons[verdict] = button
            answers.addWidget(button)
        self._answers.setLayout(answers)
        column.addWidget(self._answers)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(on_line(Mark("user-fill", "text", 16), 2), 0, Qt.AlignmentFlag.AlignTop)
        nest(row, column, 1)
        self.setFocusProxy(self.buttons["same"])
        self._tell()

    def _ask_about_twins(self) -> None:
        self._answers.hide()
        if self.question is None:
            self.question = TwinsQuestion(self.candidate.twins)
            self.question.answered.connect(self._answered)
            self._column.addWidget(self.question)
        self.question.ask()

    def suits(self, candidate: Candidate) -> bool:
        """Whether this row can show another candidate: while a name is typed they change at every letter, and new
        widgets for each would hold up the next letter.
        """
        focus = QApplication.focusWidget()
        held = focus is not None and self.isAncestorOf(focus)
        other = candidate.other != self.candidate.other
        # Under a finger that is about to press, or with a question open, a row never becomes somebody else's.
        if self.question is not None:
            return not other and candidate.twins == self.candidate.twins
        return not (other and held)

    def show_candidate(self, candidate: Candidate) -> None:
        """Show this candidate, whom the row suits."""
        if candidate != self.candidate:
            self.candidate = candidate
            with arranged_once(self):
                self._tell()

    def _tell(self) -> None:
        candidate = self.candidate
        self.setAccessibleName(f"Is this {candidate.name}?")
        self._who.set_words(" · ".join(part for part in (candidate.name, candidate.born) if part))
        self._why.set_words(why(candidate))
        self._against.set_words(f"Against it: {', '.join(candidate.against)}" if candidate.against else "")
        self._against.setVisible(bool(candidate.against))
        unknown = compared(candidate.reasons).not_known
        self._unknown.set_words(unknown)
        self._unknown.setVisible(bool(unknown))
        self._hidden.setVisible(candidate.hidden)
        for verdict, words in VERDICTS:
            self.buttons[verdict].setAccessibleName(f"{words}: {candidate.name}")

    def _judge(self, verdict: str, _checked: bool = False) -> None:
        if verdict == "same" and self.candidate.twins:
            self._ask_about_twins()
            return
        self.judged.emit(self.candidate, verdict)

    def _answered(self, verdict: str) -> None:
        warned = self.candidate.twins if verdict == "same" else ""
        self.judged.emit(replace(self.candidate, warned=warned), verdict)


def why(candidate: Candidate) -> str:
    """`2 contacts, last 14 Jan 2026 · name and school match`: what is on record, and why they were found."""
    said = ", ".join(compared(candidate.reasons).reasons)
    return " · ".join(part for part in (candidate.last, said) if part)


class MatchList(QWidget):
    """The candidates for one person. What was answered becomes one quiet line that can be changed.

    Rows stay where they are while a name is being typed on, so that no button moves under a pointer
    without need, and the focus is never lost to a list that was made anew.
    """

    judged = Signal(object, str)
    """A Candidate was answered. An empty verdict takes an answer back."""
    resized = Signal()

    def __init__(
        self, question: str, key_hint: str = "", *, first: int = 9, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(question)
        self._first, self._all = first, False
        self._verdicts: dict[PersonId, str] = {}
        self._shown: tuple[Candidate, ...] = ()
        self._rows: list[MatchRow] = []
        self._question = Words(f"{question} {key_hint}".strip(), "body", wrap=True, strong=(question,))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self._question)
        self._parts: list[QWidget] = []
        self._spare: list[MatchRow] = []
        """Rows that show nobody now."""
        self._more = link("")
        self._more.clicked.connect(self._show_all)
        self._more.hide()
        self._column.addWidget(self._more)
        self.hide()

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Show these people. Answers given before stay with the person they were given about."""
        if tuple(candidates) == self._shown:
            return
        had = self.window().focusWidget() if self.window() is not None else None
        place = next((r.candidate.other for r in self._rows if had is not None and r.isAncestorOf(had)), None)
        self._shown = tuple(candidates)
        self._rebuild()
        for row in self._rows:
            if place is not None and row.candidate.other == place:
                row.setFocus()

    def get_ready(self) -> None:
        """Have the rows at hand that are shown at once, one made in each turn: to make them when the first people
        are found would hold up the next letter.
        """
        if len(self._spare) + len(self._rows) < min(self._first, _MOST_SPARE):
            row = self._new_row(_NOBODY)
            for part in (row, *row.findChildren(QWidget)):
                part.ensurePolished()
            self._spare.append(row)
            QTimer.singleShot(_SOON, self, self.get_ready)

    def candidates(self) -> tuple[Candidate, ...]:
        """Who is shown."""
        return self._shown

    def verdicts(self) -> dict[PersonId, str]:
        """What was answered, by the person it was answered about."""
        return dict(self._verdicts)

    def set_verdicts(self, verdicts: dict[PersonId, str]) -> None:
        """Show answers given before. Does not send `judged`."""
        self._verdicts = dict(verdicts)
        self._rebuild()

    def same(self) -> Candidate | None:
        """The candidate who is the same person, if one was chosen."""
        return next((c for c in self._shown if self._verdicts.get(c.other) == "same"), None)

    def first_open(self) -> QWidget | None:
        """The first answer that is missing, for F8."""
        return self._rows[0] if self._rows else None

    def _rebuild(self) -> None:
        """Put rows in order, of what is there as far as it suits: only what is new is made."""
        before, self._parts = self._parts, []
        self._spare += self._rows
        self._rows = []
        with arranged_once(self, self.parentWidget()):
            self._fill()
            with arranged_once(*self._parts):
                self._put_in_place(before)
            self._question.setVisible(bool(self._rows))
            self.setVisible(bool(self._shown))
        self.resized.emit()

    def _fill(self) -> None:
        same, asked = self.same(), self._asked_about()
        for candidate in self._shown:
            verdict = self._verdicts.get(candidate.other, "")
            if verdict:
                self._parts.append(self._answered(candidate, verdict))
            elif candidate in asked:
                self._rows.append(self._row(candidate))
                self._parts.append(self._rows[-1])
        self._tell_of_others(same)

    def _asked_about(self) -> Sequence[Candidate]:
        """Who has a row of their own: nobody who was answered, and the first few until somebody wants all."""
        if self.same() is not None:
            return ()
        left = [c for c in self._shown if not self._verdicts.get(c.other)]
        return left if self._all else left[: self._first]

    def _row(self, candidate: Candidate) -> MatchRow:
        """The row that shows this person already; else one that shows nobody any more; else a new one."""
        wanted = {c.other for c in self._asked_about()}
        own = (row for row in self._spare if row.candidate.other == candidate.other)
        free = (row for row in self._spare if row.candidate.other not in wanted)
        row = next((row for row in (*own, *free) if row.suits(candidate)), None)
        if row is None:
            return self._new_row(candidate)
        self._spare.remove(row)
        row.show_candidate(candidate)
        return row

    def _new_row(self, candidate: Candidate) -> MatchRow:
        row = MatchRow(candidate, self)
        row.hide()
        row.judged.connect(self._judge)
        return row

    def _put_in_place(self, before: Sequence[QWidget]) -> None:
        for part in before:
            if part not in self._parts:
                part.hide()
                if part not in self._spare:
                    part.deleteLater()
        for row in self._spare[_MOST_SPARE:]:
            row.hide()
            row.deleteLater()
        del self._spare[_MOST_SPARE:]
        for at, part in enumerate(self._parts, start=1):
            if self._column.indexOf(part) != at:
                self._column.insertWidget(at, part)
            part.show()

    def _tell_of_others(self, same: Candidate | None) -> None:
        left = sum(1 for c in self._shown if not self._verdicts.get(c.other)) - len(self._rows)
        self._more.setVisible(bool(left) and same is None)
        if left and same is not None:
            others = "1 other possible match" if left == 1 else f"{left} other possible matches"
            self._parts.append(Words(f"{others}. You will be asked in History.", "small", wrap=True))
        elif left:
            self._more.set_words(f"Show {left} more who may be the same")

    def _show_all(self) -> None:
        self._all = True
        self._rebuild()
        self._rows[self._first].setFocus()

    def _answered(self, candidate: Candidate, verdict: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        said = f"{_SAID[verdict]}: {candidate.name}"
        words = f"{said} · {candidate.born}" if candidate.born and verdict == "same" else said
        told = Words(words, "body", wrap=True, strong=(candidate.name,))
        row.addWidget(LineMark(*_MARKS[verdict], told))
        row.addWidget(told, 1)
        change = link("Change")
        change.setAccessibleName(f"Change: {candidate.name}")
        change.clicked.connect(partial(self._judge, candidate, ""))
        row.addWidget(change)
        return line

    def _judge(self, candidate: Candidate, verdict: str, _checked: bool = False) -> None:
        self._shown = tuple(candidate if c.other == candidate.other else c for c in self._shown)
        if verdict:
            self._verdicts[candidate.other] = verdict
        else:
            self._verdicts.pop(candidate.other, None)
        self._rebuild()
        self.judged.emit(candidate, verdict)


_MARKS = {
    "same": ("check-circle-fill", "settled"),
    "different": ("minus-circle-fill", "secondary"),
    "not sure": ("question-fill", "warning"),
}


class MatchCard(Card):
    """Possible matches of a contact that nobody has answered yet, on top of its history."""

    judged = Signal(object, str)
    """The Candidate, and `same`, `different` or `not sure`."""

    def __init__(
        self, title: str = "Is this the same person?", hint: str = "F8 goes to the next one",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(title, hint, role="h2", parent=parent)
        self._shown: tuple[Candidate, ...] = ()
        self._rows: list[MatchRow] = []
        self.body.setSpacing(12)
        self.hide()

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Show these people, unless they are shown already."""
        if tuple(candidates) == self._shown:
            return
        self._shown = tuple(candidates)
        had_focus = any(button.hasFocus() for row in self._rows for button in row.buttons.values())
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [MatchRow(candidate) for candidate in candidates]
        for row in self._rows:
            row.judged.connect(self.judged)
            self.body.addWidget(row)
        self.setVisible(bool(self._rows))
        if had_focus and self._rows:
            self._rows[0].setFocus()

    def first(self) -> QWidget:
        """The first question."""
        return self._rows[0] if self._rows else self

    def places(self) -> dict[str, QWidget]:
        """Where each question is, by the place its gap names."""
        return {f"match:{row.candidate.person}:{row.candidate.other}": row for row in self._rows}
