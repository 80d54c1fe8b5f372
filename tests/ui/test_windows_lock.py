"""Windows says that nobody sits here: messages of its shape, sent through the filter that looks at them."""

from __future__ import annotations

import ctypes

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication

from ui.windows_lock import POWER, SESSION_CHANGE, Message, WindowsLock, leaves

KIND = QByteArray(b"windows_generic_MSG")


@pytest.mark.parametrize(
    ("message", "wparam", "gone"),
    [
        (SESSION_CHANGE, 0x7, True),  # WTS_SESSION_LOCK
        (SESSION_CHANGE, 0x8, False),  # WTS_SESSION_UNLOCK
        (SESSION_CHANGE, 0x2, True),  # WTS_CONSOLE_DISCONNECT: another user took the computer over
        (SESSION_CHANGE, 0x1, False),  # WTS_CONSOLE_CONNECT
        (SESSION_CHANGE, 0x4, True),  # WTS_REMOTE_DISCONNECT
        (SESSION_CHANGE, 0x5, False),  # WTS_SESSION_LOGON
        (SESSION_CHANGE, 0x6, True),  # WTS_SESSION_LOGOFF
        (POWER, 0x4, True),  # PBT_APMSUSPEND
        (POWER, 0x12, True),  # PBT_APMRESUMEAUTOMATIC
        (POWER, 0xA, False),  # PBT_APMPOWERSTATUSCHANGE: the plug was pulled
        (0x0113, 0x7, False),  # WM_TIMER
    ],
)
def test_what_windows_says(message: int, wparam: int, gone: bool) -> None:
    """K05, on Windows."""
    assert leaves(message, wparam) == gone


def test_the_message_has_the_shape_that_windows_gives_it() -> None:
    """On a computer of 64 bits, as the only ones that Lintel is packed for."""
    assert [getattr(Message, name).offset for name, _ in Message._fields_] == [0, 8, 16, 24, 32, 36, 40]
    assert ctypes.sizeof(Message) == 48


def test_the_window_is_told_and_the_message_goes_on(qapp: QApplication) -> None:
    heard: list[str] = []
    asked: list[int] = []

    def take(window: int) -> bool:
        asked.append(window)
        return True

    lock = WindowsLock(lambda: heard.append("left"), take)
    assert lock.told_of_session
    assert asked
    for message, wparam in ((SESSION_CHANGE, 8), (SESSION_CHANGE, 7), (POWER, 4), (0x0113, 1)):
        told = Message(None, message, wparam, 0, 0, 0, 0)
        assert lock.nativeEventFilter(KIND, ctypes.addressof(told)) == (False, 0)
    assert heard == ["left", "left"]
    locked = Message(None, SESSION_CHANGE, 7, 0, 0, 0, 0)
    lock.nativeEventFilter(b"xcb_generic_event_t", ctypes.addressof(locked))  # another system's
    assert heard == ["left", "left"]
    qapp.removeNativeEventFilter(lock)
