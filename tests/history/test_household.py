"""From one child to the family: who belongs, where they lived, how old each was, and what stays hidden."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.services.conftest import SHAH, desk_of
from workstation.domain import kinds
from workstation.domain.household import Household, Member
from workstation.domain.ids import ContactId, EntryId, PersonId
from workstation.domain.kinds import Body, Born, Name
from workstation.domain.times import FixedClock
from workstation.services import find, identify, receive, record
from workstation.services.desk import Desk

START = datetime(2023, 3, 1, 10, tzinfo=UTC)
MILL = ("Flat 2, 14 Mill Lane", "NB4 7AB")


class Town:
    """A front door over the years: contacts are taken down as time goes on."""

    def __init__(self, desk: Desk, clock: FixedClock) -> None:
        self.desk, self.clock = desk, clock

    def contact(self, *said: Body, days: int = 100) -> ContactId:
        """Something is told; the next one comes `days` later."""
        new = receive.NewContact(words="Told.", source="2A", said=said)
        (contact,) = receive.receive(self.desk, new).contacts
        self.clock.move(timedelta(days=days))
        return contact

    def same(self, here: ContactId, person: str, there: ContactId, other: str) -> None:
        """A person says that two are one."""
        matched = kinds.Matched(
            person=PersonId(person), other=PersonId(other), other_contact=there, verdict="same"
        )
        record.put(self.desk, here, [matched])

    def family(self, contact: ContactId) -> Household:
        return find.household(self.desk, contact)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    clock = FixedClock(START)
    with desk_of(tmp_path / "town", SHAH, clock) as desk:
        yield Town(desk, clock)


def child(person: str, name: str, born: date | None = None, family: str = "Merrick") -> kinds.ChildNamed:
    return kinds.ChildNamed(person=PersonId(person), name=Name(family, name), born=Born(on=born))


def adult(person: str, name: str, relationship: str, **more: str) -> kinds.AdultNamed:
    return kinds.AdultNamed(
        person=PersonId(person),
        name=Name("Merrick", name),
        relationship=relationship,
        **more,  # type: ignore[arg-type]
    )


def home(address: str, *people: str, at: tuple[str, str] = MILL, **more: object) -> kinds.AddressRecorded:
    return kinds.AddressRecorded(
        address=address,
        people=tuple(map(PersonId, people)),
        lines=at[0],
        postcode=at[1],
        **more,  # type: ignore[arg-type]
    )


def called(family: Household) -> dict[str, Member]:
    return {m.called: m for m in family.members}


def test_brothers_and_sisters_parents_and_those_of_the_parents_other_contacts(town: Town) -> None:
    older = town.contact(
        child("tia", "Tia", date(2012, 1, 9)),
        adult("jo1", "Jo", "mother"),
        adult("gran", "Ivy", "grandmother"),
    )
    first = town.contact(
        child("k1", "Kayden", date(2018, 5, 4)),
        child("t1", "Tyler", date(2020, 2, 2)),
        adult("jo2", "Jo", "mother"),
    )
    town.same(first, "jo2", older, "jo1")
    now = town.contact(child("k2", "Kayden", date(2018, 5, 4)))
    town.same(now, "k2", first, "k1")
    family = called(town.family(now))
    assert next(iter(family)) == "MERRICK, Kayden"
    assert {name: m.how for name, m in family.items()} == {
        "MERRICK, Kayden": "",
        "MERRICK, Tyler": "brother or sister",
        "MERRICK, Tia": "brother or sister, child of MERRICK, Jo",
        "MERRICK, Jo": "mother",
        "MERRICK, Ivy": "grandmother in the contact about MERRICK, Jo",
    }
    assert family["MERRICK, Jo"].contacts == (first, older)
    assert {m.called for m in town.family(now).others} == set(family) - {"MERRICK, Kayden"}


def test_a_name_alone_leads_nowhere(town: Town) -> None:
    town.contact(child("x", "Ann", family="Doyle"), adult("jo1", "Jo", "mother"))
    now = town.contact(child("k", "Kayden"), adult("jo2", "Jo", "mother"))
    assert set(called(town.family(now))) == {"MERRICK, Kayden", "MERRICK, Jo"}


def test_one_name_in_the_childs_own_contacts_is_one_line_and_says_that_nobody_confirmed_it(
    town: Town,
) -> None:
    first = town.contact(child("k1", "Kayden"), adult("jo1", "Jo", "mother"))
    now = town.contact(child("k2", "Kayden"), adult("jo2", "Jo", "mother"))
    town.same(now, "k2", first, "k1")
    family = called(town.family(now))
    assert (family["MERRICK, Jo"].sure, family["MERRICK, Kayden"].sure) == (False, True)
    assert family["MERRICK, Jo"].contacts == (now, first)
    no = kinds.Matched(
        person=PersonId("jo2"), other=PersonId("jo1"), other_contact=first, verdict="different"
    )
    record.put(town.desk, now, [no])
    assert [m.called for m in town.family(now).members].count("MERRICK, Jo") == 2


def test_two_birthdays_are_two_people(town: Town) -> None:
    first = town.contact(child("k1", "Kayden"), child("t1", "Tyler", date(2020, 2, 2)))
    now = town.contact(child("k2", "Kayden"), child("t2", "Tyler", date(2021, 3, 3)))
    town.same(now, "k2", first, "k1")
    assert [m.called for m in town.family(now).members].count("MERRICK, Tyler") == 2


def test_everything_that_happened_says_how_old_each_child_was(town: Town) -> None:
    first = town.contact(child("k1", "Kayden", date(2018, 5, 4)))  # 1 March 2023
    now = town.contact(child("k2", "Kayden", date(2018, 5, 4)), child("b", "Bea", date(2023, 4, 10)))
    town.same(now, "k2", first, "k1")
    newest, oldest = town.family(now).happenings
    assert (newest.contact, oldest.contact) == (now, first)
    assert newest.words == "Kayden 5y, Bea 1m"
    assert oldest.words == "Kayden 4y (Bea not born)"


def test_homes_say_who_lived_there_and_when(town: Town) -> None:
    first = town.contact(
        child("k1", "Kayden"),
        adult("jo1", "Jo", "mother", lives_there="yes"),
        home("a1", "k1", since=date(2019, 1, 1)),
    )
    now = town.contact(
        child("k2", "Kayden"), home("a2", "k2", at=("14 Mill Lane flat 2", "nb4 7ab"), until=date(2023, 5, 1)),
        home("a3", "k2", at=("9 Far Road", "NB9 9ZZ")),
    )  # fmt: skip
    town.same(now, "k2", first, "k1")
    homes = {h.address: {s.called: s.when for s in h.stays} for h in town.family(now).homes}
    assert homes == {
        "14 Mill Lane flat 2, nb4 7ab": {
            "MERRICK, Kayden": "01\xa0Jan\xa02019 to 01\xa0May\xa02023",
            "MERRICK, Jo": "recorded 01\xa0Mar\xa02023",
        },
        "9 Far Road, NB9 9ZZ": {"MERRICK, Kayden": "recorded 09\xa0Jun\xa02023"},
    }


def test_other_families_at_the_same_door_stand_apart_with_dates(town: Town) -> None:
    before = town.contact(
        child("x", "Ann", family="Doyle"),
        home("b1", "x", at=("14 Mill Lane, Flat 2", "NB4 7AB"), until=date(2022, 8, 1)),
    )
    town.contact(child("y", "Una", family="Reid"), home("b2", "y", at=("Flat 3, 14 Mill Lane", "NB4 7AB")))
    now = town.contact(child("k", "Kayden"), home("a1", "k"))
    family = town.family(now)
    assert set(called(family)) == {"MERRICK, Kayden"}
    ((other),) = family.neighbours
    assert (other.called, other.contact, other.when) == (("DOYLE, Ann",), before, "until 01\xa0Aug\xa02022")


def test_phones_say_whose_they_are_and_who_else_gave_them(town: Town) -> None:
    town.contact(child("x", "Ann", family="Doyle"), adult("z", "Kit", "aunt", safe_contact="07700 900123"))
    now = town.contact(
        child("k", "Kayden"), adult("jo", "Jo", "mother", safe_contact="+44 7700 900123, text")
    )
    (phone,) = town.family(now).phones
    assert (phone.number, phone.whose, phone.others) == ("07700900123", ("MERRICK, Jo",), ("MERRICK, Kit",))


def test_a_hidden_address_never_appears_from_any_contact_nor_leads_to_neighbours(town: Town) -> None:
    town.contact(child("x", "Ann", family="Doyle"), home("b1", "x"))
    first = town.contact(
        child("k1", "Kayden"), adult("jo1", "Jo", "mother", safe_contact="07700 900123"), home("a1", "k1")
    )
    now = town.contact(
        child("k2", "Kayden"), home("a2", "k2", confidential=True), adult("jo2", "Jo", "mother")
    )
    town.same(now, "k2", first, "k1")
    family = town.family(now)
    assert (family.homes, family.neighbours, family.phones) == ((), (), ())
    assert "Mill" not in repr(family)
    assert "NB4" not in repr(family)


def test_somebody_of_the_record_is_added_with_one_press_and_parted_again(town: Town) -> None:
    first = town.contact(child("k1", "Kayden", date(2018, 5, 4)), adult("jo1", "Jo", "mother"))
    now = town.contact(child("k2", "Kayden", date(2018, 5, 4)))
    town.same(now, "k2", first, "k1")
    jo = called(town.family(now))["MERRICK, Jo"]
    done = identify.add_from_record(town.desk, now, jo)
    (named,) = town.desk.file(now).adults
    assert (named.name, named.relationship) == (Name("Merrick", "Jo"), "mother")
    added = called(town.family(now))["MERRICK, Jo"]
    assert (added.here, added.sure, added.contacts) == (True, True, (now, first))
    record.undo(town.desk, now, [EntryId(e) for e in done.entries])
    assert not called(town.family(now))["MERRICK, Jo"].here


def test_a_child_nobody_knows_has_no_family_but_themselves(town: Town) -> None:
    family = town.family(town.contact(child("k", "Kayden")))
    assert [m.called for m in family.members] == ["MERRICK, Kayden"]
    assert (family.homes, family.phones, family.neighbours, family.others) == ((), (), (), ())
