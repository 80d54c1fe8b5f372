"""The exchange with Central for one desk: which Central it is, and what the window hears of it.

    begin(desk)        # after somebody sat down; it goes on beside everything until the desk is closed
    plug(desk)         # practice: pull the plug of the server, or put it in again

The thread that talks owns the network and nothing else: each step on the file is done on the store thread, in its
turn, and what came of it is told through `desk.link`. Nothing here is ever waited for by the window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import SystemRandom
from typing import Any, cast

from workstation.access.seals import genuine
from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import DeviceId
from workstation.domain.people import may_sign
from workstation.services.desk import Desk
from workstation.services.ears import ears
from workstation.services.opening import PRACTICE_CENTRAL
from workstation.services.practice_closed import keep_closed, streams_of
from workstation.settings import PRACTICE_KEY
from workstation.sync.carried import Carried
from workstation.sync.central import Answer, Central, CentralAway, Welcome
from workstation.sync.door import address_of
from workstation.sync.embedded import Embedded
from workstation.sync.embedded_supervisor import SupervisorLine
from workstation.sync.exchange import exchange
from workstation.sync.idle_packing import Packer
from workstation.sync.opening import Opener, Opening
from workstation.sync.postgres import PostgresCentral
from workstation.sync.postgres_supervisor import PostgresSupervisor
from workstation.sync.runner import Besides, Line, Runner
from workstation.sync.supervising import Alarm, Apart, Decision, Look, Newest, Overseer


def begin(desk: Desk, dial: Callable[[], Line] | None = None) -> None:
    """Begin to exchange, if this computer has a Central: the one that `dial` reaches, or that of its settings. On
    the store thread. A second time does nothing.
    """
    if desk.link.state is not None:
        return
    dial = dial or (_practice(desk) if desk.practice else _council(desk))
    if dial is None:
        return
    desk.store.journal.ask_again()  # what was refused yesterday may be let in today
    packer = Packer(SystemRandom()) if desk.settings.pack_pieces else None
    overseer = Overseer(desk.link.oversee, lambda: may_sign(desk.worker))
    opener = Opener(desk.link.hear_openings, lambda: desk.worker.id)
    besides = Besides(packer, overseer, opener)
    runner = Runner(cast(Carried, _InTurn(desk)), dial, genuine, ears(desk), besides=besides)
    desk.link.decide = lambda decision: _decide(overseer, runner, decision)
    desk.link.open_up = lambda opening: _open_up(opener, runner, opening)
    desk.link.take_back = opener.take_back
    desk.link.wrote = runner.nudge
    desk.link.try_now = lambda: _try_now(desk, runner, overseer)
    desk.before_close.insert(0, runner.stop)
    runner.start()


@contextmanager
def once(desk: Desk) -> Iterator[Central | None]:
    """One round here and now, and the line it went over, for whoever works without a window. None for a computer
    that works alone. `CentralTrouble` when the server does not do it.
    """
    dial = _practice(desk) if desk.practice else _council(desk)
    if dial is None:
        yield None
        return
    line = dial()
    try:
        if exchange(cast(Carried, desk.store.journal), line, genuine).finished:
            desk.store.exchanged()
        yield line
    finally:
        line.close()


def plug(desk: Desk) -> bool:
    """Practice: pull the plug of the server or put it in again, to see what happens. Whether it is in now."""
    if not desk.practice:
        raise ValueError("only the practice server has a plug")
    desk.link.unplugged = not desk.link.unplugged
    desk.link.try_now()
    return not desk.link.unplugged


def _try_now(desk: Desk, runner: Runner, overseer: Overseer) -> None:
    """Somebody asks: what was refused is sent again as well, because they may have put it right."""
    overseer.again()
    desk.executor.submit(desk.store.journal.ask_again).add_done_callback(lambda _: runner.try_now())


def _decide(overseer: Overseer, runner: Runner, decision: Decision) -> None:
    overseer.decide(decision)
    runner.try_now()


def _open_up(opener: Opener, runner: Runner, opening: Opening) -> None:
    opener.ask(opening)
    runner.try_now()


class _InTurn:
    """The journal of a desk for another thread: each step is done on the store thread, when its turn comes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever `Carried` has under this name
        found = getattr(self._desk.store.journal, name)
        if not callable(found):
            return found
        return lambda *values: self._desk.in_store(found, *values)


# -- which Central ---------------------------------------------------------------------------------------------


def _council(desk: Desk) -> Callable[[], Line] | None:
    """The council's, for whoever signed in there. None for a computer that works alone."""
    session = desk.session
    if session is None or not desk.settings.central:
        return None
    address = address_of(desk.settings.central)

    def dial() -> Line:
        now = desk.session or session  # the password may have been changed since
        return PostgresSupervisor(address, now.login, now.password)

    return dial


def as_somebody_else(desk: Desk) -> Callable[[str, str], PostgresCentral]:
    """The council's, for a colleague who shows at this computer, with their own name and password, who they are."""
    address = address_of(desk.settings.central)
    return lambda login, password: PostgresCentral(address, login, password)


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
    office = Embedded(folder / PRACTICE_CENTRAL, PRACTICE_KEY, desk.clock)
    office.begin(FRONT_DOOR, journal.mark(FRONT_DOOR))
    for id_, worker in desk.staff.items():
        office.hire(id_, FRONT_DOOR, *streams_of(desk, worker), manager=may_sign(worker))
    keep_closed(desk, office)
    return office


class _Plug:
    """The line of whoever sits at a practice desk now. It can be pulled."""

    def __init__(self, desk: Desk, office: Embedded) -> None:
        self._desk, self._office = desk, office
        self._known: set[DeviceId] = set()

    def hello(self, device: DeviceId) -> Welcome:
        """How things stand. Several people sit at a practice desk in turn: what one wrote while the server was away
        may be sent while another sits there, so the server is told of everybody's names.
        """
        welcome: Welcome = self.__getattr__("hello")(device)
        for key in self._desk.in_store(self._desk.store.journal.keys).values():
            if key.device not in self._known:
                self._office.line(key.worker).enrol(key)
                self._known.add(key.device)
        return welcome

    def apart(self) -> tuple[Apart, ...]:
        """What a supervisor is asked about."""
        return self._supervisor().apart()

    def let_in(self, mark: bytes) -> Answer:
        """Their word lets one in."""
        return self._supervisor().let_in(mark)

    def leave_out(self, mark: bytes, why: str) -> bool:
        """Or leaves it out."""
        return self._supervisor().leave_out(mark, why)

    def alarms(self) -> Newest[Alarm]:
        """What they are warned of."""
        return self._supervisor().alarms()

    def looks(self) -> Newest[Look]:
        """And who read what is kept closed."""
        return self._supervisor().looks()

    def ask(self, stream: str, why: str) -> str:
        """Why somebody has to read what is kept closed."""
        return self._supervisor().ask(stream, why)

    def open(self, ticket: str) -> datetime:
        """And opens it to them."""
        return self._supervisor().open(ticket)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - one of the six questions
        return getattr(self._supervisor(), name)

    def _supervisor(self) -> SupervisorLine:
        if self._desk.link.unplugged:
            raise CentralAway
        return SupervisorLine(self._office, self._desk.worker.id)

    def close(self) -> None:
        """Nothing was opened for this line alone."""
