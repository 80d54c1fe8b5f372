"""The computers and people of one history, and what happens to them, step by step."""

from __future__ import annotations

import contextlib
import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from tests.sync.simulator import digests, laws
from tests.sync.simulator.digests import chain
from tests.sync.simulator.journal import Disk, SimJournal
from tests.sync.simulator.line import Line
from tests.sync.simulator.office import STREAMS, Office, State
from tests.sync.simulator.violation import Crash, Violation
from tests.sync.simulator.weather import Weather, forecast
from tests.sync.simulator.writing import (
    AGREED,
    BEGINNING,
    ERASED,
    FROM_NEWER,
    NEWER_WORDS,
    POISON,
    SAYINGS,
    genuine,
    key_of,
    sign,
    target_body,
    target_of,
)
from workstation.domain import kinds
from workstation.domain.entries import Entry, digest, encode
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.times import next_hybrid
from workstation.sync import exchange as exchanging
from workstation.sync.central import CentralOdd, CentralTrouble
from workstation.sync.exchange import Round
from workstation.trouble import StoreTrouble

PEOPLE: Final = tuple(AuthorId(name) for name in ("shah", "patel", "mensah"))
CONTACTS: Final = {ContactId("c1"): "front-door", ContactId("c2"): "front-door", ContactId("c3"): "north"}
MOST_COMPUTERS: Final = 6
FAIR_ROUNDS: Final = 9
"""After the faults have ended, every computer has nothing left to do after so many rounds."""


@dataclass
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
    notice: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    """Where in a stream the history that it has read was rewritten, and what was there."""


class World:
    """One history."""

    def __init__(self, seed: int, *, telling: bool = False) -> None:
        digests.begin()
        self.dice = random.Random(seed)
        self.contacts = CONTACTS
        self.chance_of = self.dice.random
        self.weather: Weather = forecast(self.dice)
        self.office = Office(self.weather.page)
        self.lively = True
        self.story: list[str] | None = [] if telling else None
        self.made: dict[EntryId, Entry] = {}
        self.marks: dict[EntryId, bytes] = {}
        self.odd: dict[tuple[EntryId, bytes], str] = {}
        """Entries that are not as they should be, and how."""
        self.written: dict[tuple[DeviceId, int], list[EntryId]] = {}
        self.late: list[Callable[[], object]] = []
        self.backups: list[State] = []
        self.images: list[tuple[Computer, Disk, int]] = []
        self.rights = {(who, "front-door"): True for who in PEOPLE}
        self.rights |= {(who, "north"): self.chance(0.8) for who in PEOPLE if self.chance(0.7)}
        self.ever = set(self.rights)
        self.revoked: dict[DeviceId, int] = {}
        self.office.state.grants = dict(self.rights)
        self.backups.append(self.office.state.copy())
        self.computers: list[Computer] = []
        self.busy: list[Computer] = []
        self.now = 0
        self.names = itertools.count()
        for _ in range(self.weather.computers):
            self.install()

    def chance(self, of: float) -> bool:
        return of > 0 and self.chance_of() < of

    def tell(self, words: str) -> None:
        if self.story is not None:
            self.story.append(words)

    # -- a history --------------------------------------------------------------------------------------------

    def run(self) -> None:
        """All of it; `Violation` when a law does not hold."""
        for step in self.weather.steps:
            self.now += 1
            getattr(self, step)()
        self.lively = False
        self.tell("the faults end")
        self.calm()
        laws.at_the_end(self)

    def meanwhile(self, computer: Computer) -> None:
        """Something happens while a round goes on: a restore, a save at the same computer, a round of another."""
        if len(self.busy) == 1 and self.chance(self.weather.meanwhile):
            self.tell(f"  meanwhile, in the round of {computer.name}:")
            step = self.dice.choice(self.weather.steps)
            if step == "save" and self.chance(0.5):
                self.save(computer)
            else:
                getattr(self, step)()

    def calm(self) -> None:
        """No more faults: everybody talks to Central in turn until nothing is left to do."""
        office = self.office
        for late in self.late:
            with contextlib.suppress(CentralTrouble):
                late()
        office.settle(commit=self.chance(0.5))
        office.away = office.read_only = False
        office.state.grants, office.state.revoked = dict(self.rights), dict(self.revoked)
        for number in range(FAIR_ROUNDS):
            for computer in self.alive():
                computer.journal.full, computer.journal.fuse = False, -1
                if number in (1, 4):
                    computer.journal.ask_again()
                self.exchange(computer)
            self.admin()
            if number > 1 and laws.is_calm(self):
                return
        raise Violation("I18", f"there is no end to it: {laws.restless(self)}")

    # -- who ----------------------------------------------------------------------------------------------------

    def alive(self) -> list[Computer]:
        return [computer for computer in self.computers if computer.alive]

    def some(self) -> Computer | None:
        """A computer that is not in the middle of a round."""
        free = [computer for computer in self.computers if computer.alive and computer not in self.busy]
        return self.dice.choice(free) if free else None

    def new_computer(self, disk: Disk, worker: AuthorId) -> Computer:
        made = Computer(
            f"{worker}{len(self.computers)}", worker, SimJournal(disk, worker, self.names, self.weather.batch)
        )
        made.line = Line(self, made)
        self.computers.append(made)
        return made

    def install(self) -> None:
        """A new computer."""
        worker = PEOPLE[len(self.computers)] if len(self.computers) < 2 else self.dice.choice(PEOPLE)
        if len(self.computers) < MOST_COMPUTERS:
            made = self.new_computer(Disk(DeviceId(f"d{next(self.names)}")), worker)
            self.tell(f"{made.name} is new")

    # -- writing --------------------------------------------------------------------------------------------------

    def save(self, computer: Computer | None = None) -> None:
        """A person says something."""
        computer = computer or self.some()
        if computer is None:
            return
        contact = self.dice.choice(
            [c for c, stream in CONTACTS.items() if (computer.worker, stream) in self.ever]
        )
        if self.chance(0.08):
            kind, body = FROM_NEWER, self.dice.choice(NEWER_WORDS)
        else:
            kind, body = self.dice.choice(SAYINGS)
        known = [id_ for id_, entry in computer.journal.disk.entries.items() if entry.contact == contact]
        answers = (
            tuple({self.dice.choice(known[-6:]) for _ in range(2)}) if known and self.chance(0.5) else ()
        )
        if len(answers) == 2 and self.chance(0.3):
            kind, body = "Settled", encode(kinds.Settled(keeps=answers[0]))
        self.write(computer, self.next_entry(computer, contact, kind, body, answers))

    def next_entry(
        self,
        computer: Computer,
        contact: ContactId,
        kind: str,
        body: bytes,
        answers: tuple[EntryId, ...] = (),
    ) -> Entry:
        """The next entry of a computer, as `store.journal` makes it."""
        disk = computer.journal.disk
        seq, previous = computer.journal.tip(disk.device)
        at = BEGINNING + timedelta(minutes=self.now) + computer.clock
        salt = len(self.made).to_bytes(4, "big")
        return Entry(
            id=EntryId(f"e{len(self.made)}"), contact=contact, kind=kind, author=computer.worker,
            device=disk.device, seq=seq + 1, previous=previous, happened=at,
            recorded=next_hybrid(disk.last, at), answers=answers, digest=digest(body, salt), body=body,
            stream=CONTACTS[contact], salt=salt,
        )  # fmt: skip

    def write(self, computer: Computer, entry: Entry, odd: str = "") -> None:
        """Save it, and say so if it is saved."""
        mark = chain(entry)
        entry = replace(entry, sig=b"?" if odd == "signature" else sign(key_of(entry.device), mark))
        digests.note(entry, mark)
        laws.before_save(self, computer, entry, odd)
        self.made[entry.id], self.marks[entry.id] = entry, mark
        if odd:
            self.odd[entry.id, mark] = odd
        self.tell(
            f"{computer.name} saves {entry.id} ({entry.kind}, {entry.stream}, {entry.device} {entry.seq}) {odd}"
        )
        journal = computer.journal
        fuse = journal.fuse
        if self.chance(self.weather.crash / 4):
            journal.fuse = self.dice.randint(0, 1)
        try:
            journal.append(entry)
            journal.fuse = fuse
        except Crash:
            self.restart(computer)
        except StoreTrouble:
            self.tell(f"  the disk of {computer.name} is full")
            journal.fuse = fuse
            return
        else:
            computer.told[entry.id] = mark
        if entry.id in journal.disk.entries or entry.id in computer.told:
            self.written.setdefault((entry.device, entry.seq), []).append(entry.id)

    def poison(self) -> None:
        """A computer writes what it should not: words that cannot be kept, a wrong digest, another's name."""
        computer = self.some()
        if computer is None:
            return
        odd = self.dice.choice(("words", "long", "digest", "author", "signature", "number"))
        entry = self.next_entry(computer, ContactId("c1"), "NoteMade", POISON[odd == "long"])
        if odd not in ("words", "long"):
            body = SAYINGS[-2][1]
            entry = replace(entry, body=body, digest=digest(body, entry.salt))
        if odd == "digest":
            entry = replace(entry, digest=digest(b"other words", entry.salt))
        elif odd == "author":
            entry = replace(entry, author=next(who for who in PEOPLE if who != computer.worker))
        elif odd == "number":
            entry = replace(entry, seq=max(entry.seq - 1, 1))
        self.write(computer, entry, odd)

    def forge(self) -> None:
        """Somebody hands over an entry in another's name, sometimes under an identity that there is."""
        forger, victim = self.dice.choice(PEOPLE), self.dice.choice(self.computers)
        if self.office.away:
            return
        entry = self.next_entry(victim, ContactId("c1"), *self.dice.choice(SAYINGS))
        if self.made and self.chance(0.4):
            entry = replace(entry, id=self.dice.choice(list(self.made)))
        else:
            self.made[entry.id] = entry
        entry = replace(entry, author=victim.worker, sig=b"forged")
        self.odd[entry.id, chain(entry)] = "forged"
        with contextlib.suppress(CentralTrouble):
            said = self.office.push(forger, "front-door", (entry,))
            self.tell(f"{forger} forges {entry.id} of {victim.name}: {said[0].verdict}")

    def agree_erasure(self) -> None:
        """Somebody agrees that the words of an entry go."""
        computer = self.some()
        if computer is None:
            return
        disk = computer.journal.disk
        found = [disk.entries[id_] for id_ in disk.places if disk.entries[id_].kind not in (AGREED, ERASED)]
        if found:
            target = self.dice.choice(found)
            self.write(computer, self.next_entry(computer, target.contact, AGREED, target_body(target.id)))

    def erase(self) -> None:
        """Somebody else erases them."""
        computer = self.some()
        if computer is None:
            return
        disk, mine = computer.journal.disk, computer.worker
        agreed = [
            e
            for e in disk.entries.values()
            if e.kind == AGREED and e.author != mine and e.id not in disk.doubts
        ]
        if agreed:
            target = target_of(self.dice.choice(agreed))
            if target in disk.entries:
                contact = disk.entries[target].contact
                self.write(computer, self.next_entry(computer, contact, ERASED, target_body(target)))

    # -- exchanging -------------------------------------------------------------------------------------------------

    def exchange(self, computer: Computer | None = None) -> None:
        """One round of a computer."""
        computer = computer or self.some()
        if computer is None:
            return
        self.tell(f"{computer.name} begins a round")
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
            self.tell(f"  the round of {computer.name} is done: {_told(done)}")
            look.done(done)
        finally:
            self.busy.remove(computer)
            computer.journal.fuse = -1

    def round(self, computer: Computer) -> Round:
        pages = self.weather.pages if self.lively else exchanging.PAGES
        return exchanging.exchange(computer.journal, computer.line, genuine, pages=pages)

    def ask_again(self) -> None:
        """Somebody signs in, and what was refused is sent once more."""
        computer = self.some()
        if computer is not None:
            with contextlib.suppress(StoreTrouble):
                computer.journal.ask_again()

    # -- what happens to computers --------------------------------------------------------------------------------

    def restart(self, computer: Computer) -> None:
        """After a crash: what was in memory is gone."""
        self.tell(f"  {computer.name} loses its power and starts again")
        journal = SimJournal(computer.journal.disk, computer.worker, self.names, self.weather.batch)
        journal.full, computer.journal = computer.journal.full, journal
        laws.after_crash(computer)

    def clone(self) -> None:
        """The file of a computer is copied to another one."""
        computer = self.some()
        if computer is not None and len(self.computers) < MOST_COMPUTERS:
            made = self.new_computer(computer.journal.disk.copy(), computer.worker)
            made.seen = computer.seen
            self.tell(f"{made.name} starts on a copy of {computer.name}")

    def take_image(self) -> None:
        """An image of a computer's disk is kept."""
        computer = self.some()
        if computer is not None:
            self.images.append((computer, computer.journal.disk.copy(), computer.seen))

    def roll_back(self) -> None:
        """An older image of its disk is put back."""
        if not self.images:
            return
        computer, image, seen = self.dice.choice(self.images)
        if computer.alive and computer not in self.busy:
            self.tell(f"{computer.name} gets an old image of its disk, with {len(image.entries)} entries")
            computer.journal = SimJournal(image.copy(), computer.worker, self.names, self.weather.batch)
            computer.told = dict(image.chains)
            computer.seen, computer.notice = seen, {}

    def destroy(self) -> None:
        """A computer is lost."""
        computer = self.some()
        if computer is not None and len(self.alive()) > 1:
            computer.alive = False
            self.tell(f"{computer.name} is destroyed")

    def disk_full(self) -> None:
        """Its disk is full, or has room again."""
        computer = self.some()
        if computer is not None:
            computer.journal.full = not computer.journal.full

    def jump(self) -> None:
        """Its clock goes mad."""
        computer = self.some()
        if computer is not None:
            days = self.dice.choice((-3650, -1, -0.04, 0, 0.04, 365, 3650, 60000))
            computer.clock = timedelta(days=days)

    # -- what happens to Central ------------------------------------------------------------------------------------

    def back_up(self) -> None:
        self.backups.append(self.office.state.copy())

    def restore(self) -> None:
        """An old backup is put back: any of them."""
        self.office.restore(self.dice.choice(self.backups))
        rows = {stream: len(self.office.state.rows[stream]) for stream in STREAMS}
        self.tell(f"Central is put back to an earlier state: {rows}")
        for computer in self.computers:
            computer.notice = {}

    def outage(self) -> None:
        self.office.away = not self.office.away
        self.tell("Central is away" if self.office.away else "Central is back")

    def read_only(self) -> None:
        self.office.read_only = not self.office.read_only

    def settle(self) -> None:
        """A push that was slow comes to its end."""
        self.office.settle(commit=self.chance(0.6))

    def deliver_late(self) -> None:
        """A push that its sender has long given up arrives after all."""
        if self.late and not self.office.away:
            self.tell("a push that was thought lost arrives")
            with contextlib.suppress(CentralTrouble):
                self.late.pop(0)()

    def admin(self) -> None:
        """A supervisor agrees to the claims about computers."""
        state = self.office.state
        if self.office.open is None:
            for device, key in state.claims.items():
                state.devices.setdefault(device, key)
            state.claims = {}

    def regrant(self) -> None:
        """Somebody gets or loses a stream."""
        who, stream = self.dice.choice(PEOPLE), self.dice.choice(STREAMS)
        self.office.rights += 1
        self.rights.pop((who, stream), None)
        if self.chance(0.6):
            self.rights[who, stream] = self.chance(0.7)
            self.ever.add((who, stream))
        self.tell(f"{who} in {stream}: {self.rights.get((who, stream))}")
        self.office.state.grants = dict(self.rights)

    def revoke(self) -> None:
        """A computer is locked out."""
        computer = self.some()
        if computer is not None:
            device = computer.journal.device
            if device not in self.revoked:
                self.revoked[device] = self.office.state.tops.get(device, 0)
            self.office.state.revoked = dict(self.revoked)
            self.tell(f"{device} is revoked after {self.revoked[device]}")

    def rewrite(self) -> None:
        """Whoever owns the database changes what an entry says, and makes the chain fit again."""
        laws.rewrite(self)


def _told(done: Round) -> str:
    return f"sent {done.sent}, received {done.received}, healed {done.healed}, refused {done.refused}"
