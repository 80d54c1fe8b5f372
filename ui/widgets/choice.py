"""Choosing: large circles for one of several, large boxes for some of several. Nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton, QButtonGroup, QCheckBox, QGroupBox, QRadioButton, QSizePolicy, QVBoxLayout, QWidget,
)  # fmt: skip

from ui import icons, theme
from ui.widgets import ink
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


def _room(button: QAbstractButton) -> tuple[int, int]:
    """Left of the words and round them, so that the focus ring never touches them."""
    return theme.px(24) + theme.px(10), theme.focus_width() + 3


def _size(button: QAbstractButton, words: str, width: float | None = None) -> QSize:
    left, edge = _room(button)
    if width is None:
        words_size = ink.size_of(words, "body")
    else:
        words_size = ink.size_of(words, "body", width - left - 3 * edge)
    tall = max(theme.px(24), words_size.height()) + 2 * edge
    return QSize(left + words_size.width() + 3 * edge, max(24, tall))


def _paint(button: QAbstractButton, words: str) -> QPainter:
    """Ground and words; answers the painter so the shape can be added."""
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    token = "text"
    if button.hasFocus():
        token = "on_focus"
        ink.rounded(
            painter, QRectF(button.rect()), fill=theme.colour("focus_fill"), border=theme.colour("focus"),
            width=theme.focus_width(),
        )  # fmt: skip
    left, edge = _room(button)
    laid = ink.lay(words, "body", button.width() - left - 2 * edge)
    ink.draw(painter, laid, left + edge, (button.height() - laid.size.height()) / 2, theme.colour(token))
    return painter


def _square(button: QAbstractButton) -> QRectF:
    _left, edge = _room(button)
    side = theme.px(24)
    return QRectF(edge, (button.height() - side) / 2, side, side)


class _Option(QRadioButton):
    """One large circle with its words. Everything in its box can be pressed."""

    def __init__(self, value: str, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self.value, self._words = value, words
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """One line."""
        return _size(self, self._words)

    def minimumSizeHint(self) -> QSize:
        """It may wrap its words when room is short."""
        return QSize(min(theme.px(180), self.sizeHint().width()), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How tall it is in a width."""
        return _size(self, self._words, width).height()

    def hitButton(self, pos: object) -> bool:
        """The words belong to the button as much as the circle."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbour; they choose only once something has been chosen."""
        step = _STEPS.get(Qt.Key(event.key()))
        group = self.group()
        if step is None or group is None:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self.click()
                return
            super().keyPressEvent(event)
            return
        options = [option for option in group.buttons() if option.isVisible()]
        other = options[(options.index(self) + step) % len(options)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        if group.checkedButton() is not None:
            other.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The circle, filled with a white centre when chosen, as large as a finger."""
        painter = _paint(self, self._words)
        circle = _square(self)
        chosen = self.isChecked()
        pen = QPen(theme.colour("action" if chosen else "border"), 2)
        painter.setPen(pen)
        painter.setBrush(theme.colour("action" if chosen else "surface"))
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("on_action"))
            radius = circle.width() / 5.5
            painter.drawEllipse(circle.center(), radius, radius)


class _Tick(QCheckBox):
    """One large box with its words."""

    def __init__(self, value: str, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self.value, self._words = value, words
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """One line."""
        return _size(self, self._words)

    def minimumSizeHint(self) -> QSize:
        """It may wrap its words when room is short."""
        return QSize(min(theme.px(180), self.sizeHint().width()), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How tall it is in a width."""
        return _size(self, self._words, width).height()

    def hitButton(self, pos: object) -> bool:
        """The words belong to the box as much as the square."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """The square, with a tick when chosen."""
        painter = _paint(self, self._words)
        square = _square(self).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        ink.rounded(
            painter, square, fill=theme.colour("action" if chosen else "surface"),
            border=theme.colour("action" if chosen else "border"), width=2, radius=4,
        )  # fmt: skip
        if chosen:
            inset = (square.width() - theme.px(16)) / 2
            icons.paint(painter, square.x() + inset, square.y() + inset, "check", "on_action", 16)


class _Several(QGroupBox):
    """A question with its options in a column or side by side, and a line for what is wrong."""

    def __init__(self, label: str, horizontal: bool, name: str) -> None:
        super().__init__()
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0; }")
        self.setAccessibleName(name or label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if label:
            column.addWidget(Words(label, "body_bold", wrap=True))
        self._flow = Flow(gap=12, line_gap=2) if horizontal else None
        self._column = QVBoxLayout() if not horizontal else None
        if self._column is not None:
            self._column.setSpacing(2)
        column.addLayout(self._flow or self._column)  # type: ignore[arg-type]
        self.wrong = MarkLine("danger", "warning-octagon-fill")
        self.wrong.setVisible(False)
        column.addWidget(self.wrong)

    def _put(self, option: QAbstractButton) -> None:
        layout = self._flow if self._flow is not None else self._column
        assert layout is not None
        layout.addWidget(option)

    def set_error(self, words: str) -> None:
        """Say what is wrong under the options. Empty takes it away."""
        self.wrong.set_words(words)
        self.wrong.setVisible(bool(words))
        self.setAccessibleDescription(words)


class Choice(_Several):
    """One of several. Arrows move, Space chooses. Judgement never has a default, so nothing is chosen."""

    chosen = Signal(str)
    """The value a person chose."""

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        label: str = "",
        *,
        horizontal: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(label, horizontal, name)
        self._group = QButtonGroup(self)
        self._options: dict[str, _Option] = {}
        for value, words in options:
            option = _Option(value, words)
            self._options[value] = option
            self._group.addButton(option)
            self._put(option)
        self._group.buttonClicked.connect(self._tell)
        if options:
            self.setFocusProxy(self._options[options[0][0]])

    def value(self) -> str | None:
        """What was chosen, or None."""
        chosen = self._group.checkedButton()
        return chosen.value if isinstance(chosen, _Option) else None

    def set_value(self, value: str | None) -> None:
        """Show what was chosen before. Does not send `chosen`."""
        self._group.setExclusive(False)
        for name, option in self._options.items():
            option.setChecked(name == value)
        self._group.setExclusive(True)
        if value in self._options:
            self.setFocusProxy(self._options[value])

    def option(self, value: str) -> QRadioButton:
        """The button of one option, for a screen that puts something beside it."""
        return self._options[value]

    def _tell(self, option: QAbstractButton) -> None:
        if isinstance(option, _Option):
            self.set_error("")
            self.setFocusProxy(option)
            self.chosen.emit(option.value)


class Ticks(_Several):
    """Some, all or none of several. Space ticks."""

    changed = Signal()
    """The person ticked or unticked something."""

    def __init__(
        self, options: Sequence[tuple[str, str]], label: str = "", *, horizontal: bool = False, name: str = ""
    ) -> None:
        super().__init__(label, horizontal, name)
        self._ticks = [_Tick(value, words) for value, words in options]
        for tick in self._ticks:
            self._put(tick)
            tick.clicked.connect(self._tell)
        if self._ticks:
            self.setFocusProxy(self._ticks[0])

    def values(self) -> tuple[str, ...]:
        """What is ticked, in the order shown."""
        return tuple(tick.value for tick in self._ticks if tick.isChecked())

    def set_values(self, values: Iterable[str]) -> None:
        """Show what was ticked before. Does not send `changed`."""
        wanted = set(values)
        for tick in self._ticks:
            tick.setChecked(tick.value in wanted)

    def _tell(self) -> None:
        self.set_error("")
        self.changed.emit()
