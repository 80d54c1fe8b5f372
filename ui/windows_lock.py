"""What Windows tells a program when its session is locked or left, and before the computer sleeps.

It tells windows, so this is one that nobody ever sees. Its messages come to it alone: a filter of the whole program
would be asked about every message that one letter brings.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Final

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QWindow

_KIND: Final = b"windows_generic_MSG"
_SESSION: Final = 0x02B1
"""WM_WTSSESSION_CHANGE"""
_POWER: Final = 0x0218
"""WM_POWERBROADCAST"""
_LEFT: Final = {
    _SESSION: frozenset({0x2, 0x4, 0x6, 0x7}),
    _POWER: frozenset({0x4, 0x7, 0x12}),
}
"""Of a session: the console or the remote desktop was cut, somebody signed out, it was locked. Of the power: it is
about to sleep; it woke up, in which case it may have been frozen before a window could be drawn.
"""
_THIS_SESSION: Final = 0


def says_left(message: int, meaning: int) -> bool:
    """Whether this message of Windows, with this first value, says that nobody sits here now."""
    return meaning in _LEFT.get(message, frozenset())


class UnseenWindow(QWindow):
    """Listens for as long as it lives."""

    left = Signal()

    def listen(self) -> bool:
        """Ask Windows to be told; whether it will."""
        self.create()
        if sys.platform == "win32":
            asked = ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification
            asked.argtypes = [wintypes.HWND, wintypes.DWORD]
            return bool(asked(int(self.winId()), _THIS_SESSION))
        return False

    def nativeEvent(
        self,
        eventType: QByteArray | bytes | bytearray | memoryview,  # noqa: N803 - Qt's name
        message: int,
    ) -> object:
        """Listen to one message; Windows and Qt do with it what they would have done."""
        kind = eventType.data() if isinstance(eventType, QByteArray) else bytes(eventType)
        if kind == _KIND:
            told = wintypes.MSG.from_address(int(message))
            if says_left(told.message, told.wParam):
                self.left.emit()
        return False, 0
