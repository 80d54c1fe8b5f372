"""Entering a paper sheet: says at once when it was entered before, and reads its times before it is saved."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QObject

from ui.screens.drafting import really_left
from ui.screens.taking.reached import understood_moment
from ui.screens.taking.taken_down import Mode, TakenDown
from ui.screens.taking.taking_view import TakingView
from ui.seat import Seat
from ui.widgets.field import LineField
from workstation.domain.ids import ContactId
from workstation.services import sheets
from workstation.services.sheets import Told
from workstation.trouble import Trouble

_NOT_WRITTEN = "When did it come in? It is written on the sheet."


class FromPaper(QObject):
    """The card of the sheet, and what it needs of the record."""

    def __init__(self, seat: Seat, view: TakingView) -> None:
        card = view.paper
        super().__init__(card)
        self._seat, self._view, self.card = seat, view, card
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

    # -- when it came ---------------------------------------------------------------------------------------

    def moment(self, mode: Mode) -> datetime | str | None:
        """When it came: a moment, None for now, or "" after saying that we do not understand."""
        now = self._seat.desk.now()
        if mode == "paper":
            came = self.card.came
            if not came.text().strip():
                _say(came, _NOT_WRITTEN)
            return (_understood(came, now) or "") if came.text().strip() else ""
        field = self._view.caller.reached
        if mode == "phone" or not field.text().strip():
            return None
        return _understood(field, now) or ""

    def in_full(self, taken: TakenDown) -> TakenDown | None:
        """The same with the time of *act now* and the channel in full; None after saying what is not understood."""
        paper, now = taken.paper, self._seat.desk.now()
        if paper is None:
            return taken
        came = understood_moment(paper.came, now)
        acted = _understood(self.card.acted, came or now) if paper.acted.strip() else came
        channel = self._channel(paper.channel)
        if channel is None or (paper.acted.strip() and acted is None):
            return None
        return replace(taken, paper=replace(paper, acted_at=acted, channel=channel))

    def _channel(self, typed: str) -> str | None:
        """The channel that was typed or begun; empty when none was, None after saying that we do not know it."""
        wanted, channels = typed.strip().casefold(), self._seat.desk.guide.channels
        found = next((one.id for one in channels if one.words.casefold().startswith(wanted)), None)
        if found is None:
            words = ", ".join(one.words for one in channels)
            _say(self.card.channel, f"We do not know that way. One of: {words}.")
        return found if wanted else ""


def _understood(field: LineField, now: datetime) -> datetime | None:
    when = understood_moment(field.text(), now)
    if when is None:
        _say(field, f"We do not understand “{field.text().strip()}”. Try 09:18 or yesterday 16:40.")
    else:
        field.set_error("")
    return when


def _say(field: LineField, words: str) -> None:
    field.set_error(words)
    field.setFocus()
