"""Bringing in the council's past from a file: read by a separate limited process, kept through the journal.

Every row ends as taken, taken with marks, or refused, because; the report lists them all and says what became of
each on record. The same row has the same identity, so the same file may come twice, or be stopped and come again,
and changes nothing; a newer file that says otherwise puts right what an earlier one said.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.people import Role
from workstation.domain.times import local
from workstation.guidebook.codes import codes
from workstation.intake import bring_in as intake
from workstation.intake import mapping as columns
from workstation.intake.acts import Taken
from workstation.intake.mapping import Mapping, Preview, Remark
from workstation.intake.outcome import ImportReport, save_as_csv
from workstation.intake.refusals import ColumnsUnknown
from workstation.services import comparing, correcting, record
from workstation.services.desk import Desk
from workstation.services.strangers import Strangers, alike
from workstation.trouble import IntakeTrouble

__all__ = ["BroughtIn", "ColumnsUnknown", "Progress", "bring_in", "check", "look", "save_list"]

Progress = Callable[[int, int], None]
"""Rows read so far, and about how many there are."""
_Came = tuple[Taken, str, bool]
"""What was said, what became of it in words, and whether it was written."""
FEW, MANY = 200, 2000
"""Acts kept at once. A worker who saves a sentence meanwhile waits for so many at most: few while somebody works,
many while nobody does, since each time all indexes of the file are written.
"""
_ALONE: Final = 5.0
"""Seconds after which nobody else seems to be at work any more."""


@dataclass(frozen=True)
class BroughtIn:
    """What came of a file: the report on every row, how many entries were new (and how many of them put right what
    an earlier file said), and what changed.
    """

    report: ImportReport
    new: int
    changed: Changed
    corrected: int = 0


def look(desk: Desk, path: Path, *, sheet: str = "", cancelled: Callable[[], bool] | None = None) -> Preview:
    """What a file looks like, with a guess at what its columns mean. Nothing is taken. Run it on `desk.side`."""
    _may(desk)
    return columns.look(path, sheet=sheet, cancelled=cancelled)


def check(desk: Desk, mapping: Mapping, preview: Preview) -> tuple[Remark, ...]:
    """What a person should know before a file is brought in with this mapping."""
    return columns.check(mapping, preview, today=local(desk.now()).date(), codes=codes)


def bring_in(
    desk: Desk,
    path: Path,
    *,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    all_kept: Callable[[], None] | None = None,
) -> BroughtIn:
    """Take a file as earlier history. Run it on `desk.side`: only keeping a batch is done on the store thread,
    so that a worker who types meanwhile waits for one batch at most.

    `mapping` explains the columns of a file that does not explain itself (`ColumnsUnknown` without one). Searches
    find those who are brought in when all are: after `all_kept`, as this ends.
    """
    _may(desk)
    if mapping is not None and (wrong := columns.stops(mapping)):
        raise columns.MappingRefused(" ".join(remark.words for remark in wrong))
    reading = intake.batches(
        path, clock=desk.clock, codes=codes, mapping=mapping, progress=progress, cancelled=cancelled
    ).knowing(alike)
    keeping = _Keeping(desk, reading)
    try:
        for part in parts(reading, lambda: keeping.most):
            keeping.begin(part)
    finally:
        keeping.end(all_kept)
    changed = Changed(frozenset(keeping.touched), frozenset(keeping.kinds), "import")
    return BroughtIn(reading.report, keeping.counted.total(), changed, keeping.counted["corrected"])


class _Keeping:
    """Keeps one part while the next is read, and counts what became of each."""

    def __init__(self, desk: Desk, reading: intake.Batches) -> None:
        self.counted, self.touched, self.kinds = Counter[str](), set[ContactId](), set[str]()
        self._desk, self._reading = desk, reading
        self._strangers = Strangers()
        self._under_way: Callable[[], list[_Came]] | None = None
        self.most, self._asked, self._met = FEW, 0, 0.0
        desk.in_store(desk.matcher.hold_back)

    def begin(self, part: Sequence[Taken]) -> None:
        """Keep this part, once the one before is kept: never two wait for the store thread."""
        self._finish()
        self._suit()
        self._under_way = self._desk.begin_in_store(_keep, self._desk, part, self._strangers)

    def _suit(self) -> None:
        """Little at once while others ask something of the store thread, too."""
        now, asked = time.monotonic(), self._desk.executor.asked
        if asked > self._asked + 1:  # more than the part before this one
            self._met = now
        self._asked = asked
        self.most = FEW if now - self._met < _ALONE else min(self.most * 2, MANY)

    def end(self, all_kept: Callable[[], None] | None) -> None:
        """Wait for the last part, and let everybody in it be found."""
        try:
            self._finish()
        finally:
            if all_kept is not None:
                all_kept()
            comparing.let_in(self._desk, frozenset(self.touched))

    def _finish(self) -> None:
        under_way, self._under_way = self._under_way, None
        for taken, came, kept in under_way() if under_way else ():
            self._reading.came(taken, came)
            if kept:
                self.counted["corrected" if came.startswith("corrects") else "new"] += 1
                self.touched.add(taken.contact)
                self.kinds.add(type(taken.body).__name__)


def _may(desk: Desk) -> None:
    if desk.worker.role is not Role.ADMINISTRATOR:
        record.must_record(desk)


def _keep(desk: Desk, part: Sequence[Taken], strangers: Strangers) -> list[_Came]:
    """Keep these in one transaction, on the store thread: what became of each, and whether it was written."""
    judged = correcting.judged(desk.store.journal, part, strangers)
    made = desk.store.journal.bring_in([act for _, act, _ in judged if act is not None], desk.worker.id)
    written = {entry.id for entry in made}
    return [(taken, came, taken.entry in written) for taken, _, came in judged]


def parts(batches: Iterable[Sequence[Taken]], most: Callable[[], int]) -> Iterator[list[Taken]]:
    """The acts in parts of a bounded size, since each part waits for the disk; what one row says of a contact stays
    together. What was read before the reading failed is kept, too.
    """
    part: list[Taken] = []
    try:
        for taken in chain.from_iterable(batches):
            if len(part) >= most() and part[-1].contact != taken.contact:
                yield part
                part = []
            part.append(taken)
    except IntakeTrouble:
        yield part
        raise
    if part:
        yield part


def save_list(report: ImportReport, path: Path) -> None:
    """Save the list of every row and what became of it, as a spreadsheet file that runs no formula."""
    save_as_csv(report, path)
