"""Whatever can be pressed answers the same keys, however it is drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.widgets.app_bar import BarButton
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip, ChipLook
from ui.widgets.contact_row import ContactRow
from ui.widgets.line_button import LineButton
from ui.widgets.numbered_list import NumberLine
from ui.widgets.standing_mark import StandingMark
from ui.widgets.tile import Tile

_DRAWN: dict[str, Callable[[], QPushButton]] = {
    "button": lambda: Button("Sign off"),
    "chip": lambda: Chip("First contact"),
    "tile": lambda: Tile(2, "overdue"),
    "line": lambda: LineButton("Ask the school", "gap"),
    "numbered line": lambda: NumberLine("gp", "1", "GP", ""),
    "contact": lambda: ContactRow("MARSH, Finn", "Received today", ChipLook("New", "neutral", "")),
    "bar": lambda: BarButton("Help"),
    "standing": StandingMark,
}


@pytest.mark.parametrize("kind", _DRAWN)
def test_enter_presses_it_as_space_does(kind: str, qtbot: QtBot) -> None:
    button = _DRAWN[kind]()
    qtbot.addWidget(button)
    button.show()
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append(kind))
    for key, modifier in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(button, key, modifier)
    assert len(pressed) == 3
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == 3, "Ctrl+Enter is the way on of the whole page"
