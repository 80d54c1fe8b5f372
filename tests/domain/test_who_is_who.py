"""Twins, doors and phones, answers that do not fit, and events counted once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from workstation.domain import judged, same_event, whereabouts
from workstation.domain.contact import Stage
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.line import ContactLine, PairLine
from workstation.domain.person_line import PersonLine, PlaceLine

BORN = date(2018, 5, 4)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def person(given: str, family: str = "Merrick", **more: object) -> PersonLine:
    line = PersonLine(
        contact=ContactId("c"), person=PersonId(f"{given} {family}"), role="child", given=given, family=family,
        born_on=BORN,
    )  # fmt: skip
    return replace(line, **more)


def lives(lines: str, postcode: str = "NB4 7AB") -> tuple[PlaceLine, ...]:
    return (PlaceLine(lines, postcode),)


def test_two_first_names_with_one_surname_and_birthday_ask_about_twins_and_name_both() -> None:
    question = judged.twins(person("Ellie"), [person("Elsie")])
    assert "Ellie" in question
    assert "Elsie" in question
    assert question.endswith("Is Ellie really Elsie?")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ellie"), person("Ellie")),
        (person("Ellie"), person("Ellie Mae")),
        (person("Ellie"), person("ÉLLIE")),
        (person("Ellie"), person("Elsie", also=("Ellie Merrick",))),
        (person("Merrick", "Ellie"), person("Ellie")),
        (person("", "Merrick"), person("Ellie")),
        (person("Ellie"), person("Elsie", "Doyle")),
        (person("Ellie"), person("Elsie", born_on=date(2018, 5, 5))),
        (person("Ellie"), person("Elsie", born_on=None)),
        (person("Ellie", places=lives("1 Mill Lane")), person("Elsie", places=lives("9 Far Road", "NB9 9ZZ"))),
    ],
    ids=[
        "same", "longer", "accent", "other name", "swapped", "no first name", "other surname", "other birthday",
        "no birthday", "elsewhere",
    ],
)  # fmt: skip
def test_nothing_is_asked_where_nothing_speaks_of_twins(one: PersonLine, other: PersonLine) -> None:
    assert judged.twins(one, [other]) == ""
    assert judged.twins(other, [one]) == ""


def test_an_address_that_is_not_known_asks_too() -> None:
    assert judged.twins(person("Ellie", places=lives("1 Mill Lane")), [person("Elsie")])
    assert judged.twins(
        person("Ellie", places=lives("Flat 2, 1 Mill Lane")), [person("Elsie", places=lives("1 Mill Lane"))]
    )


@pytest.mark.parametrize(
    ("lines", "postcode", "same"),
    [
        ("14 Mill Lane, Flat 2", "NB4 7AB", True),
        ("flat 2\n14 mill lane", "nb47ab", True),
        ("Flat 2, 14 Mill Lane, NB4 7AB", "", True),
        ("Flat 3, 14 Mill Lane", "NB4 7AB", False),
        ("Flat 2, 14 Mill Lane", "NB4 7AC", False),
    ],
)
def test_a_door_is_the_same_however_it_is_written(lines: str, postcode: str, same: bool) -> None:
    assert (whereabouts.door(lines, postcode) == whereabouts.door("Flat 2, 14 Mill Lane", "NB4 7AB")) is same


def test_a_postcode_alone_is_no_door() -> None:
    assert whereabouts.door("", "NB4 7AB") == whereabouts.door("NB4 7AB", "") == ""
    assert whereabouts.door("The Cottage", "NB4 7AB") == whereabouts.door("the cottage", "nb4 7ab") != ""


def test_phones_are_found_in_what_was_said() -> None:
    assert whereabouts.phones("text 07700 900123, or (0191) 498 0100") == ("07700900123", "01914980100")
    assert whereabouts.phones("+44 7700 900123") == ("07700900123",)
    assert whereabouts.phones("ask at number 12") == ()


@given(st.text(max_size=80), st.text(max_size=12))
def test_whatever_is_written_a_door_is_a_word_and_nothing_fails(lines: str, postcode: str) -> None:
    assert isinstance(whereabouts.door(lines, postcode), str)
    assert all(number.isdigit() for number in whereabouts.phones(lines))


# -- one event twice ---------------------------------------------------------------------------------------------


def contact(name: str, **more: object) -> ContactLine:
    line = ContactLine(
        contact=ContactId(name), number=name, received_at=NOON, due_at=None, stage=Stage.OPEN, source="6",
        taken_by=AuthorId("shah"),
    )  # fmt: skip
    return replace(line, **more)


def test_two_open_contacts_by_two_people_within_days_may_be_one_event() -> None:
    other = contact("b", taken_by=AuthorId("patel"), received_at=NOON + timedelta(minutes=13))
    assert same_event.looks_alike(contact("a"), other) == (
        "the same child", "received 13 minutes apart", "from the same kind of caller",
    )  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        contact("b"),
        contact("b", taken_by=AuthorId("patel"), received_at=NOON + timedelta(days=4)),
        contact("b", taken_by=AuthorId("patel"), stage=Stage.DECIDED),
        contact("a", taken_by=AuthorId("patel")),
        contact("b", taken_by=AuthorId("patel"), received_at=None),
    ],
    ids=["one person", "days apart", "decided", "itself", "no time"],
)
def test_other_contacts_are_not_asked_about(other: ContactLine) -> None:
    assert same_event.looks_alike(contact("a"), other) == ()


def pair(one: str, other: str, verdict: str = "same", goes_on: str = "") -> PairLine:
    return PairLine(ContactId(one), ContactId(other), verdict, ContactId(goes_on) if goes_on else None)


def counted(contacts: str, *pairs: PairLine, here: str) -> set[ContactId]:
    known = [ContactId(c) for c in contacts]
    return set(known) - same_event.counted_once(known, pairs, ContactId(here))


def test_an_event_is_counted_once_with_the_contact_in_which_it_goes_on() -> None:
    assert counted("abc", pair("a", "b", goes_on="b"), here="z") == {"b", "c"}
    assert counted("abcd", pair("a", "b", goes_on="b"), pair("c", "b", goes_on="b"), here="z") == {"b", "d"}


def test_the_event_of_the_open_contact_is_no_history_of_it() -> None:
    assert counted("ab", pair("a", "b", goes_on="a"), here="b") == {"b"}
    assert counted("a", pair("b", "a", goes_on="a"), here="b") == set()


def test_until_people_agree_both_are_counted() -> None:
    said = (pair("a", "b", goes_on="b"), pair("b", "a", "different"))
    assert same_event.verdict_of(said) == "not sure"
    assert counted("ab", *said, here="z") == {"a", "b"}
    assert same_event.verdict_of(()) == ""
