"""A desk on a real store with nothing in it yet, at a clock that stands where it is put."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workstation.domain.ids import AuthorId
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock
from workstation.services import opening
from workstation.services.desk import Desk
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store

SHAH = Worker(AuthorId("shah"), "Rukhsana Shah", Role.SOCIAL_WORKER, pronoun="she")
PATEL = Worker(AuthorId("patel"), "Jaya Patel", Role.SOCIAL_WORKER)
MENSAH = Worker(AuthorId("mensah"), "Bola Mensah", Role.MANAGER, pronoun="she")
OKORO = Worker(AuthorId("okoro"), "Ike Okoro", Role.MANAGER)
OFFICER = Worker(AuthorId("officer"), "Cai Rees", Role.CONTACT_OFFICER)
ADMIN = Worker(AuthorId("admin"), "Ann Admin", Role.ADMINISTRATOR)
STAFF = (SHAH, PATEL, MENSAH, OKORO, OFFICER, ADMIN)
MORNING = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MORNING)


def new_desk(folder: Path, clock: FixedClock, settings: Settings, worker: Worker = SHAH) -> Desk:
    """A desk of this staff on a new store, and who sits there."""
    store = Store.open(folder / "practice.lintel", PRACTICE_KEY, clock=clock, kind="practice", create=True)
    for one in STAFF:
        store.people.add(one)
    desk = opening.assemble(store, clock, settings, practice=True)
    opening.sit_down(desk, worker.id)
    return desk


@contextmanager
def desk_of(folder: Path, worker: Worker, clock: FixedClock | None = None) -> Iterator[Desk]:
    """A computer with nothing on it yet, and who sits there."""
    folder.mkdir()
    desk = new_desk(folder, clock or FixedClock(MORNING), Settings(decide_first=0), worker)
    try:
        yield desk
    finally:
        desk.close()


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    desk = new_desk(tmp_path, clock, Settings(decide_first=0))
    yield desk
    desk.close()


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Desk]:
    """Rukhsana Shah's computer, where two of one team are looked at."""
    with desk_of(tmp_path / "mine", SHAH) as desk:
        yield desk


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Desk]:
    """Jaya Patel's computer, five minutes later."""
    with desk_of(tmp_path / "theirs", PATEL, FixedClock(MORNING + timedelta(minutes=5))) as desk:
        yield desk
