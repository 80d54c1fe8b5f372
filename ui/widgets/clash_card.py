"""Answers about who is who that cannot all be right. A person changes one of them; no program parts anybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.answered_list import AnsweredList
from ui.widgets.card import Card
from ui.widgets.mark_line import MarkLine
from workstation.domain.answers import Clash


class ClashCard(Card):
    """Each of them with all its answers, so that the wrong one can be changed."""

    changed = Signal(object, str, str)
    """A Judgement, the new verdict, and the question about twins that was answered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        note = "Until one is changed, everybody stays together"
        super().__init__("These answers do not agree", note, role="h2", parent=parent)
        self._shown: tuple[Clash, ...] = ()
        self._parts: list[QWidget] = []
        self.lists: list[AnsweredList] = []
        self.hide()

    def show_clashes(self, clashes: Iterable[Clash], now: datetime) -> None:
        """Show these, unless they are shown already."""
        found = tuple(clashes)
        if found == self._shown:
            return
        self._shown = found
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts, self.lists = [], []
        for clash in found:
            answers = AnsweredList()
            self._put(MarkLine("warning", "warning-fill", clash.words, role="body", word_token="text"))
            self._put(answers)
            answers.show_answers((clash.different, *clash.same), now, fold=False)
            answers.changed.connect(self.changed)
            self.lists.append(answers)
        if self.lists:
            self.setFocusProxy(self.lists[0].rows[0])
        self.setVisible(bool(found))

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self.add(part)
        part.show()
