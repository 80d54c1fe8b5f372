"""How quick a push is beside a bare COPY of the same rows: `python -m tests.bench.push`.

Both go over TLS with the same login to the same server, which writes to its disk, and into tables with the same
columns and indexes, turn by turn, so that a busy machine slows both. The COPY only stores. The push checks every
digest, every computer and every right, gives places, chains them and answers for each entry. Told by the clock, and
by the processor time of both ends together, which says the same on a machine that others use as well.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import psycopg

from tests.central.cluster import Cluster, sweep
from tests.central.office import PostgresOffice, prepare
from tests.sync.telling import Computer
from workstation.domain.entries import FRONT_DOOR, Entry, chain
from workstation.domain.ids import AuthorId, DeviceId
from workstation.sync.central import Central, Verdict

SIZES, ROUNDS, GOAL = (1, 50, 500), 15, 0.5
WORDS: Final = "The neighbours heard shouting twice, and a child crying afterwards. " * 8
TYPES: Final = (
    "text", "int8", "text", "text", "text", "text", "text", "int8", "bytea", "text", "int8", "text", "text",
    "bytea", "bytea", "text", "bytea", "bytea", "bytea", "text", "timestamptz",
)  # fmt: skip


def measured(cluster: Cluster, act: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock, and of processor time of client and server together."""
    used = cluster.processor_seconds()
    own, before = time.process_time(), time.perf_counter()
    act()
    took, own = time.perf_counter() - before, time.process_time() - own
    return took * 1000, (own + cluster.processor_seconds() - used) * 1000


def copy(cx: psycopg.Connection[tuple[object, ...]], batch: Sequence[Entry], start: int) -> None:
    """The same rows, stored and nothing else."""
    with cx.cursor().copy("copy public.bare from stdin (format binary)") as into:
        into.set_types(TYPES)
        for place, entry in enumerate(batch, start=start):
            digest = chain(entry)
            into.write_row(
                (
                    entry.stream, place, entry.id, entry.contact, entry.kind, entry.author, entry.device, entry.seq,
                    entry.previous, entry.happened.isoformat(), entry.recorded, "", entry.edition, entry.salt,
                    entry.digest, (entry.body or b"").decode(), digest, entry.sig, digest, "ava", entry.happened,
                )
            )  # fmt: skip


def push(central: Central, batch: Sequence[Entry]) -> None:
    """As an exchange does it."""
    assert {answer.verdict for answer in central.push(FRONT_DOOR, batch)} == {Verdict.OK}


def compare(office: PostgresOffice) -> list[tuple[int, float, float, float, float]]:
    """For each size of a batch: the median milliseconds of a push, of a COPY, and the medians of their ratios, by
    the clock and by the processor.
    """
    pc, central = Computer(AuthorId("ava"), DeviceId("pc")), office.hire("ava")
    central.enrol(pc.key)
    office.sql("create table public.bare (like lintel.entry including all)")
    office.sql(f"grant usage on schema public to {office.login('ava')}")
    office.sql(f"grant insert on public.bare to {office.login('ava')}")
    done, found = 1, []
    with office.connect("ava") as cx:
        for size in SIZES:
            pushes, copies = [], []
            for _ in range(ROUNDS):
                batch = [pc.note(f"{WORDS}{number}") for number in range(size)]
                pushes.append(measured(office.cluster, partial(push, central, batch)))
                copies.append(measured(office.cluster, partial(copy, cx, batch, done)))
                done += size
            by_clock, by_processor = (
                statistics.median(bare[by] / ours[by] for bare, ours in zip(copies, pushes, strict=True))
                for by in (0, 1)
            )
            ours, bare = (statistics.median(took for took, _ in each) for each in (pushes, copies))
            found.append((size, ours, bare, by_clock, by_processor))
    return found


def main() -> None:
    with Cluster(durable=True) as cluster:
        prepare(cluster)
        office = PostgresOffice(cluster)
        for size, ours, bare, ratio, by_processor in compare(office):
            goal = f" (goal {GOAL})" if size == SIZES[-1] else ""
            print(
                f"{size:4} entries: push {ours:.2f} ms, COPY {bare:.2f} ms, COPY / push {ratio:.2f}{goal},"
                f" by processor time {by_processor:.2f}"
            )
        office.close()
    sweep()


if __name__ == "__main__":
    main()
