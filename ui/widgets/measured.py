"""What our own layouts share: they remember what they measured until Qt says that something in them changed.

Qt asks a layout for its size again and again while a page finds its shape, and each answer asks everything inside.
Qt's own layouts remember, too.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QWidget

from ui import theme


class Measured(QLayout):
    """A layout whose height depends on its width. Whoever derives from it measures; this remembers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        # Before Qt's own beginning, which may already say that something changed.
        self._talls: dict[tuple[int, int], int] = {}
        self._hint: QSize | None = None
        self._least: QSize | None = None
        super().__init__(parent)

    def forget(self) -> None:
        """Something inside came, went, or changed its size."""
        self._talls.clear()
        self._hint = self._least = None

    def invalidate(self) -> None:
        """Part of Qt's contract for layouts: what was measured holds no more."""
        self.forget()
        super().invalidate()

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How tall everything is in a width."""
        asked = (width, theme.reading().text_percent)
        known = self._talls.get(asked)
        if known is None:
            known = self._talls[asked] = self.place(QRect(0, 0, width, 0), move=False)
        return known

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self.place(rect, move=True)

    def sizeHint(self) -> QSize:
        """The size it would like."""
        if self._hint is None:
            self._hint = self.wished()
        return QSize(self._hint)

    def minimumSize(self) -> QSize:
        """The size it cannot do without."""
        if self._least is None:
            self._least = self.least()
        return QSize(self._least)

    def place(self, rect: QRect, *, move: bool) -> int:
        """Put everything in its place, or only find out how tall that would be."""
        raise NotImplementedError

    def wished(self) -> QSize:
        """Measure the size it would like."""
        raise NotImplementedError

    def least(self) -> QSize:
        """Measure the size it cannot do without."""
        raise NotImplementedError
