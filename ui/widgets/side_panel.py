"""A panel beside the work, never over it: settings and help. Where there is no room beside, it takes the room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import ink
from ui.widgets.buttons import link
from ui.widgets.nesting import nest
from ui.widgets.scroll import Page
from ui.widgets.words import Words

WIDTH = 400
"""How wide it is at 100 % text."""


class SidePanel(QWidget):
    """A titled column with its own scrolling. Esc or Close puts it away."""

    closed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.heading = Words(title, "h2", wrap=True)
        self._close = link("Close", "x", "Esc")
        self._close.clicked.connect(lambda _checked=False: self.closed.emit())
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 12, 0)
        head.addWidget(self.heading, 1)
        head.addWidget(self._close)
        self.page = Page(title, margin=0)
        self.page.body.setContentsMargins(0, 0, 12, 0)
        self.body = self.page.body
        """Where the content goes."""
        self.top = QVBoxLayout()
        """What stands above the part that scrolls."""
        column = QVBoxLayout(self)
        self.top.setContentsMargins(0, 0, 12, 0)
        self.page.installEventFilter(self)
        column.setContentsMargins(20, 16, 8, 12)
        column.setSpacing(12)
        nest(column, head)
        nest(column, self.top)
        column.addWidget(self.page, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def first_focus(self) -> QWidget:
        """What is filled in or read first."""
        return self._close

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The part that scrolls shows when it has the focus."""
        if watched is self.page and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the page, a line at its left, and the ring of what has the focus."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.fillRect(0, 0, 1, self.height(), theme.colour("border"))
        if self.page.hasFocus():
            ring = QRectF(self.page.geometry()).adjusted(-8, -6, 4, 6)
            ink.rounded(painter, ring, border=theme.colour("focus"), width=theme.focus_width())


class WorkAndPanel(QWidget):
    """The work at the left, and at most one panel at its right."""

    def __init__(self, work: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.panel: SidePanel | None = None
        self._before: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(work, 1)
        theme.changed.connect(self._share)

    def show_panel(self, panel: SidePanel) -> None:
        """Show a panel in place of the one that is there."""
        if self.panel is not panel:
            before = self._before if self.panel is not None else QApplication.focusWidget()
            self._drop()
            self._before = before
            self.panel = panel
            panel.closed.connect(self.put_away)
            self._row.addWidget(panel)
            panel.show()
        self._share()
        panel.first_focus().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Back to the work, where it was left."""
        if self.panel is None:
            return
        before = self._before
        self._drop()
        self._share()
        if before is not None and before in self.window().findChildren(QWidget) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self._row.removeWidget(self.panel)
            self.panel.deleteLater()
        self.panel, self._before = None, None

    def _share(self) -> None:
        if self.panel is None:
            self._work.show()
            return
        wide = theme.px(WIDTH)
        beside = self.width() >= 2 * wide
        self._work.setVisible(beside)
        self.panel.setMinimumWidth(wide if beside else 0)
        self.panel.setMaximumWidth(wide if beside else 16_777_215)

    def resizeEvent(self, event: object) -> None:
        """Less room may mean one at a time."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._share()
