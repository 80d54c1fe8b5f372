"""A desk on a real store with nothing in it yet, at a clock that stands where it is put."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
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


def new_desk(folder: Path, clock: FixedClock, settings: Settings) -> Desk:
    """A desk of this staff on a new store; Rukhsana Shah sits there."""
    store = Store.open(folder / "practice.lintel", PRACTICE_KEY, clock=clock, kind="practice", create=True)
    for worker in STAFF:
        store.people.add(worker)
    desk = opening.assemble(store, clock, settings, practice=True)
    opening.sit_down(desk, SHAH.id)
    return desk


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    desk = new_desk(tmp_path, clock, Settings(decide_first=0))
    yield desk
    desk.close()
