"""A line of words with the icon of its kind in front: a gap, a fact, what is wrong."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Role
from ui.widgets.mark import LineMark
from ui.widgets.words import Words


class MarkLine(QWidget):
    """An icon and words that wrap beside it."""

    def __init__(
        self,
        token: str,
        icon: str,
        words: str = "",
        *,
        role: Role = "secondary",
        word_token: str = "",
        strong: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._line = Words(words, role, token=word_token or token, wrap=True, strong=strong)
        self._mark = LineMark(icon, token, self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._line, 1)

    def words(self) -> str:
        """What it says."""
        return self._line.words()

    def set_words(self, words: str, *, strong: tuple[str, ...] | None = None) -> None:
        """Say something else."""
        self._line.set_words(words, strong=strong)

    def set_icon(self, icon: str, token: str) -> None:
        """Show the icon of another meaning."""
        self._mark.set_icon(icon, token)

    def icon(self) -> str:
        """The icon that is shown."""
        return self._mark.icon()
