"""A team: its Central in a real server, a bad network in front of it, workstations, and what was ever promised.

`settle` lets everybody exchange over a good network until nothing moves. `check` is the question the whole
exchange is about: is everything that was told "saved" at Central and on every workstation, once, in one story?
"""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path
from typing import Final, Self

from tests.central.cluster import Cluster
from tests.central.office import PASSWORD, PostgresOffice
from tests.central.proxy import Proxy
from tests.journeys.desk import Desk, everybody
from tests.journeys.desk_process import Place, Sight, Trip
from workstation.domain.entries import FRONT_DOOR, Entry, chain
from workstation.domain.ids import DeviceId, EntryId
from workstation.domain.travel import Mark, link
from workstation.sync.exchange import Round
from workstation.sync.postgres import PostgresCentral

_MOST_ROUNDS: Final = 40
AUDITOR: Final = "auditor"
"""Reads every stream and writes nothing: how a test looks at Central."""


class Fleet:
    """Workstations of one office."""

    def __init__(self, cluster: Cluster, folder: Path, *, patience: float = 2.0) -> None:
        self.cluster, self.folder, self.patience = cluster, folder, patience
        self.office = PostgresOffice(cluster)
        self.office.hire(AUDITOR, reads=(FRONT_DOOR,))
        # Before anybody takes a backup: the supervisor who will have to agree to things after it was put back.
        self.office._as_manager("select 1")
        self.proxy = Proxy("127.0.0.1", cluster.port)
        self.told: set[EntryId] = set()
        self.desks: list[Desk] = []
        self.faults: Counter[str] = Counter()
        self._numbers = itertools.count(1)

    def __enter__(self) -> Self:
        self.proxy.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        for desk in self.desks:
            desk.close()
        self.proxy.__exit__(None, None, None)
        self.office.close()

    # -- people -------------------------------------------------------------------------------------------

    def desk(self, worker: str, *, opened: bool = True) -> Desk:
        """A new workstation for a worker, who is hired if need be."""
        if not self.office.sql("select 1 from lintel.worker where id = %s", worker):
            self.office.hire(worker)
        file = self.folder / f"{worker}-{next(self._numbers)}" / "record"
        file.parent.mkdir(parents=True)
        return self.at(self.place(worker, file), opened=opened)

    def place(self, worker: str, file: Path) -> Place:
        """Where a worker works with this file; its computer has a secret of its own."""
        return Place(
            file=file, worker=worker, login=self.office.login(worker), password=PASSWORD,
            address=self.office.address(port=self.proxy.port, patience=self.patience),
            secret=file.parent.name.encode(),
        )  # fmt: skip

    def at(self, place: Place, *, opened: bool = True) -> Desk:
        """A workstation at a place."""
        desk = Desk(place, self.told)
        self.desks.append(desk)
        if opened:
            desk.open()
        return desk

    def destroy(self, desk: Desk) -> None:
        """The computer is gone, and its file with it."""
        desk.kill()
        self.desks.remove(desk)

    def follow_cluster(self, cluster: Cluster) -> None:
        """The name of the server now leads to another one."""
        self.cluster = self.office.cluster = cluster
        self.proxy.reset()
        self.proxy._to = ("127.0.0.1", cluster.port)

    # -- afterwards ---------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Exchange until nobody has anything to tell or to hear. It has to end (I18)."""
        self.calm()
        rounds: list[Round | Trip] = []
        for _ in range(_MOST_ROUNDS):
            rounds = [desk.exchange() for desk in everybody(self.desks)]
            if all(_quiet(done) for done in rounds):
                return
        raise AssertionError(f"it never comes to rest: {rounds}")

    def calm(self) -> None:
        """The network is good again."""
        self.proxy.cut_after()
        self.proxy.latency = self.proxy.rate = 0.0
        self.proxy.swallow = self.proxy.refuse = False
        self.proxy.listening = True

    def check(
        self, *, kept_aside: frozenset[EntryId] = frozenset(), doubted: frozenset[EntryId] = frozenset()
    ) -> list[Sight]:
        """Nothing told is lost (I2), nothing is there twice (I4), no hole (I5), one story for all (I7, I10).

        `kept_aside` may be in Central's quarantine instead; nobody believes what is `doubted`.
        """
        story, mark = self.story()
        held = {entry.id for entry in story}
        assert len(held) == len(story), "an entry is there twice"
        lost = self.told - held - (kept_aside & set(self.office.quarantine()))
        assert not lost, f"{len(lost)} of {len(self.told)} told entries are not at Central"
        sights = [desk.look() for desk in everybody(self.desks)]
        for sight in sights:
            assert sight.faults == ()
            assert sight.waiting == len(sight.refused), "something waits"
            assert set(sight.refused) <= kept_aside
            assert sight.ids - kept_aside == held - doubted, "a workstation holds something else than Central"
            assert sight.marks.get(FRONT_DOOR, Mark()) == mark
            assert sight.places == {e.id: e.position for e in story if e.id not in doubted}
        if not kept_aside:
            assert all(sight.folded == sights[0].folded for sight in sights), (
                "two workstations show two things"
            )
        return sights

    def story(self) -> tuple[list[Entry], Mark]:
        """Central's story, checked link by link, straight from the server."""
        central = PostgresCentral(self.office.address(), self.office.login(AUDITOR), PASSWORD)
        try:
            return read_whole(central)
        finally:
            central.close()

    def devices(self) -> set[DeviceId]:
        """The computers that Central knows."""
        return {DeviceId(str(row[0])) for row in self.office.sql("select id from lintel.device")}

    def agree_to_claims(self) -> int:
        """A supervisor agrees to every claim that there is; how many there were."""
        claims = self.office.sql("select distinct device from lintel.claim")
        for (device,) in claims:
            self.office.agree(DeviceId(str(device)))
        return len(claims)


def read_whole(central: PostgresCentral) -> tuple[list[Entry], Mark]:
    """Every entry of the stream, its positions without a gap and its chain worked out anew."""
    mark, story = Mark(), list[Entry]()
    while True:
        page = central.pull(FRONT_DOOR, mark.cursor)
        for entry in page.entries:
            assert entry.position == mark.cursor + 1, "a hole in the positions"
            mark = Mark(entry.position, link(mark.chain, chain(entry)))
        assert mark.chain == page.chain, "the chain does not verify"
        story += page.entries
        if not page.entries:
            assert page.head == mark.cursor
            return story, mark


def _quiet(done: Round | Trip) -> bool:
    return (
        isinstance(done, Round)
        and done.finished
        and not (done.sent or done.received or done.healed or done.refused or done.renamed)
    )
