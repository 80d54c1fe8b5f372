"""One large circle or box with its words: the pieces that choices are made of."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QGroupBox,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from ui import icons, theme
from ui.widgets import ink
from ui.widgets.tab_order import words_after
from ui.widgets.typed_on import begins_words, write_on

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


def _room() -> tuple[int, int]:
    """Left of the words and round them, so that the focus ring never touches them."""
    return theme.px(24) + theme.px(10), theme.focus_width() + 3


def _size(words: str, width: float | None = None) -> QSize:
    left, edge = _room()
    if width is None:
        words_size = ink.size_of(words, "body")
    else:
        words_size = ink.size_of(words, "body", width - left - 3 * edge)
    tall = max(theme.px(24), words_size.height()) + 2 * edge
    return QSize(left + words_size.width() + 3 * edge, max(24, tall))


def _settle(button: QAbstractButton) -> None:
    """No wider than its words, as tall as they need, measured again when the text size changes."""
    policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    theme.changed.connect(button.updateGeometry)


def _paint(button: QAbstractButton, words: str) -> QPainter:
    """Ground and words; answers the painter so the shape can be added."""
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if button.hasFocus():
        ink.focus_ring(painter, QRectF(button.rect()))
    colour = theme.colour("on_focus" if button.hasFocus() else "text")
    left, edge = _room()
    laid = ink.lay(words, "body", button.width() - left - 2 * edge)
    ink.draw(painter, laid, left + edge, (button.height() - laid.size.height()) / 2, colour)
    return painter


def _square(button: QAbstractButton) -> QRectF:
    _left, edge = _room()
    side = theme.px(24)
    return QRectF(edge, (button.height() - side) / 2, side, side)


def choose_and_go_on(button: QAbstractButton) -> None:
    """Choose it as if it was pressed, and go on to the words that belong to the answer, where there are any.
    Whoever hears of the choice may lead elsewhere.
    """
    button.setFocus(Qt.FocusReason.ShortcutFocusReason)
    button.click()
    group = _group_of(button)
    if group is not None and button.hasFocus() and (words := words_after(group)) is not None:
        words.setFocus(Qt.FocusReason.TabFocusReason)


def _wrote_on(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Begin the words that belong to the answer with this key, where there are any."""
    group = _group_of(button)
    words = words_after(group) if group is not None else None
    if words is None or event.text().isdecimal():
        return False
    write_on(words, event)
    return True


def _group_of(button: QAbstractButton) -> QWidget | None:
    found = button.parentWidget()
    while found is not None and not isinstance(found, QGroupBox):
        found = found.parentWidget()
    return found


class _Worded:
    """The room that a circle or a box takes with its words. Stands before the Qt class, which it answers for."""

    _words: str

    def sizeHint(self) -> QSize:
        """One line."""
        return _size(self._words)

    def minimumSizeHint(self) -> QSize:
        """It may wrap its words when room is short."""
        whole = self.sizeHint()
        return QSize(min(theme.px(180), whole.width()), whole.height())

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How tall it is in a width."""
        return _size(self._words, width).height()

    def hitButton(self, pos: object) -> bool:
        """The words belong to the button as much as the shape."""
        return True


class Option(_Worded, QRadioButton):
    """One large circle with its words. Everything in its box can be pressed."""

    def __init__(self, value: str, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self.value, self._words = value, words
        self.setAccessibleName(words)
        _settle(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number, or Enter, chooses and goes on to the words that belong to the answer; a letter begins them.
        Arrows go to the neighbour; they choose only once something has been chosen.
        """
        step = _STEPS.get(Qt.Key(event.key()))
        group = cast("QButtonGroup | None", self.group())  # the stubs forget that it may be in none
        shown = [option for option in group.buttons() if option.isVisible()] if group is not None else []
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.text().isdecimal() and 0 < int(event.text()) <= len(shown):
            choose_and_go_on(shown[int(event.text()) - 1])
            return
        chosen = group is not None and group.checkedButton() is not None
        if step is None or group is None:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                choose_and_go_on(self)
            elif not (chosen and begins_words(event) and _wrote_on(self, event)):
                super().keyPressEvent(event)
            return
        other = shown[(shown.index(self) + step) % len(shown)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        if chosen:
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


class Tick(_Worded, QCheckBox):
    """One large box with its words."""

    def __init__(self, value: str, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self.value, self._words = value, words
        self.setAccessibleName(words)
        _settle(self)

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
