"""What only a paper sheet has: its reference, the times that were written on it, and who wrote them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.taking.taken_down import OnPaper
from ui.widgets.beside import Beside
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.field import LineField
from ui.widgets.nesting import nest
from ui.widgets.suggest import Suggest, Suggestion
from workstation.domain.guide import Choice


class PaperCard(Card):
    """Four short fields, and three more when a child was in danger then."""

    changed = Signal()
    """Something was typed."""
    open_that = Signal()
    """They want to see the contact that was entered from this sheet before."""

    def __init__(self, channels: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(name="The paper sheet", parent=parent)
        self._channels = channels
        self.reference = LineField("Reference of the sheet", "R-07, and its six letters.")
        self.came = LineField("When it came in", "09:18, or 23 Nov 09:18.")
        self.taken_by = LineField("Who took it down", "Their name, as on the sheet.")
        self.channel = Suggest("How it came", "Blank means by phone.", closed=True)
        self.add_danger = link("Act now was called then", "lightning-fill")
        self.danger = LineField("What was the danger?")
        self.acted = LineField("When was it called?", "Blank: when it came in.")
        self.agreed = LineField("Who agreed?", "A manager’s name, if one did.")
        self.open_it = link("Open that contact", "folder")
        self._lay_out()
        for field in (self.reference, self.came, self.taken_by, self.channel, *self._dangers):
            field.changed.connect(lambda _words: self.changed.emit())
        self.channel.wanted.connect(self._offer)
        self.add_danger.clicked.connect(lambda _checked=False: self._ask_danger())
        self.open_it.clicked.connect(lambda _checked=False: self.open_that.emit())
        self.show_before(told="")
        self.show_paper(None)

    @property
    def _dangers(self) -> tuple[LineField, ...]:
        return self.danger, self.acted, self.agreed

    def _lay_out(self) -> None:
        self._pair(self.reference, self.came)
        self.body.addWidget(self.open_it)
        self._pair(self.taken_by, self.channel)
        self.body.addWidget(self.add_danger)
        self.body.addWidget(self.danger)
        self._pair(self.acted, self.agreed)

    def _pair(self, left: QWidget, right: QWidget) -> None:
        row = Beside(enough=340, gap=10)
        row.add(left, 1)
        row.add(right, 1)
        nest(self.body, row)

    def paper(self) -> OnPaper:
        """What is in the fields."""
        return OnPaper(
            reference=self.reference.text(), came=self.came.text(), taken_by=self.taken_by.text(),
            channel=self.channel.text(), danger=self.danger.text(), acted=self.acted.text(),
            agreed=self.agreed.text(),
        )  # fmt: skip

    def show_paper(self, paper: OnPaper | None) -> None:
        """Fill in what was taken down before."""
        given = paper or OnPaper()
        self.reference.set_text(given.reference)
        self.came.set_text(given.came)
        self.taken_by.set_text(given.taken_by)
        self.channel.set_text(given.channel)
        self.danger.set_text(given.danger)
        self.acted.set_text(given.acted)
        self.agreed.set_text(given.agreed)
        self._show_danger(shown=any(field.text() for field in self._dangers))

    def show_before(self, told: str) -> None:
        """Say that the sheet was entered before; nothing said takes it back."""
        self.reference.set_error(told)
        self.open_it.setVisible(bool(told) and " was entered " in told)

    def _offer(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        found = [one for one in self._channels if wanted in one.words.casefold()]
        self.channel.offer([Suggestion(one.words, one.id) for one in found])

    def _ask_danger(self) -> None:
        self._show_danger(shown=True)
        self.danger.setFocus()

    def _show_danger(self, *, shown: bool) -> None:
        self.add_danger.setVisible(not shown)
        for field in self._dangers:
            field.setVisible(shown)
