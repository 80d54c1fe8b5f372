"""The one box on a real store: who is found for what, in which order, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from workstation.domain import kinds
from workstation.domain.contact_numbers import counted_number, near_contact_numbers
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock
from workstation.services import find, opening, receive
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store

SMITHS = 120


def child(person: str, family: str, given: str, born: date | None = None, **more: object) -> kinds.ChildNamed:
    return kinds.ChildNamed(
        person=PersonId(person), name=kinds.Name(family, given), born=kinds.Born(on=born), **more  # type: ignore[arg-type]
    )  # fmt: skip


def lives(person: str, lines: str, postcode: str) -> kinds.AddressRecorded:
    return kinds.AddressRecorded(
        address=f"a {person}", people=(PersonId(person),), lines=lines, postcode=postcode
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path: Path = tmp_path_factory.mktemp("finding") / "practice.lintel"
    clock = FixedClock(datetime(2026, 11, 24, 9, 18, tzinfo=UTC))
    store = Store.open(path, PRACTICE_KEY, clock=clock, kind="practice", create=True)
    store.people.add(Worker(AuthorId("shah"), "Rukhsana Shah", Role.SOCIAL_WORKER))
    desk = opening.assemble(store, clock, Settings(), practice=True)
    mother = kinds.AdultNamed(
        person=PersonId("mum"), name=kinds.Name("Merrick", "Jo"), relationship="mother",
        safe_contact="07700 900123",
    )  # fmt: skip
    tell(
        desk,
        child("kayden", "Merrick", "Kayden", date(2020, 5, 3), nhs="943 476 5919", la_child_id="A123"),
        lives("kayden", "14 Mill Lane\nNorthbridge", "NB4 7XX"),
        mother,
    )
    tell(desk, child("lane", "Lane", "Mary", date(2016, 3, 14)), lives("lane", "2 High Street", "NB47 1AA"))
    tell(desk, kinds.ChildNamed(
        person=PersonId("baby"), name=kinds.Name("Doyle", ""), born=kinds.Born(due=date(2027, 2, 14)))
    )  # fmt: skip
    tell(
        desk,
        child("june", "Quill", "June", date(2016, 9, 1)),
        lives("june", "The Old Rectory\nChurch Lane", ""),
    )
    for number in range(SMITHS):
        tell(desk, child(f"smith {number}", "Smith", "Sam", date(1990 + number % 30, 1 + number % 12, 5)))
    tell(desk, child("one", "Smith", "Sam", date(2016, 3, 21)))
    for serial, contact in ((1, "old 1"), (12, "old 12"), (13, "old 13"), (13, "old 13 too")):
        counted(desk, contact, serial)
    yield desk
    desk.close()


def tell(desk: Desk, *said: kinds.Body) -> None:
    receive.receive(desk, NewContact(words="Said.", source="2A", said=said))


def counted(desk: Desk, contact: str, serial: int) -> None:
    """A contact from the time when numbers were counted."""
    number = counted_number(2026, serial)
    desk.store.journal.append(
        ContactId(contact),
        [kinds.Received(number=number, channel="phone", source="2A", words="Said.")],
        desk.worker.id,
    )


def people(desk: Desk, words: str) -> list[str]:
    return [str(person.person) for person in find.search(desk, words).people]


@pytest.mark.parametrize(
    "words",
    ["kayden", "merrick kayden", "KAYDEN MERRICK", "kaden merick", "mer kay", "kay 03/05/2020", "3 may 2020",
     "03052020", "may 2020", "kayden 2020", "kayden aged 6", "kayden 6", "nb4 7xx", "nb47xx", "merrick nb4",
     "nb4 7", "14 mill lane", "kayden mill lane", "mill lane", "14 mill", "943 476 5919", "a123",
     "kayden 05/03/2020", "kayden merrick northbridge"],
)  # fmt: skip
def test_one_child_by_many_ways(desk: Desk, words: str) -> None:
    assert people(desk, words)[0] == "kayden"


@pytest.mark.parametrize("words", ["07700 900123", "+44 7700 900 123", "07700900123 merrick"])
def test_a_phone_finds_whose_it_is_first_and_then_whoever_is_named_with_them(desk: Desk, words: str) -> None:
    found = find.search(desk, words).people
    assert [person.person for person in found] == ["mum", "kayden"]
    assert found[1].why.endswith("phone of somebody named with them")


def test_words_together_narrow_and_nobody_is_lost_among_many(desk: Desk) -> None:
    found = find.search(desk, "smith march 2016", most=5)
    born = [number for number in range(SMITHS) if (number % 30, number % 12) == (26, 2)]
    assert {person.person for person in found.people} == {"one", *(f"smith {number}" for number in born)}
    assert people(desk, "smith 21 march 2016")[0] == "one"
    everybody = find.search(desk, "smith", most=5)
    assert len(everybody.people) == 5
    assert everybody.total == SMITHS + 1


def test_words_that_contradict_each_other_find_nobody(desk: Desk) -> None:
    assert people(desk, "kayden nb47 1aa") == []
    assert people(desk, "kayden march 2016") == []


def test_the_beginning_of_a_postcode_may_be_the_whole_first_half(desk: Desk) -> None:
    assert people(desk, "nb47") == ["kayden", "lane"] or set(people(desk, "nb47")) == {"kayden", "lane"}
    assert people(desk, "nb4 7") == ["kayden"]
    assert people(desk, "nb47 1") == ["lane"]


def test_a_name_may_be_a_street_and_a_month_a_girl(desk: Desk) -> None:
    assert people(desk, "mary lane")[0] == "lane"
    assert people(desk, "june 2016") == ["june"]


@pytest.mark.parametrize("words", ["old rectory", "the old rectory", "june old rectory"])
def test_a_house_without_a_number_is_found_by_its_name(desk: Desk, words: str) -> None:
    assert people(desk, words) == ["june"]


def test_a_surname_of_the_family_is_not_called_like_their_own(desk: Desk) -> None:
    tell(
        desk,
        child("stokes", "Stokes", "Ivor", date(2018, 5, 5)),
        child("farrow", "Farrow", "Ottilie", date(2020, 5, 5)),
    )
    found = {str(person.person): person for person in find.search(desk, "farrow").people}
    assert (found["farrow"].why, found["farrow"].strength) == ("part of the name", "all of it fits")
    assert (found["stokes"].why, found["stokes"].strength) == ("named with somebody of that name", "may be")


def test_a_baby_who_is_due(desk: Desk) -> None:
    for words in ("due feb 2027", "due feb", "due 14/02/2027", "doyle due 2027"):
        assert people(desk, words) == ["baby"], words
    assert people(desk, "feb 2027") == []


def test_a_date_that_was_turned_is_said_to_be(desk: Desk) -> None:
    found = find.search(desk, "kayden 05/03/2020").people[0]
    assert found.why == "part of the name, date of birth, day and month swapped"
    assert found.strength == "may be"


def test_each_person_says_who_they_are_and_who_works_on_it(desk: Desk) -> None:
    found = find.search(desk, "kayden merrick 3/5/20").people[0]
    assert (found.name, found.born) == ("MERRICK, Kayden", "Born 03\xa0May\xa02020 (6y)")
    assert (found.why, found.strength) == ("same name, date of birth", "all of it fits")
    assert found.open_with == "R. Shah"
    assert find.search(desk, "jo merrick").people[0].born == "Mother"


def test_contacts_of_the_people_found_follow_them(desk: Desk) -> None:
    found = find.search(desk, "kayden")
    assert [line.child for line in found.contacts] == ["MERRICK, Kayden"]


def test_agencies_are_found_by_name_kind_person_and_phone(desk: Desk) -> None:
    known = desk.agencies[0]
    assert find.search(desk, known.name).agencies[0].name == known.name
    assert known.name in {agency.name for agency in find.search(desk, known.phone).agencies}


def test_a_contact_is_found_by_its_number_or_the_beginning_of_it(desk: Desk) -> None:
    number = find.search(desk, "kayden").contacts[0].number
    year, letters, figures, check = number.split("-")
    spoken = (number, number.lower(), number.replace("-", " "), number.replace("-", ""))
    for words in (*spoken, f"{letters} {figures}", f"{letters}{figures}{check}".lower()):
        assert [line.number for line in find.search(desk, words).contacts] == [number], words
    begun = find.search(desk, f"{year} {letters.lower()}")
    assert {line.number[:8] for line in begun.contacts} == {f"{year}-{letters}-"}


def test_a_number_with_letters_that_was_misheard_is_put_right(desk: Desk) -> None:
    number = find.search(desk, "kayden").contacts[0].number
    other = "B" if number[5] != "B" else "D"
    found = find.search(desk, number[:5] + other + number[6:])
    assert found.near == number
    assert not found.number_is_good


def test_two_contacts_that_were_given_one_number_are_both_shown_and_said_to_be(desk: Desk) -> None:
    number = counted_number(2026, 13)
    found = find.search(desk, number)
    assert {line.contact for line in found.contacts} == {"old 13", "old 13 too"}
    assert found.twice == {number}
    assert find.search(desk, counted_number(2026, 12)).twice == frozenset()


def test_a_number_from_before_computers_had_letters_is_found(desk: Desk) -> None:
    number = counted_number(2026, 1)
    for words in (number, number.lower(), number.replace("-", " "), "c2600001", "00001"):
        assert find.search(desk, words).contacts[0].number == number, words
    begun = find.search(desk, "C26-0000")
    assert {line.number[:8] for line in begun.contacts} == {"C26-0000"}


def test_a_misheard_number_is_put_right_when_it_is_on_record(desk: Desk) -> None:
    number = counted_number(2026, 12)
    wrong = f"C26-00021-{number[-1]}"
    assert number in near_contact_numbers(wrong)
    found = find.search(desk, wrong)
    assert found.number == wrong
    assert found.near == number
    assert not found.number_is_good
    assert found.contacts == ()


def test_a_good_number_that_is_not_here_is_told_from_a_bad_one(desk: Desk) -> None:
    found = find.search(desk, counted_number(2025, 77_777))
    assert found.number_is_good
    assert found.near == ""
    assert find.search(desk, "C19-99999-A").near == ""


def test_how_it_was_taken_is_said(desk: Desk) -> None:
    assert find.search(desk, "kaden march 2016 nb4").asked == (
        "name kaden", "born in March\xa02016", "postcode beginning NB4",
    )  # fmt: skip


def test_a_search_leaves_nothing_on_the_disk(desk: Desk) -> None:
    before = desk.store.journal.count()
    find.search(desk, "perpetua quillfeather 14 mill lane")
    assert desk.store.journal.count() == before
    with desk.store.register._look.steady() as ask:  # the whole file, whatever table it may be in
        tables = [name for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'table'", ())]
        for table in tables:
            for row in ask(f'SELECT * FROM "{table}"', ()):
                assert "quillfeather" not in str(row).lower()
