"""What the server warns of, and who opened what is kept closed: for a manager, the newest first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models import closed_words, watch_words
from ui.seat import Screen, Seat
from ui.widgets.buttons import link, secondary
from ui.widgets.card import Card
from ui.widgets.evidence_row import buttons_row
from ui.widgets.fact_note import FactNote
from ui.widgets.heading import Heading
from ui.widgets.rows import Cell, Column, Row
from ui.widgets.scroll import Page
from ui.widgets.table import Table
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.services import overseeing
from workstation.services.overseeing import Looked, Warned, Watched

_ALARMS = (Column("When", 130), Column("What", 320, 3), Column("Who", 150, 1))
_LOOKS = (
    Column("When", 130), Column("Who", 150, 1), Column("What", 150, 1), Column("Why", 240, 3),
    Column("Open until", 120),
)  # fmt: skip
_NOT_TOLD = "The server has not said yet. This page fills when it does."


class WatchScreen(Screen):
    """Two lists. It never asks the network: it shows what the server told last."""

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Warnings", parent)
        self.shown: Watched | None = None
        self.page = Page("Warnings from the server")
        self.away = FactNote(
            "warning", "The server cannot be reached.", "You see what it said when it last answered.",
            icon="cloud-slash-fill",
        )  # fmt: skip
        self.apart = secondary("Kept apart by the server", "warning")
        self.help = link("What can I do about a warning?", keys="F1")
        self.alarms = _List("What the server warns of", "Warnings", _ALARMS)
        self.looks = _List("Who opened what is kept closed", "Who opened what is kept closed", _LOOKS)
        for part in (Heading("Warnings from the server"), self.away, buttons_row(self.apart, self.help)):
            self.page.add(part)
        self.away.hide()
        for card in (self.alarms, self.looks):
            self.page.add(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.apart.clicked.connect(lambda _checked=False: seat.go.apart())
        self.help.clicked.connect(lambda _checked=False: seat.go.help("warnings"))
        seat.changes.published.connect(self._moved)

    # -- what the window asks of every screen -----------------------------------------------------------------

    def icon_name(self) -> str:
        """An eye: this is what is watched."""
        return "eye-fill"

    def commands(self) -> dict[str, Callable[[], None]]:
        """F8 goes to the first warning."""
        return {"go.next_need": self._first_focus}

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.alarms, self.looks]

    def enter(self) -> None:
        """Look, and go to the first list that has something in it."""
        self.seat.notices.reached.emit("watch")
        self._first_focus()
        self.load()

    def reload(self, changed: Changed) -> None:
        """Heard by `_moved`, which also hears of the line itself."""

    def _moved(self, _changed: Changed) -> None:
        if self.isVisible():
            self.load()

    def load(self) -> None:
        """Read what the server told last."""
        self.seat.bench.latest("watch", overseeing.watched, self.seat.desk, done=self.show_watched)

    # -- showing ------------------------------------------------------------------------------------------------

    def show_watched(self, found: Watched) -> None:
        """Show it; the row with the focus keeps it."""
        first, self.shown = self.shown is None, found
        self.away.setVisible(found.told and not found.reachable)
        nothing = ("The server warns of nothing.", "Nobody opened what is kept closed.")
        said = nothing if found.told else (_NOT_TOLD, _NOT_TOLD)
        self.alarms.fill([self._alarm(one) for one in found.alarms], found.more_alarms, said[0])
        self.looks.fill([self._look(one) for one in found.looks], found.more_looks, said[1])
        if first and self.isVisible():
            self._first_focus()

    def _alarm(self, one: Warned) -> Row:
        what, do = watch_words.warning(one.kind)
        cells = (
            Cell(wording.near(one.at, self.seat.desk.now())), Cell(what, second=do, bold=True),
            Cell(watch_words.named(one.worker, self.seat.desk)),
        )  # fmt: skip
        return Row(one, cells)

    def _look(self, one: Looked) -> Row:
        desk = self.seat.desk
        until = closed_words.until(one.until, desk.now()) if one.until is not None else "not opened"
        cells = (
            Cell(wording.near(one.at, desk.now())), Cell(watch_words.named(one.worker, desk), bold=True),
            Cell(one.name), Cell(one.why), Cell(until),
        )  # fmt: skip
        return Row(one, cells)

    def _first_focus(self) -> None:
        tables = (card.table for card in (self.alarms, self.looks) if not card.table.isHidden())
        next(tables, self.apart).setFocus(Qt.FocusReason.OtherFocusReason)


class _List(Card):
    """A card with a list in it, how many more there are, or why there is none."""

    def __init__(self, title: str, name: str, columns: tuple[Column, ...]) -> None:
        super().__init__(title)
        self.table = Table(name, columns, grow=True)
        self.said = Words("", "body", wrap=True)
        for part in (self.table, self.said):
            self.add(part)

    def fill(self, rows: list[Row], more: int, nothing: str) -> None:
        """Show these."""
        self.table.setVisible(bool(rows))
        self.table.show_rows(rows)
        self.said.set_words(watch_words.more(more) if rows else nothing)
        self.said.setVisible(bool(self.said.words()))
