"""Messages of Windows, as Windows lays them out in memory: which of them say that nobody sits here."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.windows_lock import UnseenWindow

LEFT = {
    "the session was locked": (0x02B1, 0x7),
    "somebody signed out": (0x02B1, 0x6),
    "another user came to the console": (0x02B1, 0x2),
    "the remote desktop was cut": (0x02B1, 0x4),
    "it is about to sleep": (0x0218, 0x4),
    "it woke up": (0x0218, 0x12),
}
STAYS = {
    "the session was unlocked": (0x02B1, 0x8),
    "somebody signed in": (0x02B1, 0x5),
    "the battery is used": (0x0218, 0xA),
    "a key was pressed": (0x0100, 0x7),
}


def told(window: UnseenWindow, message: int, meaning: int, kind: bytes = b"windows_generic_MSG") -> object:
    said = wintypes.MSG(message=message, wParam=meaning)
    return window.nativeEvent(kind, ctypes.addressof(said))


@pytest.fixture
def window(qapp: QApplication) -> UnseenWindow:
    return UnseenWindow()


@pytest.mark.parametrize("said", LEFT)
def test_the_window_is_told_at_once(qtbot: QtBot, window: UnseenWindow, said: str) -> None:
    with qtbot.waitSignal(window.left):
        assert told(window, *LEFT[said]) == (False, 0)


@pytest.mark.parametrize("said", STAYS)
def test_what_else_windows_says_is_no_reason_to_lock(qtbot: QtBot, window: UnseenWindow, said: str) -> None:
    with qtbot.assertNotEmitted(window.left):
        told(window, *STAYS[said])


def test_messages_of_another_system_are_not_taken_for_these(qtbot: QtBot, window: UnseenWindow) -> None:
    with qtbot.assertNotEmitted(window.left):
        told(window, 0x02B1, 0x7, kind=b"xcb_generic_event_t")


def test_nobody_ever_sees_it(window: UnseenWindow) -> None:
    window.listen()
    assert not window.isVisible()
