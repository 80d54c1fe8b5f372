"""R18, X06: what one contact of a family hides is hidden on paper of all: older copies of them are wanted back."""

from __future__ import annotations

from datetime import date

from tests.services.conftest import SHAH
from workstation.domain import kinds
from workstation.domain.copies import FLAGGED
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Born, Name
from workstation.services import find, identify, prints, recall, receive
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
    first = told(desk, "k1", "PC saw Kayden.", "a", ("3 Tansy Walk", "NB8 2PX"))
    second = told(desk, "k2", "Mum has left him.", "b")
    join(desk, second)
    identify.make_confidential(desk, second, "b")
    shown = find.contact(desk, first)
    assert shown.hidden_elsewhere == frozenset()
    assert [a.lines for a in shown.file.addresses] == ["3 Tansy Walk"]


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
