"""How what was written here stands, in four phrases (`ux.md` S9): what the bar of the window always says.

Worked out from the journal and the last word about the line. Nothing here asks the network.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain import wording
from workstation.domain.contact import ContactFile
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.line import ContactLine
from workstation.domain.people import may_sign
from workstation.services.desk import Desk
from workstation.services.link import LinkState

PATIENCE: Final = timedelta(seconds=10)
"""How long Central may be silent before anybody is told that they work offline."""


class Phrase(StrEnum):
    """Which of the four phrases is said; or that of a computer that works alone, or of a server that only reads."""

    ALONE = "alone"
    SENT = "sent"
    SENDING = "sending"
    HELD = "held"
    OFFLINE = "offline"
    NEEDS_YOU = "needs you"


class NeedsYou(Struct, frozen=True):
    """A contact in which two answers stand that this worker should choose between."""

    contact: ContactId
    child: str
    others: tuple[AuthorId, ...]
    """Who else gave an answer."""


class Standing(Struct, frozen=True):
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


def now(desk: Desk) -> Standing:
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
    if waiting and state.read_only:
        rest = f" {wording.count(waiting, 'change')} to send later"
        return Standing(Phrase.HELD, "Saved here,", rest, "Saved here")
    if waiting or state.last_good is None:
        return Standing(Phrase.SENDING, "Saved here,", " sending…", "Sending…")
    at = _short(state.last_good, now)
    return Standing(Phrase.SENT, "All saved and sent", f" {at}", f"Sent {at}")


def _short(at: datetime, now: datetime) -> str:
    """`10:05` when it is today, else with its day."""
    return wording.near(at, now).removeprefix("today").strip()


def _away(state: LinkState, now: datetime) -> bool:
    return not state.reachable and now - state.since >= PATIENCE


def needs_me(desk: Desk) -> tuple[NeedsYou, ...]:
    """Contacts in which this worker should choose: they gave one of the answers, or work on it, or sign. None once
    the lease is over: they are colleagues' too, and closed until the server is back.
    """
    if not desk.all_open:
        return ()
    lines, _ = desk.store.register.queue("two answers", now=desk.now(), limit=200)
    found = ((line, desk.file(line.contact)) for line in lines)
    return tuple(
        NeedsYou(line.contact, child_of(line), _others(desk, file))
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


def child_of(line: ContactLine | None) -> str:
    """`FARROW, Ellie +1`, or `Unknown child`."""
    return (line.child if line else "") or "Unknown child"


def _waiting_count(desk: Desk, kept: int) -> int:
    return max(0, desk.store.journal.waiting_count() - kept)
