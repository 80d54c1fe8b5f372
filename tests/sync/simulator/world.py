"""The computers and people of one history, and what happens to them, step by step."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from tests.sync.simulator import digests, laws, lies, people
from tests.sync.simulator.dice import Dice
from tests.sync.simulator.events import EVENTS
from tests.sync.simulator.journal import Disk, SimJournal
from tests.sync.simulator.line import Line
from tests.sync.simulator.office import Office, State
from tests.sync.simulator.violation import Crash, Violation
from tests.sync.simulator.weather import Weather, forecast
from tests.sync.simulator.writing import (
    AGREED,
    CONTACTS,
    ERASED,
    PEOPLE,
    genuine,
)
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, DeviceId, EntryId
from workstation.domain.travel import DeviceKey
from workstation.sync import exchange as exchanging
from workstation.sync.central import CentralOdd, CentralTrouble
from workstation.sync.exchange import Round
from workstation.trouble import StoreTrouble

FAIR_ROUNDS: Final = 9
"""After the faults have ended, every computer has nothing left to do after so many rounds."""


@dataclass(eq=False)
class Computer:
    """One installation of one person."""

    name: str
    worker: AuthorId
    journal: SimJournal
    told: dict[EntryId, bytes] = field(default_factory=dict)
    """What the screen called saved, with its chain digest."""
    alive: bool = True
    clock: timedelta = timedelta()
    seen: int = -1
    """Up to which commit of Central's the last round that came to its end has looked."""
    line: Line = field(init=False)
    keys: dict[DeviceId, DeviceKey] = field(default_factory=dict)
    """As it first came to know them."""
    notice: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    """Where in a stream the history that it has read was rewritten, and what was there."""


class World:
    """One history."""

    def __init__(
        self,
        seed: int,
        *,
        telling: bool = False,
        weather: Weather | None = None,
        office: Office | None = None,
    ) -> None:
        digests.begin()
        self.dice = Dice(seed)
        self.contacts = CONTACTS
        self.chance_of = self.dice.random
        self.weather = weather or forecast(self.dice)
        self.office = office or Office(self.weather.page)
        self.lively = True
        self.story: list[str] | None = [] if telling else None
        self.made: dict[EntryId, Entry] = {}
        self.marks: dict[EntryId, bytes] = {}
        self.odd: dict[tuple[EntryId, bytes], str] = {}
        """Entries that are not as they should be, and how."""
        self.swapped: set[DeviceId] = set()
        self.agreements: dict[str, dict[EntryId, set[AuthorId]]] = {AGREED: {}, ERASED: {}}
        """Who ever agreed to erase an entry, and who ever erased it."""
        self.written: dict[tuple[DeviceId, int], list[EntryId]] = {}
        self.late: list[Callable[[], object]] = []
        self.backups: list[State] = []
        self.images: list[tuple[Computer, Disk, int]] = []
        self.rights = {(who, "front-door"): True for who in PEOPLE}
        self.rights |= {(who, "north"): self.chance(0.8) for who in PEOPLE if self.chance(0.7)}
        self.ever = set(self.rights)
        self.revoked: dict[DeviceId, int] = {}
        self.office.grant(self.rights)
        self.backups.append(self.office.state.copy())
        self.computers: list[Computer] = []
        self.busy: list[Computer] = []
        self.now = 0
        self.names = itertools.count()
        for _ in range(self.weather.computers):
            EVENTS["install"](self)

    def chance(self, of: float) -> bool:
        return of > 0 and self.chance_of() < of

    def tell(self, words: str, *parts: object) -> None:
        """Add to the story, if it is told. With parts, these go where the words have {}."""
        if self.story is not None:
            self.story.append(words.format(*parts) if parts else words)

    def two_agreed(self, target: EntryId) -> bool:
        """Whether one person ever erased this entry, and another one had agreed to it."""
        agreed, erased = (self.agreements[kind].get(target, set()) for kind in (AGREED, ERASED))
        return any(one != other for one in agreed for other in erased)

    def run(self) -> None:
        """All of it; `Violation` when a law does not hold."""
        for step in self.weather.steps:
            self.now += 1
            EVENTS[step](self)
        self.lively = False
        self.tell("the faults end")
        self.calm()
        laws.at_the_end(self)

    def meanwhile(self, computer: Computer) -> None:
        """Something happens while a round goes on: a restore, a save at the same computer, a round of another."""
        of = self.weather.meanwhile
        if of > 0 and len(self.busy) == 1 and self.chance_of() < of:
            self.tell(f"  meanwhile, in the round of {computer.name}:")
            step = self.dice.choice(self.weather.steps)
            if step == "save" and self.chance(0.5):
                people.save(self, computer)
            else:
                EVENTS[step](self)

    def calm(self) -> None:
        """No more faults: everybody talks to Central in turn until nothing is left to do."""
        office = self.office
        for late in self.late:
            with contextlib.suppress(CentralTrouble):
                late()
        office.settle(commit=self.chance(0.5))
        office.away = office.read_only = False
        lies.mend(self)
        office.grant(self.rights)
        office.lock_out(self.revoked)
        for number in range(FAIR_ROUNDS):
            for computer in self.alive():
                computer.journal.full, computer.journal.fuse = False, -1
                if number in (1, 4):
                    computer.journal.ask_again()
                self.exchange(computer)
            EVENTS["admin"](self)
            if number > 1 and laws.is_calm(self):
                return
        raise Violation("I18", f"there is no end to it: {laws.restless(self)}")

    def alive(self) -> list[Computer]:
        return [computer for computer in self.computers if computer.alive]

    def some(self) -> Computer | None:
        """A computer that is not in the middle of a round."""
        free = self.alive()
        for busy in self.busy:
            if busy in free:
                free.remove(busy)
        return self.dice.choice(free) if free else None

    def new_computer(self, disk: Disk, worker: AuthorId) -> Computer:
        made = Computer(
            f"{worker}{len(self.computers)}", worker, SimJournal(disk, worker, self.names, self.weather.batch)
        )
        made.line = Line(self, made)
        self.computers.append(made)
        return made

    def exchange(self, computer: Computer) -> None:
        """One round of a computer."""
        self.tell("{} begins a round", computer.name)
        look = laws.Look(self, computer)
        if self.lively and self.chance(self.weather.crash):
            computer.journal.fuse = self.dice.randint(0, 14)
        self.busy.append(computer)
        try:
            done = self.round(computer)
        except Crash:
            self.restart(computer)
        except CentralOdd as odd:
            self.tell(f"  {computer.name} finds it odd: {odd}")
            look.odd()
        except (CentralTrouble, StoreTrouble) as trouble:
            self.tell(f"  the round of {computer.name} ends early: {type(trouble).__name__}")
        else:
            if self.story is not None:
                self.tell(f"  the round of {computer.name} is done: {_told(done)}")
            look.done(done)
        finally:
            self.busy.remove(computer)
            computer.journal.fuse = -1

    def round(self, computer: Computer) -> Round:
        pages = self.weather.pages if self.lively else exchanging.PAGES
        return exchanging.exchange(computer.journal, computer.line, genuine, pages=pages)

    def restart(self, computer: Computer) -> None:
        """After a crash: what was in memory is gone."""
        self.tell(f"  {computer.name} loses its power and starts again")
        journal = SimJournal(computer.journal.disk, computer.worker, self.names, self.weather.batch)
        journal.full, computer.journal = computer.journal.full, journal
        laws.after_crash(computer)

    def let_go(self) -> None:
        """Undo the circles in which all this holds itself: so its memory is free at once for the next history."""
        self.late.clear()
        for computer in self.computers:
            del computer.line


def _told(done: Round) -> str:
    return f"sent {done.sent}, received {done.received}, healed {done.healed}, refused {done.refused}"
