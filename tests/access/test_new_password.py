"""A password that somebody changes by themselves: alone, at a real database, and cut short in between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.access.secret_service import SecretService
from tests.access.team_door import TeamDoor
from tests.access.test_postgres_door import wait_until
from tests.central.conftest import cluster, office
from tests.central.office import PostgresOffice
from workstation.access import sign_in as access
from workstation.access.tries import FREE, TooManyTries
from workstation.domain.ids import AuthorId
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock
from workstation.services import exchanging, find, new_password, real_work, receive, signing_in
from workstation.services.desk import Desk
from workstation.services.first_page import Given, PasswordChanged
from workstation.services.new_password import (
    Change,
    KeptBy,
    KeptElsewhere,
    NeedsServer,
    OnlyAtServer,
    OtherAtServer,
)
from workstation.services.receive import NewContact
from workstation.sync.central import CentralAway
from workstation.sync.connection import Line
from workstation.sync.door import Door, MayBeChanged, NotTaken, PostgresDoor
from workstation.trouble import AccessTrouble, BadInput, WrongPassword

__all__ = ["cluster", "office"]
OLD, NEW, THIRD = "three plain words", "words that are new", "a third one, with 'quotes' and \\"
SHAH = Worker(AuthorId("shah"), "Rukhsana Shah", Role.SOCIAL_WORKER)
CENTRAL = '[central]\nhost = "localhost"\nport = 1\nroot = "none.pem"\n'
pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="another keystore")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 24, 9, 18, tzinfo=UTC))


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keystore: SecretService) -> Path:
    monkeypatch.setenv("LINTEL_HOME", str(tmp_path))
    return tmp_path / "record.lintel"


def path_of(desk: Desk) -> Path:
    assert desk.path is not None
    return desk.path


def opens(desk: Desk, password: str) -> bool:
    """Whether this password opens the file now."""
    try:
        access.unlock(path_of(desk), desk.worker.id, password)
    except WrongPassword:
        return False
    return True


# -- a computer that works alone ---------------------------------------------------------------------------------


@pytest.fixture
def alone(shared: Path, clock: FixedClock) -> Iterator[Desk]:
    desk = real_work.first_desk("Ann Other", Role.SOCIAL_WORKER, OLD, shared, clock=clock)
    yield desk
    desk.close()


def test_alone_the_new_one_opens_the_record_and_the_old_one_does_not(alone: Desk) -> None:
    receive.receive(alone, NewContact(words="Ringing about a child."))
    assert new_password.kept_by(alone) is KeptBy.HERE
    assert new_password.change(alone, Change(OLD, NEW)) is KeptBy.HERE
    alone.close()
    assert (opens(alone, NEW), opens(alone, OLD)) == (True, False)
    desk = signing_in.sign_in(Given("Ann Other", NEW), None, path_of(alone))
    assert find.queue(desk).total == 1
    desk.close()


def test_a_colleague_at_the_same_record_keeps_theirs(alone: Desk) -> None:
    key = access.unlock(path_of(alone), alone.worker.id, OLD)
    other, _ = access.enrol(path_of(alone), "Bo Other", Role.MANAGER, THIRD, key=key)
    new_password.change(alone, Change(OLD, NEW))
    assert access.unlock(path_of(alone), other.id, THIRD) == key


@pytest.mark.parametrize("new", ["too short", OLD, "long enough, but\0cut", "long enough \ud83d of half"])
def test_a_new_one_that_will_not_do_changes_nothing_and_is_no_try(alone: Desk, new: str) -> None:
    for _ in range(FREE + 1):
        with pytest.raises(BadInput) as said:
            new_password.change(alone, Change(OLD, new))
        assert new not in f"{said.value.title} {said.value.what_to_do}"
    assert opens(alone, OLD)


def test_a_wrong_old_one_waits_as_signing_in_does(alone: Desk, clock: FixedClock) -> None:
    """G09: they are the same tries, so neither place gives more of them."""
    for _ in range(FREE):
        with pytest.raises(WrongPassword):
            new_password.change(alone, Change(THIRD, NEW))
    with pytest.raises(TooManyTries):
        new_password.change(alone, Change(OLD, NEW))
    with pytest.raises(TooManyTries):
        access.unlock(path_of(alone), alone.worker.id, OLD, clock=clock)
    clock.move(timedelta(seconds=31))
    new_password.change(alone, Change(OLD, NEW))
    assert access.unlock(path_of(alone), alone.worker.id, NEW, clock=clock)


def test_what_was_typed_is_in_no_words_about_it() -> None:
    assert repr(Change(OLD, NEW)) == "Change()"


# -- at a server that stands in for one --------------------------------------------------------------------------


@pytest.fixture
def team(clock: FixedClock) -> TeamDoor:
    return TeamDoor(clock, {"rukhsana.shah": (SHAH, OLD)})


@pytest.fixture
def desk(shared: Path, team: TeamDoor, clock: FixedClock) -> Iterator[Desk]:
    shared.with_name("machine.toml").write_text(CENTRAL)
    desk = signing_in.sign_in(Given("rukhsana.shah", OLD), team, shared, clock=clock)
    yield desk
    desk.close()


def test_without_the_server_nothing_is_changed(desk: Desk, team: TeamDoor) -> None:
    team.away = True
    with pytest.raises(NeedsServer, match="only while the server can be reached"):
        new_password.change(desk, Change(OLD, NEW), team)
    assert (opens(desk, OLD), opens(desk, NEW)) == (True, False)
    assert desk.session is not None
    assert desk.session.password == OLD


def test_the_server_is_not_asked_with_a_wrong_old_one(desk: Desk, team: TeamDoor) -> None:
    with pytest.raises(WrongPassword):
        new_password.change(desk, Change(THIRD, NEW), team)
    assert team.people["rukhsana.shah"] == (SHAH, OLD)


def test_nor_with_a_new_one_that_will_not_do(desk: Desk, team: TeamDoor) -> None:
    for new in ("too short", OLD, "long enough, but\0cut"):
        with pytest.raises(BadInput):
            new_password.change(desk, Change(OLD, new), team)
    assert team.people["rukhsana.shah"] == (SHAH, OLD)


def test_changed_elsewhere_meanwhile(desk: Desk, team: TeamDoor) -> None:
    team.people["rukhsana.shah"] = (SHAH, THIRD)
    with pytest.raises(OtherAtServer):
        new_password.change(desk, Change(OLD, NEW), team)
    assert opens(desk, OLD)


def test_an_answer_that_was_lost_is_settled_by_asking_again(desk: Desk, team: TeamDoor) -> None:
    team.forgets_to_say = True
    with pytest.raises(MayBeChanged):
        new_password.change(desk, Change(OLD, NEW), team)
    assert opens(desk, OLD)
    team.forgets_to_say = False
    assert new_password.change(desk, Change(OLD, NEW), team) is KeptBy.SERVER
    assert opens(desk, NEW)


def test_a_computer_that_cannot_keep_it_says_so_and_the_next_sign_in_puts_it_right(
    desk: Desk, team: TeamDoor, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> None:
        raise AccessTrouble("The key file beside the record could not be written.")

    monkeypatch.setattr(access, "rewrap", fails)
    with pytest.raises(OnlyAtServer):
        new_password.change(desk, Change(OLD, NEW), team)
    monkeypatch.undo()
    assert desk.session is not None
    assert desk.session.password == NEW, "the line goes on with the one that the server has"
    desk.close()
    comes_back_with_both(shared, team)


def comes_back_with_both(shared: Path, door: Door, name: str = "rukhsana.shah") -> None:
    """The server has the new one, this computer the old one: both open it, once; then the new one alone."""
    given = Given(name, NEW)
    with pytest.raises(PasswordChanged):
        signing_in.sign_in(given, door, shared)
    signing_in.sign_in(Given(name, NEW, earlier=OLD), door, shared).close()
    desk = signing_in.sign_in(given, door, shared)
    assert find.queue(desk).total == 0
    desk.close()


@pytest.mark.parametrize(
    ("method", "kept"),
    [
        ("scram-sha-256", KeptBy.SERVER), ("gss", KeptBy.HERE), ("none", KeptBy.HERE),
        ("password", KeptBy.ELSEWHERE), ("scram-sha-256,password", KeptBy.ELSEWHERE),
    ],
)  # fmt: skip
def test_who_keeps_it(shared: Path, team: TeamDoor, clock: FixedClock, method: str, kept: KeptBy) -> None:
    """A directory's is changed there. Where the server asks for none, it is this computer's alone."""
    shared.with_name("machine.toml").write_text(f'{CENTRAL}method = "{method}"\n')
    desk = signing_in.sign_in(Given("rukhsana.shah", OLD), team, shared, clock=clock)
    assert new_password.kept_by(desk) is kept
    if kept is KeptBy.ELSEWHERE:
        with pytest.raises(KeptElsewhere):
            new_password.change(desk, Change(OLD, NEW), team)
        assert opens(desk, OLD)
    elif kept is KeptBy.HERE:
        team.away = True
        new_password.change(desk, Change(OLD, NEW), team)
        assert (opens(desk, NEW), team.people["rukhsana.shah"]) == (True, (SHAH, OLD))
    desk.close()


# -- at a real database ------------------------------------------------------------------------------------------


@pytest.fixture
def ava(office: PostgresOffice, shared: Path) -> Iterator[Desk]:
    office.hire("ava", manager=False)
    office.sql(f"alter role {office.login('ava')} password '{OLD}' connection limit 5")
    at = office.address()
    shared.with_name("machine.toml").write_text(
        f'[central]\nhost = "{at.host}"\nport = {at.port}\ndatabase = "{at.database}"\nroot = "{at.root}"\n'
    )
    desk = signing_in.sign_in(Given(office.login("ava"), OLD), signing_in.door(), shared)
    yield desk
    desk.close()


def test_a_worker_changes_it_at_the_server_and_here(office: PostgresOffice, ava: Desk, shared: Path) -> None:
    door, login = PostgresDoor(office.address()), office.login("ava")
    for before, after in ((OLD, NEW), (NEW, THIRD)):
        assert new_password.change(ava, Change(before, after)) is KeptBy.SERVER
        assert (door.lets_in(login, after), door.lets_in(login, before)) == (True, False)
        assert (opens(ava, after), opens(ava, before)) == (True, False)
    ava.close()
    signing_in.sign_in(Given(login, THIRD), door, shared).close()  # nobody is asked for an earlier one


def test_the_exchange_goes_on_with_the_new_one(office: PostgresOffice, ava: Desk) -> None:
    """Its line is open since before, and may be cut at any time."""
    receive.receive(ava, NewContact(words="Ringing about a child."))
    ava.in_store(exchanging.begin, ava)
    wait_until(lambda: ava.in_store(ava.store.notes.waiting) == 0)
    new_password.change(ava, Change(OLD, NEW))
    office.sql(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s", office.login("ava")
    )
    ava.in_store(receive.receive, ava, NewContact(words="Ringing about another child."))
    ava.link.try_now()
    wait_until(lambda: ava.in_store(ava.store.notes.waiting) == 0)


def test_neither_the_password_nor_what_proves_it_twice_is_told(office: PostgresOffice, ava: Desk) -> None:
    """The server logs every statement it is given: there is a proof of the password in it, and no password."""
    login = office.login("ava")
    office.sql(f"alter role {login} set log_statement = 'all'")
    before = len(office.cluster.log.read_bytes())
    new_password.change(ava, Change(OLD, NEW))
    logged = office.cluster.log.read_bytes()[before:].decode()
    assert "alter role session_user password" in logged
    assert "SCRAM-SHA-256$" in logged
    assert (OLD in logged, NEW in logged) == (False, False)


def test_a_crash_after_the_server_has_it(office: PostgresOffice, ava: Desk, shared: Path) -> None:
    """R: nothing was written here yet. The new one and, once, the old one open it; offline the old one does."""
    door, login = PostgresDoor(office.address()), office.login("ava")
    door.change_password(login, OLD, NEW)
    ava.close()
    away = PostgresDoor(office.address(port=1))
    signing_in.sign_in(Given(login, OLD), away, shared).close()
    comes_back_with_both(shared, door, login)


def test_asking_again_after_a_crash_is_enough(office: PostgresOffice, ava: Desk) -> None:
    PostgresDoor(office.address()).change_password(office.login("ava"), OLD, NEW)
    assert new_password.change(ava, Change(OLD, NEW)) is KeptBy.SERVER
    assert (opens(ava, NEW), opens(ava, OLD)) == (True, False)


def test_an_answer_that_does_not_come_is_looked_into(
    office: PostgresOffice, ava: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is cut after the server did it, and before: the password that lets in says which."""
    change = Line.set_own_password

    def cut_after(line: Line, login: str, password: str) -> None:
        change(line, login, password)
        raise CentralAway

    def cut_before(_line: Line, _login: str, _password: str) -> None:
        raise CentralAway

    monkeypatch.setattr(Line, "set_own_password", cut_before)
    with pytest.raises(NotTaken):
        new_password.change(ava, Change(OLD, NEW))
    assert opens(ava, OLD)
    monkeypatch.setattr(Line, "set_own_password", cut_after)
    new_password.change(ava, Change(OLD, NEW))
    assert opens(ava, NEW)


def test_a_server_that_takes_nobodys_new_one(office: PostgresOffice, ava: Desk) -> None:
    """It is only read, for the moment."""
    office.sql(f"alter role {office.login('ava')} set default_transaction_read_only = on")
    with pytest.raises(NotTaken):
        new_password.change(ava, Change(OLD, NEW))
    assert (opens(ava, OLD), PostgresDoor(office.address()).lets_in(office.login("ava"), OLD)) == (True, True)


class BehindAList(PostgresDoor):
    """A pooler in between lets in whom its own list names: nobody with a new password."""

    def lets_in(self, login: str, password: str) -> bool:
        return password == OLD and super().lets_in(login, password)


def test_behind_a_pooler_with_a_list_of_its_own_the_old_one_is_put_back(
    office: PostgresOffice, ava: Desk
) -> None:
    with pytest.raises(NotTaken):
        new_password.change(ava, Change(OLD, NEW), BehindAList(office.address()))
    assert (opens(ava, OLD), PostgresDoor(office.address()).lets_in(office.login("ava"), OLD)) == (True, True)


def test_nobody_changes_anybody_elses(office: PostgresOffice, ava: Desk) -> None:
    """Whatever name is said with it: it is the line's own password that is changed."""
    office.hire("ben")
    ben = office.login("ben")
    with pytest.raises(Exception, match="permission denied"):
        office.as_person("ben", f"alter role {office.login('ava')} password 'x'")
    door = PostgresDoor(office.address())
    line = Line(office.address(), office.login("ava"), OLD)
    line.set_own_password(ben, NEW)
    line.close()
    assert (door.lets_in(office.login("ava"), NEW), door.lets_in(ben, NEW)) == (True, False)
