"""Whatever happens around pieces, in whatever order: who begins anew has exactly what Central tells.

One seed is one history of writing, erasing, packing by two supervisors (left half done now and then) and of a
Central that goes back to an earlier state, with its pieces. A fresh computer joins again and again, and an old one
follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.central.office import PostgresOffice
from tests.central.packs import SIZE, NewDesk, near, supervise
from tests.sync.telling import Computer
from workstation.domain.entries import FRONT_DOOR, Entry
from workstation.domain.ids import AuthorId, ContactId, DeviceId
from workstation.domain.travel import ERASING
from workstation.sync import packing
from workstation.sync.idle_packing import pack_piece

__all__ = ["near"]
STEPS = 24
TABLES = ("entry", "stream", "device", "erasing", "erased", "segment", "segment_part")


class History:
    """An office, what was said in it, and what must never be seen again."""

    def __init__(self, office: PostgresOffice, folder: Path, dice: Random) -> None:
        self.office, self.folder, self.dice = office, folder, dice
        self.ava, self.cy = office.hire("ava"), office.hire("cy")
        self.first = Computer(AuthorId("ava"), DeviceId("pc-a"))
        self.second = Computer(AuthorId("cy"), DeviceId("pc-c"))
        self.ava.enrol(self.first.key)
        self.cy.enrol(self.second.key)
        office.hire("ben")
        supervise(office)
        office.add("second", "manager")
        office.grant("second", FRONT_DOOR, write=True)
        self.packers = [office.central("duty"), office.central("second")]
        self.old = NewDesk.of(office, folder, "ben")
        self.said: list[Entry] = []
        self.erased: set[str] = set()
        self.joined = 0
        office.sql("create schema saved")
        self.remember()

    def step(self) -> None:
        """One thing happens."""
        weights = {
            self.write: 8,
            self.erase: 2,
            self.pack: 6,
            self.leave_half: 2,
            self.remember: 2,
            self.go_back: 2,
        }
        self.dice.choices(list(weights), list(weights.values()))[0]()
        self.old.exchange()

    def write(self) -> None:
        for _ in range(self.dice.randrange(1, SIZE)):
            pc, central = self.dice.choice([(self.first, self.ava), (self.second, self.cy)])
            entry = pc.note(f"Line {len(self.said)}.", contact=ContactId(f"c-{self.dice.randrange(5)}"))
            central.push(FRONT_DOOR, [entry])
            self.said.append(entry)

    def erase(self) -> None:
        there = {entry.id for entry in self.story()}
        left = [entry for entry in self.said if entry.id in there and entry.id not in self.erased]
        if left:
            gone = self.dice.choice(left)
            self.ava.push(FRONT_DOOR, [self.first.agree(gone.id, contact=gone.contact)])
            self.cy.push(FRONT_DOOR, [self.second.redact(gone.id, contact=gone.contact)])
            self.erased.add(gone.id)

    def pack(self) -> None:
        first = self._somewhere()
        if first:
            pack_piece(self.dice.choice(self.packers), FRONT_DOOR, first, first + SIZE - 1)

    def leave_half(self) -> None:
        first, steps = self._somewhere(), iter(range(self.dice.randrange(3)))
        if first:
            packer = self.dice.choice(self.packers)
            pack_piece(packer, FRONT_DOOR, first, first + SIZE - 1, lambda: next(steps, None) is not None)

    def _somewhere(self) -> int:
        """Where some whole piece begins."""
        return int(self.dice.choice([0, *range(1, len(self.story()) - SIZE + 2, SIZE)]))

    def remember(self) -> None:
        """Somebody makes a backup."""
        for table in TABLES:
            self.office.sql(f"drop table if exists saved.{table}")
            self.office.sql(f"create table saved.{table} as select * from lintel.{table}")

    def go_back(self) -> None:
        """Central is put back from the last backup. The old desk comes first, and hands over all that it has."""
        for table in reversed(TABLES):
            if table not in ("stream", "device"):
                self.office.sql(f"delete from lintel.{table}")
        for table in TABLES:
            if table not in ("stream", "device"):
                self.office.sql(f"insert into lintel.{table} select * from saved.{table}")
        self.office.sql(
            "update lintel.stream s set head = x.head, chain = x.chain"
            " from saved.stream x where x.name = s.name"
        )
        self.office.sql(
            "update lintel.device d set seq = coalesce(x.seq, 0), seq_chain = coalesce(x.seq_chain, '')"
            " from lintel.device y left join saved.device x using (id) where y.id = d.id"
        )
        self.old.exchange()
        for pc, central in ((self.first, self.ava), (self.second, self.cy)):
            for entry in pc.said:  # who erased comes back as well, and says so once more
                if entry.kind in ERASING:
                    central.push(FRONT_DOOR, [entry])

    def story(self) -> list[Entry]:
        """Everything, as Central tells it page by page."""
        found: list[Entry] = []
        while page := self.packers[0].pull(FRONT_DOOR, len(found)).entries:
            found += page
        return found

    def join(self) -> None:
        """A computer that begins has exactly this, by whatever way it came, and none of the erased words."""
        self.joined += 1
        fresh = NewDesk(self.folder / f"fresh-{self.joined}", self.old.central, AuthorId("ben"))
        fresh.exchange()
        story = self.story()
        assert fresh.told() == story
        assert not [entry for entry in story if entry.id in self.erased and entry.body is not None]
        fresh.store.close()


@pytest.fixture(params=range(4))
def history(
    office: PostgresOffice, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[History]:
    monkeypatch.setattr(packing, "SIZE", SIZE)
    made = History(office, tmp_path, Random(request.param))
    yield made
    made.old.close()


def test_who_begins_anew_has_what_central_tells(history: History) -> None:
    for step in range(STEPS):
        history.step()
        if step % 4 == 3:
            history.join()
    # What anybody ever read is still there, whatever Central forgot meanwhile.
    assert {entry.id for entry in history.old.told()} == {entry.id for entry in history.story()}
