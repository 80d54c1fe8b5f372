"""How Windows says that the session was locked, handed to another user, or put to sleep: messages to a window.

A window nobody sees is registered for those of the session (`WTSRegisterSessionNotification`); those of sleep go
to every window. Written after Microsoft's description and tried with messages of the same shape; on a real Windows
it has not been tried yet. Where Windows does not take the registration, the idle time locks.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtGui import QWindow

SESSION_CHANGE: Final = 0x02B1
"""WM_WTSSESSION_CHANGE"""
POWER: Final = 0x0218
"""WM_POWERBROADCAST"""
_GONE: Final = {
    SESSION_CHANGE: frozenset({0x2, 0x4, 0x6, 0x7}),  # console or remote disconnected, signed off, locked
    POWER: frozenset({0x4, 0x7, 0x12}),  # goes to sleep; woke up by somebody, or by itself
}
_THIS_SESSION: Final = 0


class Message(ctypes.Structure):
    """MSG, as Windows lays it out on a computer of 64 bits; its numbers are of the same size everywhere."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint32),
        ("wparam", ctypes.c_size_t),
        ("lparam", ctypes.c_ssize_t),
        ("time", ctypes.c_uint32),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
    )


def leaves(message: int, wparam: int) -> bool:
    """Whether this says that nobody sits here now."""
    return wparam in _GONE.get(message, ())


def registered(window: int) -> bool:
    """Ask Windows to tell this window of its session; whether it will. Only on Windows."""
    library: Any = getattr(ctypes, "WinDLL")("wtsapi32")  # noqa: B009 - only Windows has it, also for the type check
    ask = library.WTSRegisterSessionNotification
    ask.argtypes, ask.restype = (ctypes.c_void_p, ctypes.c_uint32), ctypes.c_int
    return bool(ask(window, _THIS_SESSION))


class WindowsLock(QAbstractNativeEventFilter):
    """Listens for as long as somebody keeps it, and calls `left` each time."""

    def __init__(self, left: Callable[[], object], register: Callable[[int], bool] = registered) -> None:
        super().__init__()
        self._left = left
        self._window = QWindow()  # never shown; Windows forgets the registration when it goes
        self._window.create()
        self.told_of_session = register(self._window.winId())
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Look at a message on its way, and let it pass."""
        kind = kind.data() if isinstance(kind, QByteArray) else kind
        if bytes(kind) in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
            told = Message.from_address(int(message))
            if leaves(told.message, told.wparam):
                self._left()
        return False, 0
