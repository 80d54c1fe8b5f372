"""How often each rule spoke in a quarter, counted from the record of this computer, a stretch at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Final

from workstation.domain.entries import decode
from workstation.domain.rule_counts import COUNTED, RuleReport, Tally, quarter_of
from workstation.domain.times import hybrid, local, milliseconds
from workstation.services.desk import Desk

_STRETCH: Final = 20_000


class Counting:
    """Counts one quarter. `read_on` until it gives False, then `report`; other work may come in between."""

    def __init__(self, desk: Desk, day: date | None = None) -> None:
        self._desk = desk
        self._since, self._until = quarter_of(day or local(desk.now()).date())
        self._read, self._tally = 0, Tally()

    def read_on(self) -> bool:
        """Count the next stretch of the record; False when there is no more."""
        if not self._desk.all_open:
            raise self._desk.lease_ended()
        last = self._desk.store.written.last()
        upto = min(self._read + _STRETCH, last)
        until = _hybrid(self._until)
        rows = self._desk.store.written.between(self._read, upto, COUNTED, _hybrid(self._since))
        self._tally.hear((row.contact, decode(row.kind, row.body)) for row in rows if row.recorded < until)
        self._read = upto
        return upto < last

    def report(self) -> RuleReport:
        """What was counted."""
        return self._tally.report(self._desk.guide.rules, self._since, self._until)


def counted(desk: Desk, day: date | None = None) -> RuleReport:
    """The quarter a day is in (today's, unless it is said otherwise), counted in one go."""
    counting = Counting(desk, day)
    while counting.read_on():
        pass
    return counting.report()


def _hybrid(day: date) -> int:
    return hybrid(milliseconds(datetime.combine(day, time(), UTC)))
