"""The words in whose place `[name?]` stands, for whoever reads the copy: each can be said to be no name."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.widgets.card import Card
from ui.widgets.lettered_ticks import LetteredTicks
from ui.widgets.words import Words

_ASKS = (
    "Tick the words that are not names. They then stay on this copy as they were written. You are asked again for "
    "the next copy."
)
_MOST = 60
"""Words that are offered; the others stay hidden."""


class NoNames(Card):
    """Kept for this copy alone: what is no name here may be one in another family."""

    changed = Signal()
    """A word is said to be no name, or taken for one again."""

    def __init__(self) -> None:
        super().__init__("Words that may be names")
        self.ticks = LetteredTicks("Words that are no names")
        self.ticks.changed.connect(self._ticked)
        self._said: tuple[str, ...] = ()
        self.add(Words(_ASKS, "secondary", wrap=True))
        self.add(self.ticks)
        self.hide()

    def show_words(self, doubted: tuple[str, ...]) -> None:
        """Offer what is doubted now, and what was said to be no name."""
        words = sorted({*doubted[:_MOST], *self._said}, key=str.casefold)
        self.ticks.show_ticks([(word, word, "") for word in words])
        self.ticks.set_values(self._said)
        self.setVisible(bool(words))

    def forget(self) -> None:
        """It is another copy now."""
        self._said = ()
        self.show_words(())

    def said(self) -> tuple[str, ...]:
        """The words that are no names."""
        return self._said

    def _ticked(self) -> None:
        self._said = self.ticks.values()
        self.changed.emit()
