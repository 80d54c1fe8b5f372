"""The record of real work from its first worker to the next morning, with a real keystore."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.access.secret_service import SecretService
from workstation.domain.people import Role
from workstation.domain.times import FixedClock
from workstation.services import find, real_work, receive
from workstation.services.receive import NewContact
from workstation.settings import PRACTICE_KEY
from workstation.store.file import Store
from workstation.trouble import AccessTrouble, StoreTrouble, WrongPassword, WrongStore

PASSWORD = "three plain words"
CLOCK = FixedClock(datetime(2026, 11, 24, 9, 18, tzinfo=UTC))


def test_from_the_first_worker_to_the_next_morning(keystore: SecretService, tmp_path: Path) -> None:
    path = tmp_path / "record.lintel"
    desk = real_work.first_desk("Bola Mensah", Role.MANAGER, PASSWORD, path, clock=CLOCK)
    worker = desk.worker.id
    receive.receive(desk, NewContact(words="Ringing about a child."))
    desk.close()
    assert real_work.colleagues(path) == ((worker, "Bola Mensah"),)
    assert not path.read_bytes().startswith(b"SQLite")
    again = real_work.real_desk(worker, PASSWORD, path, clock=CLOCK)
    assert (again.practice, again.worker.name, find.queue(again).total) == (False, "Bola Mensah", 1)
    again.close()


def test_what_an_upgrade_copied_goes_at_the_next_good_start(keystore: SecretService, tmp_path: Path) -> None:
    """Trust 3.1, step 12, where there is no server to exchange with."""
    path, copy = tmp_path / "record.lintel", tmp_path / "record.lintel.before-0007"
    desk = real_work.first_desk("Bola Mensah", Role.MANAGER, PASSWORD, path, clock=CLOCK)
    worker = desk.worker.id
    receive.receive(desk, NewContact(words="Ringing about a child."))
    desk.close()
    copy.write_bytes(path.read_bytes())
    with pytest.raises(WrongPassword):
        real_work.real_desk(worker, "three other words", path, clock=CLOCK)
    assert copy.exists()
    real_work.real_desk(worker, PASSWORD, path, clock=CLOCK).close()
    assert not copy.exists()


def test_who_may_not_come_in(keystore: SecretService, tmp_path: Path) -> None:
    path = tmp_path / "record.lintel"
    desk = real_work.first_desk("Bola Mensah", Role.MANAGER, PASSWORD, path, clock=CLOCK)
    worker = desk.worker.id
    desk.close()
    before = path.read_bytes()
    with pytest.raises(WrongPassword):
        real_work.real_desk(worker, "three other words", path, clock=CLOCK)
    with pytest.raises(AccessTrouble):
        real_work.first_desk("Somebody Else", Role.MANAGER, PASSWORD, path, clock=CLOCK)
    with pytest.raises((StoreTrouble, WrongStore)):
        Store.open(path, PRACTICE_KEY, clock=CLOCK, kind="practice")
    assert path.read_bytes() == before
