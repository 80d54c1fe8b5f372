"""The exchange with Central for one desk: which Central it is, and what the window hears of it.

    begin(desk)        # after somebody sat down; it goes on beside everything until the desk is closed
    plug(desk)         # practice: pull the plug of the server, or put it in again

The thread that talks owns the network and nothing else: each step on the file is done on the store thread, in its
turn, and what came of it is told through `desk.link`. Nothing here is ever waited for by the window.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from workstation.access.seals import genuine
from workstation.domain.changed import Changed
from workstation.domain.entries import FRONT_DOOR
from workstation.services.desk import Desk
from workstation.services.link import LinkState
from workstation.services.opening import PRACTICE_CENTRAL
from workstation.settings import PRACTICE_KEY
from workstation.sync.carried import Carried
from workstation.sync.central import CentralAway, CentralRefuses
from workstation.sync.door import address_of
from workstation.sync.embedded import Embedded
from workstation.sync.exchange import Round
from workstation.sync.postgres import PostgresCentral
from workstation.sync.runner import Ears, Line, Runner
from workstation.trouble import Trouble


def begin(desk: Desk) -> None:
    """Begin to exchange, if this computer has a Central. On the store thread. A second time does nothing."""
    if desk.link.state is not None:
        return
    dial = _practice(desk) if desk.practice else _council(desk)
    if dial is None:
        return
    desk.link.tell(LinkState(reachable=True, since=desk.now()))
    runner = Runner(cast(Carried, _InTurn(desk)), dial, genuine, _ears(desk))
    desk.link.wrote = runner.nudge
    desk.link.try_now = lambda: _try_now(desk, runner)
    desk.before_close.insert(0, runner.stop)
    runner.start()


def plug(desk: Desk) -> bool:
    """Practice: pull the plug of the server or put it in again, to see what happens. Whether it is in now."""
    if not desk.practice:
        raise ValueError("only the practice server has a plug")
    desk.link.unplugged = not desk.link.unplugged
    desk.link.try_now()
    return not desk.link.unplugged


def _try_now(desk: Desk, runner: Runner) -> None:
    """Somebody asks: what was refused is sent again as well, because they may have put it right."""
    desk.executor.submit(desk.store.journal.ask_again).add_done_callback(lambda _: runner.try_now())


class _InTurn:
    """The journal of a desk for another thread: each step is done on the store thread, when its turn comes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever `Carried` has under this name
        found = getattr(self._desk.store.journal, name)
        if not callable(found):
            return found
        return lambda *values: self._desk.in_store(found, *values)


# -- which Central -----------------------------------------------------------------------------------------------


def _council(desk: Desk) -> Callable[[], Line] | None:
    """The council's, for whoever signed in there. None for a computer that works alone."""
    session = desk.session
    if session is None or not desk.settings.central:
        return None
    address = address_of(desk.settings.central)
    return lambda: PostgresCentral(address, session.login, session.password)


def _practice(desk: Desk) -> Callable[[], Line] | None:
    """A file beside the practice authority, to which a second window on this computer may belong as well."""
    if desk.folder is None:
        return None
    office = practice_central(desk, desk.folder)
    desk.on_close.append(office.close)

    def dial() -> Line:
        if desk.link.unplugged:
            raise CentralAway
        return _Plug(desk, office)

    return dial


def practice_central(desk: Desk, folder: Path) -> Embedded:
    """The practice Central. What was there before it counts as followed: everybody here begins with the same."""
    journal = desk.store.journal
    if journal.mark(FRONT_DOOR).cursor == 0:
        journal.begin_story(FRONT_DOOR)
    office = Embedded(folder / PRACTICE_CENTRAL, PRACTICE_KEY)
    office.begin(FRONT_DOOR, journal.mark(FRONT_DOOR))
    for worker in desk.staff:
        office.hire(worker, FRONT_DOOR)
    return office


class _Plug:
    """The line of whoever sits at a practice desk now. It can be pulled."""

    def __init__(self, desk: Desk, office: Embedded) -> None:
        self._desk, self._office = desk, office

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - one of the six questions
        if self._desk.link.unplugged:
            raise CentralAway
        return getattr(self._office.line(self._desk.worker.id), name)

    def close(self) -> None:
        """Nothing was opened for this line alone."""


# -- what the window hears ---------------------------------------------------------------------------------------


def _ears(desk: Desk) -> Ears:
    return Ears(
        went=lambda done: _went(desk, done),
        failed=lambda trouble: _failed(desk, trouble),
        begins=lambda: None,
    )


def _went(desk: Desk, done: Round) -> None:
    now, before = desk.now(), desk.link.state
    reached = before is not None and before.reachable
    if desk.lease is not None:
        desk.in_store(desk.lease.renew, done.at)
    if done.contacts:
        desk.in_store(desk.matcher.moved, set(done.contacts))
    desk.link.tell(
        LinkState(
            reachable=True,
            since=before.since if before and reached else now,
            last_good=now if done.finished else before.last_good if before else None,
            sending=not done.finished,
            read_only=done.read_only,
            revoked=done.revoked,
            clock_off=now - done.at,
            checked=now,
        )
    )
    if done.contacts:
        desk.link.came(Changed(done.contacts, frozenset(), "central"))
    elif done.sent or done.healed or done.refused:
        desk.link.came(Changed(frozenset(), frozenset(), "central"))


def _failed(desk: Desk, trouble: Trouble) -> None:
    now, before = desk.now(), desk.link.state
    away = before is not None and not before.reachable
    desk.link.tell(
        LinkState(
            reachable=False,
            since=before.since if before and away else now,
            last_good=before.last_good if before else None,
            revoked=isinstance(trouble, CentralRefuses),
            trouble=None if isinstance(trouble, CentralAway) else trouble,
            checked=now,
        )
    )
