"""Printing as a verb: recorded first, numbered once, for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.report import contacts
from tests.report.contacts import CONTACT, ELLIE, STAFF
from tests.report.reading import flat, words_of
from workstation.domain import kinds
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, PersonId
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock
from workstation.report.recipients import Recipient
from workstation.services import opening, prints, receive
from workstation.services.copy_order import Order
from workstation.services.desk import Desk
from workstation.services.lease import LeaseKeeper
from workstation.services.link import LinkState
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store
from workstation.trouble import BadInput, NotYours, PrintTrouble

ADMIN = Worker(AuthorId("w-admin"), "Ann Admin", Role.ADMINISTRATOR)


def desk_with(path: Path, entries: tuple[Entry, ...], **settings: object) -> Desk:
    """A desk in a new practice file with these entries, at ten past two."""
    clock = FixedClock(contacts.at("14:12"))
    store = Store.open(path, PRACTICE_KEY, clock=clock, kind="practice", create=True)
    for worker in (*STAFF.values(), ADMIN):
        store.people.add(worker)
    store.journal.append_entries(entries)
    chosen = Settings(council="Northbeck Council", **settings)  # type: ignore[arg-type]
    desk = opening.assemble(store, clock, chosen, practice=True, council="Northbeck Council")
    desk.store.register.rebuild()
    opening.sit_down(desk, contacts.RUKHSANA)
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = desk_with(tmp_path / "p.lintel", contacts.whole())
    yield desk
    desk.close()


def copies(desk: Desk) -> list[kinds.Printed]:
    return [said.body for said in desk.file(CONTACT).log(kinds.Printed)]


def test_looking_records_nothing_and_takes_no_number(desk: Desk) -> None:
    before = desk.store.journal.count()
    seen = prints.preview(desk, CONTACT, "case file")
    assert desk.store.journal.count() == before
    assert (seen.pages, seen.copy.number) == (2, prints.NOT_PRINTED)
    assert flat("FARROW, Ellie") in flat(words_of(seen.pdf))
    assert "Quillet" not in seen.text
    assert seen.earlier == ()


def test_a_copy_is_recorded_with_its_number_and_the_version_it_shows(desk: Desk) -> None:
    head = desk.file(CONTACT).head
    changed, pdf = prints.print_copy(desk, CONTACT, " case file ")
    (copy,) = copies(desk)
    assert (copy.for_whom, copy.saw, copy.hidden) == ("case file", head, True)
    assert flat(f"Copy number {copy.copy_number}") in flat(words_of(pdf))
    assert changed.contacts == {CONTACT}
    assert changed.kinds == {"Printed"}
    assert desk.file(CONTACT).head == head  # printing is no change that a manager must see again
    seen = prints.preview(desk, CONTACT, "case file")
    when = "24\u00a0Nov\u00a02026\u00a014:12"
    assert seen.earlier == (f"{copy.copy_number}, for case file, {when}, not known whether it came out",)


def test_no_number_is_given_twice_not_even_by_a_copy_of_the_file(desk: Desk, tmp_path: Path) -> None:
    for _ in range(5):
        prints.print_copy(desk, CONTACT, "case file")
    other = desk_with(tmp_path / "other.lintel", contacts.whole())
    for _ in range(5):
        prints.print_copy(other, CONTACT, "case file")
    numbers = [c.copy_number for c in (*copies(desk), *copies(other))]
    other.close()
    assert len(set(numbers)) == 10


def test_nothing_is_recorded_when_the_paper_cannot_be_right(desk: Desk) -> None:
    desk.store.journal.append(CONTACT, [kinds.NoteMade(text="Her name is ᏌᎳ")], desk.worker.id)
    before = desk.store.journal.count()
    with pytest.raises(PrintTrouble):
        prints.print_copy(desk, CONTACT, "case file")
    assert desk.store.journal.count() == before


def test_a_copy_is_for_somebody_and_not_for_an_administrator(desk: Desk) -> None:
    for for_whom in ("", "  ", "x" * 201):
        with pytest.raises(BadInput):
            prints.print_copy(desk, CONTACT, for_whom)
    opening.sit_down(desk, ADMIN.id)
    with pytest.raises(NotYours):
        prints.preview(desk, CONTACT, "case file")
    assert copies(desk) == []


def test_practice_is_marked_as_practice(desk: Desk) -> None:
    assert "PRACTICE, MADE-UP FAMILY" in prints.preview(desk, CONTACT, "case file").text
    desk.practice = False
    assert "PRACTICE" not in prints.preview(desk, CONTACT, "case file").text


@pytest.mark.parametrize(
    ("sent", "central", "mark"),
    [
        (True, {}, "ON THIS COMPUTER ONLY"),
        (True, {"host": "c.example"}, ""),
        (False, {"host": "c.example"}, "NOT YET SENT"),
    ],
)
def test_the_mark_follows_central(tmp_path: Path, sent: bool, central: dict[str, str], mark: str) -> None:
    desk = desk_with(tmp_path / "m.lintel", contacts.whole(sent=sent))
    desk.settings = replace(desk.settings, central=central)
    assert prints.preview(desk, CONTACT, "case file").copy.mark == mark
    desk.close()


def test_practice_with_its_own_server_does_not_say_that_it_works_alone(tmp_path: Path) -> None:
    """The bar says “All saved and sent” there; the paper must not say the opposite."""
    desk = desk_with(tmp_path / "s.lintel", contacts.whole(sent=True))
    desk.link.tell(LinkState(reachable=True, since=desk.now(), last_good=desk.now()))
    assert prints.preview(desk, CONTACT, "case file").copy.mark == ""
    desk.close()


@pytest.mark.parametrize(
    ("sent", "good", "top", "foot"),
    [
        (True, True, "OFFLINE", "OFFLINE, AS OF 24 Nov 2026 11:12"),
        (False, True, "NOT YET SENT", "NOT YET SENT · OFFLINE, AS OF 24 Nov 2026 11:12"),
        (True, False, "OFFLINE", "OFFLINE SINCE 24 Nov 2026 11:12"),
    ],
)
def test_r18_a_copy_made_offline_says_as_of_when_it_is(
    tmp_path: Path, sent: bool, good: bool, top: str, foot: str
) -> None:
    """Three hours without a server: colleagues may have changed or hidden anything since."""
    desk = desk_with(tmp_path / "o.lintel", contacts.whole(sent=sent))
    then = desk.now() - timedelta(hours=3)
    desk.link.tell(LinkState(reachable=False, since=then, last_good=then if good else None))
    seen = prints.preview(desk, CONTACT, "case file")
    assert seen.copy.mark == top
    assert seen.copy.mark_in_full == foot.replace(" Nov ", "\xa0Nov\xa0").replace(" 11:", "\xa011:")
    for words in (words_of(seen.pdf), seen.text):
        assert flat(foot) in flat(words)
    _, letter = prints.letter(desk, CONTACT, "Brindle Primary", "Please tell us.")
    assert flat(f"OFFLINE{foot.partition('OFFLINE')[2]}") in flat(words_of(letter))
    desk.close()


def test_r18_after_a_start_without_a_server_it_is_as_of_the_last_answer_on_disk(tmp_path: Path) -> None:
    desk = desk_with(tmp_path / "l.lintel", contacts.whole(sent=True))
    desk.lease = LeaseKeeper(desk.store, FixedClock(contacts.at("09:40")))
    desk.lease.renew(contacts.at("09:40"))
    desk.link.tell(LinkState(reachable=True, since=desk.now()))
    assert "AS OF 24\xa0Nov\xa02026\xa009:40" in prints.preview(desk, CONTACT, "case file").copy.mark_in_full
    desk.link.tell(LinkState(reachable=True, since=desk.now(), last_good=desk.now()))
    assert prints.preview(desk, CONTACT, "case file").copy.mark_in_full == ""
    desk.close()


def test_an_agency_letter_says_where_its_record_is(desk: Desk) -> None:
    _, letter = prints.letter(desk, CONTACT, "Brindle Primary", "Please tell us.")
    assert flat("ON THIS COMPUTER ONLY") in flat(words_of(letter))


def test_the_worker_is_shown_where_a_hidden_word_was(tmp_path: Path) -> None:
    entries = contacts.whole(kinds.NoteMade(text="He waited in Quillet Row by the shop."))
    desk = desk_with(tmp_path / "h.lintel", entries)
    seen = prints.preview(desk, CONTACT, "police, 14 quillet row")
    assert any(found.startswith("Who did what: ") and "[hidden]" in found for found in seen.hidden_found)
    assert "The foot of the page: police, [hidden]" in seen.hidden_found
    assert "quillet" not in seen.text.casefold()
    desk.close()


@pytest.mark.parametrize("recipient", ["case file", "quality", "receiving team", "referrer"])
def test_of_whom_nobody_is_sure_paper_tells_no_name_and_no_hidden_place(desk: Desk, recipient: str) -> None:
    """They may be a stranger; and what is hidden of them may be hidden of this child. Only the council's own file
    says whom a manager was asked about.
    """
    new = PersonId("p-new")
    said = (
        kinds.ChildNamed(person=new, name=kinds.Name("Farow", "Elly")),
        kinds.Matched(person=new, other=ELLIE, other_contact=CONTACT, verdict="not sure"),
    )
    words = "She walks home to 14 Quillet Row."
    taken = receive.receive(desk, receive.NewContact(words=words, source="2A", said=said))
    (contact,) = taken.contacts
    seen = prints.preview(desk, contact, Order("somebody", Recipient(recipient)))
    if recipient != "case file":
        assert "farrow" not in seen.text.casefold()
    assert "quillet" not in seen.text.casefold()
    if recipient == "case file":
        assert "No earlier contact is confirmed as theirs." in seen.text
        assert "1 earlier record of people who may be the same, not counted here." in seen.text
        assert "No earlier contacts" not in seen.text
        assert "Not sure whether FAROW, Elly is FARROW, Ellie." in " ".join(seen.text.split())
