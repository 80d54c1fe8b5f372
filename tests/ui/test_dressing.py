"""Larger letters with much open: each widget is polished once, and nothing the sheet speaks of is left out."""

import re

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import sheet, theme
from ui.dressing import NAMED, PAGE
from ui.reading import Reading, bundled
from ui.widgets.tab_strip import TabStrip

_BY_THEMSELVES = {"QToolTip", "QWidget"}
"""A tip is made anew each time; a bare widget is named as the page of a scroll area alone."""


class Polished(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.StyleChange
        return False


def test_a_box_deep_in_a_page_is_polished_once_and_grows(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, Reading())
    outer = page = QWidget()
    qtbot.addWidget(outer)
    for _ in range(12):
        inner = QWidget()
        QVBoxLayout(page).addWidget(inner)
        page = inner
    box = QLineEdit()
    QVBoxLayout(page).addWidget(box)
    outer.show()
    before, polished = box.height(), Polished()
    box.installEventFilter(polished)
    theme.apply(qapp, Reading(text_percent=200))
    QApplication.processEvents()
    assert polished.times == 1
    assert box.height() > 1.5 * before
    theme.apply(qapp, Reading())


def test_in_other_colours_the_parts_of_what_has_a_sheet_of_its_own_follow(
    qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, Reading())
    tabs = TabStrip()
    qtbot.addWidget(tabs)
    tabs.show()
    theme.apply(qapp, Reading(theme="night"))
    arrows = tabs.findChildren(QToolButton)
    assert arrows
    assert {arrow.palette().button().color().name() for arrow in arrows} == {theme.colour("surface").name()}
    theme.apply(qapp, Reading())


def test_whatever_the_sheet_speaks_of_is_dressed_anew() -> None:
    words = sheet.write(bundled("day"), theme.px, wide_focus=False)
    selectors = re.findall(r"([^{}]+)\{[^{}]*\}", words)
    spoken_of = set(re.findall(r"\bQ[A-Z]\w+", " ".join(selectors))) - _BY_THEMSELVES
    left = [
        name for name in spoken_of if not issubclass(getattr(QtWidgets, name), (*NAMED, QtWidgets.QSplitter))
    ]
    assert left == []
    assert set(re.findall(r"#(\w+)", " ".join(selectors))) == {PAGE}
