"""The places where words are hidden on a copy: each is shown, and read before the copy is printed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.screens.paper.rows import empty
from ui.widgets.card import Card
from ui.widgets.mark_line import MarkLine
from ui.widgets.option import Tick
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.services.prints import MAYBE

_BELOW = "If something can still be read in the preview, add it to the hidden words in step 2."
_NAMES = "[name?] stands where a word may be a name. If a name can still be read, do not give the copy away."
_MOST = 40
"""Places that are listed; the others are to be read in the preview."""


class Places(Card):
    """What was found, without the words, and that somebody has read it."""

    def __init__(self) -> None:
        super().__init__("Hidden words to check")
        self._places: tuple[str, ...] = ()
        self.tick: Tick | None = None
        self.wrong = MarkLine("danger", "warning-octagon-fill")
        self.hide()

    def show_places(self, places: tuple[str, ...]) -> None:
        """Other places than before have to be read again."""
        if places == self._places:
            return
        self._places, self.tick = places, None
        self.wrong.setParent(None)
        empty(self.body)
        self.set_title(f"{wording.count(len(places), 'hidden word')} to check")
        for words in places[:_MOST]:
            self.add(MarkLine("secondary", "eye-slash", words, word_token="text"))
        if len(places) > _MOST:
            more = f"{wording.count(len(places) - _MOST, 'more place')}: read them in the preview."
            self.add(MarkLine("warning", "warning-fill", more, word_token="text"))
        if places:
            names = any(MAYBE in words for words in places)
            self.add(Words(_NAMES if names else _BELOW, "secondary", wrap=True))
            this = "this place" if len(places) == 1 else f"these {len(places)} places"
            self.tick = Tick("read", f"I have read {this}")
            self.add(self.tick)
            self.tick.toggled.connect(lambda _on: self.wrong.hide())
            self.add(self.wrong)
            self.wrong.hide()
        self.setVisible(bool(places))

    def read(self) -> tuple[str, ...]:
        """The places that somebody has read."""
        return self._places if self.tick is not None and self.tick.isChecked() else ()

    def said(self) -> bool:
        """Whether there is nothing to read, or it was read; if not, ask for it."""
        if not self._places or self.read():
            return True
        if self.tick is not None:
            self.wrong.set_words("Read what is hidden first, and say so here.")
            self.wrong.show()
            self.tick.setFocus(Qt.FocusReason.OtherFocusReason)
        return False
