"""The question before two people with one surname and birthday, but two first names, may be called the same."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.notices import announce
from ui.widgets.buttons import Button, secondary
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest

_ANSWERS: Final = (("different", "No, two children"), ("not sure", "Not sure"), ("same", "Yes, one child"))


class TwinsQuestion(QWidget):
    """A warning in plain words that names both, and three answers. The one that joins comes last."""

    answered = Signal(str)
    """`different`, `not sure` or `same`."""

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self.setAccessibleName(question)
        self.buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        column.addWidget(MarkLine("warning", "warning-fill", question, role="body", word_token="text"))
        answers = Flow(gap=8)
        for verdict, words in _ANSWERS:
            button = secondary(words)
            button.clicked.connect(partial(self._say, verdict))
            self.buttons[verdict] = button
            answers.addWidget(button)
        nest(column, answers)
        self.setFocusProxy(self.buttons["different"])
        self.hide()

    def ask(self) -> None:
        """Show the question, read it out, and put the focus on the answer that joins nobody."""
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._question)

    def _say(self, verdict: str, _checked: bool = False) -> None:
        self.answered.emit(verdict)
