"""What the server keeps apart: a manager reads it, and lets it in or leaves it out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models import apart_words
from ui.seat import Screen, Seat
from ui.widgets.beside import Beside
from ui.widgets.buttons import secondary
from ui.widgets.card import Card
from ui.widgets.evidence_row import buttons_row
from ui.widgets.fact_note import FactNote
from ui.widgets.field import TextField
from ui.widgets.heading import Heading
from ui.widgets.nesting import nest
from ui.widgets.on_top import on_top
from ui.widgets.rows import Cell, Column, Row
from ui.widgets.scroll import Page
from ui.widgets.table import Table
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.services import overseeing
from workstation.services.overseeing import KeptApart, Quarantine
from workstation.trouble import Trouble

_COLUMNS = (
    Column("Came", 130), Column("What", 150, 1), Column("About", 200, 2), Column("Written by", 190, 1),
)  # fmt: skip
_WAY = "What you let in becomes part of the record. What you leave out stays at the server, with your reason."


class ApartScreen(Screen):
    """The list, and what the one in hand says. It never asks the network: it shows what the server told last."""

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Kept apart", parent)
        self.shown: Quarantine | None = None
        self.page = Page("Kept apart by the server")
        self.heading = Heading("Kept apart by the server")
        self.summary = Words("", "body", wrap=True)
        self.away = FactNote(
            "warning", "The server cannot be reached.",
            "You see what it kept apart when it last answered. What you decide is handed over when it is back.",
            icon="cloud-slash-fill",
        )  # fmt: skip
        self.table = Table("Kept apart. Enter shows what one says", _COLUMNS, grow=True)
        self.about = Card(name="What it says")
        self.why, self.said = Words("", "body", wrap=True), Words("", "body", wrap=True)
        self.advice = Words("", "secondary", wrap=True)
        self.because = TextField(
            "If you leave it out, why?", "Ten letters or more. It stays at the server.", lines=2
        )
        self.let_in = secondary("Let it in", "check")
        self.leave_out = secondary("Leave it out", "x")
        self.open = secondary("Open the contact", "folder-open")
        self._hand: bytes | None = None
        self._lay_out()
        self.table.moved.connect(self._take)
        self.table.opened.connect(lambda _mark: self.page.ensureWidgetVisible(self.about))
        self.let_in.clicked.connect(lambda _checked=False: self._let_in())
        self.leave_out.clicked.connect(lambda _checked=False: self._leave_out())
        self.open.clicked.connect(lambda _checked=False: self._open())
        seat.changes.published.connect(self._moved)

    def _lay_out(self) -> None:
        for part in (self.why, self.said, self.advice, self.because):
            self.about.add(part)
        self.about.add(buttons_row(self.let_in, self.leave_out, self.open))
        for above in (self.heading, self.away, self.summary):
            self.page.add(above)
        self.away.hide()
        sides = Beside(enough=1000, gap=16)
        sides.add(on_top(self.table), 3)
        sides.add(on_top(self.about), 2)
        nest(self.page.body, sides)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    # -- what the window asks of every screen -----------------------------------------------------------------

    def icon_name(self) -> str:
        """A sign of warning: somebody has to look."""
        return "warning-fill"

    def commands(self) -> dict[str, Callable[[], None]]:
        """F8 goes to the first."""
        return {"go.next_need": self._to_table}

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.table, self.about]

    def enter(self) -> None:
        """Look, and go to the list."""
        self.seat.notices.reached.emit("apart")
        self._to_table()
        self.load()

    def reload(self, changed: Changed) -> None:
        """Heard by `_moved`, which also hears of the line itself."""

    def _moved(self, _changed: Changed) -> None:
        if self.isVisible():
            self.load()

    def load(self) -> None:
        """Read what the server told last."""
        self.seat.bench.latest("apart", overseeing.quarantine, self.seat.desk, done=self.show_quarantine)

    # -- showing ------------------------------------------------------------------------------------------------

    def show_quarantine(self, found: Quarantine) -> None:
        """Show it; the one in hand stays in hand while it is there."""
        self.shown = found
        self.away.setVisible(found.told and not found.reachable)
        self.heading.set_note(wording.count(len(found.rows), "change") if found.rows else "")
        self.summary.set_words(_summary(found))
        self.table.setVisible(bool(found.rows))
        self.table.show_rows([self._row(kept) for kept in found.rows])
        self._take(self.table.current_key())

    def _row(self, kept: KeptApart) -> Row:
        desk = self.seat.desk
        icon = "hourglass-fill" if kept.decided else ""
        cells = (
            Cell(wording.near(kept.at, desk.now())), Cell(apart_words.what(kept), bold=True, icon=icon),
            Cell(apart_words.about(kept)), Cell(apart_words.whose(kept, desk)),
        )  # fmt: skip
        return Row(kept.mark, cells)

    def _take(self, mark: object) -> None:
        """Show what the one in hand says. A reason half written belongs to the one it was written for."""
        kept = self._kept(mark)
        self.about.setVisible(kept is not None)
        if kept is None:
            self._hand = None
            return
        if kept.mark != self._hand:
            self._hand = kept.mark
            self.because.set_text("")
            self.because.set_error("")
        self.about.set_title(f"{apart_words.what(kept)}: {apart_words.about(kept)}")
        self.why.set_words(apart_words.why(kept))
        self.said.set_words(apart_words.said(kept, self.seat.desk))
        self.advice.set_words(apart_words.advice(kept))
        self.open.setVisible(kept.known)
        self.let_in.set_words("Let it in" if kept.why in apart_words.RELEASED else "Try it again")
        for part in (self.let_in, self.leave_out, self.because):
            part.setEnabled(not kept.decided)

    def _kept(self, mark: object) -> KeptApart | None:
        return next((kept for kept in self.shown.rows if kept.mark == mark), None) if self.shown else None

    # -- acts ---------------------------------------------------------------------------------------------------

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_in(self) -> None:
        if self._hand is not None:
            overseeing.let_in(self.seat.desk, self._hand)
            self._decided("It goes to the server again, with your word for it.")

    def _leave_out(self) -> None:
        if self._hand is None:
            return
        try:
            overseeing.leave_out(self.seat.desk, self._hand, self.because.text())
        except Trouble as trouble:
            self.because.set_error(trouble.title)
            self.because.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._decided("It is left out. The server keeps it, with your reason.")

    def _decided(self, words: str) -> None:
        self.seat.notices.say(words)
        self._to_table()

    def _open(self) -> None:
        kept = self._kept(self._hand)
        if kept is not None:
            self.seat.go.contact(kept.contact)


def _summary(found: Quarantine) -> str:
    if found.rows:
        return _WAY
    if not found.told:
        return "The server has not said yet what it keeps apart. This page fills when it does."
    return "Nothing is kept apart. What people write goes straight into the record."
