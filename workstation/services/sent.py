"""What was sent and what waits, what is here and what is not: the page behind the phrase (`ux.md` S9).

Everything here is worked out from the journal and the last word about the line. Nothing asks the network.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from workstation.domain import clocks, wording
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.travel import Doubt, Reason
from workstation.services import kept_closed, standing
from workstation.services.desk import Desk
from workstation.services.kept_closed import KeptClosed
from workstation.services.link import LinkState
from workstation.services.standing import Standing, child_of

_CLOCK_OFF: Final = timedelta(minutes=5)
_NEARLY_FULL: Final = 500_000_000
_MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class WaitingContact:
    """A contact with changes that are not at Central yet."""

    contact: ContactId
    child: str
    number: str
    changes: int
    since: datetime
    kinds: tuple[tuple[str, int], ...]
    """Which kinds of entry, and how many of each, in the order they were first made."""
    is_new: bool
    """Nothing of it is at Central: colleagues do not know of it yet."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry Central keeps apart, and why."""

    contact: ContactId
    child: str
    at: datetime
    kind: str
    why: Reason


@dataclass(frozen=True, slots=True)
class Doubted:
    """A contact, and what came about it that is not believed: `changes` from whom they say they are (`said_by`)."""

    contact: ContactId
    child: str
    known: bool
    """Whether there is such a contact here, to be opened."""
    changes: int
    said_by: tuple[AuthorId, ...]
    why: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Everything the page about the line shows."""

    standing: Standing
    state: LinkState | None
    waiting: tuple[WaitingContact, ...]
    refused: tuple[Refused, ...]
    doubted: tuple[Doubted, ...]
    contacts: int
    """How many contacts are on this computer."""
    up_to: datetime | None
    """Until when colleagues' work is here."""
    at: datetime
    disk_nearly_full: bool = False
    closed: tuple[KeptClosed, ...] = ()
    """What is kept closed until whoever sits here says why they have to read it."""


def exchange(desk: Desk) -> Exchange:
    """What the page shows."""
    now, state = desk.now(), desk.link.state
    counts = desk.store.register.counts(now, desk.worker.id)
    return Exchange(
        standing=standing.now(desk),
        state=state,
        waiting=waiting_by_contact(desk),
        refused=refused(desk),
        doubted=doubted(desk),
        contacts=counts["all"],
        up_to=state.last_good if state else None,
        at=now,
        disk_nearly_full=_disk_nearly_full(desk),
        closed=kept_closed.streams(desk),
    )


def waiting_by_contact(desk: Desk) -> tuple[WaitingContact, ...]:
    """The contacts with changes that Central does not have, the longest waiting first."""
    if desk.link.state is None:
        return ()
    kept = desk.store.journal.refused()
    by_contact: dict[ContactId, list[Entry]] = {}
    for entry in desk.store.journal.unnumbered(_MOST):
        if entry.id not in kept:
            by_contact.setdefault(entry.contact, []).append(entry)
    found = [_waiting(desk, contact, entries) for contact, entries in by_contact.items()]
    return tuple(sorted(found, key=lambda one: one.since))


def _waiting(desk: Desk, contact: ContactId, entries: list[Entry]) -> WaitingContact:
    line = desk.store.register.contact(contact)
    return WaitingContact(
        contact=contact,
        child=child_of(line),
        number=line.number if line else "",
        changes=len(entries),
        since=min(e.happened for e in entries),
        kinds=tuple(Counter(e.kind for e in entries).items()),
        is_new=any(e.kind == "Received" for e in entries),
    )


def refused(desk: Desk) -> tuple[Refused, ...]:
    """What Central keeps apart, with its reasons, the oldest first."""
    kept = desk.store.journal.refused() if desk.link.state else {}
    entries = desk.store.journal.unnumbered(_MOST) if kept else ()
    return tuple(_refused(desk, entry, kept[entry.id]) for entry in entries if entry.id in kept)


def _refused(desk: Desk, entry: Entry, why: Reason) -> Refused:
    line = desk.store.register.contact(entry.contact)
    return Refused(entry.contact, child_of(line), entry.happened, entry.kind, why)


def doubted(desk: Desk) -> tuple[Doubted, ...]:
    """What is here and not believed, by contact, the oldest first."""
    by_contact: dict[ContactId, list[tuple[Entry, Doubt]]] = {}
    for entry, doubt in desk.store.journal.doubted(_MOST):
        by_contact.setdefault(entry.contact, []).append((entry, doubt))
    return tuple(_doubted(desk, contact, told) for contact, told in by_contact.items())


def _doubted(desk: Desk, contact: ContactId, told: list[tuple[Entry, Doubt]]) -> Doubted:
    line = desk.store.register.contact(contact)
    return Doubted(
        contact, child_of(line), line is not None, len(told),
        tuple(dict.fromkeys(entry.author for entry, _ in told)), tuple(dict.fromkeys(why for _, why in told)),
    )  # fmt: skip


def clock_words(off: timedelta) -> str:
    """What is said about this computer's clock, when it is wrong enough to matter."""
    if abs(off) < _CLOCK_OFF:
        return ""
    minutes = round(abs(off).total_seconds() / 60)
    much = wording.count(minutes, "minute") if minutes < 120 else clocks.words_left(off)
    return f"This computer’s clock is {much} {'fast' if off > timedelta() else 'slow'}."


def _disk_nearly_full(desk: Desk) -> bool:
    if desk.folder is None:
        return False
    try:
        return shutil.disk_usage(desk.folder).free < _NEARLY_FULL
    except OSError:
        return False
