"""A real window on a real practice store: sixty made-up contacts, made once, copied for every test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, SignalInstance
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from ui import shortcuts, theme
from ui.bench import Bench
from ui.changes import Changes
from ui.notices import Notices
from ui.reading import Reading
from ui.seat import Seat
from ui.window import Window
from workstation.domain.ids import AuthorId
from workstation.domain.times import FixedClock
from workstation.services import arriving, opening
from workstation.services.desk import Desk

MORNING = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
PATIENCE: Final = 60_000
WORKER, MANAGER = AuthorId("rukhsana.shah"), AuthorId("bola.mensah")


class PatientBot(QtBot):
    """Waits as long as a busy machine may take: what comes at once costs no time, what never comes still fails."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(
        self, signal: SignalInstance, *, timeout: int = PATIENCE, raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:  # fmt: skip
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(scope="session")
def practice_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("practice") / "practice.lintel"
    opening.make_practice(path, clock=FixedClock(MORNING), contacts=60)
    return path


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MORNING)


@pytest.fixture
def sits() -> AuthorId:
    """Who sits at the desk; a test module may say otherwise."""
    return WORKER


@pytest.fixture
def desk(practice_file: Path, tmp_path: Path, clock: FixedClock, sits: AuthorId) -> Iterator[Desk]:
    path = tmp_path / "practice.lintel"
    shutil.copy(practice_file, path)
    desk = opening.practice_desk(path, clock=clock)
    arriving.arrive(desk, sits)
    yield desk
    desk.close()


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, desk: Desk) -> Iterator[Window]:
    """The whole window on the queue, with the focus in it, as it is a moment after the start."""
    as_delivered(qapp)
    rule = shortcuts.our_keys_first(qapp)
    notices, bench = Notices(), Bench(desk.executor)
    bench.on_trouble, bench.on_bug = notices.trouble, notices.bug
    window = Window(desk, bench, Changes(), notices)
    window.resize(1600, 900)
    window.start([])
    window.show()
    window.activateWindow()
    assert bench.idle()
    qtbot.waitUntil(lambda: desk.matcher.ready)
    assert bench.idle()
    yield window
    window.close()
    assert bench.idle()
    bench.close()
    rule.deleteLater()
    window.deleteLater()
    # Qt would keep it until a loop ends, and style it again for every test after this one.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    as_delivered(qapp)


def settle(window: Window) -> None:
    """Let everything come that was asked for, and what is asked for because of it."""
    for _ in range(6):
        QApplication.processEvents()
        assert window.seat.bench.idle()
    QApplication.processEvents()


def press(window: Window, *keys: str) -> None:
    """Press these keys, called as in the help, wherever the focus is; each is answered before the next."""
    for words in keys:
        combination = QKeySequence(words)[0]  # type: ignore[index]
        QTest.keyClick(
            QApplication.focusWidget() or window, combination.key(), combination.keyboardModifiers()
        )
        settle(window)


def focused() -> QWidget:
    """What has the focus. Something always has."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def as_delivered(app: QApplication) -> None:
    """The colours and letters of somebody who has chosen nothing."""
    if theme.reading() != Reading() or not app.styleSheet():
        theme.apply(app, Reading())


@pytest.fixture
def seat(window: Window) -> Seat:
    """The seat of the window, for a screen shown by itself."""
    return window.seat
