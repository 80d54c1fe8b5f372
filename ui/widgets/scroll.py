"""A page that scrolls down, never sideways, and keeps whatever has the focus in view."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.nesting import nest


class _Content(QWidget):
    """Asks for no width of its own: at large text things get narrower or wrap, but never go off the side."""

    def minimumSizeHint(self) -> QSize:
        """As tall as it must be, as narrow as it has to be."""
        return QSize(0, super().minimumSizeHint().height())


class Page(QScrollArea):
    """A column of cards. `margin` is the room round it."""

    def __init__(self, name: str = "", *, margin: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = _Content()
        content.setObjectName("page")
        self.body = QVBoxLayout()
        """Where the content goes. It is pushed to the top."""
        self.body.setSpacing(12)
        whole = QVBoxLayout(content)
        whole.setContentsMargins(margin, margin, margin, margin)
        nest(whole, self.body)
        whole.addStretch(1)
        self.setWidget(content)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def add(self, widget: QWidget) -> QWidget:
        """Put a widget under what is there already; answers the widget."""
        self.body.addWidget(widget)
        return widget

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Bring the thing that has the focus into view, with its label above it."""
        content = self.widget()
        if now is not None and content is not None and content.isAncestorOf(now):
            top = now.mapTo(content, QPoint(0, 0)).y() - self.verticalScrollBar().value()
            # What can be seen stays where it is: a page that is opened shows its heading.
            if top < 0 or top + now.height() + 8 > self.viewport().height():
                self.ensureWidgetVisible(now, 0, theme.px(48))
