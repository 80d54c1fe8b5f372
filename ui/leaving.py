"""When somebody leaves: the window locks after some minutes, at once when the computer does, or when asked to."""

from __future__ import annotations

import contextlib
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputEvent
from PySide6.QtWidgets import QApplication

from ui.window import Window

_REST_EVERY: Final = 5 * 60_000
"""How often what the computer must know without the file is brought up to date while somebody works."""
_MOMENT: Final = 1.0
_DEAF: Final = 1_000
"""Milliseconds for which nobody asks, after a sign of life, whether there is another."""
_SIGNS_OF_LIFE: Final = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Leaving(QObject):
    """Watches over one window at a time."""

    other = Signal(object)
    """Practice: another colleague sits down."""
    somebody_else = Signal()
    """Real work: another person wants to sign in."""
    _line_moved = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._window: Window | None = None
        self._copied_here = False
        self.idle, self.rest = QTimer(self), QTimer(self)
        self._deaf = QTimer(self, singleShot=True, interval=_DEAF)
        self._deaf.timeout.connect(self._hear)
        self.idle.timeout.connect(self.lock)
        self.rest.timeout.connect(self._put_down)
        # Queued: it is told on the thread that talks with Central.
        self._line_moved.connect(self._look_at_line, Qt.ConnectionType.QueuedConnection)
        app.clipboard().dataChanged.connect(self._copied)

    def watch(self, window: Window) -> None:
        """From now on over this one. Practice has nothing to hide, and locks only when asked to."""
        self._window = window
        window.locked.connect(self.lock)
        desk = window.seat.desk
        if not desk.practice:
            self._listen()
            desk.link.listen(self._heard)
            self.idle.start(desk.settings.lock_after * 60_000)
            self._deaf.start()
            self.rest.start(_REST_EVERY)

    @property
    def _here(self) -> Window | None:
        """The window, unless it is gone: the minutes and the system may outlast it."""
        return self._window if self._window is not None and shiboken6.isValid(self._window) else None

    def _listen(self) -> None:
        from ui.system_lock import SystemLock

        if self.findChild(SystemLock) is None:
            SystemLock(self).left.connect(self.system_left)

    def _heard(self, _changed: object) -> None:
        with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
            self._line_moved.emit()

    def _look_at_line(self) -> None:
        """Somebody who is switched off while they work is shown the lock, and their password opens it no more."""
        if (window := self._here) is not None and window.seat.desk.refused:
            self.lock()

    def lock(self) -> None:
        """Lock the screen. Every tab and every letter stays where it is."""
        if (window := self._here) is None:
            return
        from ui.screens import lock
        from ui.widgets import ink
        from ui.widgets.overlay import on_top

        ink.forget()
        if self._copied_here:
            self._app.clipboard().clear()
        top = on_top(window)
        if top is None or not top.locks:
            panel = lock.lock(window.seat, window)
            panel.other.connect(self.other)
            panel.somebody_else.connect(self.somebody_else)
            self._put_down()

    def _put_down(self) -> None:
        if (window := self._here) is not None and not window.seat.desk.practice:
            from workstation.services import putting_down

            window.seat.bench.run(putting_down.put_down, window.seat.desk)

    def system_left(self) -> None:
        """The computer is locked or goes to sleep: lock, and wait until what was typed is on the disk."""
        self.lock()
        if (window := self._here) is not None:
            with contextlib.suppress(TimeoutError, RuntimeError):
                window.seat.desk.executor.submit(int).result(_MOMENT)

    def _copied(self) -> None:
        """Something new is in the clipboard. While somebody works here it comes from here, for all one can tell."""
        self._copied_here = self._app.clipboard().ownsClipboard() or self._app.focusWidget() is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key, press and turn of the wheel begins the minutes anew, as closely as seconds matter.

        A filter of the program is asked about each of some hundred events that one letter brings. So while somebody
        works it is there for no more than one letter in a second.
        """
        if isinstance(event, QInputEvent) and event.type() in _SIGNS_OF_LIFE and self.idle.isActive():
            self.idle.start()
            self._app.removeEventFilter(self)
            self._deaf.start()
        return False

    def _hear(self) -> None:
        self._app.installEventFilter(self)
