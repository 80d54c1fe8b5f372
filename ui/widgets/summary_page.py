"""Pages of a copy as they will come out of the printer. PgUp and PgDn turn them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.notices import announce

_A4 = 297 / 210


class SummaryPage(QWidget):
    """One page at a time, as wide as there is room for. It is paper: black on white in every theme."""

    turned = Signal(int, int)
    """The page in view (from 1), of how many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Sequence[QImage] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("No page yet")
        theme.changed.connect(self.update)

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Show other pages; the same number stays in view if there is one."""
        self._pages = pages
        self._at = min(self._at, max(0, len(pages) - 1))
        self._tell()

    def page(self) -> int:
        """The page in view, from 1; 0 when there is none."""
        return self._at + 1 if self._pages else 0

    def turn(self, by: int) -> None:
        """Turn the page."""
        to = min(max(self._at + by, 0), max(0, len(self._pages) - 1))
        if to != self._at:
            self._at = to
            self._tell()
            announce(self, self.accessibleName())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgUp and PgDn turn pages."""
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turn(step)

    def fit(self, width: int) -> None:
        """Take this width, and the height that the paper has then."""
        wide = max(200, width)
        self.setFixedSize(wide, round(wide * _A4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, its edge, and the ring when it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sheet = QRectF(self.rect())
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if self._pages:
            painter.drawImage(sheet, self._pages[self._at])
        width = theme.focus_width() if self.hasFocus() else 1
        painter.setPen(theme.colour("focus" if self.hasFocus() else "border"))
        for inset in range(width):
            painter.drawRect(self.rect().adjusted(inset, inset, -inset - 1, -inset - 1))

    def _tell(self) -> None:
        of = len(self._pages)
        self.setAccessibleName(f"Page {self.page()} of {of}" if of else "No page yet")
        self.turned.emit(self.page(), of)
        self.update()
