"""The desk: everything a worker's verbs need, assembled once, owned by one thread.

Verbs run on `executor` (one store thread). The window never calls a verb itself: its bench does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import ContactFile
from workstation.domain.fold import fold
from workstation.domain.guide import Guide
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.people import Worker
from workstation.domain.times import Clock
from workstation.history.matcher import Matcher
from workstation.services.link import Link
from workstation.settings import Settings
from workstation.store.file import Store

P = ParamSpec("P")
R = TypeVar("R")
STORE_THREAD: Final = "store"


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """An agency the council knows: its name, kind (agency code of the guide), phone and who answers there."""

    name: str
    kind: str
    phone: str = ""
    people: tuple[str, ...] = ()


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
    known_agencies: Callable[[], tuple[KnownAgency, ...]] = tuple
    link: Link = field(default_factory=Link)
    """How the line to Central is."""
    folder: Path | None = None
    """Where the file lies, to see how much room its disk has."""
    executor: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix=STORE_THREAD)
    )
    """The store thread: the only one that touches the file."""
    side: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="side"))
    """For long work that must not keep the store thread (bringing in a file)."""
    on_close: list[Callable[[], None]] = field(default_factory=list)

    def now(self) -> datetime:
        """The time by this desk's clock."""
        return self.clock.now()

    @cached_property
    def agencies(self) -> tuple[KnownAgency, ...]:
        """The agencies the council knows."""
        return self.known_agencies()

    def file(self, contact: ContactId) -> ContactFile:
        """The contact file as the journal has it now."""
        return fold(contact, self.store.journal.of_contact(contact))

    def person(self, author: AuthorId | None) -> Worker | None:
        """The worker with this id."""
        return self.staff.get(author) if author else None

    def in_store(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do this on the store thread and wait for it, from whatever thread one is on."""
        if threading.current_thread().name.startswith(STORE_THREAD):
            return work(*args, **kwargs)
        return self.executor.submit(work, *args, **kwargs).result()

    def close(self) -> None:
        """Finish what is being written, close the file, end the threads. Safe to call twice."""
        self.side.shutdown(wait=True, cancel_futures=True)
        self.executor.shutdown(wait=True)
        self.store.close()
        for act in self.on_close:
            act()
        self.on_close.clear()
