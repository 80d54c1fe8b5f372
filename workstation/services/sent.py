"""What was sent and what waits: the four phrases, and the page behind them (`ux.md` S9).

Everything here is worked out from the journal and the last word about the line. Nothing asks the network.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from workstation.domain import wording
from workstation.domain.contact import ContactFile
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.line import ContactLine
from workstation.domain.people import may_sign
from workstation.domain.travel import Reason
from workstation.services.desk import Desk
from workstation.services.link import LinkState

PATIENCE: Final = timedelta(seconds=10)
"""How long Central may be silent before anybody is told that they work offline."""
_CLOCK_OFF: Final = timedelta(minutes=5)
_NEARLY_FULL: Final = 500_000_000
_MOST: Final = 20_000


class Phrase(StrEnum):
    """Which of the four phrases is said, or the fifth of a computer that works alone."""

    ALONE = "alone"
    SENT = "sent"
    SENDING = "sending"
    OFFLINE = "offline"
    NEEDS_YOU = "needs you"


@dataclass(frozen=True, slots=True)
class NeedsYou:
    """A contact in which two answers stand that this worker should choose between."""

    contact: ContactId
    child: str
    others: tuple[AuthorId, ...]
    """Who else gave an answer."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How what was written here stands. `lead` is the part in bold; `brief` is for a narrow window."""

    phrase: Phrase
    lead: str
    rest: str = ""
    brief: str = ""
    waiting: int = 0
    needs: tuple[NeedsYou, ...] = ()
    refused: int = 0
    since: datetime | None = None
    look_again: float | None = None
    """Seconds after which it may be said differently although nothing was told."""

    @property
    def words(self) -> str:
        """The whole phrase."""
        return f"{self.lead}{self.rest}"


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
class Exchange:
    """Everything the page about the line shows."""

    standing: Standing
    state: LinkState | None
    waiting: tuple[WaitingContact, ...]
    refused: tuple[Refused, ...]
    contacts: int
    """How many contacts are on this computer."""
    up_to: datetime | None
    """Until when colleagues' work is here."""
    at: datetime
    disk_nearly_full: bool = False


def standing(desk: Desk) -> Standing:
    """The phrase for now."""
    state, needs = desk.link.state, needs_me(desk)
    refused = desk.store.journal.refused() if state else {}
    waiting = _waiting_count(desk, len(refused)) if state else 0
    return say(state, desk.now(), waiting=waiting, needs=needs, refused=len(refused))


def say(
    state: LinkState | None,
    now: datetime,
    *,
    waiting: int = 0,
    needs: tuple[NeedsYou, ...] = (),
    refused: int = 0,
) -> Standing:
    """Which phrase is true, in its exact words."""
    away = state is not None and _away(state, now)
    found = (
        _offline(state, now, waiting) if state and away else _here(state, now, waiting, len(needs) + refused)
    )
    again = None if state is None or state.reachable or away else PATIENCE - (now - state.since)
    return replace(
        found,
        waiting=waiting,
        needs=needs,
        refused=refused,
        look_again=again.total_seconds() if again is not None else None,
    )


def _offline(state: LinkState, now: datetime, waiting: int) -> Standing:
    safe = f"{wording.count(waiting, 'change')} safe on this computer" if waiting else "nothing is waiting"
    brief = f"Offline · {waiting} safe" if waiting else "Offline"
    rest = f" since {_short(state.since, now)} · {safe}"
    return Standing(Phrase.OFFLINE, "Working offline", rest, brief, since=state.since)


def _here(state: LinkState | None, now: datetime, waiting: int, needs: int) -> Standing:
    if needs:
        rest = " needs you" if needs == 1 else " need you"
        return Standing(Phrase.NEEDS_YOU, wording.count(needs, "change"), rest, f"{needs}{rest}")
    if state is None:
        at = wording.clock(now)
        return Standing(Phrase.ALONE, "All saved", f" {at}", f"Saved {at}")
    if waiting or state.last_good is None:
        return Standing(Phrase.SENDING, "Saved here,", " sending…", "Sending…")
    at = _short(state.last_good, now)
    return Standing(Phrase.SENT, "All saved and sent", f" {at}", f"Sent {at}")


def _short(at: datetime, now: datetime) -> str:
    """`10:05` when it is today, else with its day."""
    return wording.near(at, now).removeprefix("today").strip()


def _away(state: LinkState, now: datetime) -> bool:
    return not state.reachable and now - state.since >= PATIENCE


def exchange(desk: Desk) -> Exchange:
    """What the page shows."""
    now, state = desk.now(), desk.link.state
    counts = desk.store.register.counts(now, desk.worker.id)
    return Exchange(
        standing=standing(desk),
        state=state,
        waiting=waiting_by_contact(desk),
        refused=refused(desk),
        contacts=counts["all"],
        up_to=state.last_good if state else None,
        at=now,
        disk_nearly_full=_disk_nearly_full(desk),
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
        child=_child(line),
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
    return Refused(entry.contact, _child(line), entry.happened, entry.kind, why)


def needs_me(desk: Desk) -> tuple[NeedsYou, ...]:
    """Contacts in which this worker should choose: they gave one of the answers, or work on it, or sign."""
    lines, _ = desk.store.register.queue("two answers", now=desk.now(), limit=200)
    found = ((line, desk.file(line.contact)) for line in lines)
    return tuple(
        NeedsYou(line.contact, _child(line), _others(desk, file))
        for line, file in found
        if _mine(desk, line, file)
    )


def _mine(desk: Desk, line: ContactLine, file: ContactFile) -> bool:
    me = desk.worker
    if line.worker == me.id or _said_by(file, me.id):
        return True
    return may_sign(me) and line.manager == me.id


def _said_by(file: ContactFile, worker: AuthorId) -> bool:
    return any(v.by == worker for q in file.conflicts for v in file.joined[q].versions)


def _others(desk: Desk, file: ContactFile) -> tuple[AuthorId, ...]:
    by = (v.by for q in file.conflicts for v in file.joined[q].versions)
    return tuple(dict.fromkeys(author for author in by if author != desk.worker.id))


def clock_words(off: timedelta) -> str:
    """What is said about this computer's clock, when it is wrong enough to matter."""
    if abs(off) < _CLOCK_OFF:
        return ""
    minutes = round(abs(off).total_seconds() / 60)
    return f"This computer’s clock is {wording.count(minutes, 'minute')} {'fast' if off > timedelta() else 'slow'}."


def _child(line: ContactLine | None) -> str:
    return (line.child if line else "") or "Unknown child"


def _waiting_count(desk: Desk, kept: int) -> int:
    return max(0, desk.store.journal.waiting_count() - kept)


def _disk_nearly_full(desk: Desk) -> bool:
    if desk.folder is None:
        return False
    try:
        return shutil.disk_usage(desk.folder).free < _NEARLY_FULL
    except OSError:
        return False
