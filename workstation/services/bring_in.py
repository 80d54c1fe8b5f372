"""Bringing in the council's past from a file: read by a separate limited process, kept through the journal.

Every row ends as taken, taken with marks, or refused, because; the report lists them all. The same row has the
same identity, so the same file may come twice and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.people import Role
from workstation.guidebook.codes import codes
from workstation.intake import bring_in as intake
from workstation.intake.outcome import ImportReport, save_as_csv
from workstation.services import record
from workstation.services.desk import Desk
from workstation.store.act import Act

Progress = Callable[[int, int], None]
"""Rows read so far, and about how many there are."""


@dataclass(frozen=True)
class BroughtIn:
    """What came of a file: the report on every row, how many entries were new, and what changed."""

    report: ImportReport
    new: int
    changed: Changed


def bring_in(
    desk: Desk,
    path: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> BroughtIn:
    """Take a file as earlier history. Run it on `desk.side`: only keeping a batch is done on the store thread,
    so that a worker who types meanwhile waits for one batch at most.
    """
    if desk.worker.role is not Role.ADMINISTRATOR:
        record.must_record(desk)
    reading = intake.batches(path, clock=desk.clock, codes=codes, progress=progress, cancelled=cancelled)
    new, touched = 0, set[ContactId]()
    for batch in reading:
        acts = [Act(t.body, t.contact, t.happened, edition=t.edition, entry=t.entry) for t in batch]
        made = desk.in_store(desk.store.journal.bring_in, acts, desk.worker.id)
        new += len(made)
        touched.update(e.contact for e in made)
    desk.in_store(desk.matcher.moved, frozenset(touched))
    kinds = frozenset({"EarlierTaken"}) if new else frozenset[str]()
    return BroughtIn(reading.report, new, Changed(frozenset(touched), kinds, "import"))


def save_list(report: ImportReport, path: Path) -> None:
    """Save the list of every row and what became of it, as a spreadsheet file that runs no formula."""
    save_as_csv(report, path)
