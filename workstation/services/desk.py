"""The desk: everything a worker's verbs need, assembled once, owned by one thread.

Verbs run on `executor` (one store thread). The window never calls a verb itself: its bench does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from msgspec import Struct

from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import ContactFile
from workstation.domain.fold import fold
from workstation.domain.guide import Guide
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.people import Worker
from workstation.domain.times import Clock
from workstation.history.matcher import Matcher
from workstation.history.shared_words import SharedWords
from workstation.services import of_record
from workstation.services.link import Link
from workstation.services.practice_seals import PracticeSeals
from workstation.settings import Settings
from workstation.store.file import Store
from workstation.trouble import Trouble

if TYPE_CHECKING:
    from workstation.services.lease import LeaseEnded, LeaseKeeper
    from workstation.store.seated import Seals

P = ParamSpec("P")
R = TypeVar("R")
STORE_THREAD: Final = "store"


class KnownAgency(Struct, frozen=True):
    """An agency the council knows: its name, kind (agency code of the guide), phone and who answers there."""

    name: str
    kind: str
    phone: str = ""
    people: tuple[str, ...] = ()


def after_this(executor: Executor, work: Callable[[], object]) -> None:
    """Do this on the store thread once it has done what it does. On another thread nothing is done: whoever is
    there has the file to themselves, and does it when they read.
    """
    if threading.current_thread().name.startswith(STORE_THREAD):
        with suppress(RuntimeError):  # the desk is being closed: closing the file does it
            executor.submit(work)


class Closing(RuntimeError):
    """The desk is being closed: the store thread takes nothing more."""


class StoreThread(ThreadPoolExecutor):
    """The only thread that touches the file. It counts what it is asked for, so that long work can see whether
    others are at work.
    """

    def __init__(self) -> None:
        super().__init__(1, thread_name_prefix=STORE_THREAD)
        self.asked = 0

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """One more thing to do; `Closing` when it is too late."""
        self.asked += 1
        try:
            return super().submit(fn, *args, **kwargs)
        except RuntimeError as late:
            raise Closing from late


@dataclass(frozen=True)
class Session:
    """How whoever sits here signed in at Central, for as long as they sit here. `online` when it answered."""

    login: str
    password: str = field(repr=False)
    online: bool = False


@dataclass
class Desk:
    """An open store, the guide, the calendar, the staff, a clock, and who is signed in."""

    store: Store
    guide: Guide
    days: WorkingDays
    staff: Mapping[AuthorId, Worker]
    clock: Clock
    settings: Settings
    council: str
    practice: bool
    worker: Worker
    matcher: Matcher
    shared: SharedWords
    """Which decisions on this computer share words."""
    known_agencies: Callable[[], tuple[KnownAgency, ...]] = tuple
    link: Link = field(default_factory=Link)
    """How the line to Central is."""
    folder: Path | None = None
    """Where the file lies, to see how much room its disk has."""
    executor: StoreThread = field(default_factory=StoreThread)
    """The store thread."""
    side: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="side"))
    """For long work that must not keep the store thread (bringing in a file)."""
    drawing: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="drawing")
    )
    """For pages of big papers, which a person may stop."""
    on_close: list[Callable[[], None]] = field(default_factory=list)
    before_close: list[Callable[[], None]] = field(default_factory=list)
    """Done while the file is still open."""
    path: Path | None = None
    """Where the file lies; None for practice."""
    seals: Seals = field(default_factory=PracticeSeals)
    """What this file's entries are signed with. Practice seals prove nothing."""
    keystore_name: str = ""
    """The name of this file in the keystore; empty for practice."""
    lease: LeaseKeeper | None = None
    """None where everything here may always be read: practice, and a computer that works alone."""
    session: Session | None = None
    refused: bool = False
    """Whether Central has said, while they sat here, that this person is let in no more. The window then locks."""
    guide_aside: Trouble | None = None
    """What to say when a guide file of the council did not read, so that the built-in edition is in force."""
    fell_behind: bool = False
    """Whether the file lacked, when it was opened, what this computer had written: it was put back or cut."""

    def now(self) -> datetime:
        """The time by this desk's clock."""
        return self.clock.now()

    @cached_property
    def agencies(self) -> tuple[KnownAgency, ...]:
        """The agencies the council knows."""
        return self.known_agencies()

    def file(self, contact: ContactId) -> ContactFile:
        """The contact file as the journal has it now. `LeaseEnded` when it may not be opened."""
        self.may_open(contact)
        found = self.store.register.file(contact) or fold(contact, self.store.journal.of_contact(contact))
        return self.with_record(found)

    def with_record(self, file: ContactFile) -> ContactFile:
        """The same, with what the record holds of children who were matched and the contact does not say."""
        return of_record.with_record(self.store.register.humans, file) if self.all_open else file

    def may_open(self, contact: ContactId) -> None:
        """Refuse a contact with anybody else's words in it, or any that Central has, once the lease is over. What
        only this worker wrote here stays open to them.
        """
        if not self.all_open and self.store.notes.known_elsewhere(contact, self.worker.id):
            raise self.lease_ended()

    @property
    def all_open(self) -> bool:
        """Whether everything on this computer may be read."""
        return self.lease is None or self.lease.open

    def lease_ended(self) -> LeaseEnded:
        """What to say to somebody who may not read on."""
        if self.lease is None:
            raise ValueError("this desk has no lease that could end")
        from workstation.services import lease as leases  # noqa: PLC0415 - a start has no need of it

        return leases.ended(self.lease, self.settings, self.now())

    def person(self, author: AuthorId | None) -> Worker | None:
        """The worker with this id."""
        return self.staff.get(author) if author else None

    def in_store(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do this on the store thread and wait for it, from whatever thread one is on."""
        if threading.current_thread().name.startswith(STORE_THREAD):
            return work(*args, **kwargs)
        return self.executor.submit(work, *args, **kwargs).result()

    def begin_in_store(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Callable[[], R]:
        """Let the store thread do this, and do something else meanwhile: what is given back waits for it."""
        if threading.current_thread().name.startswith(STORE_THREAD):
            done = work(*args, **kwargs)
            return lambda: done
        return self.executor.submit(work, *args, **kwargs).result

    def close(self) -> None:
        """Finish what is being written, close the file, end the threads. Safe to call twice."""
        while self.before_close:
            self.before_close.pop(0)()
        self.drawing.shutdown(wait=False, cancel_futures=True)
        self.side.shutdown(wait=True, cancel_futures=True)
        self.executor.shutdown(wait=True)
        self.store.close()
        for act in self.on_close:
            act()
        self.on_close.clear()
