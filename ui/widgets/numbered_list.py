"""A short list to pick from with one number: who says so, who will be asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import ink
from ui.widgets.keycap import cap_size, paint_cap
from ui.widgets.pressed import PressedLine
from ui.widgets.words import Words

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class NumberLine(PressedLine):
    """Words that wrap behind a number. The whole line can be pressed."""

    def __init__(self, value: str, key: str, words: str, strong: str) -> None:
        super().__init__()
        self.value, self.key, self._words, self._strong = value, key, words, strong
        self.setAccessibleName(words)
        self.setAccessibleDescription(f"Key {key}" if key else "")

    def words(self) -> str:
        """What it says."""
        return self._words

    def _left(self) -> int:
        return cap_size("0").width() + theme.px(14)

    def _laid(self, width: float) -> ink.Laid:
        strong = (self._strong,) if self._strong else ()
        return ink.lay(self._words, "body", width - self._left() - theme.px(8), strong=strong)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        wide = theme.px(420)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any column."""
        return QSize(theme.px(140), theme.px(28))

    def heightForWidth(self, width: int) -> int:
        """The words, wrapped."""
        return max(24, self._laid(width).size.height() + theme.px(8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers and arrows are the list's."""
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The number as a key, the words; with the focus, the ring round the whole line."""
        painter, tone = QPainter(self), "text"
        if self.hasFocus():
            tone = "on_focus"
            ink.focus_ring(painter, QRectF(self.rect()))
        laid = self._laid(self.width())
        if self.key:
            line = ink.size_of("0", "body").height()
            paint_cap(painter, theme.px(6), theme.px(4) + (line - cap_size(self.key).height()) / 2, self.key)
        ink.draw(painter, laid, self._left(), (self.height() - laid.size.height()) / 2, theme.colour(tone))


class NumberedList(QWidget):
    """Numbers pick, up and down move, Enter and Space pick, Esc leaves. Tab stops at it once."""

    picked = Signal(str)
    """The value of a line."""
    escaped = Signal()

    def __init__(self, question: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.question = Words(question, "body_bold", wrap=True)
        self.lines: list[NumberLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.question)
        self.setAccessibleName(question)

    def show_lines(self, question: str, about: str, lines: Sequence[tuple[str, str, str]]) -> None:
        """Ask a question (`about` is said with it to a screen reader) and show these: value, words, and the part of
        them in bold. The first nine have a number.
        """
        self.question.set_words(question)
        self.setAccessibleName(f"{question} {about}")
        for old in self.lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines = []
        for at, (value, words, strong) in enumerate(lines, 1):
            line = NumberLine(value, str(at) if at < 10 else "", words, strong)
            line.clicked.connect(self._tell)
            self.lines.append(line)
            self._column.addWidget(line)
        self._rove(0)
        self.setVisible(bool(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers, arrows, Esc."""
        step, typed = _STEPS.get(Qt.Key(event.key())), event.text()
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif step is not None and self.lines:
            at = next((n for n, line in enumerate(self.lines) if line.hasFocus()), -step)
            self._rove((at + step) % len(self.lines))
            self.lines[(at + step) % len(self.lines)].setFocus(Qt.FocusReason.TabFocusReason)
        elif typed and (line := next((one for one in self.lines if one.key == typed), None)) is not None:
            line.click()
        else:
            super().keyPressEvent(event)

    def _rove(self, at: int) -> None:
        for n, line in enumerate(self.lines):
            line.setFocusPolicy(Qt.FocusPolicy.StrongFocus if n == at else Qt.FocusPolicy.ClickFocus)
        if self.lines:
            self.setFocusProxy(self.lines[at])

    def _tell(self) -> None:
        line = self.sender()
        if isinstance(line, NumberLine):
            self.picked.emit(line.value)
