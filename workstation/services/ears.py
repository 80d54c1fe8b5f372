"""What the thread that talks with Central tells this side of the line.

Called on that thread: everything here returns at once.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from workstation import log
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services.desk import Desk
from workstation.services.link import MOVED, LinkState
from workstation.store.file import Earlier
from workstation.sync.central import CentralAway, CentralRefuses
from workstation.sync.exchange import Round
from workstation.sync.runner import Ears
from workstation.trouble import Trouble

_T = TypeVar("_T")


def ears(desk: Desk) -> Ears:
    """Tells a desk how the line is. From now on this computer has a Central, whether or not it answers."""
    listening = _Listening(desk)
    return Ears(came=listening.came, went=listening.went, failed=listening.failed, begins=listening.begins)


class _Listening:
    """Turns rounds and troubles into the state of the line."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._began: datetime = desk.now()
        """When the round that goes on began: Central has been silent since then if it fails."""
        desk.link.tell(LinkState(reachable=True, since=desk.now()))

    def begins(self) -> None:
        self._began = self._desk.now()
        self._desk.link.tell(replace(self._state(), sending=True))

    def came(self, contacts: frozenset[ContactId]) -> None:
        self._later(self._desk.matcher.moved, set(contacts))
        self._desk.link.came(Changed(contacts, frozenset(), "central"))

    def went(self, done: Round) -> None:
        now, before = self._desk.now(), self._state()
        if (
            self._desk.lease is not None and not done.revoked
        ):  # a computer that was locked out is told nothing new
            from workstation.services import putting_down  # noqa: PLC0415 - practice has no lease

            moved = bool(done.sent or done.received)
            self._later(lambda at: putting_down.heard_from_central(self._desk, at, moved=moved), done.at)
        if done.begins_in:
            self._later(self._desk.store.journal.begin_in, done.begins_in)
        if done.finished and self._desk.store.earlier is not Earlier.NONE:
            self._later(lambda store: store.exchanged(), self._desk.store)
        back = done.healed > 0
        if back:
            log.note(log.Event.WENT_BACK, count=done.healed)
        if done.spoiled:
            log.note(log.Event.SPOILED, count=done.spoiled)
        state = LinkState(
            reachable=True,
            since=before.since if before.reachable else now,
            last_good=now if done.finished else before.last_good,
            sending=not done.finished,
            read_only=done.read_only,
            revoked=done.revoked,
            clock_off=now - done.at,
            checked=now,
            went_back=now if back else before.went_back,
            offered=done.healed if back else before.offered,
            ahead=done.ahead,
            of=done.of,
            spoiled=before.spoiled + done.spoiled,
            shut=done.shut,
            opened=done.opened,
        )
        self._desk.link.tell(state)
        if done.sent or done.received or done.refused or done.healed:
            self._desk.link.came(MOVED)

    def failed(self, trouble: Trouble) -> None:
        now, before = self._desk.now(), self._state()
        state = replace(
            before,
            reachable=False,
            since=self._began if before.reachable else before.since,
            sending=False,
            revoked=before.revoked or (isinstance(trouble, CentralRefuses) and trouble.switched_off),
            trouble=None if isinstance(trouble, CentralAway) else trouble,
            advice=f"{trouble.title} {trouble.what_to_do}" if isinstance(trouble, CentralRefuses) else "",
            checked=now,
        )
        self._desk.link.tell(state)
        if isinstance(trouble, CentralRefuses) and self._desk.session is not None:
            from workstation.services import signing_in  # noqa: PLC0415 - nor anybody to refuse

            if signing_in.refused(self._desk, trouble):
                self._desk.refused = True
                self._desk.link.came(MOVED)

    def _later(self, work: Callable[[_T], object], value: _T) -> None:
        """Do this on the store thread, when its turn comes."""
        with suppress(RuntimeError):  # the desk is being closed: nobody looks any more
            self._desk.executor.submit(work, value)

    def _state(self) -> LinkState:
        return self._desk.link.state or LinkState(reachable=True, since=self._began)
