"""The list at the left of sign-off: one line for each contact that waits, and how many gaps it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.signing.asks_first import AsksFirst
from ui.seat import Seat
from ui.widgets.chip import ChipLook
from ui.widgets.heading import Heading
from ui.widgets.nesting import nest
from ui.widgets.one_pane import Surface
from ui.widgets.waiting_list import WaitingItem, WaitingList
from ui.widgets.words import Words
from workstation.domain import clocks, wording
from workstation.domain.covering import Cover
from workstation.domain.ids import ContactId
from workstation.domain.people import may_sign
from workstation.domain.queue import QueueRow
from workstation.services import find, opinions, oversight
from workstation.services.desk import Desk


class Waiting(Surface):
    """Reads the list, then how many gaps each has; the counting never holds the list up."""

    loaded = Signal()
    """The list was read again."""

    def __init__(self, seat: Seat, title: str = "For your sign-off") -> None:
        super().__init__(title)
        self._seat = seat
        self._rows: tuple[QueueRow, ...] = ()
        self._gaps: dict[str, int] = {}
        self._others = 0
        self.list = WaitingList(title)
        self.asks = AsksFirst(seat)
        """What a manager is asked first. It stands above everything: also when nothing waits to be signed."""
        self._head = Heading(title, "", role="h3")
        head = QVBoxLayout()
        head.setContentsMargins(14, 14, 8, 10)
        head.addWidget(self._head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        nest(column, head)
        column.addWidget(self.list, 1)
        self._day = Words("", "small", wrap=True)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 8, 10, 12)
        foot.addWidget(self._day)
        nest(column, foot)

    def load(self) -> None:
        """Read what waits."""
        self.asks.load()
        self._seat.bench.latest("signoff", _look, self._seat.desk, done=self._show)

    def under_what_is_asked(self, screen: QWidget) -> QVBoxLayout:
        """The layout of the screen: what a manager is asked first stands above everything."""
        whole = QVBoxLayout(screen)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.asks)
        return whole

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.list] if self.asks.isHidden() else [self.asks, self.list]

    def nothing_words(self) -> str:
        """What is said when the list is empty."""
        if not may_sign(self._seat.desk.worker):
            return "Nobody asks for your opinion now. A contact comes here when a colleague asks a second person."
        n = self._others
        others = f" {n} {'is' if n == 1 else 'are'} with other managers." if n else ""
        return f"Nothing is waiting for you.{others}"

    def _show(self, found: tuple[tuple[QueueRow, ...], int, str]) -> None:
        self._rows, self._others, day = found
        self._day.set_words(day)
        self._day.setVisible(bool(day))
        self._head.set_note(str(len(self._rows)) if self._rows else "")
        self._fill()
        contacts = [row.contact for row in self._rows if row.cover is None]
        self._seat.bench.latest("signoff gaps", gap_counts, self._seat.desk, contacts, done=self._counted)
        self.loaded.emit()

    def _counted(self, gaps: dict[str, int]) -> None:
        self._gaps = gaps
        self._fill()

    def _fill(self) -> None:
        desk = self._seat.desk
        self.list.show_items([item_of(row, self._gaps.get(row.contact), desk) for row in self._rows])


def _look(desk: Desk) -> tuple[tuple[QueueRow, ...], int, str]:
    """What waits for a signature, then what a view is asked for; how much waits for others; the manager's own
    day.
    """
    asked = opinions.waiting_for_me(desk)
    if not may_sign(desk.worker):
        return asked, 0, ""
    mine = find.waiting_for_me(desk)
    known = {row.contact for row in mine}
    others = tuple(row for row in asked if row.contact not in known)
    return (*mine, *others), find.waiting_for_others(desk), _day(desk)


def _day(desk: Desk) -> str:
    """`Today you have signed off 11 and sent back 3. Middle reading time 4 min.`; nobody else's is shown."""
    done = oversight.my_day(desk)
    parts = []
    if done.signed or done.sent_back:
        parts.append(f"Today you have signed off {done.signed} and sent back {done.sent_back}.")
    if done.middle_seconds:
        parts.append(f"Middle reading time {max(1, round(done.middle_seconds / 60))} min.")
    return " ".join((*parts, *_shares(*desk.settings.rates)))


def _shares(closing: int, others: int) -> Iterator[str]:
    """How many come as *decide first*; the same share of all, unless the council says otherwise."""
    if closing and closing == others:
        yield f"1 in {closing} decisions comes to you as decide first, whatever the worker recommends."
    elif closing or others:
        found = ((closing, "“no further action” decisions"), (others, "other decisions"))
        said = wording.listed([f"1 in {one_in} {what}" for one_in, what in found if one_in])
        yield f"{said} come to you as decide first."


def gap_counts(desk: Desk, contacts: Sequence[ContactId]) -> dict[str, int]:
    """How many things there are to decide on in each contact."""
    return {contact: len(find.gaps_for_manager(desk, contact)) for contact in contacts}


def item_of(row: QueueRow, gaps: int | None, desk: Desk) -> WaitingItem:
    """One line. `gaps` is None while they are being counted."""
    line = row.line
    worker = desk.person(line.worker)
    waited = clocks.words_left(desk.now() - line.handed_at) if line.handed_at else ""
    outcomes = [desk.guide.outcome(code) for code in line.outcomes]
    short = wording.listed(list(dict.fromkeys(o.short or o.words for o in outcomes)))
    worry = line.worry.split(",")[0].lower() if line.worry else ""
    about = ", ".join(part for part in (row.source, worry) if part)
    return WaitingItem(
        key=line.contact,
        child=line.child or "Unknown child",
        chip=_chip_of(row, gaps),
        about=f"{about} · {worker.short.replace(' ', wording.NBSP)}" if worker else about,
        waiting=f"waiting {waited}" if waited and not line.changed else "",
        recommends=_recommends(row, short),
    )


_ACT_NOW = ChipLook("act now", "danger", "lightning-fill")
_CHANGED = ChipLook("changed since", "warning", "seal-check")
_COVERED = {
    Cover.DECIDE_FIRST: ChipLook("decide first", "information", "eye-slash"),
    Cover.OPINION: ChipLook("second opinion", "information", "users"),
}


def _chip_of(row: QueueRow, gaps: int | None) -> ChipLook:
    """What the manager must know first: danger, that they signed it and it changed, that they decide first."""
    if row.line.act_now_since:
        return _ACT_NOW
    if row.line.changed:
        return _CHANGED
    return _COVERED[row.cover] if row.cover else _chip(gaps)


def _recommends(row: QueueRow, short: str) -> str:
    if row.cover is not None:
        return "Recommends: hidden until you decide"
    return f"Recommends: {short}" if short else "No outcome recommended"


def _chip(gaps: int | None) -> ChipLook:
    if gaps is None:
        return ChipLook("…", "neutral")
    if gaps == 0:
        return ChipLook("no gaps", "settled")
    return ChipLook(wording.count(gaps, "gap"), "danger" if gaps >= 4 else "warning")
