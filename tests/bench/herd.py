"""Two hundred workstations at one server: `python -m tests.bench.herd`.

Each is fifty entries behind when the server comes back, and all of them return in the same second. How long until
everything is central, beside a bare COPY of the same rows into the same table: once by all two hundred, each its
own rows over a line of its own, and once by one client in one statement? And what do the two hundred cost when
nobody writes: where somebody is at work each asks every two seconds, else every ten (`sync.pace`)? Everything over
TLS with a login of its own, on one machine, clients included.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final

import psycopg

from tests.bench.push import copy
from tests.central.cluster import Cluster, sweep
from tests.central.office import PASSWORD, PostgresOffice, prepare
from tests.sync.telling import Computer
from workstation.domain.entries import FRONT_DOOR, Entry
from workstation.domain.ids import AuthorId, DeviceId
from workstation.sync.central import Verdict
from workstation.sync.pace import BUSY, IDLE
from workstation.sync.postgres import PostgresCentral

STATIONS, BEHIND, LISTEN, GOAL = 200, 50, 20.0, 2.0
WORKERS: Final = 20
"""A person has no more than ten connections, so ten workstations share one."""
_ROOM: Final = f"max_connections = {STATIONS + 40}\nautovacuum = off\n"


class Station:
    """One workstation: its line, and what waits in it, ready to be sent."""

    def __init__(self, office: PostgresOffice, number: int) -> None:
        self.office, self.number, self.worker = office, number, f"w{number % WORKERS}"
        self.computer = Computer(AuthorId(self.worker), DeviceId(f"pc-{number}"))
        self.central = PostgresCentral(office.address(patience=60), office.login(self.worker), PASSWORD)
        self.copies: psycopg.Connection[tuple[object, ...]] | None = None
        self.central.enrol(self.computer.key)
        self.waits: Sequence[Entry] = ()

    def warm_up(self) -> None:
        """The server's process for this line has read its functions and the shape of the tables."""
        self.waits = self.computer.notes(1)
        self.come_back()

    def come_back(self) -> None:
        """Say hello and hand over what waits, as a round does."""
        self.greet()
        self.hand_over()

    def copy_line(self) -> None:
        """A line of the same kind, for a bare COPY."""
        self.copies = self.office.connect(self.worker)

    def copy(self) -> None:
        """What waits, stored over that line and nothing else; over a new one if there is none."""
        if self.copies is None:
            self.copy_line()
        assert self.copies is not None
        copy(self.copies, self.waits, self.number * BEHIND + 1)

    def hang_up(self) -> None:
        """No line is left."""
        self.central.close()
        if self.copies is not None:
            self.copies.close()
        self.copies = None

    def connect(self) -> None:
        """Make the line, and ask something small over it."""
        self.central.devices()

    def greet(self) -> None:
        """Say hello."""
        self.central.hello(self.computer.device)

    def hand_over(self) -> None:
        """Push what waits."""
        answers = self.central.push(FRONT_DOOR, self.waits)
        assert all(answer.verdict is Verdict.OK for answer in answers)


def together(acts: Sequence[Callable[[], object]]) -> float:
    """Do all at once, each in a thread of its own that is there already; seconds until the last is done."""
    ready = threading.Barrier(len(acts) + 1)

    def act(one: Callable[[], object]) -> float:
        ready.wait()
        one()
        return time.perf_counter()

    with ThreadPoolExecutor(len(acts)) as pool:
        running = [pool.submit(act, one) for one in acts]
        ready.wait()
        began = time.perf_counter()
        return max(each.result() for each in running) - began


def copy_seconds(office: PostgresOffice) -> float:
    """A bare COPY of the rows that came, by one client, into a second table with the same columns, indexes and
    checks.
    """
    with psycopg.connect(office.cluster.admin(office.database), autocommit=True) as cx:
        with cx.cursor().copy("copy lintel.entry to stdout (format binary)") as out:
            rows = b"".join(bytes(piece) for piece in out)
        cx.execute("truncate public.bare")
        began = time.perf_counter()
        with cx.cursor().copy("copy public.bare from stdin (format binary)") as copying:
            copying.write(rows)
        return time.perf_counter() - began


def copies_seconds(office: PostgresOffice, stations: Sequence[Station], *, used: bool) -> float:
    """The same by all stations at once, each its own rows, over lines that were used before or have to be made."""
    office.sql("truncate public.bare")
    for station in stations:
        station.central.close()
        if used:
            station.copy()
    office.sql("truncate public.bare")
    took = together([station.copy for station in stations])
    for station in stations:
        station.hang_up()
    return took


def start_anew(office: PostgresOffice) -> None:
    """The same server without an entry."""
    office.sql("truncate lintel.entry")
    office.sql("update lintel.stream set head = 0, chain = '', safe = 0")
    office.sql("update lintel.device set seq = 0, seq_chain = ''")


def herd(office: PostgresOffice, stations: Sequence[Station]) -> None:
    """Print how long it takes them to come back: with lines that are open and were used, and with new ones, where
    each has to be made and its process on the server has to read everything first.
    """
    for lines in ("used lines", "new lines"):
        start_anew(office)
        for station in stations:
            station.computer.said.clear()
            if lines == "used lines":
                station.warm_up()
        start_anew(office)
        for station in stations:
            station.waits = station.computer.notes(BEHIND)
            if lines == "new lines":
                station.central.close()
        took, used, own = costs(office, [station.come_back for station in stations])
        rows, bare = office.sql("select count(*) from lintel.entry")[0][0], copy_seconds(office)
        copies = copies_seconds(office, stations, used=lines == "used lines")
        print(
            f"{STATIONS} workstations x {BEHIND} entries, {lines}: {rows} central in {took:.2f} s; COPY by each of"
            f" them {copies:.2f} s, ratio {took / copies:.1f} (goal {GOAL}); COPY by one client {bare:.2f} s, ratio"
            f" {took / bare:.1f}; the server worked {used:.2f} s, the workstations, all in this one process,"
            f" {own:.2f} s"
        )


def shares(office: PostgresOffice, stations: Sequence[Station]) -> None:
    """Print what of a return is what, each step by itself: making the line, the first and a later hello, and the
    first and a later push over it.
    """
    start_anew(office)
    for station in stations:
        station.computer.said.clear()
        station.central.close()
    for step, act in (
        ("connect, and the first question", Station.connect),
        ("hello", Station.greet),
        ("first push", Station.hand_over),
        ("a later push", Station.hand_over),
    ):
        for station in stations:
            station.waits = station.computer.notes(BEHIND)
        took, used, own = costs(office, [partial(act, station) for station in stations])
        print(
            f"  {step}: {took:.2f} s; on the server {1000 * used / STATIONS:.1f} ms each, here"
            f" {1000 * own / STATIONS:.1f} ms each"
        )


def costs(office: PostgresOffice, acts: Sequence[Callable[[], object]]) -> tuple[float, float, float]:
    """Do all at once: seconds until the last is done, and of processor time of the server and of ourselves."""
    used, own = office.cluster.processor_seconds(), time.process_time()
    took = together(acts)
    return took, office.cluster.processor_seconds() - used, time.process_time() - own


def idle(cluster: Cluster, stations: Sequence[Station], every: float) -> None:
    """Print what asking costs when nobody writes."""
    over = threading.Event()

    def poll(number: int) -> int:
        asked = 0
        over.wait(every * number / STATIONS)
        while not over.is_set():
            stations[number].central.hello(stations[number].computer.device)
            asked += 1
            over.wait(every)
        return asked

    with ThreadPoolExecutor(STATIONS) as pool:
        polling = [pool.submit(poll, number) for number in range(STATIONS)]
        over.wait(every)  # the first round finds cold caches
        before, began = cluster.processor_seconds(), time.perf_counter()
        over.wait(LISTEN)
        used, took = cluster.processor_seconds() - before, time.perf_counter() - began
        over.set()
        asked = sum(each.result() for each in polling) * LISTEN / (LISTEN + every)
    print(
        f"{STATIONS} workstations asking every {every:.0f} s: {100 * used / took:.1f} % of one core on the server,"
        f" {1e6 * used / asked:.0f} us a question"
    )


def main() -> None:
    """Print the figures."""
    with Cluster(durable=True, extra=_ROOM) as cluster:
        prepare(cluster)
        office = PostgresOffice(cluster)
        office.sql("create table public.bare (like lintel.entry including all)")
        for number in range(WORKERS):
            office.hire(f"w{number}")
            office.sql(f"grant usage on schema public to {office.login(f'w{number}')}")
            office.sql(f"grant insert on public.bare to {office.login(f'w{number}')}")
        stations = [Station(office, number) for number in range(STATIONS)]
        herd(office, stations)
        shares(office, stations)
        idle(cluster, stations, BUSY)
        idle(cluster, stations, IDLE)
        for station in stations:
            station.central.close()
        office.close()
    sweep()


if __name__ == "__main__":
    main()
