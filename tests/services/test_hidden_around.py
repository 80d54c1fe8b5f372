"""R18, X06: what one contact of a family hides is hidden on paper of all: older copies of them are wanted back."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from tests.services.conftest import MENSAH, PATEL, SHAH
from tests.services.decided import signed
from workstation.domain import copies, kinds
from workstation.domain.copies import FLAGGED
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Born, Name
from workstation.services import (
    afterwards,
    find,
    identify,
    prints,
    recall,
    receive,
    record,
    searching,
    settle,
)
from workstation.services.copy_order import Order
from workstation.services.desk import Desk
from workstation.services.receive import NewContact

ROW = ("14 Quillet Row, Ashbrook", "NB4 7XX")


def told(desk: Desk, child: str, words: str, address: str = "", where: tuple[str, str] = ROW) -> ContactId:
    """A contact about the one child, whom each knows under a person of its own."""
    person = PersonId(child)
    lines, postcode = where
    home = kinds.AddressRecorded(address=address, people=(person,), lines=lines, postcode=postcode)
    said = (
        kinds.ChildNamed(
            person=person,
            name=Name("Merrick", "Kayden"),
            la_child_id="P-112233",
            born=Born(on=date(2017, 3, 2)),
        ),
        *((home,) if address else ()),
    )
    new = NewContact(words=words, source="6", said=said, channel="notification")
    (contact,) = receive.receive(desk, new).contacts
    return contact


def join(desk: Desk, contact: ContactId) -> None:
    """Say that the child is the child of the contact before."""
    desk.store.register.rebuild()
    identify.judge_match(desk, contact, find.past(desk, contact).candidates[0], "same")


def printed(desk: Desk, contact: ContactId) -> str:
    order = Order("Brindle Team", read=prints.preview(desk, contact, "Brindle Team").hidden_found)
    return prints.take(desk, contact, order).number


def wanted(desk: Desk, contact: ContactId) -> list[tuple[str, tuple[str, ...]]]:
    return [(copy.number, copy.why) for copy in find.contact(desk, contact).to_get_back]


def test_a_copy_of_an_earlier_contact_is_wanted_back_once_a_later_one_hides_what_it_shows(desk: Desk) -> None:
    first = told(desk, "k1", "PC saw Kayden.", "a")
    number = printed(desk, first)
    second = told(desk, "k2", "Mum has left him.", "b")
    join(desk, second)
    assert wanted(desk, first) == []
    identify.make_confidential(desk, second, "b")
    assert wanted(desk, first) == [(number, (FLAGGED,))]
    assert "hidden after it was printed" in prints.preview(desk, first, "Brindle Team").earlier[0]
    hiding = printed(desk, first)
    assert "Quillet" not in prints.preview(desk, first, "Brindle Team").text
    assert wanted(desk, first) == [(number, (FLAGGED,))]
    recall.got_back(desk, first, number, "shredded")
    assert wanted(desk, first) == []
    assert hiding in prints.preview(desk, first, "Brindle Team").earlier[1]


def test_also_where_it_stands_in_words_alone(desk: Desk) -> None:
    first = told(desk, "k1", "PC saw Kayden outside 14 Quillet Row.")
    number = printed(desk, first)
    second = told(desk, "k2", "Mum has left him.", "b")
    join(desk, second)
    identify.make_confidential(desk, second, "b")
    assert wanted(desk, first) == [(number, (FLAGGED,))]


def test_not_where_the_copy_never_showed_it_or_nobody_said_they_are_one_family(desk: Desk) -> None:
    first = told(desk, "k1", "PC saw Kayden.", "a", ("3 Tansy Hill", "NB1 2AB"))
    printed(desk, first)
    second = told(desk, "k2", "Mum has left him.", "b")
    identify.make_confidential(desk, second, "b")
    assert wanted(desk, first) == []
    join(desk, second)
    assert wanted(desk, first) == []
    assert desk.worker == SHAH


# -- on the screen ---------------------------------------------------------------------------------------------


def test_the_screen_of_an_earlier_contact_hides_what_a_later_one_hides(desk: Desk) -> None:
    first = told(desk, "k1", "PC saw Kayden at 14 Quillet Row.", "a")
    second = told(desk, "k2", "Mum has left him.", "b", ("14 quillet row ashbrook nb4 7xx", ""))
    join(desk, second)
    assert not find.contact(desk, first).file.hidden
    identify.make_confidential(desk, second, "b")
    shown = find.contact(desk, first)
    assert shown.hidden_elsewhere == {"a"}
    assert [(a.lines, a.postcode, a.confidential) for a in shown.file.addresses] == [("", "", True)]
    assert "Quillet" not in shown.words
    assert "Quillet" not in str(shown.seen)
    # The record itself is as it was, and whoever needs the words says why.
    assert not desk.file(first).hidden
    assert identify.show_address(desk, first, "a", "To visit")[1] == ROW
    assert [s.body.why for s in desk.file(first).log(kinds.AddressShown)] == ["To visit"]


def test_another_home_stays_open(desk: Desk) -> None:
    first = told(desk, "k1", "PC saw Kayden.", "a", ("3 Tansy Walk, Ashbrook", "NB8 2PX"))
    second = told(desk, "k2", "Mum has left him.", "b")
    join(desk, second)
    identify.make_confidential(desk, second, "b")
    shown = find.contact(desk, first)
    assert shown.hidden_elsewhere == frozenset()
    assert [a.lines for a in shown.file.addresses] == ["3 Tansy Walk, Ashbrook"]


def test_hidden_here_too_it_is_hidden_in_this_contact(desk: Desk) -> None:
    first = told(desk, "k1", "PC saw Kayden.", "a")
    second = told(desk, "k2", "Mum has left him.", "b")
    join(desk, second)
    identify.make_confidential(desk, second, "b")
    identify.make_confidential(desk, first, "a")
    shown = find.contact(desk, first)
    assert shown.hidden_elsewhere == frozenset()
    assert shown.file.hidden
    assert desk.file(first).hidden


def with_postcode(desk: Desk, contact: ContactId, postcode: str) -> kinds.ChildNamed:
    (child,) = desk.file(contact).children
    said = replace(child, postcode=postcode)
    record.say(desk, contact, said)
    return said


def test_a_childs_hidden_postcode_is_not_shown_and_another_is(desk: Desk) -> None:
    first = told(desk, "k1", "PC saw Kayden.")
    with_postcode(desk, first, "NB4 7XX")
    second = told(desk, "k2", "Mum has left him.", "b")
    join(desk, second)
    identify.make_confidential(desk, second, "b")
    shown = find.contact(desk, first)
    assert [c.postcode for c in shown.file.children] == [""]
    assert "NB4 7XX" not in str(shown.seen)
    with_postcode(desk, first, "NB8 2PX")
    assert [c.postcode for c in find.contact(desk, first).file.children] == ["NB8 2PX"]


def test_what_is_said_of_a_child_empties_no_postcode_that_is_hidden(desk: Desk) -> None:
    """Whoever types a school has the child before them without the postcode."""
    first = told(desk, "k1", "PC saw Kayden.")
    with_postcode(desk, first, "NB4 7XX")
    second = told(desk, "k2", "Mum has left him.", "b")
    join(desk, second)
    identify.make_confidential(desk, second, "b")
    shown = find.contact(desk, first).file
    record.say(desk, first, replace(shown.children[0], school="Tarn Lane Primary"), seen=shown)
    (child,) = desk.file(first).children
    assert (child.school, child.postcode) == ("Tarn Lane Primary", "NB4 7XX")


def test_nor_one_that_this_contact_hides_itself(desk: Desk) -> None:
    first = told(desk, "k1", "PC saw Kayden.", "a")
    with_postcode(desk, first, "NB4 7XX")
    identify.make_confidential(desk, first, "a")
    shown = find.contact(desk, first).file
    record.say(desk, first, replace(shown.children[0], school="Tarn Lane Primary"), seen=shown)
    desk.worker = MENSAH
    identify.release_address(desk, first, "a", "They moved.")
    (child,) = desk.file(first).children
    assert (child.school, child.postcode) == ("Tarn Lane Primary", "NB4 7XX")


def test_whoever_sees_a_postcode_may_take_it_out(desk: Desk) -> None:
    first = told(desk, "k1", "PC saw Kayden.")
    child = with_postcode(desk, first, "NB4 7XX")
    shown = find.contact(desk, first).file
    record.say(desk, first, replace(child, postcode=""), seen=shown)
    assert [c.postcode for c in desk.file(first).children] == [""]


def test_a_person_who_is_hidden_anywhere_is_called_without_a_postcode(desk: Desk) -> None:
    first = told(desk, "k1", "PC saw Kayden.")
    with_postcode(desk, first, "NB4 7XX")
    desk.store.register.rebuild()
    assert searching.called_on_record(desk, PersonId("k1"))[2] == "NB4 7XX"
    second = told(desk, "k2", "Mum has left him.", "b")
    join(desk, second)
    identify.make_confidential(desk, second, "b")
    desk.store.register.rebuild()
    assert searching.called_on_record(desk, PersonId("k1"))[2] == ""


def test_who_lives_there_is_said_of_what_one_had_before_one(desk: Desk) -> None:
    """A colleague unticked him meanwhile: a form that was opened before does not put him back without a word."""
    contact = told(desk, "k1", "PC saw Kayden.", "a")
    liam = kinds.AdultNamed(person=PersonId("liam"), name=Name("Stokes", "Liam"), relationship="father")
    record.say(desk, contact, liam)
    identify.make_confidential(desk, contact, "a")
    identify.tell_of_address(desk, contact, "a", [PersonId("k1"), PersonId("liam")])
    before = desk.file(contact)
    mine, desk.worker = desk.worker, PATEL
    identify.tell_of_address(desk, contact, "a", [PersonId("k1")])
    desk.worker = mine
    identify.tell_of_address(
        desk, contact, "a", [PersonId("k1"), PersonId("liam")], ["Brindle Bakery"], before
    )
    assert copies.must_not_see(desk.file(contact)) == ("STOKES, Liam",)


def test_where_somebody_has_to_choose_it_is_hidden_as_well(desk: Desk) -> None:
    first = told(desk, "k1", "PC saw Kayden.", "a")
    before = desk.file(first)
    (home,) = before.addresses
    mine, desk.worker = desk.worker, PATEL
    record.say(desk, first, replace(home, lines="14 Quillet Row, flat 2"))
    desk.worker = mine
    record.say(desk, first, replace(home, lines="14 Quillet Row, flat 1"), seen=before)
    second = told(desk, "k2", "Mum has left him.", "b")
    join(desk, second)
    identify.make_confidential(desk, second, "b")
    (several,) = settle.look(desk, first).choose
    assert {v.body.lines for v in several.seen.versions} == {""}  # type: ignore[attr-defined]
    assert len({v.body.lines for v in several.joined.versions}) == 2  # type: ignore[attr-defined]


def test_what_is_left_to_do_quotes_nobody_with_the_place(desk: Desk) -> None:
    first = told(desk, "k1", "PC saw Kayden.", "a")
    signed(desk, first, "O07")
    afterwards.challenge(desk, first, "Nan of 14 Quillet Row", "She is at 14 Quillet Row now.")
    assert any("Quillet" in task.words + task.short for task in find.contact(desk, first).todo)
    second = told(desk, "k2", "Mum has left him.", "b")
    join(desk, second)
    identify.make_confidential(desk, second, "b")
    assert not any("Quillet" in task.words + task.short for task in find.contact(desk, first).todo)
