"""How much a durable save costs over a bare commit: `python -m tests.bench append`.

Both write the same row to files of the same settings on the same disk, turn by turn, so that a busy machine slows
both. Both logs have been full once and began anew, as in a longer day; or both are made longer by each commit, as
in the first minutes after a start. The second costs a commit half as much again, so that the two must not be mixed.

The save is the whole of it, by the service: what stands already, chain, checks, entry, draft, contact folded anew.
The append is the journal's share of that. The rows of the register are made right after it, on the store thread,
and do not wait for the disk: what that takes is printed beside. For all that practice contacts say, in their order;
for a note; and for an answer that takes the place of another one and changes the line of the contact in lists.

The disk of a server answers ten times as soon as the one in an office computer. So it is told once more for whole
contacts with a disk that takes two milliseconds longer for each commit (`tests/journeys/disk.c`), in a process of
its own: `python -m tests.bench.append --slow` by itself measures nothing but what the process was begun with.
"""

from __future__ import annotations

import gc
import os
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from tests.journeys.desk import disk
from tests.store.stories import NOON, note, ready, story
from workstation.domain import kinds
from workstation.domain.entries import Entry, decode
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.kinds import Body
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock
from workstation.practice import council
from workstation.services import opening
from workstation.services.desk import Desk
from workstation.services.record import put
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store import rows
from workstation.store.act import Act
from workstation.store.engine import forget_old_pages, open_engine, writing
from workstation.store.file import Store

CONTACTS, PRACTICE, ROUNDS, GOAL = 300, 150, 600, 1.3
SLOW: Final = 2_000
"""Microseconds that a commit takes longer in an office."""
FAR_FROM_FULL = 35
"""Rounds in which no log gets full."""
ME = Worker(AuthorId("w-ava"), "Ava Lindqvist", Role.SOCIAL_WORKER)


@dataclass
class Took:
    """Milliseconds of each act of one sort, and how many pages it put into the log."""

    times: list[float] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    def of(self, log: Path, act: Callable[[], object]) -> None:
        """Do this and note what it took. A commit with which the log began anew has no number of pages."""
        pages, before = pages_in(log), time.perf_counter()
        act()
        self.times.append((time.perf_counter() - before) * 1000)
        if (more := pages_in(log) - pages) >= 0:
            self.pages.append(more)

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.times)

    def __str__(self) -> str:
        return f"{self.median:.3f} ms ({statistics.mean(self.pages):.1f} pages)"


def pages_in(path: Path) -> int:
    """How many pages the log of this file holds, as the index beside it says."""
    with path.with_name(f"{path.name}-shm").open("rb") as index:
        found: int = struct.unpack_from("=I", index.read(20), 16)[0]
    return found


@contextmanager
def bare_file(path: Path) -> Iterator[tuple[sa.Engine, Callable[[tuple[Any, ...]], None]]]:
    """A file with one table and no index, and what writes a row to it."""
    engine = open_engine(path, PRACTICE_KEY, create=True)
    with writing(engine) as cx:
        cx.exec_driver_sql(f"CREATE TABLE words (no INTEGER PRIMARY KEY, {', '.join(rows.NAMES)})")
    raw = engine.raw_connection()
    cursor = raw.cursor()
    insert = rows.INSERT.replace("INTO entries", "INTO words")

    def commit(row: tuple[Any, ...]) -> None:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute(insert, row)
        cursor.execute("COMMIT")

    yield engine, commit
    cursor.close()
    raw.close()
    engine.dispose()


@contextmanager
def desk_with_contacts(path: Path) -> Iterator[Desk]:
    """A worker at a file with some contacts."""
    clock = FixedClock(NOON)
    store = Store.open(path, PRACTICE_KEY, clock=clock, kind="practice", create=True)
    store.people.add(ME)
    desk = opening.assemble(store, clock, Settings(), practice=True)
    opening.sit_down(desk, ME.id)
    for each in range(CONTACTS):
        store.journal.append_entries(ready(f"c{each:04d}", story(f"c{each:04d}", each), f"d{each}"))
    yield desk
    desk.close()


def full_once(path: Path, write: Callable[[int], object]) -> None:
    """Write until the log has been full and begun anew."""
    before, each = pages_in(path), 0
    while (now := pages_in(path)) >= before:
        before = now
        write(each)
        each += 1


class Rounds:
    """A save, the append alone, and a bare commit of the same row, turn by turn."""

    def __init__(self, desk: Desk, file: Path) -> None:
        self.desk, self.file = desk, file
        self.save, self.append, self.bare, self.lists = Took(), Took(), Took(), Took()

    def draft(self, key: str, contact: ContactId) -> str:
        """What was typed before it is said."""
        self.desk.store.drafts.put(key, contact, "{}", NOON, worker=ME.id)
        return key

    def saved(self, contact: ContactId, body: Body) -> None:
        """The service says it."""
        key = self.draft(f"contact/{contact}/save", contact)
        self.save.of(self.file, lambda: put(self.desk, contact, [body], draft=key))
        self.lists.of(self.file, self.desk.store.register.settle)

    def appended(self, contact: ContactId, body: Body) -> Entry:
        """The journal writes it, as the service asks it to."""
        key, asked = self.draft(f"contact/{contact}/append", contact), kinds.question(body)
        answered = [said.entry for said in self.desk.file(contact).answers(*asked)] if asked else []
        act, made = Act(body, answers=tuple(answered)), list[Entry]()
        journal = self.desk.store.journal
        self.append.of(self.file, lambda: made.extend(journal.append(contact, [act], ME.id, draft=key)))
        self.lists.of(self.file, self.desk.store.register.settle)
        return made[0]

    def __str__(self) -> str:
        save, append = (took.median / self.bare.median for took in (self.save, self.append))
        return (
            f"save {self.save}, append {self.append}, bare commit {self.bare}\n"
            f"    save {save:.2f} x (goal {GOAL}), append {append:.2f} x; its lists a moment later {self.lists}"
        )


def compare(folder: Path, told: Callable[[int], tuple[ContactId, Body]], *, growing: bool) -> Rounds:
    """What it all took. `told` is what is said and where, each time another thing; `growing` whether logs are."""
    file, bare = folder / "store", folder / "bare"
    with desk_with_contacts(file) as desk, bare_file(bare) as (engine, bare_commit):
        spare = rows.to_row(desk.store.journal.of_contact(ContactId("c0000"))[0])
        full_once(bare, lambda _: bare_commit(spare))
        full_once(file, lambda each: desk.store.drafts.put(f"spare/{each}", None, "{}" * 100, NOON))
        rounds = Rounds(desk, file)
        for each in range(ROUNDS):
            if growing and each % FAR_FROM_FULL == 0:
                forget_old_pages(engine)
                forget_old_pages(desk.store._engine)
            rounds.saved(*told(2 * each))
            row = rows.to_row(rounds.appended(*told(2 * each + 1)))
            rounds.bare.of(bare, partial(bare_commit, row))
    return rounds


def _contact(each: int) -> ContactId:
    """Saved to and appended to in turn."""
    return ContactId(f"c{each // 2 % CONTACTS:04d}")


def a_note(each: int) -> tuple[ContactId, Body]:
    """A line in the log of the contact; its line in lists stays."""
    return _contact(each), note("Rang back, and she was in. " * 16 + str(each))


def an_answer(each: int) -> tuple[ContactId, Body]:
    """An answer in place of the one before, by which the contact is due at another time."""
    because = "Rang back, and she was in. " * 16 + str(each)
    return _contact(each), kinds.Rated(rating=("red", "amber")[each // 2 % 2], because=because)


@cache
def _practice() -> tuple[tuple[ContactId, Body], ...]:
    stories: dict[ContactId, list[Body]] = {}
    for entry in council.generate(7, NOON, contacts=PRACTICE):
        if entry.body is not None and (body := decode(entry.kind, entry.body)) is not None:
            stories.setdefault(entry.contact, []).append(body)
    return tuple((contact, body) for contact, said in stories.items() for body in said)


def whole_contacts(each: int) -> tuple[ContactId, Body]:
    """What contacts of the practice authority say from first to last."""
    told = _practice()
    return told[each % len(told)]


def tell(sorts: Sequence[Callable[[int], tuple[ContactId, Body]]]) -> None:
    """Print the figures of these."""
    gc.collect()
    gc.disable()  # as in the window, where the store thread never collects (`ui.collecting`)
    for told, growing in product(sorts, (False, True)):
        with tempfile.TemporaryDirectory(dir=".") as folder:
            rounds = compare(Path(folder), told, growing=growing)
        log = "the logs grow" if growing else "the logs began anew"
        print(f"{told.__name__.replace('_', ' ')}, {log}: {rounds}", flush=True)
    gc.enable()


def main() -> None:
    """Print the figures, here and with a disk as in an office."""
    if sys.argv[1:] == ["--slow"]:
        tell([whole_contacts])
        return
    tell([whole_contacts, a_note, an_answer])
    print(f"and where a commit takes {SLOW / 1000:.0f} ms longer:", flush=True)
    slow = {"LD_PRELOAD": str(disk()), "LINTEL_WATCH": str(Path.cwd()), "LINTEL_SLOW": str(SLOW)}
    command = [sys.executable, "-m", "tests.bench.append", "--slow"]
    subprocess.run(command, env=os.environ | slow, check=True)


if __name__ == "__main__":
    main()
