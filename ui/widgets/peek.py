"""What a row holds, looked at without leaving its list: it stands under the list, and the row stays in view."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.card import Card
from ui.widgets.scroll import Page
from ui.widgets.words import Words

_MOST = 0.6
"""How much of the height it may take; what is longer scrolls."""


class Peek(Page):
    """One card along the foot of a screen. Hidden until there is something to look at."""

    def __init__(self, name: str = "Preview", parent: QWidget | None = None) -> None:
        super().__init__(name, top=8, parent=parent)
        self._card, self._words = Card("", name=name), Words("", wrap=True)
        self._card.add(self._words)
        self.add(self._card)
        self.hide()

    def show_words(self, title: str, words: str) -> None:
        """Show this instead."""
        self._card.set_title(title)
        self._words.set_words(words)
        self.verticalScrollBar().setValue(0)
        self.show()

    def words(self) -> str:
        """What it says."""
        return self._words.words()

    def height_in(self, width: int, height: int) -> int:
        """How tall it has to be on a screen of this size; nothing while it is hidden."""
        content = self.widget()
        layout = content.layout() if content is not None else None
        if self.isHidden() or layout is None:
            return 0
        return min(layout.totalHeightForWidth(width), round(height * _MOST))
