"""Fields: a question in bold, a box for the answer, and under it what was understood or what is wrong."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout

from ui import theme
from ui.theme import Role
from ui.widgets.beside import TOP, Labelled
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words

_MARGIN = 2
"""Beside the words of a text box, and over and under its lines together: they begin where those of a line box do,
and a box for one line is as tall as that.
"""


class _Field(Labelled):
    """What all fields share: the label that names the box, a quiet line, and a line for what is wrong."""

    changed = Signal(str)
    """The words in the box, at every change made by the person."""
    left = Signal()
    """The focus went out of the box."""
    letters: Role = "body"
    """How large one writes in it."""

    def __init__(self, label: str, box: QLineEdit | QPlainTextEdit, hint: str) -> None:
        super().__init__()
        self.setProperty(TOP, True)
        self.box = box
        self.label = Words(label, "body_bold", wrap=True)
        self.label.setBuddy(box)
        self.hint = Words(hint, "small", wrap=True)
        self.wrong = MarkLine("danger", "warning-octagon-fill")
        box.setAccessibleName(label)
        box.setAccessibleDescription(hint)
        box.installEventFilter(self)
        self.setFocusProxy(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.label, box, self.hint, self.wrong):
            column.addWidget(part)
        # Not before they stand in the column: shown without a parent, a widget is a window for a moment.
        self.hint.setVisible(bool(hint))
        self.wrong.setVisible(False)
        self._dress()
        theme.changed.connect(self._dress)

    def set_label(self, label: str) -> None:
        """Ask differently."""
        self.label.set_words(label)
        self.box.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Say something quiet under the box."""
        self.hint.set_words(hint)
        self.hint.setVisible(bool(hint))
        self.box.setAccessibleDescription(hint)

    def set_error(self, words: str) -> None:
        """Say what is wrong, under the box and to screen readers. Empty takes it away."""
        self.wrong.set_words(words)
        self.wrong.setVisible(bool(words))
        self.box.setAccessibleDescription(words or self.hint.words())
        self.box.setProperty("wrong", bool(words))
        # Qt reads a property selector only when a widget is polished again.
        self.box.style().unpolish(self.box)
        self.box.style().polish(self.box)

    def error(self) -> str:
        """What is wrong now, or nothing."""
        return self.wrong.words()

    def sizeHint(self) -> QSize:
        """As tall as it is in the width it has: a question that wraps in a narrow column is not cut short."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(self.width())) if self.hasHeightForWidth() else hint

    def above_box(self, width: int) -> int:
        """The label, where it is in view."""
        return 0 if self.label.isHidden() else self.label.heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the focus leaving the box."""
        if watched is self.box and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        self.box.setFont(theme.font(self.letters))


class LineField(_Field):
    """A question with a short answer."""

    def __init__(self, label: str, hint: str = "", *, secret: bool = False) -> None:
        self.edit = QLineEdit()
        """The box itself."""
        super().__init__(label, self.edit, hint)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.textEdited.connect(self.changed)
        self.edit.textChanged.connect(self._suit_letters)

    def text(self) -> str:
        """The answer."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Fill the box. Does not send `changed`."""
        if text != self.edit.text():
            self.edit.setText(text)

    def _suit_letters(self, text: str) -> None:
        self.edit.setFont(theme.font_for(text, self.letters))

    def _dress(self) -> None:
        self.edit.setFont(theme.font_for(self.edit.text(), self.letters))


class _Box(QPlainTextEdit):
    """A box for sentences that Tab leaves, and that says when it was made wider or narrower."""

    reshaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setViewportMargins(_MARGIN, 0, _MARGIN, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower box needs more lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.reshaped.emit()


class TextField(_Field):
    """A question with an answer in sentences. The box grows with the words; Tab leaves it."""

    def __init__(self, label: str, hint: str = "", *, lines: int = 2, most_lines: int = 14) -> None:
        self.edit = _Box()
        """The box itself."""
        self._lines, self._most = lines, most_lines
        self._filling = self._growing = False
        self.edit.document().setDocumentMargin(0)
        self.edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        super().__init__(label, self.edit, hint)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.edit.textChanged.connect(self._edited)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.edit.reshaped.connect(self._grow)

    def text(self) -> str:
        """The answer."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Fill the box. Does not send `changed`, and leaves the cursor alone if nothing is new."""
        if text == self.text():
            return
        self._filling = True
        self.edit.setPlainText(text)
        self._filling = False

    def insert(self, words: str) -> None:
        """Put words in where the cursor is, as if they had been typed; can be undone."""
        self.edit.insertPlainText(words)

    def begin_with(self, lines: int) -> None:
        """How tall it is with nothing in it; it still grows with the words."""
        self._lines = lines
        self._grow()

    def _edited(self) -> None:
        self._suit_letters()
        if not self._filling:
            self.changed.emit(self.text())

    def _suit_letters(self) -> None:
        wanted = theme.font_for(self.text(), self.letters)
        if wanted.families() != self.edit.font().families():
            self.edit.setFont(wanted)

    def _rows(self) -> int:
        """How many lines the words take; at least how many are too many. Qt lays a paragraph out only when it is
        seen, and counts it as one line before that: so it is asked for each.
        """
        rows, block = 0, self.edit.document().begin()
        layout = self.edit.document().documentLayout()
        while block.isValid() and rows <= self._most:
            layout.blockBoundingRect(block)
            rows += max(1, block.layout().lineCount())
            block = block.next()
        return rows

    def _grow(self) -> None:
        """As many lines as the words take, between the fewest and the most."""
        if self._growing:
            return
        self._growing = True
        rows = self._rows()
        self._growing = False
        metrics = QFontMetrics(self.edit.font())
        further = max(self._lines, min(self._most, rows)) - 1
        lines = metrics.height() + further * math.ceil(QFontMetricsF(self.edit.font()).lineSpacing())
        border = 2 if theme.tokens().name == "contrast" else 1
        edges = _MARGIN + 2 * (theme.px(6) + border)
        bar = Qt.ScrollBarPolicy
        self.edit.setVerticalScrollBarPolicy(
            bar.ScrollBarAlwaysOn if rows > self._most else bar.ScrollBarAlwaysOff
        )
        self.edit.setFixedHeight(max(lines + edges, theme.px(20) + edges - _MARGIN))

    def _dress(self) -> None:
        self.edit.setFont(theme.font_for(self.text(), self.letters))
        self._grow()


@dataclass(frozen=True)
class Understood:
    """What an entry was taken to mean: words to show, the value, and what is wrong if nothing was."""

    words: str = ""
    value: object = None
    wrong: str = ""


class DateField(LineField):
    """A date, an age or a due date, typed any way people write one. Below it stands what was understood.

    `understand` turns what is typed into `Understood`; the trade's rules for dates live with the caller.
    Nothing is called wrong before the person leaves the box.
    """

    def __init__(self, label: str, understand: Callable[[str], Understood], hint: str = "") -> None:
        super().__init__(label, hint)
        self._understand, self._plain_hint = understand, hint
        self._now, self._of = Understood(), ""
        self.edit.textChanged.connect(self._read)
        self.left.connect(self._judge)

    def set_text(self, text: str) -> None:
        """Fill the box. What comes back from where it was kept was left before: so it is judged at once."""
        super().set_text(text)
        if not self.edit.hasFocus():
            self._judge()

    def value(self) -> object:
        """What the entry means, or None."""
        if (
            self._of != self.edit.text()
        ):  # who hears `changed` is told before us, and asks for what stands now
            self._read(self.edit.text())
        return self._now.value

    def _read(self, text: str) -> None:
        self._of = text
        self._now = self._understand(text) if text.strip() else Understood()
        self.set_hint(self._now.words or self._plain_hint)
        if not self._now.wrong:
            self.set_error("")

    def _judge(self) -> None:
        self.set_error(self._now.wrong)
