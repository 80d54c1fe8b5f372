"""Signing in at a real database over TLS: who I am, and every way in which it does not let me in."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from tests.access.secret_service import SecretService
from tests.central.conftest import cluster, office
from tests.central.office import PASSWORD, PostgresOffice
from workstation.access import desks, sign_in
from workstation.access.seals import genuine
from workstation.domain.people import Role
from workstation.domain.times import SystemClock
from workstation.services import exchanging, find, receive, signing_in
from workstation.services.desk import Desk
from workstation.services.first_page import Given, PasswordChanged
from workstation.services.receive import NewContact
from workstation.settings import SettingsTrouble
from workstation.sync.central import CentralAway, CentralRefuses, DoorShut
from workstation.sync.door import Door, PostgresDoor, address_of
from workstation.sync.exchange import exchange
from workstation.trouble import WrongPassword

__all__ = ["cluster", "office"]
OTHER = "another-horse-8"


@pytest.fixture
def door(office: PostgresOffice) -> PostgresDoor:
    office.hire("ava")
    office.hire("ben")
    return PostgresDoor(office.address())


def test_central_says_who_i_am_and_who_works_with_me(office: PostgresOffice, door: Door) -> None:
    told = door.sign_in(office.login("ava"), PASSWORD)
    assert (told.worker.id, told.worker.name, told.worker.role) == ("ava", "Ava", Role.MANAGER)
    assert [one.id for one in told.colleagues] == ["ben"]
    assert abs((told.at - SystemClock().now()).total_seconds()) < 60


def test_a_name_and_a_password_that_do_not_match(office: PostgresOffice, door: Door) -> None:
    """And a name nobody has looks the same."""
    for login, password in ((office.login("ava"), OTHER), ("nobody_at_all", PASSWORD)):
        with pytest.raises(WrongPassword):
            door.sign_in(login, password)


def test_a_leaver_by_the_record_or_by_the_database(office: PostgresOffice, door: Door) -> None:
    office.disable("ava")
    office.sql(f"alter role {office.login('ben')} nologin")
    for worker in ("ava", "ben"):
        with pytest.raises(CentralRefuses) as refused:
            door.sign_in(office.login(worker), PASSWORD)
        assert not isinstance(refused.value, DoorShut)


def test_a_server_that_takes_nobody_from_here_is_no_word_about_a_person(
    office: PostgresOffice, door: PostgresDoor
) -> None:
    nowhere = msgspec.structs.replace(office.address(), database="no_such")
    with pytest.raises(DoorShut):
        PostgresDoor(nowhere).sign_in(office.login("ava"), PASSWORD)


def test_nobody_answers(office: PostgresOffice, door: PostgresDoor) -> None:
    with pytest.raises(CentralAway):
        PostgresDoor(office.address(port=1)).sign_in(office.login("ava"), PASSWORD)


def test_the_settings_name_the_way() -> None:
    told = address_of({"host": "central.northbeck.example", "root": "/etc/lintel/root.pem", "port": 6432})
    assert (told.host, told.root, told.port, told.database, told.method, told.bound, told.revoked) == (
        "central.northbeck.example", Path("/etc/lintel/root.pem"), 6432, "lintel", "scram-sha-256", True, None,
    )  # fmt: skip
    careful = address_of({"host": "h", "root": "r", "revoked": "/etc/lintel/revoked.pem"})
    assert careful.revoked == Path("/etc/lintel/revoked.pem")


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"host": "h"},
        {"host": "h", "root": "r", "prot": 1},
        {"host": "h", "root": 1},
        {"host": "h", "root": "r", "port": "1"},
    ],
)
def test_settings_that_are_not_right_are_told(said: dict[str, str | int | bool]) -> None:
    with pytest.raises(SettingsTrouble):
        address_of(said)


def test_from_the_first_sign_in_to_the_leaver(
    office: PostgresOffice, door: PostgresDoor, keystore: SecretService, tmp_path: Path
) -> None:
    """The whole of it at a real Central: enrolled by the first exchange, a changed password, switched off."""
    shared, login = tmp_path / "record.lintel", office.login("ava")
    desk = signing_in.sign_in(Given(login, PASSWORD), door, shared)
    receive.receive(desk, NewContact(words="Ringing about a child."))
    central = office.central("ava")
    done = exchange(desk.store.journal, central, genuine)
    assert (done.sent, done.refused) == (2, 0)
    assert [key.device for key in central.devices()] == [desk.store.journal.device]
    path = desk.path
    desk.close()
    office.sql(f"alter role {login} password '{OTHER}'")
    with pytest.raises(PasswordChanged):
        signing_in.sign_in(Given(login, OTHER), door, shared)
    desk = signing_in.sign_in(Given(login, OTHER, earlier=PASSWORD), door, shared)
    assert find.queue(desk).total == 1
    desk.close()
    office.disable("ava")
    with pytest.raises(sign_in.SwitchedOff):
        signing_in.sign_in(Given(login, OTHER), door, shared)
    with pytest.raises(sign_in.SwitchedOff):  # and not without a server either
        signing_in.sign_in(Given(login, OTHER), PostgresDoor(office.address(port=1)), shared)
    assert path is not None
    assert path.exists()
    assert (desks.tag(path).waiting, desks.tag(path).refused) == (0, True)


def test_rounds_with_central_keep_the_lease_and_end_it(
    office: PostgresOffice,
    door: PostgresDoor,
    keystore: SecretService,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The thread that talks with a real Central, as the settings of this computer name it."""
    monkeypatch.setenv("LINTEL_HOME", str(tmp_path))
    at = office.address()
    (tmp_path / "machine.toml").write_text(
        f'[central]\nhost = "{at.host}"\nport = {at.port}\ndatabase = "{at.database}"\nroot = "{at.root}"\n'
    )
    login = office.login("ava")
    desk = signing_in.sign_in(Given(login, PASSWORD), signing_in.door())
    began = until(desk)
    receive.receive(desk, NewContact(words="Ringing about a child."))
    desk.in_store(exchanging.begin, desk)
    try:
        wait_until(lambda: desk.in_store(desk.store.notes.waiting) == 0)
        wait_until(lambda: until(desk) > began)
        office.disable("ava")
        desk.link.try_now()
        wait_until(lambda: desk.refused)
    finally:
        desk.close()
    assert desks.tag(path_of(desk)).refused
    with pytest.raises(sign_in.SwitchedOff):
        signing_in.sign_in(Given(login, PASSWORD), signing_in.door())


def path_of(desk: Desk) -> Path:
    assert desk.path is not None
    return desk.path


def until(desk: Desk) -> datetime:
    assert desk.lease is not None
    lease = desk.in_store(desk.lease.state)
    assert lease is not None
    return lease.until


def wait_until(there: Callable[[], bool], seconds: float = 30) -> None:
    """Until it is so; half a minute is for a computer that has much else to do."""
    pause, end = threading.Event(), time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end
        pause.wait(0.02)
