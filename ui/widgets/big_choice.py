"""A choice among large buttons, none of them chosen beforehand; rarer ones behind `Something else…`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGroupBox, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import Button, link
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.option import choose_and_go_on
from ui.widgets.words import Words

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class _Big(Button):
    """One of the buttons. Arrows only move; Space, Enter and its number choose, so nothing is chosen in passing."""

    def __init__(self, value: str, words: str) -> None:
        super().__init__(words, "secondary")
        self.value = value
        self.setCheckable(True)
        self.toggled.connect(self._dress)

    def _dress(self, chosen: bool) -> None:
        self.set_look("primary" if chosen else "secondary")
        self.set_icon_name("check" if chosen else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbour; a number chooses that one of those in view, and goes on to its words."""
        step = _STEPS.get(Qt.Key(event.key()))
        group = cast("QButtonGroup | None", self.group())  # the stubs forget that it may be in none
        shown = [button for button in group.buttons() if button.isVisible()] if group is not None else []
        number = event.text() if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier else ""
        if number.isdecimal() and 0 < int(number) <= len(shown):
            choose_and_go_on(shown[int(number) - 1])
            return
        if step is None or self not in shown:
            super().keyPressEvent(event)
            return
        shown[(shown.index(self) + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)


class BigChoice(QGroupBox):
    """`options` are always in view; `others` appear on request, or when one of them is chosen."""

    chosen = Signal(str)
    """The value the person chose."""

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]],
        others: Sequence[tuple[str, str]] = (),
        name: str = "",
    ) -> None:
        super().__init__()
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0; }")
        self.setAccessibleName(name or label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _Big] = {}
        self._line = Flow(gap=8)
        self._more = QWidget()
        rest = Flow(self._more, gap=8)
        for value, words in options:
            self._line.addWidget(self._make(value, words))
        for value, words in others:
            rest.addWidget(self._make(value, words))
        self.more = link("Something else…")
        """Unfolds the rarer ones."""
        self.more.clicked.connect(self._unfold)
        self._line.addWidget(self.more)
        self._more.hide()
        self.wrong = MarkLine("danger", "warning-octagon-fill")
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if label:
            column.addWidget(Words(label, "body_bold", wrap=True))
        nest(column, self._line)
        column.addWidget(self._more)
        column.addWidget(self.wrong)
        self._others = {value for value, _words in others}
        self._group.buttonClicked.connect(self._tell)
        self._first = options[0][0] if options else ""
        self._rove()
        self.more.setVisible(bool(others))

    def value(self) -> str | None:
        """What was chosen, or None."""
        button = self._group.checkedButton()
        return button.value if isinstance(button, _Big) else None

    def set_value(self, value: str | None) -> None:
        """Show what was chosen before. Does not send `chosen`."""
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == value)
        self._group.setExclusive(True)
        if value in self._others:
            self._more.show()
            self.more.hide()
        self._rove()

    def _rove(self) -> None:
        """Tab stops at what is chosen, else at the first."""
        here = self.value() or self._first
        for value, button in self._buttons.items():
            policy = Qt.FocusPolicy.StrongFocus if value == here else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        if here:
            self.setFocusProxy(self._buttons[here])

    def option(self, value: str) -> Button:
        """The button of one option."""
        return self._buttons[value]

    def set_error(self, words: str) -> None:
        """Say what is wrong under the buttons. Empty takes it away."""
        self.wrong.set_words(words)
        self.wrong.setVisible(bool(words))
        self.setAccessibleDescription(words)

    def _make(self, value: str, words: str) -> _Big:
        button = _Big(value, words)
        self._buttons[value] = button
        self._group.addButton(button)
        return button

    def _unfold(self) -> None:
        self._more.show()
        self.more.hide()
        first = next(button for value, button in self._buttons.items() if value in self._others)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _tell(self, button: QAbstractButton) -> None:
        if isinstance(button, _Big):
            self.set_error("")
            self._rove()
            self.chosen.emit(button.value)
