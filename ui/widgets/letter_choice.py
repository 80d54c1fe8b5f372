"""A choice on one line, made with one letter: for a list of the same question asked of many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.widgets.choice import Choice

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class LetterChoice(Choice):
    """Options side by side, each with a letter or number.

    Letters act only while the focus is on it (WCAG 2.1.4), left and right move, Space chooses; up and down go to
    the question above or below. Tab stops at it once, or not at all where nobody needs it.
    """

    stepped = Signal(int)
    """Up (-1) or Down (1)."""
    lettered = Signal(str)
    """A letter that is none of the options."""

    def __init__(self, options: Sequence[tuple[str, str, str]], label: str = "", *, name: str = "") -> None:
        """`options` are value, words and letter."""
        self._keys = {key.upper(): value for value, _words, key in options}
        self._words = {value: words for value, words, _key in options}
        self._key_of = {value: key for value, _words, key in options}
        self._stops = True
        super().__init__(
            [(value, words) for value, words, _key in options], label, horizontal=True, name=name
        )
        for value in self._words:
            self.option(value).installEventFilter(self)
        self.name_options(name or label)

    def name_options(self, name: str) -> None:
        """Say to a screen reader what the options are about, and the letter of each."""
        self.setAccessibleName(name)
        for value, words in self._words.items():
            self.option(value).setAccessibleName(f"{words}: {name}")
            self.option(value).setAccessibleDescription(f"Key {self._key_of[value]}")
        self._rove()

    def set_stop(self, stops: bool) -> None:
        """Whether Tab stops here."""
        self._stops = stops
        self._rove()

    def has_focus(self) -> bool:
        """Whether the person is on one of the options."""
        return any(self.option(value).hasFocus() for value in self._words)

    def choose(self, value: str) -> None:
        """As if a person had chosen it."""
        self.option(value).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.option(value).click()
        self._rove()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters, up and down: before the circle takes them."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.modifiers() & ~_KEYPAD & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        step, letter = _STEPS.get(Qt.Key(event.key())), event.text().upper()
        if step is not None:
            self.stepped.emit(step)
        elif letter in self._keys:
            self.choose(self._keys[letter])
        elif letter.isalpha() and len(letter) == 1:
            self.lettered.emit(letter)
        else:
            return False
        return True

    def _rove(self) -> None:
        """One of the circles is where Tab stops: the chosen one, else the first."""
        here = self.value() or next(iter(self._words))
        for value in self._words:
            stop = self._stops and value == here
            policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
            self.option(value).setFocusPolicy(policy)
        self.setFocusProxy(self.option(here))
