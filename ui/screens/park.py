"""Park (O3, F9): one line about what you wait for, and when to bring it back. Three seconds, then gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.seat import Seat
from ui.widgets.buttons import primary, secondary
from ui.widgets.choice import Choice
from ui.widgets.field import LineField
from ui.widgets.nesting import nest
from ui.widgets.overlay import Overlay
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.times import LONDON, local
from workstation.services import record, shift, words
from workstation.services.desk import Desk
from workstation.trouble import Trouble


@dataclass(frozen=True)
class BringBack:
    """One answer to "when?": its key, its words, and the time it stands for."""

    key: str
    words: str
    at: datetime


def times_to_come_back(desk: Desk) -> tuple[BringBack, ...]:
    """The answers that make sense now, soonest first."""
    now = local(desk.now())
    soon = now + timedelta(minutes=30)
    lunch = datetime.combine(now.date(), time(13, 30), LONDON)
    day = desk.days.next_after(now.date())
    morning = datetime.combine(day, time(9, 0), LONDON)
    name = "Tomorrow" if day == now.date() + timedelta(days=1) else f"{day:%A}"
    found = [BringBack("soon", f"In 30 minutes, {wording.clock(soon)}", soon)]
    if now < lunch - timedelta(minutes=30):
        found.append(BringBack("lunch", "After lunch, 13:30", lunch))
    found.append(BringBack("reply", f"When they reply, {name.lower()} 09:00 at the latest", morning))
    found.append(BringBack("morning", f"{name} 09:00", morning))
    return tuple(found)


class ParkPanel(Overlay):
    """Asks one line and a time. Enter parks."""

    def __init__(self, seat: Seat, over: QWidget, contact: ContactId, child: str, where: str = "") -> None:
        super().__init__(over, f"Park {child}".strip(), width=520)
        self._seat, self._desk = seat, seat.desk
        self._contact, self._where = contact, where
        self._key = f"contact/{contact}/park"
        self._times = times_to_come_back(self._desk)
        self.line = LineField("Waiting for", "One line, for you and for whoever looks at it meanwhile.")
        self.when = Choice([(one.key, one.words) for one in self._times], "Bring it back")
        self.when.set_value(self._times[0].key)
        go = primary("Park", "pause", "Enter")
        keep = secondary("Keep working on it", "", "Esc")
        go.clicked.connect(lambda _checked=False: self.park())
        keep.clicked.connect(lambda _checked=False: self.put_away())
        self.line.edit.returnPressed.connect(self.park)
        self.line.changed.connect(self._keep_words)
        row = QHBoxLayout()
        row.addWidget(go)
        row.addWidget(keep)
        row.addStretch(1)
        self.body.addWidget(Words(f"Park {child}".strip(), "h2", wrap=True))
        self.body.addWidget(self.line)
        self.body.addWidget(self.when)
        nest(self.body, row)
        seat.bench.run(words.kept, self._desk, self._key, done=self._take_up)

    def _take_up(self, kept: str) -> None:
        """What was typed here before and not finished."""
        if kept and not self.line.text():
            self.line.set_text(kept)

    def _keep_words(self, text: str) -> None:
        self._seat.bench.latest(self._key, words.keep, self._desk, self._key, self._contact, text)

    def park(self) -> None:
        """Put it aside."""
        waiting_for = self.line.text().strip()
        if not waiting_for:
            self.line.set_error("What are you waiting for? One line is enough.")
            self.line.setFocus()
            return
        until = next((one.at for one in self._times if one.key == self.when.value()), self._times[0].at)
        self._until = until
        work = shift.park
        self._seat.bench.run(
            work, self._desk, self._contact, waiting_for, until, self._where,
            done=self._parked, trouble=self._say,
        )  # fmt: skip

    def _say(self, trouble: Trouble) -> None:
        self.line.set_error(f"{trouble.title} {trouble.what_to_do}")

    def _parked(self, changed: Changed) -> None:
        seat, desk, contact = self._seat, self._desk, self._contact
        said, at = (
            self.line.text().strip(),
            wording.near(self._until, desk.now()).removeprefix("today").strip(),
        )
        seat.bench.run(words.keep, desk, self._key, contact, "")
        self.finish()
        seat.changes.publish(changed)
        seat.go.queue()

        def undo() -> None:
            seat.bench.run(record.undo, desk, contact, changed.entries, done=seat.changes.publish)

        seat.notices.undoable(f"Parked: “{said}”. We will bring it back at {at}.", undo)


def ask(seat: Seat, over: QWidget, contact: ContactId, child: str = "", where: str = "") -> ParkPanel:
    """Ask what a contact waits for. `where` is the field to come back to."""
    panel = ParkPanel(seat, over, contact, child, where)
    panel.closed.connect(panel.finish)
    panel.open(panel.line.edit)
    return panel
