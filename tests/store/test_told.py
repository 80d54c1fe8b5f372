"""What is kept in memory between acts is what the file says, whatever happened in between."""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.store.conftest import KEY
from tests.store.stories import AVA, BEN, agree, child_of, clock, lines, note, numbered, ready, story
from tests.store.test_register import rebuilt, rows, same
from workstation.domain import kinds
from workstation.domain.entries import FRONT_DOOR, Entry
from workstation.domain.fold import fold
from workstation.domain.growing import grown_of
from workstation.domain.ids import ContactId, EntryId, PersonId
from workstation.domain.travel import Mark
from workstation.store.act import Act
from workstation.store.engine import open_engine, run, writing
from workstation.store.file import Store
from workstation.store.told import Kept, Told
from workstation.trouble import BadInput, StoreTrouble

C = ContactId("c")


def worker(store: Store, contact: ContactId = C) -> str | None:
    line = store.register.contact(contact)
    assert line
    return line.worker


@pytest.fixture
def told(store: Store) -> tuple[Entry, ...]:
    """A contact to whom two people were given, and nobody answered that: the last of the two stands."""
    store.journal.append(C, story("c"), AVA)
    both = store.journal.append(C, [kinds.Allocated(worker=AVA), kinds.Allocated(worker=BEN)], AVA)
    assert worker(store) == BEN
    return both


def first_child(store: Store) -> str:
    """The child a contact is called by: who was named first in the order of the story."""
    line = store.register.contact(C)
    assert line
    return line.child


@pytest.fixture
def named(store: Store) -> tuple[Entry, ...]:
    """A contact with two brothers, named one after the other."""
    store.journal.append(C, story("c")[:2], AVA)
    brothers = [kinds.ChildNamed(person=PersonId(n), name=kinds.Name("Quell", n)) for n in ("Cai", "Ode")]
    entries = store.journal.append(C, brothers, AVA)
    assert first_child(store) == "QUELL, Cai +1"
    return entries


def test_numbers_that_change_the_order_are_not_missed(store: Store, named: tuple[Entry, ...]) -> None:
    store.journal.confirm(FRONT_DOOR, {named[0].id: 2, named[1].id: 1})
    store.journal.append(C, [note()], AVA)
    assert first_child(store) == "QUELL, Ode +1"
    assert rebuilt(store) == rows(store)


def test_numbers_on_a_page_from_central_are_not_missed(store: Store, named: tuple[Entry, ...]) -> None:
    page, after = numbered([named[1], named[0]])
    store.journal.receive(FRONT_DOOR, Mark(), page, after, {})
    store.journal.append(C, [note()], AVA)
    assert first_child(store) == "QUELL, Ode +1"
    assert rebuilt(store) == rows(store)


def test_erased_words_are_gone_from_the_next_act_too(store: Store, told: tuple[Entry, ...]) -> None:
    store.journal.append(C, [agree(told[1].id)], BEN)
    store.journal.redact(told[1].id, "Court order", "Wrong person", AVA)
    store.journal.append(C, [note()], AVA)
    assert worker(store) == AVA
    erased = kinds.Redacted(target=told[0].id, authority="Court order", because="Wrong person")
    store.journal.append(C, [erased], AVA)
    store.journal.append(C, [note()], AVA)
    assert worker(store) is None
    assert rebuilt(store) == rows(store)


def test_what_an_act_that_failed_would_have_said_is_not_remembered(store: Store) -> None:
    store.journal.append(C, story("c"), AVA)
    with writing(store._engine) as cx:
        run(cx, "CREATE TRIGGER no BEFORE DELETE ON drafts BEGIN SELECT RAISE(ABORT, 'no'); END")
    store.drafts.put("key", C, "{}", clock().now(), worker=AVA)
    with pytest.raises(StoreTrouble):  # after the entries and their rows were written
        store.journal.append(C, [kinds.Allocated(worker=BEN)], AVA, draft="key")
    store.journal.append(C, [kinds.Escalated(danger="Now", told="Manager")], AVA)  # its row is written anew
    assert worker(store) is None
    assert rebuilt(store) == rows(store)
    assert store.journal.verify() == []


@dataclass
class Life:
    """Everything that may happen to a few contacts, by chance."""

    store: Store
    chance: random.Random
    mark: Mark = field(default_factory=Mark)
    """How far Central's story was followed; what was numbered besides lies far ahead of it."""
    ahead: int = 1_000_000

    def act(self) -> None:
        contact = ContactId(self.chance.choice("abcd"))
        ways: tuple[Callable[[ContactId], object], ...] = (
            self.say, self.say, self.say, self.bring, self.page, self.number, self.heal, self.erase, self.fail,
            self.look, self.start,
        )  # fmt: skip
        self.chance.choice(ways)(contact)

    def say(self, contact: ContactId) -> None:
        other = self.chance.choice("abcd")
        removed = kinds.PersonRemoved(person=child_of(contact), because="mistake")
        bodies = (*story(contact), kinds.Allocated(worker=self.chance.choice((AVA, BEN))), removed)
        said = [self.chance.choice(bodies), self.chance.choice((note(), same(contact, other)))]
        self.store.journal.append(contact, said, AVA)

    def look(self, contact: ContactId) -> None:
        self.store.register.contact(contact)

    def start(self, _contact: ContactId) -> None:
        """As after a power cut: what has no row yet is found in the file."""
        self.store.register.follow(lines)

    def bring(self, contact: ContactId) -> None:
        id_ = EntryId(str(self.chance.randrange(40)))
        self.store.journal.bring_in([Act(kinds.Allocated(worker=AVA), contact, entry=id_)], AVA)

    def page(self, contact: ContactId) -> None:
        bodies = (kinds.Allocated(worker=BEN), kinds.Escalated(danger="Now", told="Manager"))
        entries = list(ready(contact, bodies, f"d{self.chance.randrange(1000)}", self.chance.randrange(99)))
        page, after = numbered(entries, self.mark)
        self.store.journal.receive(FRONT_DOOR, self.mark, page, after, {})
        self.mark = self.store.journal.mark(FRONT_DOOR)

    def number(self, contact: ContactId) -> None:
        waiting = [entry.id for entry in self.store.journal.of_contact(contact) if entry.position is None]
        self.chance.shuffle(waiting)
        self.store.journal.confirm(FRONT_DOOR, {id_: self.ahead + at for at, id_ in enumerate(waiting[:5])})
        self.ahead += 5

    def heal(self, _contact: ContactId) -> None:
        back = self.chance.choice([Mark(), self.mark])
        self.store.journal.forget(FRONT_DOOR, back, list(self.store.journal.beyond(FRONT_DOOR))[::2])
        self.mark = back

    def erase(self, contact: ContactId) -> None:
        told = [e for e in self.store.journal.of_contact(contact) if e.kind != "Redacted" and e.body]
        if told:
            target = self.chance.choice(told).id
            self.store.journal.append(contact, [agree(target)], BEN)
            self.store.journal.redact(target, "Court order", "Wrong person", AVA)

    def fail(self, contact: ContactId) -> None:
        with pytest.raises(BadInput):
            self.store.journal.append(contact, [kinds.Allocated(worker=BEN), note("\x00")], AVA)


@pytest.mark.parametrize("seed", range(6))
def test_rows_are_right_whatever_happened(store: Store, seed: int) -> None:
    life = Life(store, random.Random(seed))
    for _ in range(80):
        life.act()
        for contact in map(ContactId, "abcd"):
            kept = store.register.file(contact)
            assert kept is None or kept == fold(contact, store.journal.of_contact(contact))
    assert rebuilt(store) == rows(store)
    assert store.journal.verify() == []


def test_only_so_many_contacts_are_kept() -> None:
    empty = grown_of(C, [])
    kept, told = Kept(most=2), Told(empty, (), empty.file)
    for name in "ab":
        kept.keep(ContactId(name), told)
    assert kept.take(ContactId("a")) == told
    kept.keep(ContactId("a"), told)  # touched: now b is the oldest
    kept.keep(ContactId("c"), told)
    assert [kept.take(ContactId(name)) for name in "bac"] == [None, told, told]


# -- the connection that writes -----------------------------------------------------------------------------


def test_two_who_write_at_once_wait_for_each_other(store: Store) -> None:
    def type_words(worker: str) -> None:
        for each in range(50):
            store.drafts.put(f"{worker}/{each}", C, "{}", clock().now(), worker=worker)

    others = [threading.Thread(target=type_words, args=(name,)) for name in ("a", "b")]
    for thread in others:
        thread.start()
    for each in range(50):
        store.journal.append(C, [note(str(each))], AVA)
    for thread in others:
        thread.join()
    assert [len(store.drafts.of_worker(name)) for name in ("a", "b")] == [50, 50]
    assert store.journal.count() == 50


def test_a_file_closed_while_it_is_written_is_whole_and_let_go_of(path: Path) -> None:
    Store.open(path, KEY, clock=clock(), create=True).close()
    engine = open_engine(path, KEY)
    with writing(engine) as cx:
        run(cx, "INSERT INTO meta (key, value) VALUES ('a', 'b')")
        engine.dispose()
    assert not path.with_name(f"{path.name}-wal").exists()  # its last connection is closed
    with Store.open(path, KEY, clock=clock()) as store:
        store.register.follow(lines)
        with writing(store._engine) as cx:
            assert run(cx, "SELECT value FROM meta WHERE key = 'a'") == [("b",)]
    assert not path.with_name(f"{path.name}-wal").exists()
