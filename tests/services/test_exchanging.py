"""Two desks on one computer and the practice server between them: what one writes, the other reads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.services.conftest import MENSAH, SHAH, STAFF
from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.times import SystemClock
from workstation.domain.travel import Reason
from workstation.services import exchanging, opening, overseeing, record
from workstation.services.desk import Desk
from workstation.services.receive import NewContact, receive
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store
from workstation.trouble import NotYours


@dataclass
class Seat:
    """A desk that exchanges, and somebody who waits for what comes of it."""

    desk: Desk
    heard: threading.Event

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until this is so; something is heard whenever it may have become so."""
        while not true():
            self.desk.link.wrote()  # or the next round would come by itself two seconds later
            assert self.heard.wait(20), "nothing was heard for a long time"
            self.heard.clear()

    def sent(self) -> None:
        self.until(lambda: self.desk.in_store(self.desk.store.journal.waiting_count) == 0)

    def has(self, contact: ContactId, words: str) -> bool:
        told = self.desk.in_store(self.desk.store.journal.of_contact, contact)
        return any(words.encode() in (entry.body or b"") for entry in told)

    def says(self, contact: ContactId, words: str) -> None:
        self.desk.in_store(record.say, self.desk, contact, kinds.NoteMade(text=words))


def seated(path: Path, worker: AuthorId, *, unplugged: bool = False) -> Seat:
    store = Store.open(path, PRACTICE_KEY, clock=SystemClock(), kind="practice", create=not path.exists())
    for one in STAFF:
        store.people.add(one)
    desk = opening.assemble(store, SystemClock(), Settings(), practice=True)
    desk.folder, desk.link.unplugged = path.parent, unplugged
    return heard_at(desk, worker)


def heard_at(desk: Desk, worker: AuthorId) -> Seat:
    opening.sit_down(desk, worker)
    heard = threading.Event()

    def hear(_: Changed) -> None:
        heard.set()

    desk.link.listen(hear)
    desk.in_store(exchanging.begin, desk)
    return Seat(desk, heard)


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Seat]:
    seat = seated(tmp_path / "practice.lintel", SHAH.id)
    yield seat
    seat.desk.close()


@pytest.fixture
def manager(tmp_path: Path, worker: Seat) -> Iterator[Seat]:
    seat = seated(tmp_path / "practice-2.lintel", MENSAH.id)
    yield seat
    seat.desk.close()


def begun(seat: Seat) -> ContactId:
    new = NewContact(words="Ringing about a child.")
    (contact,) = seat.desk.in_store(receive, seat.desk, new).contacts
    return contact


def test_what_one_writes_the_other_reads(worker: Seat, manager: Seat) -> None:
    contact = begun(worker)
    worker.sent()
    manager.until(lambda: manager.has(contact, "Ringing about a child."))
    manager.says(contact, "Who was there?")
    worker.until(lambda: worker.has(contact, "Who was there?"))
    line = worker.desk.in_store(worker.desk.store.register.contact, contact)
    assert line is not None  # the register of either side was made from what came


def test_an_act_of_a_manager_by_a_worker_waits_until_a_manager_lets_it_in(
    worker: Seat, manager: Seat
) -> None:
    contact = begun(worker)
    manager.until(lambda: manager.has(contact, "Ringing about a child."))
    # No gate of ours lets a worker write this; a program of their own would.
    journal = worker.desk.store.journal
    act = kinds.Lowered(because="It was nothing.")
    (lowered,) = worker.desk.in_store(journal.append, contact, [act], SHAH.id)
    worker.until(lambda: worker.desk.in_store(journal.refused) == {lowered.id: Reason.ROLE})
    manager.desk.link.try_now()  # or the next look would come by itself a minute later
    manager.until(lambda: bool(manager.desk.link.overseen and manager.desk.link.overseen.apart))
    (kept,) = manager.desk.in_store(overseeing.quarantine, manager.desk).rows
    assert (kept.contact, kept.known, kept.author, kept.why) == (contact, True, SHAH.id, Reason.ROLE)
    assert kept.body == kinds.Lowered(because="It was nothing.")
    assert not manager.has(contact, "It was nothing.")
    with pytest.raises(NotYours):
        overseeing.let_in(worker.desk, kept.mark)
    overseeing.let_in(manager.desk, kept.mark)
    manager.until(lambda: manager.has(contact, "It was nothing."))
    manager.until(lambda: not manager.desk.in_store(overseeing.quarantine, manager.desk).rows)
    worker.desk.link.try_now()
    worker.sent()
    assert worker.desk.in_store(journal.refused) == {}


def test_without_the_server_everything_goes_on_and_nothing_is_lost(worker: Seat, manager: Seat) -> None:
    contact = begun(worker)
    manager.until(lambda: manager.has(contact, "Ringing about a child."))
    assert exchanging.plug(worker.desk) is False
    worker.until(lambda: worker.desk.link.state is not None and not worker.desk.link.state.reachable)
    for number in range(5):
        worker.says(contact, f"Written offline {number}.")
    manager.says(contact, "Meanwhile.")
    manager.sent()
    assert worker.desk.in_store(worker.desk.store.journal.waiting_count) == 5
    assert not worker.has(contact, "Meanwhile.")
    assert exchanging.plug(worker.desk) is True
    worker.sent()
    worker.until(lambda: worker.has(contact, "Meanwhile."))
    manager.until(lambda: manager.has(contact, "Written offline 4."))
    files = [seat.desk.in_store(seat.desk.file, contact) for seat in (worker, manager)]
    assert files[0] == files[1]
    assert worker.desk.in_store(worker.desk.store.journal.verify) == []


def test_what_an_upgrade_copied_goes_when_everything_is_sent(tmp_path: Path) -> None:
    copy = tmp_path / "shah.lintel.before-0007"
    seated(tmp_path / "shah.lintel", SHAH.id).desk.close()
    copy.write_bytes((tmp_path / "shah.lintel").read_bytes())
    seat = seated(tmp_path / "shah.lintel", SHAH.id, unplugged=True)
    try:
        begun(seat)
        assert copy.exists()
        exchanging.plug(seat.desk)
        seat.sent()
    finally:
        seat.desk.close()  # after the round that goes on
    assert not copy.exists()


def test_whoever_sits_at_a_desk_sends_under_their_own_name(worker: Seat) -> None:
    contact = begun(worker)
    worker.sent()
    first = worker.desk.store.journal.device
    worker.desk.in_store(opening.sit_down, worker.desk, MENSAH.id)
    worker.says(contact, "From the manager.")
    worker.sent()
    told = worker.desk.in_store(worker.desk.store.journal.of_contact, contact)
    assert {entry.device for entry in told if entry.author == MENSAH.id}.isdisjoint({first})
    assert worker.desk.in_store(worker.desk.store.journal.refused) == {}


def test_what_one_wrote_offline_is_sent_while_another_sits_at_the_desk(worker: Seat) -> None:
    exchanging.plug(worker.desk)
    worker.until(lambda: worker.desk.link.state is not None and not worker.desk.link.state.reachable)
    worker.desk.in_store(opening.sit_down, worker.desk, MENSAH.id)
    contact = begun(worker)
    worker.desk.in_store(opening.sit_down, worker.desk, SHAH.id)
    worker.says(contact, "From the next one.")
    exchanging.plug(worker.desk)
    worker.sent()
    assert worker.desk.in_store(worker.desk.store.journal.refused) == {}


def test_a_second_desk_beside_an_open_one(tmp_path: Path) -> None:
    first_file, clock = tmp_path / "practice.lintel", SystemClock()
    first = opening.practice_desk(first_file, clock=clock, contacts=20)
    second = opening.second_practice_desk(first_file, clock=clock)
    try:
        # The same person at both, as somebody does who tries it alone: yet nobody writes under the other's name.
        seats = [heard_at(desk, AuthorId("rukhsana.shah")) for desk in (first, second)]
        names = [seat.desk.in_store(seat.desk.store.journal.own_key).device for seat in seats]
        assert names[0] != names[1]
        contact = begun(seats[0])
        seats[1].until(lambda: seats[1].has(contact, "Ringing about a child."))
        seats[1].says(contact, "From the second desk.")
        seats[0].until(lambda: seats[0].has(contact, "From the second desk."))
    finally:
        second.close()
        first.close()


def test_a_second_desk_makes_the_authority_when_there_is_none(tmp_path: Path) -> None:
    opening.second_practice_desk(tmp_path / "practice.lintel", contacts=20).close()
    made = {path.name for path in tmp_path.glob("*.lintel")}
    assert made == {"practice.lintel", "practice-2.lintel"}


def test_a_new_practice_authority_takes_the_old_second_desk_away(tmp_path: Path) -> None:
    first = tmp_path / "practice.lintel"
    opening.second_practice_desk(first, contacts=20).close()
    first.unlink()
    opening.practice_desk(first, contacts=20).close()
    assert not (tmp_path / "practice-2.lintel").exists(), "it goes on from records that are no more"


def test_only_practice_has_a_plug(worker: Seat) -> None:
    worker.desk.practice = False
    with pytest.raises(ValueError, match="plug"):
        exchanging.plug(worker.desk)
