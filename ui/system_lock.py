"""When the computer itself is locked, sent to sleep or handed to another user, the window is to lock with it.

On Linux the system says so over its message bus: logind before sleep and at a lock of the session, the desktop's
screen saver when it covers the screen. Windows tells a window (`windows_lock`), macOS an observer (`mac_lock`,
which nobody has tried on a Mac yet).
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor

_LOGIN, _MANAGER = "org.freedesktop.login1", "org.freedesktop.login1.Manager"
_LOGIN_PATH, _SESSION = "/org/freedesktop/login1", "org.freedesktop.login1.Session"
_SCREEN_SAVERS = (
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
)
_PATIENCE_MS = 500


class SystemLock(QObject):
    """Listens for as long as it lives. Where there is nothing to listen to, it says nothing."""

    left = Signal()
    """Nobody sits here now, says the system. Whoever is told has a moment before it sleeps."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self._delay: QDBusUnixFileDescriptor | None = None
        if sys.platform == "win32":
            self._hear_windows()
        if sys.platform == "darwin":
            self._hear_mac()
        if sys.platform != "linux":
            return
        self._system = system or QDBusConnection.systemBus()
        session = session or QDBusConnection.sessionBus()
        if self._system.isConnected():
            self._hear_logind()
            self._ask_for_a_moment()
        if session.isConnected():
            for name, path in _SCREEN_SAVERS:
                self._hear(session, (name, path, name, "ActiveChanged"), "covered(bool)")

    def _hear_windows(self) -> None:
        from ui.windows_lock import UnseenWindow

        self._unseen = UnseenWindow()
        self._unseen.left.connect(self.left)
        self._unseen.listen()

    def _hear_mac(self) -> None:
        from ui.mac_lock import Observer

        self._observer = Observer(self.left.emit)
        self._observer.listen()

    def _hear_logind(self) -> None:
        self._hear(self._system, (_LOGIN, _LOGIN_PATH, _MANAGER, "PrepareForSleep"), "sleeps(bool)")
        session = self._own_session()
        if session:
            self._hear(self._system, (_LOGIN, session, _SESSION, "Lock"), "locked()")

    def _hear(self, bus: QDBusConnection, what: tuple[str, str, str, str], slot: str) -> None:
        # The binding says that it wants bytes, and takes only text.
        bus.connect(*what, self, SLOT(slot))  # type: ignore[call-overload]

    def _own_session(self) -> str:
        """The path of the session this window is in; empty when logind does not know it."""
        id_ = os.environ.get("XDG_SESSION_ID", "")
        asked = ("GetSession", [id_]) if id_ else ("GetSessionByPID", [os.getpid()])
        answer = self._call(*asked)
        return str(getattr(answer[0], "path", lambda: answer[0])()) if answer else ""

    def _ask_for_a_moment(self) -> None:
        """Ask logind to wait with sleep until we have locked (a few seconds at most)."""
        answer = self._call("Inhibit", ["sleep", "Lintel", "Locks its window first", "delay"])
        found = answer[0] if answer else None
        self._delay = found if isinstance(found, QDBusUnixFileDescriptor) else None

    def _call(self, method: str, given: list[object]) -> list[object]:
        message = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, _MANAGER, method)
        message.setArguments(given)
        answer = self._system.call(message, QDBus.CallMode.Block, _PATIENCE_MS)
        good = answer.type() == QDBusMessage.MessageType.ReplyMessage
        return list(answer.arguments()) if good else []

    @Slot(bool)
    def sleeps(self, soon: bool) -> None:
        """It is about to sleep, or woke up."""
        if soon:
            self.left.emit()
            self._delay = None  # letting go of it lets the computer sleep
        else:
            self.left.emit()  # it was frozen before the window could be drawn: now it is locked anyhow
            self._ask_for_a_moment()

    @Slot()
    def locked(self) -> None:
        """The session is locked."""
        self.left.emit()

    @Slot(bool)
    def covered(self, on: bool) -> None:
        """The screen saver covers the screen, or went away."""
        if on:
            self.left.emit()
