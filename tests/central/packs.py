"""Packed pieces for tests: small ones, honest and forged, and a desk that says how it got what it has."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest

from tests.central.office import PASSWORD, PostgresOffice
from tests.store.conftest import KEY
from tests.store.stories import clock, lines
from tests.sync.telling import Computer
from workstation.access.seals import Seals, genuine
from workstation.domain.entries import FRONT_DOOR, Entry, digest
from workstation.domain.ids import AuthorId, ContactId, DeviceId
from workstation.store import rows
from workstation.store.file import Store
from workstation.sync import first_sync, packing
from workstation.sync.central import Packed, Page
from workstation.sync.exchange import Round, exchange
from workstation.sync.postgres import PostgresCentral

SIZE: Final = 20
"""Entries in a piece here."""
Row = tuple[Any, ...]
Change = Callable[[list[Row]], list[Row]]
PLACE: Final = {name: place for place, name in enumerate(rows.NAMES)}


MANY: Final = 5 * SIZE + 7


def told(office: PostgresOffice, many: int = MANY) -> list[Entry]:
    """What two computers wrote about several contacts, at Central."""
    ava, cy = office.hire("ava"), office.hire("cy")
    first, second = Computer(AuthorId("ava"), DeviceId("pc-a")), Computer(AuthorId("cy"), DeviceId("pc-c"))
    ava.enrol(first.key)
    cy.enrol(second.key)
    for number in range(many):
        pc, central = ((first, ava), (second, cy))[number % 3 == 0]
        central.push(FRONT_DOOR, [pc.note(f"Line {number}.", contact=ContactId(f"c-{number % 9}"))])
    return list(ava.pull(FRONT_DOOR, 0).entries)


def supervise(office: PostgresOffice, *streams: str) -> None:
    """Hire the supervisor whose login packs."""
    office.add("duty", "manager")
    for stream in streams or (FRONT_DOOR,):
        office.grant("duty", stream, write=True)


def pack(office: PostgresOffice, stream: str = FRONT_DOOR) -> int:
    """Pack what is whole; how many pieces that were."""
    with office.connect("duty") as cx:
        return packing.pack(cx, stream, size=SIZE)


def pieces(office: PostgresOffice) -> list[tuple[object, ...]]:
    """First and last of what Central hands out."""
    return office.sql("select first, last from lintel.segment where whole order by first")


def with_value(row: Row, **values: object) -> Row:
    """The same row with another value somewhere."""
    changed = list(row)
    for name, value in values.items():
        changed[PLACE[name]] = value
    return tuple(changed)


def upload(office: PostgresOffice, first: int, file: bytes, key: bytes, entries: Sequence[Entry]) -> bool:
    """Hand this file in as the piece that begins there, as a supervisor's program could, whatever is in it."""
    chains: dict[Any, Any] = dict(office.sql("select position, chain from lintel.entry"))  # type: ignore[arg-type]
    last = first + SIZE - 1
    with office.connect("duty") as cx:
        assert packing._said(cx, packing._BEGIN, (FRONT_DOOR, first, last))
        assert packing._said(cx, packing._ADD, (FRONT_DOOR, first, 1, file))
        told = (chains.get(first - 1, b""), chains[last], hashlib.sha256(file).digest(), key)
        return packing._said(cx, packing._DONE, (FRONT_DOOR, first, *told))


def forge(office: PostgresOffice, entries: Sequence[Entry], change: Change, first: int = 1) -> None:
    """A piece with right digests around it, in which something was changed."""
    honest = [rows.to_row(entry) for entry in entries[first - 1 : first - 1 + SIZE]]
    assert upload(office, first, *packing.encrypted(change(honest)), entries)


class Watched(PostgresCentral):
    """Notes how many entries were read page by page, and lets something happen before a part is fetched."""

    pulled = 0
    fetched = 0
    at_once = 500
    before_part: Callable[[int], object] = staticmethod(lambda _number: None)

    def pull(self, stream: str, cursor: int, most: int = 500) -> Page:
        page = super().pull(stream, cursor, min(most, self.at_once))
        self.pulled += len(page.entries)
        return page

    def part(self, stream: str, packed: Packed, number: int) -> bytes | None:
        self.before_part(self.fetched)
        self.fetched += 1
        return super().part(stream, packed, number)


@dataclass
class NewDesk:
    """A computer that begins."""

    path: Path
    central: Watched
    worker: AuthorId
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.open(create=True)

    @classmethod
    def of(cls, office: PostgresOffice, folder: Path, worker: str) -> NewDesk:
        """For somebody who was hired."""
        central = Watched(office.address(), office.login(worker), PASSWORD)
        return cls(folder / worker, central, AuthorId(worker))

    def open(self, *, create: bool = False) -> None:
        self.store = Store.open(self.path, KEY, clock=clock(), create=create)
        self.store.register.follow(lines)
        self.store.journal.sit(self.worker, Seals(digest(self.worker.encode())))

    def close(self) -> None:
        self.central.close()
        self.store.close()

    def exchange(self) -> Round:
        """Rounds until one ends well; the first of them."""
        first = done = exchange(self.store.journal, self.central, genuine)
        while not done.finished:
            done = exchange(self.store.journal, self.central, genuine)
        return first

    def told(self) -> list[Entry]:
        """Everything here in Central's order."""
        story = [entry for _, entries in self.store.journal.iterate() for entry in entries]
        return sorted(story, key=lambda entry: entry.order)

    def listed(self) -> list[object]:
        """Which contacts the register lists."""
        return self.store.register._look.rows("SELECT contact, line FROM contact_rows ORDER BY contact")

    def beside(self) -> list[str]:
        """What lies beside the record that should not."""
        known = {f"{self.path.name}{end}" for end in ("", "-wal", "-shm", ".lock")}
        return [file.name for file in self.path.parent.glob(f"{self.path.name}*") if file.name not in known]


# -- for the tests that import them ---------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here two small pieces are far."""
    monkeypatch.setattr(first_sync, "FAR", 2 * SIZE)


@pytest.fixture
def desk(office: PostgresOffice, tmp_path: Path) -> Iterator[NewDesk]:
    """Ben's first day. A supervisor is there, too."""
    office.hire("ben")
    supervise(office)
    made = NewDesk.of(office, tmp_path, "ben")
    yield made
    made.close()
