"""Signing in where there is a Central: the first time, every morning, without an answer, and never again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.access.secret_service import SecretService
from tests.access.team_door import TeamDoor
from workstation.access import desks, recovery, sign_in, slots
from workstation.access.keys import Keystore
from workstation.access.seals import genuine
from workstation.access.tries import FREE, TooManyTries
from workstation.domain.entries import chain
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock
from workstation.services import find, lease, prints, putting_down, real_work, receive, record, signing_in
from workstation.services.desk import Desk
from workstation.services.first_page import Given, PasswordChanged
from workstation.services.receive import NewContact
from workstation.services.signing_in import FirstTimeNeedsCentral
from workstation.store.file import Store
from workstation.sync.central import CentralAway, CentralRefuses, DoorShut
from workstation.sync.connection import WrongLogin
from workstation.trouble import KeystoreMissing, StoreTrouble, Trouble, WrongKey, WrongPassword

SHAH = Worker(AuthorId("shah"), "Rukhsana Shah", Role.SOCIAL_WORKER, "Front door")
MENSAH = Worker(AuthorId("mensah"), "Bola Mensah", Role.MANAGER, "Front door")
WORDS, OTHER_WORDS, NEW_WORDS = "three plain words", "three other words", "words that are new"
pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="another keystore")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 24, 9, 18, tzinfo=UTC))


@pytest.fixture
def door(clock: FixedClock) -> Iterator[TeamDoor]:
    door = TeamDoor(clock, {"rukhsana.shah": (SHAH, WORDS), "bola.mensah": (MENSAH, OTHER_WORDS)})
    yield door
    door.over.set()


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LINTEL_HOME", str(tmp_path))
    return tmp_path / "record.lintel"


class Computer:
    """One computer: sign somebody in, work, put it down."""

    def __init__(self, door: TeamDoor, shared: Path, clock: FixedClock) -> None:
        self.door, self.shared, self.clock = door, shared, clock

    def sign_in(self, name: str = "rukhsana.shah", password: str = WORDS, **more: object) -> Desk:
        given = Given(name, password, **more)  # type: ignore[arg-type]
        return signing_in.sign_in(given, self.door, self.shared, clock=self.clock)

    def morning(self, name: str = "rukhsana.shah", password: str = WORDS) -> Path:
        """A whole first morning: sign in, take a contact, go."""
        desk = self.sign_in(name, password)
        take(desk)
        desk.close()
        assert desk.path is not None
        return desk.path


def take(desk: Desk, words: str = "Ringing about a child.") -> ContactId:
    (contact,) = receive.receive(desk, NewContact(words=words)).contacts
    return contact


@pytest.fixture
def computer(keystore: SecretService, door: TeamDoor, shared: Path, clock: FixedClock) -> Computer:
    return Computer(door, shared, clock)


# -- the first time ----------------------------------------------------------------------------------------------


def test_central_says_who_i_am_and_this_computer_signs_for_me(computer: Computer) -> None:
    desk = computer.sign_in()
    assert (desk.worker, desk.practice, desk.all_open) == (SHAH, False, True)
    assert desk.person(MENSAH.id) == MENSAH
    take(desk)
    key = desk.store.journal.own_key()
    assert (key.device, key.worker) == (desk.store.journal.device, SHAH.id)
    sent = desk.store.journal.waiting(9, 9_999)
    assert [genuine(key.key, chain(entry), entry.sig) for entry in sent] == [True, True]
    desk.close()
    assert [(one.name, one.login) for one in signing_in.people_here(computer.shared)] == [
        ("Rukhsana Shah", "rukhsana.shah")
    ]


def test_the_first_time_needs_central(computer: Computer) -> None:
    computer.door.away = True
    with pytest.raises(FirstTimeNeedsCentral):
        computer.sign_in()
    assert signing_in.people_here(computer.shared) == ()


def test_who_is_refused_the_first_time_leaves_nothing(computer: Computer) -> None:
    computer.door.off.add("bola.mensah")
    for name, password, why in (
        ("rukhsana.shah", "not the password", WrongPassword), ("bola.mensah", OTHER_WORDS, CentralRefuses),
    ):  # fmt: skip
        with pytest.raises(why):
            computer.sign_in(name, password)
    assert not desks.folder_of(computer.shared).exists()


def test_without_a_keystore_nothing_is_made(
    door: TeamDoor, shared: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G07: enrolment reads the entry back; where there is no keystore it stops with a plain sentence."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    with pytest.raises(KeystoreMissing):
        Computer(door, shared, clock).sign_in()
    assert desks.files(desks.folder_of(shared)) == ()


# -- every morning -----------------------------------------------------------------------------------------------


def test_the_same_password_opens_it_without_central(computer: Computer) -> None:
    computer.morning()
    computer.door.away = True
    desk = computer.sign_in("Rukhsana Shah")  # by name as well
    assert desk.session is not None
    assert (desk.session.login, desk.session.online) == ("rukhsana.shah", False)
    assert find.queue(desk).total == 1
    desk.close()


def test_central_that_says_nothing_keeps_nobody_waiting_who_is_known_here(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer.morning()
    computer.door.stalls = True
    monkeypatch.setattr(signing_in, "PATIENCE", 0.05)
    desk = computer.sign_in()
    assert desk.session is not None
    assert not desk.session.online
    desk.close()


def test_a_wrong_password_without_central_says_which_one_it_takes(computer: Computer) -> None:
    """S1: the words of the page."""
    computer.morning()
    computer.door.away = True
    with pytest.raises(WrongPassword) as said:
        computer.sign_in(password="not the password")
    assert said.value.title == "We cannot reach the server."
    assert said.value.what_to_do == "You can work offline with the password you used on 24 Nov."


def test_wrong_passwords_wait_whether_central_answers_or_not(computer: Computer, clock: FixedClock) -> None:
    """G09: they are the same tries. While one waits the right password opens nothing either."""
    computer.morning()
    for turn in range(FREE):
        computer.door.away = turn % 2 == 1
        with pytest.raises(WrongPassword):
            computer.sign_in(password="not the password")
    computer.door.away = False
    for password in ("not the password", WORDS):
        with pytest.raises(TooManyTries):
            computer.sign_in(password=password)
    clock.move(timedelta(seconds=31))
    computer.sign_in().close()
    computer.sign_in().close()


def test_two_people_at_one_computer_never_see_each_others_work(computer: Computer) -> None:
    hers, his = computer.morning(), computer.morning("bola.mensah", OTHER_WORDS)
    assert hers != his
    desk = computer.sign_in("bola.mensah", OTHER_WORDS)
    assert find.queue(desk).total == 1
    assert {entry.author for _, story in desk.store.journal.iterate() for entry in story} == {MENSAH.id}
    desk.close()
    key = sign_in.unlock(his, MENSAH.id, OTHER_WORDS)
    with pytest.raises(WrongKey):
        Store.open(hers, key, clock=computer.clock)
    with pytest.raises(WrongPassword):
        sign_in.unlock(hers, SHAH.id, OTHER_WORDS)


def test_a_changed_password_takes_the_earlier_one_once(computer: Computer) -> None:
    path = computer.morning()
    computer.door.people["rukhsana.shah"] = (SHAH, NEW_WORDS)
    computer.door.away = True
    computer.sign_in().close()  # nobody has told this computer yet
    computer.door.away = False
    with pytest.raises(WrongPassword):
        computer.sign_in()  # Central knows only the new one
    with pytest.raises(PasswordChanged):
        computer.sign_in(password=NEW_WORDS)
    computer.sign_in(password=NEW_WORDS, earlier=WORDS).close()
    computer.door.away = True
    desk = computer.sign_in(password=NEW_WORDS)
    assert find.queue(desk).total == 1
    desk.close()
    with pytest.raises(WrongPassword):
        sign_in.unlock(path, SHAH.id, WORDS)


def test_who_forgot_the_earlier_password_begins_anew_and_the_old_file_stays(computer: Computer) -> None:
    old = computer.morning()
    before = old.read_bytes()
    computer.door.people["rukhsana.shah"] = (SHAH, NEW_WORDS)
    desk = computer.sign_in(password=NEW_WORDS, anew=True)
    assert (desk.path != old, find.queue(desk).total) == (True, 0)
    assert desk.path is not None
    assert [(one.name, one.waiting) for one in putting_down.stranded_beside(desk.path)] == [
        ("Rukhsana Shah", 2)
    ]
    desk.close()
    assert old.read_bytes() == before
    assert len(signing_in.people_here(computer.shared)) == 1
    computer.sign_in(password=NEW_WORDS).close()


def test_a_leaver_does_not_come_in_again_and_nothing_of_theirs_is_lost(computer: Computer) -> None:
    """R15: also not without Central afterwards; the file stays, and anybody here can see what is stranded."""
    path = computer.morning()
    computer.door.off.add("rukhsana.shah")
    with pytest.raises(sign_in.SwitchedOff):
        computer.sign_in()
    computer.door.away = True
    with pytest.raises(sign_in.SwitchedOff):
        computer.sign_in()
    (left,) = putting_down.stranded(computer.shared)
    assert (left.name, left.waiting, left.refused) == ("Rukhsana Shah", 2, True)
    assert left.since.startswith("2026-11-24T09:18")
    computer.door.off.clear()
    computer.door.away = False
    desk = computer.sign_in()  # it was a mistake: they are let in again, with all they wrote
    assert find.queue(desk).total == 1
    desk.close()
    assert not desks.tag(path).refused


def test_a_name_that_belongs_to_somebody_else_now_opens_no_file_of_theirs(computer: Computer) -> None:
    path = computer.morning()
    other = Worker(AuthorId("roy.shah"), "Roy Shah", Role.SOCIAL_WORKER)
    computer.door.people["rukhsana.shah"] = (other, NEW_WORDS)
    desk = computer.sign_in(password=NEW_WORDS)
    assert (desk.worker, desk.path != path, find.queue(desk).total) == (other, True, 0)
    desk.close()


def test_a_record_of_a_computer_that_worked_alone_still_opens(computer: Computer) -> None:
    alone = real_work.first_desk(
        "Ann Other", Role.SOCIAL_WORKER, WORDS, computer.shared, clock=computer.clock
    )
    take(alone)
    alone.close()
    desk = computer.sign_in("Ann Other")
    assert (desk.lease, desk.session, find.queue(desk).total) == (None, None, 1)
    desk.close()


def test_a_first_start_that_was_cut_short_begins_again(keystore: SecretService, shared: Path) -> None:
    """The key was made and the record was not: the page still offers to begin."""
    sign_in.enrol(shared, "Ann Other", Role.SOCIAL_WORKER, WORDS)
    assert not signing_in.people_here(shared)
    assert not real_work.colleagues(shared)
    real_work.first_desk("Ann Other", Role.SOCIAL_WORKER, WORDS, shared).close()
    assert [one.name for one in signing_in.people_here(shared)] == ["Ann Other"]


def test_the_first_worker_is_in_the_file_before_it_has_its_name(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "record.lintel"
    Store.open(path, bytes(range(32)), clock=clock, create=True, first=SHAH).close()
    with Store.open(path, bytes(range(32)), clock=clock) as store:
        assert store.people.all() == (SHAH,)


# -- the lease ---------------------------------------------------------------------------------------------------


def colleague_writes(desk: Desk, words: str) -> ContactId:
    """A contact of somebody else, as it comes from Central."""
    here, desk.worker = desk.worker, MENSAH
    contact = take(desk, words)
    desk.worker = here
    return contact


def test_after_the_lease_others_work_is_closed_and_new_contacts_can_be_written(
    computer: Computer, clock: FixedClock
) -> None:
    desk = computer.sign_in()
    theirs, mine = colleague_writes(desk, "A colleague's."), take(desk)
    clock.move(timedelta(hours=11, minutes=59))
    assert (find.queue(desk).total, find.contact(desk, theirs).file.contact) == (2, theirs)
    clock.move(timedelta(minutes=1))
    for look in (
        lambda: find.contact(desk, theirs), lambda: prints.preview(desk, theirs, "case file"),
        lambda: find.search(desk, "anybody"), lambda: find.waiting_for_me(desk),
        lambda: find.next_to_take(desk), lambda: record.undo(desk, theirs, []),
    ):  # fmt: skip
        with pytest.raises(lease.LeaseEnded) as said:
            look()
        assert said.value.title == "Offline sign-in ended at 21:18."
    later = take(desk, "A child at risk, at night.")
    assert [row.contact for row in find.queue(desk).rows] == [later, mine]
    shown = find.contact(desk, later)
    assert [fact.rule for fact in shown.past.facts] == ["closed"]
    desk.close()


def test_a_new_sign_in_at_central_opens_everything_again(computer: Computer, clock: FixedClock) -> None:
    desk = computer.sign_in()
    theirs = colleague_writes(desk, "A colleague's.")
    desk.close()
    clock.move(timedelta(hours=13))
    computer.door.away = True
    desk = computer.sign_in()  # a duty desk always gets in
    assert not desk.all_open
    with pytest.raises(lease.LeaseEnded):
        desk.may_open(theirs)
    desk.close()
    computer.door.away = False
    desk = computer.sign_in()
    desk.may_open(theirs)
    desk.close()


def test_every_good_round_with_central_begins_it_anew(computer: Computer, clock: FixedClock) -> None:
    desk = computer.sign_in()
    theirs = colleague_writes(desk, "A colleague's.")
    clock.move(timedelta(hours=11))
    desk.in_store(putting_down.heard_from_central, desk, clock.now())
    clock.move(timedelta(hours=11))
    desk.may_open(theirs)
    desk.close()
    computer.door.away = True
    clock.move(timedelta(minutes=59))
    desk = computer.sign_in()
    desk.may_open(theirs)
    desk.close()


@pytest.mark.parametrize(
    ("trouble", "off"),
    [(CentralRefuses(), True), (WrongLogin(), False), (DoorShut(), False), (CentralAway(), False)],
)
def test_a_round_that_is_refused_switches_off_only_who_is_switched_off(
    computer: Computer, trouble: Trouble, off: bool
) -> None:
    desk = computer.sign_in()
    assert signing_in.refused(desk, trouble) is off
    desk.close()
    computer.door.away = True
    if off:
        with pytest.raises(sign_in.SwitchedOff):
            computer.sign_in()
    else:
        computer.sign_in().close()


def test_whom_to_ring_is_said(computer: Computer, clock: FixedClock) -> None:
    computer.shared.with_name("machine.toml").write_text(
        'service_desk = "0191 498 0199"\nduty_phone = "0191 498 0100"\nlease_hours = 24\n'
    )
    desk = computer.sign_in()
    clock.move(timedelta(hours=40))
    with pytest.raises(lease.LeaseEnded) as said:
        find.search(desk, "anybody")
    assert said.value.title.replace("\xa0", " ") == "Offline sign-in ended yesterday 09:18."
    assert "0191 498 0199" in said.value.what_to_do
    assert "0191 498 0100" in said.value.what_to_do
    desk.close()


def test_a_clock_that_is_put_back_gains_nothing(computer: Computer, clock: FixedClock) -> None:
    computer.morning()
    computer.door.away = True
    clock.move(timedelta(hours=13))
    computer.sign_in().close()  # it was looked at
    clock.move(timedelta(hours=-10))
    desk = computer.sign_in()
    assert not desk.all_open
    desk.close()


def test_a_computer_that_works_alone_has_no_lease(
    keystore: SecretService, shared: Path, clock: FixedClock
) -> None:
    desk = real_work.first_desk("Ann Other", Role.SOCIAL_WORKER, WORDS, shared, clock=clock)
    clock.move(timedelta(days=400))
    assert desk.all_open
    desk.close()


def test_taking_central_out_of_the_settings_does_not_take_the_lease_away(
    computer: Computer, clock: FixedClock
) -> None:
    computer.morning()
    clock.move(timedelta(hours=13))
    desk = signing_in.sign_in(Given("rukhsana.shah", WORDS), None, computer.shared, clock=clock)
    assert not desk.all_open
    desk.close()


# -- put back, cut, copied ---------------------------------------------------------------------------------------


def test_a_file_that_was_put_back_is_noticed_and_writes_under_a_new_name(
    computer: Computer, tmp_path: Path
) -> None:
    """G04, R4: the keystore knows how far it was."""
    path = computer.morning()
    old = path.read_bytes()
    computer.morning()
    before = computer.sign_in()
    device, kept = before.store.journal.device, before.fell_behind
    before.close()
    path.write_bytes(old)
    desk = computer.sign_in()
    assert (kept, desk.fell_behind) == (False, True)
    assert desk.store.journal.device != device
    take(desk)
    desk.close()
    again = computer.sign_in()
    assert (again.fell_behind, find.queue(again).total) == (False, 2)
    again.close()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9])
def test_entries_that_were_cut_with_the_log_are_noticed(computer: Computer, share: float) -> None:
    """G05, R9: it opens clean, and the entries that only the end of its log held are gone."""
    desk = computer.sign_in()
    assert desk.path is not None
    take(desk)
    putting_down.put_down_for_good(desk)
    log = desk.path.with_name(desk.path.name + "-wal")
    crashed = desk.path.read_bytes(), log.read_bytes()
    desk.close()
    desk.path.write_bytes(crashed[0])
    log.write_bytes(crashed[1][: int(len(crashed[1]) * share)])
    again = computer.sign_in()
    assert again.fell_behind
    assert again.store.journal.verify() == []
    again.close()


def test_an_end_without_putting_down_is_no_loss(computer: Computer) -> None:
    """What was written after the last look is more than the keystore knows, and that is no alarm."""
    path = computer.morning()
    desk = computer.sign_in()
    desk.before_close.clear()  # the process was killed
    take(desk)
    desk.close()
    again = computer.sign_in()
    assert (again.path, again.fell_behind) == (path, False)
    again.close()


# -- custodians --------------------------------------------------------------------------------------------------


def test_two_custodians_give_a_new_password_without_keystore_and_password(computer: Computer) -> None:
    """R16, G07: the keystore entry is gone and the password forgotten; nothing is lost."""
    key = recovery.make_key()
    computer.shared.with_name("machine.toml").write_text(f'recovery_key = "{key.public}"\n')
    path = computer.morning()
    known = slots.load(path)
    assert known is not None
    Keystore().drop(f"record {known.store}")
    computer.door.away = True
    with pytest.raises(KeystoreMissing):
        computer.sign_in()
    sign_in.recover(path, SHAH.id, key.shares, NEW_WORDS)
    desk = computer.sign_in(password=NEW_WORDS)
    assert find.queue(desk).total == 1
    desk.close()


def test_a_record_is_sealed_to_the_custodians_at_the_next_sign_in(computer: Computer) -> None:
    path = computer.morning()
    first, second = recovery.make_key(), recovery.make_key()
    for key in (first, second):
        computer.shared.with_name("machine.toml").write_text(f'recovery_key = "{key.public}"\n')
        computer.sign_in().close()
        known = slots.load(path)
        assert known is not None
        assert known.recovery is not None
        assert known.recovery.mark == recovery.mark_of(key.public)
    with pytest.raises(recovery.NoWayBack):
        sign_in.recover(path, SHAH.id, first.shares, NEW_WORDS)


# -- trouble with the file ---------------------------------------------------------------------------------------


def test_a_profile_on_another_computer_does_not_open(
    door: TeamDoor, shared: Path, clock: FixedClock, need_programs: None, short_path: Path
) -> None:
    """G08, T6: the right password and every file, but not this computer's keystore."""
    with SecretService(short_path / "a"):
        Computer(door, shared, clock).morning()
    door.away = True
    with SecretService(short_path / "b"), pytest.raises(KeystoreMissing, match="does not hold"):
        Computer(door, shared, clock).sign_in()


def test_a_second_window_of_one_worker_is_refused(computer: Computer) -> None:
    """R23, S02: one window per file; another worker's file is another file."""
    desk = computer.sign_in()
    with pytest.raises(StoreTrouble, match="already open"):
        computer.sign_in()
    other = computer.sign_in("bola.mensah", OTHER_WORDS)
    other.close()
    desk.close()
