"""What to ask: questions with the state they are in. Space marks one as asked, typing answers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import ink
from ui.widgets.field import TextField
from ui.widgets.state_mark import State, paint_state

Mark = Literal["", "told", "not told", "did not say"]
"""How far a question is without words: open, told, told that it is not so, or they would not say."""

_SHAPES: dict[str, State] = {
    "": "not_started",
    "told": "settled",
    "not told": "gap",
    "did not say": "not_known",
}
_SPOKEN = {"": "Not asked yet", "told": "Told", "not told": "Needs care", "did not say": "They did not say"}
_NEGATIVE = ("no", "not", "n")


@dataclass(frozen=True)
class Question:
    """A question to ask, and what to say when the answer is no."""

    id: str
    words: str
    caution: str = ""


@dataclass(frozen=True)
class Reply:
    """How far a question is: a mark, and the words typed under it."""

    mark: Mark = ""
    answer: str = ""

    @property
    def known(self) -> bool:
        """Whether we know the answer, be it yes or no."""
        return bool(self.answer.strip()) or self.mark in ("told", "not told")

    @property
    def left(self) -> bool:
        """Whether it still wants something: not asked yet, or an answer that needs care."""
        return not self.mark and not self.answer.strip()


class _Head(QPushButton):
    """The question itself, as a button: Space and Enter move its mark on, a letter starts an answer."""

    typed = Signal(str)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question, self.reply = question, Reply()
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_reply(self.reply)
        theme.changed.connect(self.updateGeometry)

    def show_reply(self, reply: Reply) -> None:
        """Show how far it is."""
        self.reply = reply
        state = "Answered" if reply.answer.strip() and reply.mark != "not told" else _SPOKEN[reply.mark]
        self.setAccessibleName(f"{self.question.words} {state}. {self._after()}".strip())
        self.updateGeometry()
        self.update()

    def _shape(self) -> State:
        if self.reply.mark == "not told":
            return "gap"
        return "settled" if self.reply.answer.strip() else _SHAPES[self.reply.mark]

    def _after(self) -> str:
        """What stands in plain letters after the question."""
        if self.reply.mark == "not told":
            return self.question.caution
        return "They did not say." if self.reply.mark == "did not say" and not self.reply.answer else ""

    def _said(self) -> tuple[str, tuple[str, ...]]:
        """The words, and which of them are in bold."""
        wants = self._shape() in ("not_started", "gap")
        words = f"{self.question.words} {self._after()}".strip()
        return words, (self.question.words,) if wants else ()

    def _room(self, width: float) -> float:
        return width - self._left() - 6

    def _left(self) -> int:
        return theme.px(32)

    def sizeHint(self) -> QSize:
        """As wide as the list."""
        return QSize(theme.px(300), self.heightForWidth(theme.px(300)))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for large text."""
        return QSize(theme.px(140), theme.px(26))

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The words, wrapped."""
        words, strong = self._said()
        size = ink.size_of(words, "body", self._room(width), strong=strong, leading=ink.READING)
        return max(24, size.height() + theme.px(6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space marks; any other letter is the beginning of an answer; Up and Down go through the list."""
        text = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.typed.emit("")
        elif text and text.isprintable() and not text.isspace() and plain:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The mark, the question, and the ring when it has the focus."""
        painter = QPainter(self)
        tone = "text"
        if self.hasFocus():
            tone = "on_focus"
            ink.focus_ring(painter, QRectF(self.rect()))
        elif self.underMouse():
            ink.rounded(painter, QRectF(self.rect()), fill=theme.colour("subtle"))
        words, strong = self._said()
        laid = ink.lay(words, "body", self._room(self.width()), strong=strong, leading=ink.READING)
        top = (self.height() - laid.size.height()) / 2
        paint_state(painter, theme.focus_width() + theme.px(4), top + theme.px(2), self._shape(), 16)
        ink.draw(painter, laid, self._left(), top, theme.colour(tone))


class Prompt(QWidget):
    """A question with its answer under it. The box is there only while there is something in it to see."""

    changed = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self.head = _Head(question)
        self.answer = TextField(f"Answer: {question.words}", lines=1, most_lines=6)
        self.answer.label.hide()
        self.answer.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.head)
        column.addWidget(self.answer)
        self.setFocusProxy(self.head)
        self.head.clicked.connect(self._mark_on)
        self.head.typed.connect(self._begin)
        self.answer.changed.connect(self._answered)
        self.answer.left.connect(self._close_if_empty)

    def reply(self) -> Reply:
        """How far it is."""
        return Reply(self.head.reply.mark, self.answer.text())

    def set_reply(self, reply: Reply) -> None:
        """Show how far it was. Does not send `changed`."""
        self.answer.set_text(reply.answer)
        self.answer.setVisible(bool(reply.answer))
        self.head.show_reply(reply)

    def _mark_on(self) -> None:
        steps: list[Mark] = (
            ["", "told", "not told", "did not say"] if self.question.caution else ["", "told", "did not say"]
        )
        now = self.head.reply.mark
        mark = steps[(steps.index(now) + 1) % len(steps)] if now in steps else ""
        self.head.show_reply(Reply(mark, self.answer.text()))
        self.changed.emit()

    def _begin(self, letter: str) -> None:
        self.answer.show()
        self.answer.setFocus()
        if letter:
            self.answer.insert(letter)

    def _answered(self, text: str) -> None:
        words = text.lower().replace(",", " ").replace(".", " ").split()
        mark = self.head.reply.mark
        if self.question.caution:
            mark = "not told" if words and words[0] in _NEGATIVE else "told" if words else ""
        elif mark == "did not say" and words:
            mark = ""
        self.head.show_reply(Reply(mark, text))
        self.changed.emit()

    def _close_if_empty(self) -> None:
        if not self.answer.text().strip():
            self.answer.hide()


class Prompts(QWidget):
    """The questions for this kind of caller."""

    changed = Signal()
    """A mark or an answer changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Questions to ask")
        self._rows: dict[str, Prompt] = {}
        self._order: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def ask(self, questions: Sequence[Question]) -> None:
        """Show these questions. Answers to others are kept, and come back with their question."""
        self._order = [question.id for question in questions]
        for at, question in enumerate(questions):
            row = self._rows.get(question.id)
            if row is None:
                row = self._rows[question.id] = Prompt(question)
                row.changed.connect(self.changed)
            self._column.insertWidget(at, row)
        for name, row in self._rows.items():
            row.setVisible(name in self._order)

    def replies(self) -> dict[str, Reply]:
        """Every question that has a mark or an answer, and how far each is; also those not shown now."""
        return {name: row.reply() for name, row in self._rows.items() if row.reply() != Reply()}

    def reply(self, question: str) -> Reply:
        """How far one question is."""
        return self._rows[question].reply() if question in self._rows else Reply()

    def set_replies(self, replies: dict[str, Reply]) -> None:
        """Show how far they were."""
        for name, row in self._rows.items():
            row.set_reply(replies.get(name, Reply()))

    def left(self) -> int:
        """How many still want something."""
        return sum(1 for name in self._order if self._wants(name))

    def open_rows(self) -> list[QWidget]:
        """All that were not asked yet, in order."""
        return [self._rows[name] for name in self._order if self._rows[name].reply().left]

    def below(self, focused: QWidget | None) -> list[QWidget]:
        """What was not asked yet below the question somebody is in; nothing when they are in none that is done."""
        names = list(self._order)
        here = next((n for n in names if focused is not None and self._rows[n].isAncestorOf(focused)), None)
        if here is None or self._rows[here].reply().left:
            return []
        after = names[names.index(here) + 1 :]
        return [self._rows[name] for name in after if self._rows[name].reply().left]

    def _wants(self, name: str) -> bool:
        reply = self._rows[name].reply()
        return reply.left or reply.mark == "not told"
