"""A page that scrolls down, never sideways, and keeps whatever has the focus in view."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui import shortcuts, theme
from ui.widgets.nesting import nest

WHOLE = "whole"
"""A property of what has to be read together: it comes into view as a whole when something in it has the focus."""


class _Content(QWidget):
    """Asks for no width of its own: at large text things get narrower or wrap, but never go off the side."""

    def minimumSizeHint(self) -> QSize:
        """As tall as it must be in the width it has. What the same words would need in the narrowest column does
        not count: the page would scroll into nothing.
        """
        known = self.layout()
        wraps = known is not None and known.hasHeightForWidth()
        return QSize(0, 0 if wraps else super().minimumSizeHint().height())


class Page(QScrollArea):
    """A column of cards. `margin` is the room round it, `top` that above it where a heading stands there."""

    def __init__(
        self, name: str = "", *, margin: int = 18, top: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = content = _Content()
        content.setObjectName("page")
        self.body = QVBoxLayout()
        """Where the content goes. It is pushed to the top."""
        self.body.setSpacing(12)
        self._outer = whole = QVBoxLayout(content)
        whole.setContentsMargins(margin, min(margin, 12) if top is None else top, margin, min(margin, 14))
        nest(whole, self.body)
        whole.addStretch(1)
        self.setWidget(content)
        content.installEventFilter(self)
        self.verticalScrollBar().actionTriggered.connect(lambda _action: self._let_go())
        self._followed: QWidget | None = None
        """What was brought into view, until somebody scrolls."""
        self._fresh, self._presses = True, -1
        """Whether the page was just opened, and nobody has moved on it; how many keys were pressed by then."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def add(self, widget: QWidget) -> QWidget:
        """Put a widget under what is there already; answers the widget."""
        self.body.addWidget(widget)
        return widget

    def lie_on_panel(self) -> None:
        """It scrolls on the panel of an overlay, which has another ground than a page of the window."""
        for part in (self._content, self.viewport()):
            part.setObjectName("on_panel")
            part.setAutoFillBackground(False)
        self.setStyleSheet("QScrollArea, #on_panel { background: transparent; }")

    def content_height(self) -> int:
        """How tall all of it is in the width the page has now; nothing where nothing is shown."""
        body = self._outer
        return body.totalHeightForWidth(self.viewport().width()) if not self.body.isEmpty() else 0

    def down_to(self, widget: QWidget) -> int:
        """How far below the top of its content something on the page ends; 0 for what is not on it."""
        content = self.widget()
        if content is None or not content.isAncestorOf(widget):
            return 0
        return widget.mapTo(content, QPoint(0, widget.height())).y()

    def no_wider_than(self, width: int) -> None:
        """Lines that are too long are hard to follow: `width` in pixels at text of 100 %."""
        self._widest = width
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._content.setMaximumWidth(theme.px(self._widest))

    def fill(self) -> None:
        """Let the content have all the height there is, for a page with a list in it that can use it."""
        self._outer.setStretch(0, 1)
        self._outer.setStretch(1, 0)

    def showEvent(self, event: QShowEvent) -> None:
        """It is opened."""
        super().showEvent(event)
        self._fresh, self._followed = True, None
        self._presses = shortcuts.OurKeysFirst.presses

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Somebody looks around."""
        self._let_go()
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands under the page grew, and took room from it: what has the focus stays in view."""
        super().resizeEvent(event)
        if self._followed is not None:
            QTimer.singleShot(0, self, self._stay)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Content that got its true height has moved what has the focus."""
        if event.type() == QEvent.Type.Resize and watched is self.widget() and self._followed is not None:
            QTimer.singleShot(0, self, self._stay)
        return super().eventFilter(watched, event)

    def _let_go(self) -> None:
        self._followed, self._fresh = None, False

    def _stay(self) -> None:
        """Keep it in view. A page that was just opened shows its heading, if both have room."""
        content, now = self.widget(), self._followed
        if content is None or now is None or not shiboken6.isValid(now) or not content.isAncestorOf(now):
            return
        bottom = now.mapTo(content, QPoint(0, now.height())).y() + 8
        if self._fresh and bottom <= self.viewport().height():
            self.verticalScrollBar().setValue(0)
        else:
            self._bring(content, now)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Bring the thing that has the focus into view, with its label above it."""
        content = self.widget()
        if now is not None and content is not None and content.isAncestorOf(now):
            unmoved = shortcuts.OurKeysFirst.presses == self._presses
            self._fresh = self._fresh and (self._followed is None or unmoved)
            self._followed = now
            self._bring(content, now)

    def _bring(self, content: QWidget, now: QWidget) -> None:
        top = now.mapTo(content, QPoint(0, 0)).y() - self.verticalScrollBar().value()
        # What can be seen stays where it is: a page that is opened shows its heading.
        if top < 0 or top + now.height() + 8 > self.viewport().height():
            self.ensureWidgetVisible(now, 0, theme.px(48))
            self._bring_whole(content, now)

    def _bring_whole(self, content: QWidget, now: QWidget) -> None:
        """What it has to be read with comes along, where there is room for both."""
        around = now.parentWidget()
        while around is not None and around is not content:
            if around.property(WHOLE) and around.height() <= self.viewport().height():
                top = around.mapTo(content, QPoint(0, 0)).y()
                if top < self.verticalScrollBar().value():
                    self.verticalScrollBar().setValue(top)
                return
            around = around.parentWidget()
