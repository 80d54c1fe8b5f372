"""How quick a new computer gets a whole record beside the raw copy of it: `python -m tests.bench.first_sync`.

The copy is `sqlcipher_export`, SQLCipher's own way to write an encrypted file anew, of the very record that the
first sync made, with its indexes. The first sync fetches packed pieces from a server over TLS, checks every entry
of them (place, chain, words, signatures by Ed25519), and writes them beside the marks into a durable file. How long
it takes to fold the contacts afterwards is told by itself. Turn by turn, so that a busy machine slows both. Told by
the clock (a first sync has work for two cores, an export for one), and by the processor time of this process.

    --entries N    how many (100,000)        --rounds N    how often (3)
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from tests.bench.pull import Took, as_in_the_window, measured
from tests.central.cluster import Cluster, sweep
from tests.central.office import PostgresOffice, prepare
from tests.store.conftest import KEY
from tests.store.stories import BEN, clock, lines
from tests.sync.seals import TestSeals
from tests.sync.telling import MORNING, Computer
from workstation.access.seals import genuine
from workstation.domain.entries import FRONT_DOOR, Entry
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId, uuid7
from workstation.domain.times import milliseconds
from workstation.store.cipher import connect
from workstation.store.file import Store
from workstation.sync.central import Central, Verdict
from workstation.sync.exchange import exchange
from workstation.sync.packing import pack

ENTRIES, ROUNDS, GOAL = 100_000, 3, 0.6
BATCH, STORY, DESKS, MOST_DESKS, EACH = 500, 10, 20, 400, 1_000
WORDS: Final = "The neighbours heard shouting twice, and a child crying afterwards. " * 8


class Desk(Computer):
    """A computer whose entries have identities as they are made at work, in the order of time."""

    def say(self, kind: str, body: bytes | None, **rest: Any) -> Entry:  # noqa: ANN401 - what the other takes
        made = super().say(kind, body, **rest)
        at = milliseconds(made.happened) + next(_ticks)
        self.said[-1] = self.signed(replace(made, id=EntryId(uuid7(at))))
        return self.said[-1]


_ticks = count()


def told(central: Central, each: int) -> Iterator[Entry]:
    """What twenty desks write turn by turn, ten entries about each contact; new desks after some time."""
    names, numbers = count(), count()
    while True:
        desks = [Desk(AuthorId("ava"), DeviceId(f"pc-{next(names)}")) for _ in range(DESKS)]
        for desk in desks:
            central.enrol(desk.key)
        for _ in range(each // STORY):
            for desk in desks:
                contact = ContactId(uuid7(milliseconds(MORNING) + next(numbers)))
                yield from (desk.note(f"{WORDS}{line}", contact=contact) for line in range(STORY))


def fill(office: PostgresOffice, many: int) -> None:
    """A Central with so many entries, packed by a supervisor."""
    writer = office.hire("ava")
    entries = islice(told(writer, max(EACH, many // MOST_DESKS)), many)
    while batch := list(islice(entries, BATCH)):
        assert {answer.verdict for answer in writer.push(FRONT_DOOR, batch)} == {Verdict.OK}
    office.sql("analyze")
    office.add("duty", "manager")
    office.grant("duty", FRONT_DOOR, write=True)
    with office.connect("duty") as cx:
        took = measured(lambda: pack(cx, FRONT_DOOR))
    print(f"{many:,} entries packed in {took.clock:.1f} s")


def follow(store: Store, central: Central) -> None:
    """Exchanges to the end."""
    while not (done := exchange(store.journal, central, genuine)).finished:
        assert done.spoiled == 0
        print(f"  {done.of - done.ahead:,} of {done.of:,}", end="\r", file=sys.stderr)


def export(record: Path, target: Path) -> None:
    """The same record, as SQLCipher writes it anew."""
    raw = connect(record, KEY, "mode=rw")
    raw.execute("ATTACH ? AS copy KEY ?", (str(target), f"x'{KEY.hex()}'"))
    raw.execute("SELECT sqlcipher_export('copy')")
    raw.close()
    with target.open("rb") as file:
        os.fsync(file.fileno())


def compare(central: Central, folder: Path, many: int, rounds: int) -> list[tuple[Took, Took]]:
    """How long a first sync and an export took, each time."""
    found = []
    for each in range(rounds):
        record, copy = folder / f"record-{each}", folder / f"copy-{each}"
        with Store.open(record, KEY, clock=clock(), create=True) as store:
            store.journal.sit(BEN, TestSeals("ben"))
            ours = measured(partial(follow, store, central))
            assert store.journal.mark(FRONT_DOOR).cursor == store.journal.count() == many
        found.append((ours, measured(partial(export, record, copy))))
        print(
            f"  first sync {ours.clock:.2f} s, export {found[-1][1].clock:.2f} s, load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
        if each:
            record.unlink()
        copy.unlink()
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entries", type=int, default=ENTRIES)
    options.add_argument("--rounds", type=int, default=ROUNDS)
    args, _ = options.parse_known_args()
    as_in_the_window()
    with Cluster() as cluster, tempfile.TemporaryDirectory(dir=".") as folder:
        prepare(cluster)
        office = PostgresOffice(cluster)
        fill(office, args.entries)
        found = compare(office.hire(BEN), Path(folder), args.entries, args.rounds)
        with Store.open(Path(folder) / "record-0", KEY, clock=clock()) as store:
            folded = measured(lambda: store.register.follow(lines))
        office.close()
    sweep()
    ours = statistics.median(sync.clock for sync, _ in found)
    ratio = statistics.median(bare.clock / sync.clock for sync, bare in found)
    by_processor = statistics.median(bare.processor / sync.processor for sync, bare in found)
    print(f"first sync of {args.entries:,} entries in {ours:.2f} s ({args.entries / ours:,.0f}/s);")
    print(
        f"export / first sync {ratio:.2f} (goal {GOAL}), by processor time {by_processor:.2f};"
        f" folded afterwards in {folded.clock:.1f} s"
    )


if __name__ == "__main__":
    main()
