"""One workstation as a process of its own: a real encrypted file, and rounds with a real Central.

The test on the other end of the pipe tells it what to do, one order at a time (`desk.Desk`). "saved" is said about
an entry only when `append` has returned; from then on it may not be lost, whatever happens to this process. It
dies by its own hand (`kill -9`) just before or just after any step of a round that it was told to die at.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, cast

import psycopg.pq

from tests.store.stories import lines
from workstation.access.seals import Seals, genuine
from workstation.domain import kinds
from workstation.domain.entries import Entry, digest
from workstation.domain.fold import fold
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId, uuid_of
from workstation.domain.kinds import Body
from workstation.domain.times import SystemClock, hybrid, milliseconds
from workstation.domain.travel import Mark, Reason
from workstation.store.act import Act
from workstation.store.carrying import Carrying
from workstation.store.file import Store
from workstation.sync.address import Address
from workstation.sync.carried import Carried
from workstation.sync.central import Central
from workstation.sync.exchange import Round, exchange
from workstation.sync.postgres import PostgresCentral
from workstation.trouble import Trouble

KEY: Final = bytes(range(32))
CONTACTS: Final = tuple(ContactId(uuid_of("contact", str(number))) for number in range(4))
STEPS: Final = (
    "append", "hello", "enrol", "pull", "devices", "learn", "receive", "waiting", "push", "confirm", "proofs",
    "links", "forget", "rename", "refuse", "ask_again",
)  # fmt: skip
"""Where a process can be told to die, just before or just after."""


@dataclass(frozen=True)
class Place:
    """Who works where: the file, the person, and their way to Central."""

    file: Path
    worker: str
    address: Address
    login: str
    password: str
    secret: bytes = b"a computer"
    kept: Path | None = None
    """Where the disk keeps what would survive a power cut (`disk.c`)."""


@dataclass(frozen=True)
class Trip:
    """A round that ended early: what a person would read."""

    kind: str
    code: str


@dataclass(frozen=True)
class Sight:
    """What a workstation holds, for comparing it with the others and with Central."""

    device: DeviceId
    ids: frozenset[EntryId]
    places: dict[EntryId, int]
    waiting: int
    refused: dict[EntryId, Reason]
    marks: dict[str, Mark]
    faults: tuple[str, ...]
    folded: dict[ContactId, str]
    """Each contact file, whole: two workstations that hold the same show the same."""
    erased: frozenset[EntryId]


@dataclass
class Fuse:
    """Ends this process at a point it was told, the n-th time it comes by."""

    point: str = ""
    times: int = 1

    def burn(self, point: str) -> None:
        if point == self.point:
            self.times -= 1
            if self.times <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def around(self, thing: object) -> Any:  # noqa: ANN401 - it stands in for whatever it is put around
        """The same thing, with a fuse before and after each of its steps."""
        return _Fused(thing, self)


class _Fused:
    def __init__(self, thing: object, fuse: Fuse) -> None:
        self._thing, self._fuse = thing, fuse

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as above
        step = getattr(self._thing, name)
        if not callable(step):
            return step

        def fused(*values: object, **named: object) -> object:
            self._fuse.burn(f"before {name}")
            answer = step(*values, **named)
            self._fuse.burn(f"after {name}")
            return answer

        return fused


@dataclass
class Worker:
    """Somebody at a workstation who does what the test says."""

    store: Store
    place: Place
    pipe: Connection
    fuse: Fuse = field(default_factory=Fuse)
    central: PostgresCentral | None = None

    @property
    def journal(self) -> Carrying:
        return self.store.journal

    # -- orders -------------------------------------------------------------------------------------------

    def say(self, contact: ContactId, words: list[Body], answers: tuple[EntryId, ...]) -> None:
        """Write these down one by one, and say of each that it is saved."""
        for body in words:
            self.fuse.burn("before append")
            made = self.journal.append(contact, [Act(body, answers=answers)], AuthorId(self.place.worker))
            self.fuse.burn("after append")
            for entry in made:
                self.pipe.send(("saved", entry.id))

    def redact(self, target: EntryId) -> None:
        """The second of the two people who erase."""
        made = self.journal.redact(target, "Court order 12", "Ordered.", AuthorId(self.place.worker))
        self.pipe.send(("saved", made.id))

    def slip_in(self, body: bytes, happened: datetime, kind: str) -> EntryId:
        """Write an entry that no window would let through, as a fault in the program might."""
        journal = self.journal
        seq, previous = journal.tip(journal.device)
        salt = uuid_of(str(seq)).encode()[:16]
        entry = Entry(
            id=EntryId(uuid_of(journal.device, str(seq))), contact=CONTACTS[0], kind=kind,
            author=AuthorId(self.place.worker), device=journal.device, seq=seq + 1, previous=previous,
            happened=happened, recorded=hybrid(milliseconds(SystemClock().now())), digest=digest(body, salt),
            body=body, salt=salt,
        )  # fmt: skip
        journal.append_entries([entry])
        return entry.id

    def exchange(self) -> Round | Trip:
        """One round, as the runner goes it: a line that failed is not used again."""
        if self.central is None:
            self.central = PostgresCentral(self.place.address, self.place.login, self.place.password)
        try:
            return exchange(
                cast("Carried", self.fuse.around(self.journal)),
                cast("Central", self.fuse.around(self.central)), genuine,
            )  # fmt: skip
        except Trouble as trouble:
            self.hang_up()
            return Trip(type(trouble).__name__, trouble.code)

    def hang_up(self) -> None:
        if self.central is not None:
            self.central.close()
        self.central = None

    def ask_again(self) -> None:
        self.journal.ask_again()

    def die_at(self, point: str, times: int) -> None:
        self.fuse.point, self.fuse.times = point, times

    def die_at_change(self, number: int) -> None:
        os.environ |= {"LINTEL_WATCH": str(self.place.file.parent), "LINTEL_DIE_AT": str(number)}

    def fill_disk(self, bytes_left: int) -> None:
        os.environ["LINTEL_WATCH"] = str(self.place.file.parent)
        os.environ.pop("LINTEL_ROOM", None)
        if bytes_left >= 0:
            os.environ["LINTEL_ROOM"] = str(self._largest() + bytes_left)

    def lower_quota(self, bytes_left: int) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        soft = hard if bytes_left < 0 else self._largest() + bytes_left
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    def _largest(self) -> int:
        file = self.place.file
        return max(path.stat().st_size for path in file.parent.glob(file.name + "*"))

    def look(self, thorough: bool) -> Sight:
        journal = self.journal
        told = {contact: journal.of_contact(contact) for contact in journal.all_contacts()}
        entries = [entry for story in told.values() for entry in story]
        streams = sorted({entry.stream for entry in entries})
        return Sight(
            device=journal.device,
            ids=frozenset(entry.id for entry in entries),
            places={entry.id: entry.position for entry in entries if entry.position is not None},
            waiting=journal.waiting_count(),
            refused=journal.refused(),
            marks={stream: journal.mark(stream) for stream in streams},
            faults=tuple(journal.verify()) if thorough else (),
            folded={contact: repr(fold(contact, story)) for contact, story in told.items()},
            erased=frozenset(entry.id for entry in entries if entry.body is None),
        )  # fmt: skip


def sit_down(place: Place) -> Store:
    """Open the file of a place, or make it."""
    store = Store.open(place.file, KEY, clock=SystemClock(), create=not place.file.exists())
    store.register.follow(lines)
    store.sit(AuthorId(place.worker), Seals(place.secret))
    return store


def main(pipe: Connection, place: Place) -> None:
    """Do what the test says until it says nothing more."""
    if place.kept is not None:
        os.environ |= {"LINTEL_WATCH": str(place.file.parent), "LINTEL_KEPT": str(place.kept)}
    assert psycopg.pq.version()
    try:
        store = sit_down(place)
    except Trouble as trouble:
        pipe.send(("failed", Trip(type(trouble).__name__, trouble.code)))
        return
    with store:
        worker = Worker(store, place, pipe)
        pipe.send(("done", worker.journal.device))
        for order, *values in _orders(pipe):
            act: Callable[..., object] = getattr(worker, order)
            try:
                pipe.send(("done", act(*values)))
            except Trouble as trouble:
                pipe.send(("failed", Trip(type(trouble).__name__, trouble.code)))


def _orders(pipe: Connection) -> Iterator[tuple[Any, ...]]:
    with contextlib.suppress(EOFError):
        while order := pipe.recv():
            yield order


def note(words: str = "Rang back.") -> Body:
    return kinds.NoteMade(text=words)
