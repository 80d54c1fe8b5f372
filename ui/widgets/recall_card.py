"""Copies of this contact that lie somewhere on paper and should not: listed beside the work until they are back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.mark_line import MarkLine
from workstation.domain import wording
from workstation.domain.copies import PaperCopy
from workstation.services.recall import in_words


class RecallCard(Card):
    """Not shown while there is nothing to get back."""

    wanted = Signal()
    """To the print page, where it is said what became of them."""

    def __init__(self) -> None:
        super().__init__("Copies to get back")
        self._lines: list[MarkLine] = []
        self.open = link("Say what became of them", "printer")
        self.add(self.open)
        self.open.clicked.connect(lambda _checked=False: self.wanted.emit())
        self.hide()

    def show_copies(self, copies: Sequence[PaperCopy]) -> None:
        """Show these, which somebody has to get back."""
        texts = [in_words(copy) for copy in copies]
        if texts != [line.words() for line in self._lines]:
            self._put(texts)
        self.set_title(f"{wording.count(len(copies), 'copy', 'copies')} to get back")
        self.setVisible(bool(copies))

    def _put(self, texts: list[str]) -> None:
        for old in self._lines:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [
            MarkLine("danger", "warning-octagon-fill", words, word_token="text") for words in texts
        ]
        for at, line in enumerate(self._lines):
            self.body.insertWidget(at, line)
