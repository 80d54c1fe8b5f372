"""Overlays: a panel over the window, which stays behind it. There are no dialogs and nothing to dismiss.

Esc puts an overlay away and never throws words away; the focus goes back to where it was. Tab goes round
inside, so that nobody types into something they cannot see.
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMenuBar, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.notices import announce
from ui.widgets import ink

_ROUND = 6


class Panel(QWidget):
    """The surface an overlay shows its content on."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A plain surface with a border: structure is carried by lines, not by shadow."""
        ink.rounded(
            QPainter(self), QRectF(self.rect()),
            fill=theme.colour("surface"), border=theme.colour("border"), radius=_ROUND,
        )  # fmt: skip


class _Ground(QWidget):
    """Lies under the panel, where nobody sees it, and tells Qt that nothing shines through there.

    The panel cannot tell it: its corners are round, and Qt asks only the children of the window. Without it every
    letter typed in a panel has the page behind painted again: some 10 ms for a queue.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As promised: every point of it."""
        QPainter(self).fillRect(event.rect(), theme.colour("surface"))


class Overlay(QWidget):
    """One panel over the whole window. `width` is at 100 % text; the window's own width is the limit."""

    closed = Signal()
    locks = False
    """Whether nothing else may be done until this one is answered: a locked screen."""

    def __init__(self, over: QWidget, name: str, *, width: int = 640, top: int = 72) -> None:
        self._host = over.window()
        super().__init__(self._host)
        self._ground = _Ground(self._host)
        self._width, self._top = width, top
        self._before: QWidget | None = None
        self.setAccessibleName(name)
        self.panel = Panel(name, self)
        self.body = QVBoxLayout(self.panel)
        """Where the content goes."""
        self.body.setContentsMargins(20, 16, 20, 16)
        self.body.setSpacing(12)
        self.hide()
        self._host.installEventFilter(self)
        theme.changed.connect(self._settle)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_focus)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the keys of the window mean while this is open. Other commands put it away first."""
        return {}

    def wanted_height(self) -> int:
        """For content that scrolls: how tall the panel is where the window has the room."""
        return 0

    def fold(self) -> None:
        """The window is too low for everything: leave out what can be done without. Base: nothing can."""

    def open(self, first: QWidget | None = None) -> None:
        """Show it, and put the focus on what is filled in first."""
        other = on_top(self)
        if other is not None and other is not self:
            if other.locks:  # it was asked for before the lock: it comes after it
                other.closed.connect(lambda: self.open(first), Qt.ConnectionType.SingleShotConnection)
                return
            other.put_away()
        focused = QApplication.focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self._before = focused
        self._ground.show()
        self._ground.raise_()
        self.show()
        self.raise_()
        self._settle()
        announce(self, self.accessibleName())
        (first or self.panel).setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Hide it and give the focus back to what had it. What was typed is still there."""
        if self.isHidden():
            return
        self.hide()
        self._ground.hide()
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def hold_back(self) -> None:
        """Lie under help for a moment: not to be seen, nothing in it lost, and not closed."""
        self.hide()
        self._ground.hide()

    def step_out(self) -> None:
        """The window is being locked: be no part of it meanwhile."""
        self._ground.hide()
        self.setParent(None)

    def come_back(self) -> None:
        """Lie over the window again, as if nothing had been."""
        self.setParent(self._host)
        self._ground.show()
        self._ground.raise_()
        self.show()
        self.raise_()
        self._settle()

    def finish(self) -> None:
        """Hide it for good: what it was for is done."""
        self.put_away()
        self._host.removeEventFilter(self)
        self._ground.deleteLater()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        """Centred, near the top, never larger than the window."""
        if self.isHidden():
            return
        room = self._host.rect()
        self.setGeometry(room)
        wide = min(theme.px(self._width), room.width() - 24)
        if self._needed(wide) > room.height() - 24:
            self.fold()
        tall = max(self._needed(wide), self.wanted_height())
        top = min(theme.px(self._top), max(12, (room.height() - tall) // 2))
        tall = min(tall, room.height() - top - 12)
        self.panel.setGeometry((room.width() - wide) // 2, top, wide, tall)
        self._ground.setGeometry(self.panel.geometry().adjusted(_ROUND, _ROUND, -_ROUND, -_ROUND))

    def _needed(self, wide: int) -> int:
        tall = self.body.heightForWidth(wide) if self.body.hasHeightForWidth() else -1
        return max(tall, self.panel.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Content that grew needs more room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - so Qt calls it
        """Tab goes round inside the panel."""
        stops = focus_stops(self.panel)
        if not stops:
            return True
        now = QApplication.focusWidget()
        at = stops.index(now) if now in stops else (-1 if next else 0)
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if next else -1)) % len(stops)].setFocus(reason)
        return True

    def _keep_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """A page behind that is still being filled takes the focus when it is done: words would go where nobody
        sees them. The menus are not behind, and behind a lock is nothing.
        """
        if now is None or now.window() is not self._host or isinstance(now, QMenuBar):
            return
        if self.locks or self.isHidden() or self.isAncestorOf(now) or on_top(self) is not self:
            return
        stops = focus_stops(self.panel)
        if stops:
            (old if old in stops else stops[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away; other keys do not fall through to what lies behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the panel puts it away too."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.put_away()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What lies behind is dimmed, but stays there."""
        shade = QColor("black")
        shade.setAlpha(120)
        QPainter(self).fillRect(self.rect(), shade)


def on_top(widget: QWidget) -> Overlay | None:
    """The overlay that is open over this widget's window, if there is one."""
    for overlay in widget.window().findChildren(Overlay):
        if not overlay.isHidden():
            return overlay
    return None


def focus_stops(root: QWidget) -> list[QWidget]:
    """Where Tab stops inside a widget, in its order."""
    stops: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root:
        if root.isAncestorOf(widget) and stops_here(widget):
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def stops_here(widget: QWidget) -> bool:
    """Whether Tab stops at a widget now."""
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    if not policy or not widget.isEnabled() or not widget.isVisible() or widget.focusProxy() is not None:
        return False
    return not (isinstance(widget, QScrollArea) and widget.focusPolicy() == Qt.FocusPolicy.NoFocus)
