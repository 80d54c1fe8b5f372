"""B7: who reads a copy with a hidden address is named in full: nobody it hides from gets it by another word."""

from __future__ import annotations

import pytest

from tests.services.conftest import PATEL
from tests.services.ready import JO, KAYDEN, TYLER
from workstation.domain import copies, kinds
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.domain.kinds import Body, Born, Name
from workstation.services import copy_order, receive
from workstation.services.copy_order import NotForThem
from workstation.services.desk import Desk
from workstation.services.receive import NewContact

LIAM = PersonId(uuid_of("Liam"))
OLD = kinds.AddressRecorded(address="old", people=(KAYDEN,), lines="3 Tansy Row", postcode="NB4 7XY")


def hidden(
    desk: Desk, *more: Body, lives: kinds.YesNo = "no", at: tuple[PersonId, ...] = (KAYDEN, JO)
) -> ContactId:
    """A mother and a child behind a hidden address, and the father it hides them from."""
    said = (
        kinds.ChildNamed(person=KAYDEN, name=Name("Merrick", "Kayden"), born=Born(age=9)),
        kinds.AdultNamed(person=JO, name=Name("Merrick", "Jo"), title="Ms", relationship="mother"),
        kinds.AdultNamed(
            person=LIAM, name=Name("Stokes", "William", ("Lee Stokes-Reed",)), title="Mr", relationship="father",
            lives_there=lives,
        ),
        kinds.AddressRecorded(
            address="new", people=at, lines="14 Quillet Row", postcode="NB4 7XX", confidential=True
        ),
        *more,
    )  # fmt: skip
    (contact,) = receive.receive(desk, NewContact(words="x", source="2A", said=said)).contacts
    return contact


def ask(desk: Desk, contact: ContactId, reader: str) -> None:
    copy_order.full_ready(desk, desk.file(contact), reader, "They go there today.", PATEL.id)


@pytest.mark.parametrize("reader", [
    "William Stokes", "Mr W. Stokes", "STOKES William, friend", "Bill Stokes", "Lee Stokes-Reed", "Mr Lee Reed",
])  # fmt: skip
def test_whom_it_hides_from_is_refused_by_each_of_their_names(desk: Desk, reader: str) -> None:
    with pytest.raises(NotForThem, match="STOKES, William must not see this address"):
        ask(desk, hidden(desk), reader)


@pytest.mark.parametrize("reader", [
    "Mr Stokes", "Stokes", "William", "William, at the desk", "William at the desk", "Bill", "MR STOKES",
    "Stokes family", "Mr A Stokes", "Sgt Stokes, welfare check", "William's friend",
])  # fmt: skip
def test_a_name_in_part_is_not_enough_and_the_whole_name_is_asked_for(desk: Desk, reader: str) -> None:
    with pytest.raises(NotForThem, match="could be read as that name") as refused:
        ask(desk, hidden(desk), reader)
    assert "whole name and their office" in refused.value.what_to_do


@pytest.mark.parametrize("reader", [
    "Kayden's dad", "Kayden’s step-dad", "the father", "Mum’s partner", "his parents", "her ex-husband",
])  # fmt: skip
def test_what_somebody_is_to_the_family_names_no_reader(desk: Desk, reader: str) -> None:
    with pytest.raises(NotForThem, match="who the reader is to the family"):
        ask(desk, hidden(desk), reader)


def test_what_anybody_outside_the_address_is_to_the_family_names_no_reader(desk: Desk) -> None:
    gran = kinds.AdultNamed(
        person=PersonId("gran"), name=Name("Stokes", "Ada"), relationship="paternal grandmother"
    )
    with pytest.raises(NotForThem, match="who the reader is to the family"):
        ask(desk, hidden(desk, gran), "Kayden’s nan")


@pytest.mark.parametrize("reader", [
    "Sgt Amis, welfare check", "Sgt Amy Stokes, police", "amy stokes, police", "Dr William Peters, paediatrician",
    "Jo Hill, foster carer", "Refuge link worker Ana O'Brien", "Sister Hall, ward 4",
])  # fmt: skip
def test_somebody_else_with_a_whole_name_may_be_asked_about(desk: Desk, reader: str) -> None:
    ask(desk, hidden(desk), reader)


def test_who_lives_at_the_old_home_is_not_let_see_the_new_one(desk: Desk) -> None:
    contact = hidden(desk, OLD, lives="yes")
    assert copies.must_not_see(desk.file(contact)) == ("STOKES, William",)
    with pytest.raises(NotForThem):
        ask(desk, contact, "William Stokes")


def test_who_lives_there_may_see_it_where_there_is_one_address_alone(desk: Desk) -> None:
    assert copies.must_not_see(desk.file(hidden(desk, lives="yes", at=(KAYDEN,)))) == ("MERRICK, Jo",)


def test_a_child_who_lives_elsewhere_and_an_adult_of_one_of_two_hidden_homes_are_on_it(desk: Desk) -> None:
    second = kinds.AddressRecorded(
        address="b", people=(KAYDEN,), lines="2 Osier Way", postcode="NB8 2PX", confidential=True
    )
    tyler = kinds.ChildNamed(person=TYLER, name=Name("Stokes", "Tyler"), born=Born(age=4))
    found = copies.must_not_see(desk.file(hidden(desk, second, tyler)))
    assert found == ("MERRICK, Jo", "STOKES, William", "STOKES, Tyler")


@pytest.mark.parametrize("more", [(), (OLD,)])
def test_where_nobody_is_recorded_at_it_no_adult_may_see_it_wherever_they_live(
    desk: Desk, more: tuple[Body, ...]
) -> None:
    """So it is where the address came with a match: `lives there` was said of another home."""
    contact = hidden(desk, *more, lives="yes", at=())
    assert copies.must_not_see(desk.file(contact)) == ("MERRICK, Jo", "STOKES, William")
