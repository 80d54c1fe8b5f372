"""The list at the left of sign-off: one line for each contact that waits, and how many gaps it has."""

from __future__ import annotations

from collections.abc import Sequence

from ui.widgets.chip import ChipLook
from ui.widgets.waiting_list import WaitingItem
from workstation.domain import clocks, wording
from workstation.domain.ids import ContactId
from workstation.domain.queue import QueueRow
from workstation.services import find
from workstation.services.desk import Desk


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
        chip=_chip(gaps),
        about=f"{about} · {worker.short}" if worker else about,
        waiting=f"waiting {waited}" if waited else "",
        recommends=f"Recommends: {short}" if short else "No outcome recommended",
    )


def _chip(gaps: int | None) -> ChipLook:
    if gaps is None:
        return ChipLook("…", "neutral")
    if gaps == 0:
        return ChipLook("no gaps", "settled")
    return ChipLook(wording.count(gaps, "gap"), "danger" if gaps >= 4 else "warning")
