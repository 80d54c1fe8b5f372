"""Numbers of contacts and of copies on paper: none is given twice, by whatever computers, offline, reinstalled,
copied or put back to an earlier day.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from tests.services.conftest import MENSAH, MORNING, PATEL, SHAH, STAFF
from workstation.access import anchor
from workstation.access.anchor import Head
from workstation.access.seals import genuine
from workstation.domain import kinds
from workstation.domain.contact_numbers import computer_letters, good_contact_number, same_letters
from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import ContactId, DeviceId
from workstation.domain.people import Worker
from workstation.domain.times import FixedClock
from workstation.services import opening, prints, receive
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.settings import Settings
from workstation.store.file import Store
from workstation.sync import letters
from workstation.sync.carried import Carried
from workstation.sync.embedded import Embedded
from workstation.sync.exchange import exchange

KEY = bytes(range(32))
PEOPLE = (SHAH, PATEL, MENSAH)


@dataclass
class Computer:
    """One file and who sits at it. What its keystore remembers is not in the file."""

    path: Path
    worker: Worker
    desk: Desk
    remembered: Head | None = None

    @classmethod
    def new(cls, path: Path, worker: Worker) -> Computer:
        path.parent.mkdir(parents=True, exist_ok=True)
        return cls(path, worker, opened(path, worker))

    def close(self) -> None:
        """The keystore notes how far it had written (`services.putting_down`)."""
        journal = self.desk.store.journal
        self.remembered = Head(journal.device, *journal.tip(journal.device))
        self.desk.close()

    def open(self) -> None:
        """As `services.real_work` does it: a file that lacks what was written here takes a new name."""
        desk = opened(self.path, self.worker)
        head = self.remembered
        here = desk.store.journal.digests_at(head.device, head.seq) if head else ()
        if anchor.fell_behind(head, here):
            desk.store.notes.forget_name()
            desk.close()
            desk = opened(self.path, self.worker)
        self.desk = desk

    def exchange(self, office: Embedded) -> None:
        """As `sync.runner` does it after its first round under a name."""
        journal, line = cast(Carried, self.desk.store.journal), office.line(self.worker.id)
        exchange(journal, line, genuine)
        letters.have_own(journal, line)

    def take_contact(self) -> tuple[ContactId, str]:
        (contact,) = receive.receive(self.desk, NewContact(words="He goes hungry.", source="2A")).contacts
        return contact, self.desk.file(contact).number

    def print_copy(self, contact: ContactId) -> str:
        return prints.take(self.desk, contact, "case file", form="text").number


def opened(path: Path, worker: Worker) -> Desk:
    clock = FixedClock(MORNING)
    store = Store.open(path, KEY, clock=clock, create=not path.exists())
    for one in STAFF:
        store.people.add(one)
    desk = opening.assemble(store, clock, Settings(decide_first=0), practice=False)
    opening.sit_down(desk, worker.id)
    return desk


class Numbering(RuleBasedStateMachine):
    """Computers of a team that are reached, or not, in whatever order; and what happens to their files."""

    computers = Bundle("computers")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.office = Embedded(self.folder / "central", KEY)
        for worker in PEOPLE:
            self.office.hire(worker.id, FRONT_DOOR)
        self.all: list[Computer] = []
        self.kept: dict[Path, Path] = {}
        self.numbers: list[str] = []
        self.copies: list[str] = []

    @rule(target=computers, worker=st.sampled_from(PEOPLE), reached=st.booleans())
    def comes(self, worker: Worker, *, reached: bool) -> Computer:
        return self._added(Computer.new(self.folder / f"{len(self.all)}" / "record", worker), reached)

    @rule(computer=computers, many=st.integers(1, 4))
    def takes_contacts(self, computer: Computer, many: int) -> None:
        for _ in range(many):
            self.numbers.append(computer.take_contact()[1])

    @rule(computer=computers)
    def prints(self, computer: Computer) -> None:
        for contact in computer.desk.store.journal.all_contacts()[:2]:
            self.copies.append(computer.print_copy(contact))

    @rule(computer=computers)
    def is_reached(self, computer: Computer) -> None:
        computer.exchange(self.office)

    @rule(computer=computers)
    def is_installed_anew(self, computer: Computer) -> None:
        """What had not been sent is gone, and was said to somebody over the phone all the same."""
        computer.desk.close()
        for file in computer.path.parent.glob("*"):
            file.unlink()
        computer.remembered = None
        computer.desk = opened(computer.path, computer.worker)

    @rule(target=computers, computer=computers, reached=st.booleans())
    def is_copied(self, computer: Computer, *, reached: bool) -> Computer:
        computer.close()
        path = self.folder / f"{len(self.all)}" / "record"
        path.parent.mkdir()
        shutil.copyfile(computer.path, path)
        computer.open()
        return self._added(Computer.new(path, computer.worker), reached)

    @rule(computer=computers)
    def is_backed_up(self, computer: Computer) -> None:
        computer.close()
        copy = self.kept.setdefault(computer.path, computer.path.with_name("backup"))
        shutil.copyfile(computer.path, copy)
        computer.open()

    @rule(computer=computers)
    def is_put_back(self, computer: Computer) -> None:
        if not (copy := self.kept.get(computer.path)) or not copy.exists():
            return
        computer.close()
        computer.path.write_bytes(
            copy.read_bytes()
        )  # in its place: the same file to whoever looks from outside
        computer.open()

    @invariant()
    def no_number_was_given_twice(self) -> None:
        assert len(set(self.numbers)) == len(self.numbers)
        by_name_and_place = {
            copy.rpartition("-")[0] for copy in self.copies
        }  # without what is left to chance
        assert len(by_name_and_place) == len(self.copies)
        assert all(map(good_contact_number, self.numbers))

    @invariant()
    def of_those_that_were_reached_no_two_have_the_same_letters(self) -> None:
        enrolled = {key.device for key in self.office.line(SHAH.id).devices()}
        names = {computer.desk.store.journal.device for computer in self.all} & enrolled
        assert len(set(map(computer_letters, names))) == len(names)

    def teardown(self) -> None:
        for computer in self.all:
            computer.desk.close()
        self.office.close()
        shutil.rmtree(self.folder)

    def _added(self, computer: Computer, reached: bool) -> Computer:
        self.all.append(computer)
        if reached:
            computer.exchange(self.office)
        return computer


TestNumbering = Numbering.TestCase
TestNumbering.settings = settings(
    max_examples=12, stateful_step_count=20, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Embedded]:
    with closing(Embedded(tmp_path / "central", KEY)) as made:
        for worker in PEOPLE:
            made.hire(worker.id, FRONT_DOOR)
        yield made


def test_of_two_that_come_with_the_same_letters_one_takes_another_name(
    tmp_path: Path, office: Embedded
) -> None:
    """Both were set up while nobody could be asked."""
    first = Computer.new(tmp_path / "a" / "record", SHAH)
    first.exchange(office)
    device = first.desk.store.journal.device
    turn = (f"{device[:-6]}{number:06x}" for number in range(1, 0x1000000))
    twin = next(DeviceId(name) for name in turn if name != device and same_letters(name, [device]))
    second = Computer.new(tmp_path / "b" / "record", PATEL)
    name_it(second, twin)
    assert same_letters(second.desk.store.journal.device, [device])
    second.exchange(office)
    assert not same_letters(second.desk.store.journal.device, [device])
    assert first.desk.store.journal.device == device
    for computer in (first, second):
        computer.desk.close()


def test_two_old_names_with_the_same_letters_part_when_they_know_of_each_other(
    tmp_path: Path, office: Embedded
) -> None:
    first, second = (
        Computer.new(tmp_path / "a" / "record", SHAH),
        Computer.new(tmp_path / "b" / "record", PATEL),
    )
    device = first.desk.store.journal.device
    turn = (f"{device[:-6]}{number:06x}" for number in range(1, 0x1000000))
    name_it(second, next(DeviceId(n) for n in turn if n != device and same_letters(n, [device])))
    second.desk.store.journal.learn([first.desk.store.journal.own_key()])
    second.close()
    second.open()
    assert not same_letters(second.desk.store.journal.device, [device])
    for computer in (first, second):
        computer.desk.close()


def name_it(computer: Computer, device: DeviceId) -> None:
    """As if chance had named it so."""
    computer.desk.store._file.engine()
    with computer.desk.store.journal._writing() as cx:
        from workstation.store.engine import run
        from workstation.store.head import SEAT

        run(cx, "UPDATE meta SET value = ? WHERE key = ?", [device, SEAT + computer.worker.id])
    computer.desk.store.sit(computer.worker.id, computer.desk.seals)


def test_a_whole_machine_that_went_back_does_not_give_its_numbers_again_in_their_order(
    tmp_path: Path,
) -> None:
    """Nothing on it can know, its keystore went back as well; only chance tells the numbers apart."""
    computer = Computer.new(tmp_path / "a" / "record", SHAH)
    computer.close()
    before, remembered = computer.path.read_bytes(), computer.remembered
    given = []
    for _ in range(2):
        computer.path.write_bytes(before)
        computer.remembered = remembered
        computer.open()
        given.append({computer.take_contact()[1] for _ in range(15)})
        computer.close()
    assert {number[:8] for numbers in given for number in numbers} == {next(iter(given[0]))[:8]}
    assert len(given[0] & given[1]) < 4  # none but by chance


def test_a_number_is_not_given_again_when_its_contact_was_erased(tmp_path: Path) -> None:
    computer = Computer.new(tmp_path / "a" / "record", SHAH)
    given = [computer.take_contact() for _ in range(3)]
    journal = computer.desk.store.journal
    for contact, _ in given:
        first = journal.of_contact(contact)[0]
        agreed = kinds.ErasureAgreed(target=first.id, authority="Court order", because="Ordered.")
        journal.append(contact, [agreed], PATEL.id)
        journal.redact(first.id, "Court order", "Ordered.", SHAH.id)
    letters = given[0][1][:8]
    assert not computer.desk.store.register.numbers(letters)
    note = computer.desk.store.notes.get(f"contact numbers {letters}")
    assert note.split() == [number for _, number in given]
    assert computer.take_contact()[1] not in {number for _, number in given}
    computer.desk.close()


def test_in_practice_the_same_steps_give_the_same_numbers(tmp_path: Path) -> None:
    given = []
    for folder in ("a", "b"):
        desk = opening.practice_desk(
            tmp_path / folder / "practice.lintel", clock=FixedClock(MORNING), contacts=60
        )
        worker = next(w for w in desk.staff.values() if w.role == SHAH.role)
        opening.sit_down(desk, worker.id)
        made = [receive.receive(desk, NewContact(words="He goes hungry.")).contacts for _ in range(3)]
        given.append([desk.file(contact).number for (contact,) in made])
        desk.close()
    assert given[0] == given[1]
    assert len(set(given[0])) == 3
