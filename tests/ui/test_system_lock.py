"""The computer is locked or goes to sleep: a real message bus, and a logind of the test's own on it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.access.conftest import need_programs, short_path
from tests.access.secret_service import SecretService
from ui.system_lock import SystemLock

__all__ = ["need_programs", "short_path"]
pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="another system says it in another way")
LOGIND = Path(__file__).with_name("logind.py")


class Logind:
    """The other side: say a word, read a word."""

    def __init__(self, address: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(LOGIND), address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.heard() == "up"

    def say(self, word: str) -> None:
        self._pipe(self.process.stdin).write(word + "\n")
        self._pipe(self.process.stdin).flush()

    def heard(self) -> str:
        return self._pipe(self.process.stdout).readline().strip()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            self._pipe(pipe).close()

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


@pytest.fixture
def bus(need_programs: None, short_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[QDBusConnection]:
    import os

    with SecretService(short_path, running=False):
        address = os.environ["DBUS_SESSION_BUS_ADDRESS"]
        yield QDBusConnection.connectToBus(address, str(short_path))
        QDBusConnection.disconnectFromBus(str(short_path))


@pytest.fixture
def logind(bus: QDBusConnection) -> Iterator[Logind]:
    import os

    logind = Logind(os.environ["DBUS_SESSION_BUS_ADDRESS"])
    yield logind
    logind.end()


@pytest.fixture
def system(qapp: QApplication, bus: QDBusConnection, logind: Logind) -> SystemLock:
    system = SystemLock(system=bus, session=bus)
    assert logind.heard() == "held"
    return system


@pytest.mark.parametrize("word", ["lock", "cover", "sleep", "wake"])
def test_the_window_is_told_at_once(qtbot: QtBot, system: SystemLock, logind: Logind, word: str) -> None:
    """K05: a lock of the session, the screen saver, sleep, and waking from a sleep that came too quickly."""
    with qtbot.waitSignal(system.left):
        logind.say(word)


def test_sleep_waits_until_the_window_is_locked(qtbot: QtBot, system: SystemLock, logind: Logind) -> None:
    order: list[str] = []
    system.left.connect(lambda: order.append("locked"))
    with qtbot.waitSignal(system.left):
        logind.say("sleep")
    assert order == ["locked"]
    assert logind.heard() == "free"
    with qtbot.waitSignal(system.left):
        logind.say("wake")
    assert logind.heard() == "held"


def test_what_is_not_about_us_is_not_told(qtbot: QtBot, system: SystemLock, logind: Logind) -> None:
    """Somebody else's session, and a screen that is uncovered; the lock after them shows that they came by."""
    heard: list[int] = []
    system.left.connect(lambda: heard.append(1))
    with qtbot.waitSignal(system.left):
        for word in ("lock other", "uncover", "lock"):
            logind.say(word)
    assert heard == [1]


def test_without_anybody_to_tell_it_there_is_no_trouble(qapp: QApplication, bus: QDBusConnection) -> None:
    SystemLock(system=bus, session=bus)
