"""What macOS tells a program when the screen is locked, the session is left, or the computer is about to sleep.

Written after Apple's documentation and tried against a stand-in for its runtime (`tests/ui/macos.c`), **not yet on
a Mac**. If nothing comes there, only the idle time locks, as before.

Qt passes none of this on, so the Objective-C runtime is asked by its C functions: an object of a small class of our
own observes two centres, that of the workspace and the one that all programs share.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Final

_RUNTIME: Final = "/usr/lib/libobjc.A.dylib"
_CLASS: Final = b"LintelSomebodyLeft"
_TOLD: Final = b"lintelLeft:"
_OBSERVE: Final = b"addObserver:selector:name:object:"
_OBSERVE_ALWAYS: Final = b"addObserver:selector:name:object:suspensionBehavior:"
_AT_ONCE: Final = 4
"""NSNotificationSuspensionBehaviorDeliverImmediately: else a program in the background hears of it much later."""
_OF_WORKSPACE: Final = (
    b"NSWorkspaceWillSleepNotification",
    b"NSWorkspaceDidWakeNotification",  # it may have been frozen before the window could be drawn
    b"NSWorkspaceScreensDidSleepNotification",
    b"NSWorkspaceSessionDidResignActiveNotification",  # another user's turn
)
_OF_EVERYBODY: Final = (b"com.apple.screenIsLocked", b"com.apple.screensaver.didstart")

_Pointer: Final = ctypes.c_void_p
_Method: Final = ctypes.CFUNCTYPE(None, _Pointer, _Pointer, _Pointer)
_listening: Final[dict[int, Callable[[], object]]] = {}
"""Whom each object tells. A class of the runtime lives as long as the process, and so does its method."""


def _left(observer: int, _selector: int, _notification: int) -> None:
    told = _listening.get(observer)
    if told is not None:
        told()


_method: Final = _Method(_left)


class Observer:
    """Listens for as long as it lives. `told` is called on the thread of the window."""

    def __init__(self, told: Callable[[], object]) -> None:
        self._told = told

    def listen(self, runtime: str = _RUNTIME) -> bool:
        """Ask macOS to be told; False where there is nothing to ask."""
        try:
            self._runtime = ctypes.CDLL(runtime)
            observer = self._send(self._send(self._own_class(), b"alloc"), b"init")
            workspace = self._send(self._class(b"NSWorkspace"), b"sharedWorkspace")
            centre = self._send(workspace, b"notificationCenter")
            shared = self._send(self._class(b"NSDistributedNotificationCenter"), b"defaultCenter")
        except (OSError, AttributeError):
            return False
        if not (observer and centre and shared):
            return False
        _listening[observer] = self._told
        for name in _OF_WORKSPACE:
            self._send(centre, _OBSERVE, observer, self._selector(_TOLD), self._text(name), None)
        for name in _OF_EVERYBODY:
            self._send(
                shared, _OBSERVE_ALWAYS, observer, self._selector(_TOLD), self._text(name), None, _AT_ONCE
            )
        return True

    def _text(self, words: bytes) -> int:
        return self._send(self._class(b"NSString"), b"stringWithUTF8String:", words)

    def _own_class(self) -> int:
        made = self._call("objc_allocateClassPair", self._class(b"NSObject"), _CLASS, None)
        if not made:  # it was made before in this process
            return self._class(_CLASS)
        self._call("class_addMethod", made, self._selector(_TOLD), ctypes.cast(_method, _Pointer), b"v@:@")
        self._call("objc_registerClassPair", made)
        return made

    def _class(self, name: bytes) -> int:
        return self._call("objc_getClass", name)

    def _selector(self, name: bytes) -> int:
        return self._call("sel_registerName", name)

    def _send(self, receiver: int, message: bytes, *values: int | bytes | None) -> int:
        """One message to an object; to nothing, as in Objective-C, nothing happens."""
        return self._call("objc_msgSend", receiver, self._selector(message), *values)

    def _call(self, name: str, *values: int | bytes | ctypes.c_void_p | None) -> int:
        # On Apple's own processors every call has to say exactly what it passes.
        kinds = [ctypes.c_char_p if isinstance(value, bytes) else _Pointer for value in values]
        function = ctypes.CFUNCTYPE(_Pointer, *kinds)((name, self._runtime))
        return int(function(*values) or 0)
