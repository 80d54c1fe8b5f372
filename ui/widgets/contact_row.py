"""A line for one contact that opens it: whose it is, what about it, and a chip at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import icons, theme
from ui.widgets import ink
from ui.widgets.chip import ChipLook, chip_size, paint_chip
from ui.widgets.pressed import PressedLine

_EDGE, _LEFT, _GAP = 6, 28, 8


class ContactRow(PressedLine):
    """Two lines that wrap where room is short; the chip goes below them when it would take half of it."""

    def __init__(
        self,
        name: str,
        detail: str,
        chip: ChipLook,
        *,
        icon: str = "folder-fill",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._detail, self._chip, self._icon_name = name, detail, chip, icon
        self.setText(name.replace("&", "&&"))
        self.setAccessibleName(f"{name}. {detail}. {chip.words}")

    def _place(
        self, width: float, painter: QPainter | None = None, tone: str = "text", quiet: str = ""
    ) -> int:
        """Lay it out in a width and, with a painter, draw it; answers how tall it is."""
        left, edge = theme.px(_LEFT + _EDGE), theme.px(_EDGE)
        chip = chip_size(self._chip)
        below = chip.width() > width * 0.4
        room = width - left - edge - (0 if below else chip.width() + theme.px(_GAP))
        name = ink.lay(self._name, "body_bold", room, underlined=self.underMouse())
        detail = ink.lay(self._detail, "secondary", room)
        words = name.size.height() + detail.size.height()
        tall = words + 2 * edge + (chip.height() + theme.px(4) if below else 0)
        if painter is not None:
            icons.paint(painter, edge, edge + theme.px(1), self._icon_name, tone, 18)
            ink.draw(painter, name, left, edge, theme.colour(tone))
            ink.draw(painter, detail, left, edge + name.size.height(), theme.colour(quiet))
            across = left if below else width - edge - chip.width()
            down = edge + words + theme.px(4) if below else (self.height() - chip.height()) / 2
            paint_chip(painter, across, down, self._chip)
        return int(max(24, tall))

    def sizeHint(self) -> QSize:
        """As wide as its card."""
        wide = theme.px(320)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any column."""
        return QSize(theme.px(140), theme.px(40))

    def heightForWidth(self, width: int) -> int:
        """The words, wrapped."""
        return self._place(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go to the neighbours."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or not self._step(step):
            super().keyPressEvent(event)

    def _step(self, by: int) -> bool:
        parent = self.parentWidget()
        rows = (
            parent.findChildren(ContactRow, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if parent
            else []
        )
        shown = sorted((row for row in rows if row.isVisible()), key=lambda row: row.y())
        if len(shown) < 2:
            return False
        shown[(shown.index(self) + by) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, words, chip; with focus, the ring and the pale fill."""
        painter = QPainter(self)
        tone, quiet = "text", "secondary"
        if self.hasFocus():
            tone = quiet = "on_focus"
            ink.focus_ring(painter, QRectF(self.rect()))
        self._place(self.width(), painter, tone, quiet)
