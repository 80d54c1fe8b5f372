"""The copies that exist: those to get back first, each with what can be said of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication

from ui.screens.paper.rows import empty
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.evidence_row import buttons_row
from ui.widgets.field import LineField
from ui.widgets.mark_line import MarkLine
from workstation.domain import wording
from workstation.domain.copies import PaperCopy
from workstation.services.recall import in_words

_OUT = (("printed", "It came out"), ("failed", "It did not come out"))
_BACK = (("got back", "Got back"), ("shredded", "Shredded"), ("not found", "Cannot be found"))


class CopiesOut(Card):
    """`told` is sent with the number of a copy, what is said of it, and words where it needs some."""

    told = Signal(str, str, str)

    def __init__(self, *, wanted: bool) -> None:
        super().__init__("Copies to get back" if wanted else "Copies that exist already")
        self._wanted = wanted
        self._shown: tuple[PaperCopy, ...] = ()
        self.looked = LineField("Where have you looked for it?", "Then choose ‘Cannot be found’ again.")
        if wanted:
            self.set_active(active=True)
        self.hide()

    def show_copies(self, copies: tuple[PaperCopy, ...]) -> None:
        """Show these, newest first."""
        shown = tuple(copy for copy in reversed(copies) if copy.wanted == self._wanted)
        if shown == self._shown:
            return
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self._shown = shown
        self.looked.setParent(None)
        empty(self.body)
        self.looked = LineField("Where have you looked for it?", "Then choose ‘Cannot be found’ again.")
        for copy in shown:
            self._add(copy)
        if self._wanted and shown:
            self.set_title(f"{wording.count(len(shown), 'copy', 'copies')} to get back")
            self.add(self.looked)
            self.looked.hide()
        self.setVisible(bool(shown))
        if had_focus and shown:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, copy: PaperCopy) -> None:
        icon = ("danger", "warning-octagon-fill") if copy.wanted else ("secondary", "note")
        self.add(MarkLine(*icon, in_words(copy), word_token="text"))
        acts = _BACK if copy.wanted else _OUT if copy.outcome == "unknown" and copy.back is None else ()
        if not acts:
            return
        buttons = []
        for what, words in acts:
            button = link(words)
            button.setAccessibleName(f"{words}: {copy.number}")
            button.clicked.connect(partial(self._say, copy.number, what))
            buttons.append(button)
        self.add(buttons_row(*buttons))

    def _say(self, number: str, what: str, _checked: bool = False) -> None:
        words = self.looked.text().strip() if self._wanted else ""
        if what == "not found" and not words:
            if not self.looked.isVisibleTo(self):
                self.looked.show()
                self.looked.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            self.looked.set_error("Say where you looked, and whom you asked.")
            self.looked.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.told.emit(number, what, words)
