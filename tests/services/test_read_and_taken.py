"""Who has read what was passed is of those children, and is never the service that a sister was given to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.services.conftest import OFFICER, PATEL
from tests.services.decided import signed, sit
from tests.services.ready import KAYDEN, TYLER, child, mother
from tests.services.two_desks import carry
from workstation.domain import kinds
from workstation.domain.handing import handings, passings
from workstation.domain.ids import ContactId
from workstation.domain.times import FixedClock
from workstation.services import afterwards, receive, record
from workstation.services.desk import Desk
from workstation.services.receive import NewContact


def _decided(desk: Desk, first: str, second: str) -> ContactId:
    said = (child(), child(TYLER, "Tyler"), mother())
    (contact,) = receive.receive(desk, NewContact(words="Ringing.", source="2A", said=said)).contacts
    return signed(desk, contact, first, {TYLER: second})


def _service(desk: Desk, contact: ContactId) -> list[bool]:
    return [one.taken is not None for one in handings(desk.file(contact), desk.guide)]


@pytest.mark.parametrize("who", ["reads", "said"])
def test_who_has_read_of_one_child_has_not_read_what_was_passed_of_another_elsewhere(
    desk: Desk, theirs: Desk, who: str
) -> None:
    contact = _decided(desk, "O03", "O03")
    afterwards.pass_information(desk, contact, PATEL.id, "", None, children=(KAYDEN,))
    carry(contact, desk, theirs)
    afterwards.pass_information(desk, contact, OFFICER.id, "", None, children=(TYLER,))
    if who == "reads":
        afterwards.have_read(theirs, contact)
    else:
        (one,) = passings(theirs.file(contact))
        afterwards.information_taken(theirs, contact, "J. Patel", one.children)
    carry(contact, desk, theirs)
    found = [(one.passed.body.whom, one.taken is not None) for one in passings(desk.file(contact))]
    assert found == [("Jaya Patel", True), ("Cai Rees", False)]


def test_g9_however_many_read_it_none_of_them_is_the_service(desk: Desk, clock: FixedClock) -> None:
    contact = _decided(desk, "O03", "O04")
    afterwards.pass_information(desk, contact, PATEL.id, "", None, children=(KAYDEN,))
    afterwards.hand_over(desk, contact, "Early help", "Ann Lee")
    for worker in (PATEL, OFFICER, PATEL):
        clock.move(timedelta(minutes=1))
        sit(desk, worker)
        afterwards.have_read(desk, contact)
    assert _service(desk, contact) == [False]
    old = kinds.HandOverTaken(who="Jaya Patel", how="Read in Lintel")
    record.put(desk, contact, [old])
    assert _service(desk, contact) == [False], "as the first versions wrote it"
    afterwards.taken_on(desk, contact, "Ann Lee", service="Early help")
    assert _service(desk, contact) == [True]
