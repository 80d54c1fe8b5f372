"""Tab goes the way one reads, also through rows that came after the window was made."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.collecting import WindowThreadCollector
from ui.focused import FollowsFocus
from ui.widgets.beside import Beside
from ui.widgets.flow import Flow
from ui.widgets.tab_order import ReadingOrder, read_through


def _box(name: str) -> QLineEdit:
    box = QLineEdit()
    box.setAccessibleName(name)
    return box


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Two columns, a row that flows, and a foot; the parts are made in another order than they are read."""
    foot, right, flowing, left = _box("foot"), _box("right"), _box("flowing"), _box("left")
    window = QWidget()
    column = QVBoxLayout(window)
    beside = Beside(enough=100)
    beside.add(left)
    beside.add(right)
    flow = QWidget()
    Flow(flow).addWidget(flowing)
    column.addLayout(beside)
    column.addWidget(flow)
    inner = QHBoxLayout()
    inner.addWidget(foot)
    column.addLayout(inner)
    window.order = ReadingOrder(window, lambda: window)  # type: ignore[attr-defined]
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window


def _names(window: QWidget) -> list[str]:
    return [w.accessibleName() for w in read_through(window)]


def test_tab_follows_the_layouts_and_goes_round(window: QWidget) -> None:
    assert _names(window) == ["left", "right", "flowing", "foot"]
    seen = []
    read_through(window)[0].setFocus()
    for _ in range(5):
        focus = window.focusWidget()
        assert focus is not None
        seen.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == ["left", "right", "flowing", "foot", "left"]


def test_shift_tab_goes_back(window: QWidget) -> None:
    first = read_through(window)[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Backtab)
    focus = window.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "foot"


class _Seen(FollowsFocus):
    """Writes down whose events it was shown."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, window)
        self.names: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget):
            self.names.add(watched.accessibleName())
        return False


def _press(seen: _Seen, *boxes: QWidget) -> set[str]:
    seen.names.clear()
    for box in boxes:
        QTest.keyClick(box, Qt.Key.Key_A)
    return seen.names - {"window"}


def test_a_rule_about_keys_sees_what_has_the_focus_and_the_window_alone(window: QWidget) -> None:
    left, right = read_through(window)[:2]
    window.setAccessibleName("window")
    seen = _Seen(window)
    left.setFocus()
    assert _press(seen, left, right) == {"left"}
    right.setFocus()
    assert _press(seen, left, right) == {"right"}
    right.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left.setFocus()
    assert _press(seen, left) == {"left"}
    left.clearFocus()
    assert _press(seen, left, window) == set()
    assert seen.names == {"window"}


def test_a_row_that_comes_later_stands_where_it_is_read(window: QWidget) -> None:
    column = window.layout()
    assert isinstance(column, QVBoxLayout)
    column.insertWidget(1, _box("new"))
    assert _names(window) == ["left", "right", "new", "flowing", "foot"]


def test_rows_may_come_and_go_a_thousand_times(window: QWidget) -> None:
    """Our layouts keep their own items: none is ever taken for one that was deleted."""
    flow = Flow(None)
    column = window.layout()
    assert isinstance(column, QVBoxLayout)
    column.addLayout(flow)
    for turn in range(1000):
        box = _box(f"row {turn}")
        flow.addWidget(box)
        flow.addWidget(box)  # put in again, as a banner does when it is arranged anew
        assert flow.count() == 1
        assert _names(window)[-1] == f"row {turn}"
        flow.removeWidget(box)
        box.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_garbage_is_collected_on_the_window_thread_alone(qapp: QApplication) -> None:
    collector = qapp.findChild(WindowThreadCollector)
    assert isinstance(collector, WindowThreadCollector)
    where: list[threading.Thread] = []

    class Ring:
        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            where.append(threading.current_thread())

    def litter() -> None:
        for _ in range(5000):
            Ring()

    other = threading.Thread(target=litter)
    other.start()
    other.join()
    assert where == []
    gc.collect()
    assert set(where) == {threading.main_thread()}
