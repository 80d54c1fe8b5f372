"""One question with its answer: in words, or the honest `They did not say`."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.beside import Labelled
from ui.widgets.buttons import link
from ui.widgets.field import TextField
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.typed_on import begins_words, write_on
from workstation.domain import kinds

DID_NOT_SAY = "They did not say"


class AnswerBox(Labelled):
    """A box that grows with the answer, and a way to say that there is none."""

    none_said = Signal()
    """The person chose `They did not say`."""

    def __init__(
        self, question: str, *, lines: int = 2, needed: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.question, self._needed = question, needed
        self.field = TextField(question, lines=lines, most_lines=8)
        self.none = link(DID_NOT_SAY)
        self.none.setAccessibleName(f"{DID_NOT_SAY}: {question}")
        self._state = MarkLine("secondary", "minus-circle-fill")
        self._state.hide()
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._state, 1)
        below.addStretch(0)
        below.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        nest(column, below)
        self.setFocusProxy(self.field)
        self.none.clicked.connect(self._say_none)
        self.none.installEventFilter(self)
        self.field.changed.connect(self._typed)

    def show_answer(self, answer: kinds.Answered | None, asked_at: str = "") -> None:
        """Show how it stands. The words themselves are filled in by the step, which knows what is being typed."""
        said = {
            "did not say": f"{DID_NOT_SAY}.",
            "asked": f"Asked {asked_at}. No answer yet.".replace(" .", "."),
        }
        words = said.get(answer.state, "") if answer is not None else ""
        if not words and answer is not None and answer.state == "answered" and not answer.answer:
            words = "Told on the call: it is in their words."
        self._state.set_words(words)
        self._state.setVisible(bool(words))
        self.none.setVisible(self._needed and (answer is None or answer.state in ("asked", "not asked")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter typed on `They did not say` begins the answer."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and begins_words(event):
            write_on(self.field.edit, event)
            return True
        return super().eventFilter(watched, event)

    def above_box(self, width: int) -> int:
        """The question."""
        return self.field.above_box(width)

    def miss(self, words: str) -> None:
        """Say what is missing here."""
        self.field.set_error(words)

    def _typed(self, text: str) -> None:
        self.field.set_error("")
        if text.strip():
            self._state.hide()

    def _say_none(self) -> None:
        self.field.set_error("")
        # The link goes away now, so the focus would fall out of the page with it.
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.none_said.emit()
