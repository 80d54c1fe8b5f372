"""Things to tick with one letter each, under headings, as one stop of Tab."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGroupBox, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.beside import Beside
from ui.widgets.nesting import nest
from ui.widgets.option import Tick
from ui.widgets.words import Words

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class LetteredTicks(QGroupBox):
    """Letters tick and untick while the focus is in it, up and down move, Space ticks."""

    changed = Signal()
    """The person ticked or unticked something."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0; }")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(name)
        self.ticks: list[Tick] = []
        self._letters: dict[str, Tick] = {}
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._groups: list[QWidget] = []
        self._beside = Beside(enough=860, gap=16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        nest(column, self._beside)

    def show_ticks(self, ticks: Sequence[tuple[str, str, str]]) -> None:
        """Show these: value, words, heading. What stands under one heading comes together."""
        if tuple(ticks) == self._shown:
            return
        self._shown = tuple(ticks)
        for old in self._groups:
            self._beside.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.ticks, self._groups, self._letters = [], [], {}
        letters = iter(_LETTERS)
        for heading, found in groupby(ticks, key=lambda tick: tick[2]):
            column = self._group(heading)
            for value, words, _heading in found:
                column.addWidget(self._make(value, words, next(letters, "")))
            column.addStretch(1)
        self._rove(0)

    def values(self) -> tuple[str, ...]:
        """What is ticked, in the order shown."""
        return tuple(tick.value for tick in self.ticks if tick.isChecked())

    def set_values(self, values: Iterable[str]) -> None:
        """Show what was ticked before."""
        wanted = set(values)
        for tick in self.ticks:
            tick.setChecked(tick.value in wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters and arrows, before the box takes them."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.modifiers():
            return super().eventFilter(watched, event)
        step, tick = _STEPS.get(Qt.Key(event.key())), self._letters.get(event.text())
        if step is not None and watched in self.ticks:
            self._go((self.ticks.index(watched) + step) % len(self.ticks))
        elif tick is not None:
            self._go(self.ticks.index(tick))
            tick.click()
        else:
            return False
        return True

    def _group(self, heading: str) -> QVBoxLayout:
        group = QWidget()
        group.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if any(above for _value, _words, above in self._shown):  # an empty line only beside a heading
            column.addWidget(Words(heading, "secondary"))
        self._groups.append(group)
        self._beside.add(group)
        return column

    def _make(self, value: str, words: str, letter: str) -> Tick:
        tick = Tick(value, f"{letter}  {words}" if letter else words)
        tick.setAccessibleName(words)
        tick.setAccessibleDescription(f"Key {letter}" if letter else "")
        tick.clicked.connect(self.changed)
        tick.installEventFilter(self)
        self.ticks.append(tick)
        self._letters[letter] = tick
        return tick

    def _go(self, at: int) -> None:
        self._rove(at)
        self.ticks[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _rove(self, at: int) -> None:
        for n, tick in enumerate(self.ticks):
            tick.setFocusPolicy(Qt.FocusPolicy.StrongFocus if n == at else Qt.FocusPolicy.ClickFocus)
        if self.ticks:
            self.setFocusProxy(self.ticks[at])
