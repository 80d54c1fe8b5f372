"""Chips: a fact in two or three words, with the icon and colour of its kind."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import ink
from ui.widgets.pressed import Pressed

Kind = Literal["danger", "warning", "settled", "information", "confidential", "neutral"]

COLOURS: dict[str, tuple[str, str, str]] = {
    "danger": ("danger", "danger_bg", "danger"),
    "warning": ("warning", "warning_bg", "warning"),
    "settled": ("settled", "settled_bg", "settled"),
    "information": ("info", "info_bg", "info"),
    "confidential": ("confidential", "confidential_bg", "confidential"),
    "neutral": ("text", "subtle", "border"),
}
"""For each kind: words, ground, border."""


class ChipLook(Struct, frozen=True):
    """What a chip says, for lists that draw it themselves."""

    words: str
    kind: Kind = "neutral"
    icon: str = ""


HIDDEN: Final = ChipLook("Address hidden – confidential", "confidential", "eye-slash-fill")
"""An address that nobody may learn from us, on every page that shows a family."""
HIDDEN_SHORT: Final = ChipLook("Address hidden", "confidential", "eye-slash-fill")
"""The same in a list."""


def chip_size(chip: ChipLook) -> QSize:
    """The room a chip takes."""
    words = ink.size_of(chip.words, "small_bold")
    icon = theme.px(19) if chip.icon else 0
    return QSize(words.width() + icon + 2 * theme.px(8), max(24, theme.px(24)))


def paint_chip(painter: QPainter, x: float, y: float, chip: ChipLook, *, focused: bool = False) -> QSize:
    """Draw a chip with its top left corner at a point; answers the room it took."""
    size = chip_size(chip)
    words, ground, border = COLOURS[chip.kind]
    width = 1.0
    if focused:
        words, ground, border, width = "on_focus", "focus_fill", "focus", float(theme.focus_width())
    rect = QRectF(x, y, size.width(), size.height())
    ink.rounded(painter, rect, fill=theme.colour(ground), border=theme.colour(border), width=width, radius=4)
    left = x + theme.px(8)
    if chip.icon:
        side = theme.px(14)
        icons.paint(painter, left, y + (size.height() - side) / 2, chip.icon, words, 14)
        left += theme.px(19)
    laid = ink.lay(chip.words, "small_bold")
    ink.draw(painter, laid, left, y + (size.height() - laid.size.height()) / 2, theme.colour(words))
    return size


class Chip(Pressed):
    """A chip that explains itself when pressed. Connect `clicked`."""

    def __init__(
        self, words: str, kind: Kind = "neutral", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._chip = ChipLook(words, kind, icon)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_chip(self._chip)

    def set_chip(self, chip: ChipLook) -> None:
        """Say something else."""
        self._chip = chip
        self.setText(chip.words.replace("&", "&&"))
        self.setAccessibleName(chip.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as what it says."""
        return chip_size(self._chip)

    def minimumSizeHint(self) -> QSize:
        """A chip is never cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        paint_chip(QPainter(self), 0, 0, self._chip, focused=self.hasFocus())


class ChipMark(QWidget):
    """A chip that only says something and cannot be pressed."""

    def __init__(
        self, words: str, kind: Kind = "neutral", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_chip(ChipLook(words, kind, icon))
        theme.changed.connect(self.updateGeometry)

    def set_chip(self, chip: ChipLook) -> None:
        """Say something else."""
        self._chip = chip
        self.setAccessibleName(chip.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as what it says."""
        return chip_size(self._chip)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        paint_chip(QPainter(self), 0, 0, self._chip)
