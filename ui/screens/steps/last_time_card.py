"""The last time beside this time, and the question whether it is the same issue. Nothing is chosen for anybody."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Role
from ui.widgets.beside import Beside
from ui.widgets.card import Card
from ui.widgets.field import TextField
from ui.widgets.letter_choice import LetterChoice
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.last_time import LastTime

ANSWERS = (
    ("yes", "Yes, the same issue", "Y"),
    ("no", "No, another one", "N"),
    ("not known", "I cannot say yet", "K"),
)
_QUESTION = "Is it the same issue?"
_MATTERS = 4


class LastTimeCard(Card):
    """The worry, what was there, what was offered and what was decided: then and now."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The last time and this time", role="h2", parent=parent)
        rows = QWidget()
        self._column = QVBoxLayout(rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._when = self._row("h3")
        self._matters = [self._row("body") for _ in range(_MATTERS)]
        self._nothing = Words("", "secondary", wrap=True)
        self.missing = MarkLine("warning", "warning-fill", role="body", word_token="text")
        self.choice = LetterChoice(ANSWERS, _QUESTION)
        self.because = TextField("What makes you say so? (you may leave this out)", lines=1)
        for part in (rows, self._nothing, self.missing, self.choice, self.because):
            self.add(part)
        self.choice.chosen.connect(self.answered)
        self.hide()

    def show_last(self, last: LastTime | None) -> None:
        """Show the comparison; without an earlier contact there is none."""
        self.setVisible(last is not None)
        if last is None:
            return
        on = wording.day(last.at)
        self.set_title(f"The last time, {on}, and this time")
        _fill(self._when, "", f"Then: {on}", "Now")
        for row, matter in zip(self._matters, last.beside, strict=True):
            _fill(row, matter.what, matter.then, matter.now)
            for words in row:
                words.setVisible(not matter.empty)
        nothing = [matter.what[:1].lower() + matter.what[1:] for matter in last.beside if matter.empty]
        self._nothing.set_words(f"Not recorded, then or now: {wording.listed(nothing)}.")
        self._nothing.setVisible(bool(nothing))
        self.missing.set_words(last.missing_words)
        self.missing.setVisible(bool(last.missing))
        self.setAccessibleDescription(last.words)
        self.choice.setAccessibleDescription(last.words)
        self.choice.set_value(last.answer)
        self.because.setVisible(last.answer is not None)

    def _row(self, role: Role) -> tuple[Words, Words, Words]:
        row = Words("", "h3", wrap=True), Words("", role, wrap=True), Words("", role, wrap=True)
        beside = Beside(enough=560, gap=16)
        for words, share in zip(row, (2, 5, 5), strict=True):
            beside.add(words, share)
        nest(self._column, beside)
        return row


def _fill(row: tuple[Words, Words, Words], *texts: str) -> None:
    for words, text in zip(row, texts, strict=True):
        words.set_words(text)
