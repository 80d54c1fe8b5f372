"""Putting one layout into another leaves no Python objects for what Qt deletes."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from ui.widgets.nesting import nest


def test_the_places_of_a_nested_layout_are_let_go_of(qtbot: QtBot) -> None:
    page, label = QWidget(), QLabel("Seen")
    qtbot.addWidget(page)
    before = len(_places_known())
    outer, between, row = QVBoxLayout(page), QVBoxLayout(), QHBoxLayout()
    row.addWidget(label)
    row.addStretch()
    nest(between, row)
    nest(outer, between)
    assert len(_places_known()) == before
    assert row.indexOf(label) == 0
    assert label.parentWidget() is page


def _places_known() -> list[QLayoutItem]:
    every = Shiboken.getAllValidWrappers()
    return [
        w
        for w in every
        if isinstance(w, QLayoutItem) and not isinstance(w, QLayout) and not Shiboken.createdByPython(w)
    ]
