"""Entering a paper sheet: says at once when it was entered before, and reads its times before it is saved."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import msgspec
import shiboken6
from PySide6.QtCore import QObject

from ui.screens.drafting import really_left
from ui.screens.taking.paper_card import PaperCard
from ui.screens.taking.reached import understood_moment
from ui.screens.taking.taken_down import TakenDown
from ui.seat import Seat
from ui.widgets.field import LineField
from workstation.domain.ids import ContactId
from workstation.services import sheets
from workstation.services.sheets import Told
from workstation.trouble import Trouble

_NOT_WRITTEN = "When did it come in? It is written on the sheet."


class FromPaper(QObject):
    """The card of the sheet, and what it needs of the record."""

    def __init__(self, seat: Seat, card: PaperCard) -> None:
        super().__init__(card)
        self._seat, self.card = seat, card
        self._before: ContactId | None = None
        card.reference.left.connect(self._left)
        card.open_that.connect(self._open)

    def _left(self) -> None:
        if really_left():
            self.check()

    def check(self) -> None:
        """Look whether this sheet was entered before."""
        typed = self.card.reference.text()
        if typed.strip():
            told = partial(self._told, typed)
            self._seat.bench.latest("sheet", sheets.told_of, self._seat.desk, typed, done=told)

    def _told(self, typed: str, told: Told) -> None:
        if not shiboken6.isValid(self.card) or typed != self.card.reference.text():
            return
        self._before = told.contact
        self.card.show_before(told.words)
        if told.reference and told.reference != typed:
            self.card.reference.set_text(told.reference)

    def refused(self, trouble: Trouble) -> bool:
        """Whether saving was refused because of the sheet: then it is said at its reference."""
        if not isinstance(trouble, sheets.SheetEnteredBefore | sheets.NoSuchSheet):
            return False
        self._before = getattr(trouble, "contact", None)
        advice = "" if isinstance(trouble, sheets.SheetEnteredBefore) else f" {trouble.what_to_do}"
        self.card.show_before(f"{trouble.title}{advice}")
        self.card.reference.setFocus()
        return True

    def _open(self) -> None:
        if self._before is not None:
            self._seat.go.contact(self._before)

    # -- its times ------------------------------------------------------------------------------------------

    def came(self, now: datetime) -> datetime | None:
        """When it came in; None after saying what is missing."""
        field = self.card.came
        if not field.text().strip():
            _say(field, _NOT_WRITTEN)
            return None
        return _moment(field, now)

    def with_times(self, taken: TakenDown, came: datetime | None) -> TakenDown | None:
        """The same with the time of *act now* and the channel in full; None after saying what is not understood."""
        paper, field = taken.paper, self.card.acted
        if paper is None:
            return taken
        acted: datetime | None = came
        if paper.acted.strip() and came is not None:
            acted = _moment(field, came)
            if acted is None:
                return None
        wanted = paper.channel.strip().casefold()
        channels = self._seat.desk.guide.channels
        channel = next((one.id for one in channels if one.words.casefold().startswith(wanted)), "")
        if wanted and not channel:
            words = ", ".join(one.words for one in channels)
            _say(self.card.channel, f"We do not know that way. One of: {words}.")
            return None
        paper = msgspec.structs.replace(paper, acted_at=acted, channel=channel if wanted else "")
        return msgspec.structs.replace(taken, paper=paper)


def _moment(field: LineField, now: datetime) -> datetime | None:
    when = understood_moment(field.text(), now)
    if when is None:
        _say(field, f"We do not understand “{field.text().strip()}”. Try 09:18 or 23 Nov 09:18.")
    else:
        field.set_error("")
    return when


def _say(field: LineField, words: str) -> None:
    field.set_error(words)
    field.setFocus()
