"""Misspelling, nicknames, orders of names, twins, dates, addresses, numbers: each finds its child, and says why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.history.front_door import FrontDoor, adult, born, child, home, named
from workstation.domain import kinds
from workstation.history.numbers import good_nhs

NHS = "943 476 5919"
OTHER_NHS = "401 023 2137"
DUE = kinds.Born(due=date(2026, 2, 10))
SIVA_TURNED = {"given": "Ramanathan", "family": "Siwakumar", "born": born(2008, 6, 17)}


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    door = FrontDoor(tmp_path_factory.mktemp("cases") / "practice.lintel")
    for said in FAMILIES:
        door.family(*said)
    for number in range(60):  # so that names are as rare as they are
        given, family = f"{FILLING[number % 12]}", f"{FILLING[(number * 7 + 5) % 12]}ton{number}"
        door.family(
            child(
                f"filling-{number}", given, family, date(2008 + number % 15, 1 + number % 12, 1 + number % 28)
            )
        )
    yield door
    door.close()


FILLING = ("Perpetua", "Quentin", "Drusilla", "Barnaby", "Hortensia", "Ignatius", "Leocadia", "Mortimer",
           "Prudence", "Thaddeus", "Ursula", "Wilfred")  # fmt: skip
FAMILIES: tuple[tuple[kinds.Body, ...], ...] = (
    (child("mohammed", "Mohammed Ibrahim", "Khan", date(2014, 2, 9), sex="M"),),
    (child("alfie", "Alfred", "Robertson", date(2016, 6, 21), sex="M"),),
    (child("ellie-mae", "Ellie-Mae", "Smith-Jones", date(2017, 9, 30)),),
    (child("sean", "Seán", "O’Neill", date(2013, 4, 4)),),
    (child("siva", "Sivakumar", "Ramanathan", date(2009, 6, 17)),
     adult("thayalan", "Thayalan", "Ramanathan", "father")),
    (child("nguyen", "Minh Anh", "Nguyen", date(2011, 8, 2)),),
    (child("ka-ho", "Ka Ho", "Cheung", date(2012, 11, 30)),),
    (child("lukasz", "Łukasz", "Żółkiewski", date(2015, 3, 7)),),
    (child("garcia", "Lucía", "García Fernández", date(2018, 1, 19)),),
    (child("hassan", "Yusuf", "al-Hassan", date(2010, 5, 25)),),
    (child("harpreet", "Harpreet Kaur", "Gill", date(2012, 2, 2)),),
    (child("ava", "Ava", "Thornton", date(2019, 8, 8)), child("mia", "Mia", "Thornton", date(2019, 8, 8)),
     home("14 Bobbin Street", "ava", "mia", postcode="NB4 7XX")),
    (child("unborn", "Unborn", "Stephenson", when=kinds.Born(due=date(2026, 2, 14))),
     adult("carla", "Carla", "Stephenson")),
    (child("age", "Leona", "Whitaker", when=kinds.Born(age=9)),),
    (child("changed", "Marek", "Nowak", date(2014, 12, 24)), adult("ewa", "Ewa", "Wisniewska"),
     adult("jan", "Jan", "Nowak", "father")),
    (child("cottage", "Jemima", "Otterburn", date(2017, 10, 3)),
     home("Rose Cottage\nChurch Lane\nThornsett", "cottage")),
    (child("refuge", "Clemency", "Ashdown", date(2015, 1, 30)),
     home("Room 4, Haven House", "refuge", postcode="NB9 9AA")),
    (child("nowhere", "Tobias", "Penrose", date(2014, 8, 21)), home("Not known", "nowhere")),
    (child("moved", "Reuben", "Castle", date(2017, 7, 7)),
     home("3 Mill Lane", "moved", postcode="NB2 1AA", until=date(2024, 5, 1))),
    (child("numbers", "Poppy", "Marsh", date(2018, 10, 10), nhs=NHS, upn="X00180001701A", la_child_id="A1234"),),
    (child("phone", "Jude", "Farrow", date(2020, 3, 3)),
     adult("dana", "Dana", "Farrow", safe_contact="07700 900123")),
    (child("also", "Kayden", "Merrick", date(2020, 5, 3), also=("Kai Doyle",)),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("person", "asked"),
    [
        ("mohammed", {"name": "Muhammad Ibrahim Khan", "born": born(2014, 2, 9)}),
        ("mohammed", {"name": "Ibrahim Khan", "born": born(2014, 2, 9)}),
        ("alfie", {"name": "Alfie Robertson"}),
        ("alfie", {"given": "Robertson", "family": "Alfie", "born": born(2016, 6, 21)}),
        ("ellie-mae", {"name": "Ellie Mae Smith", "born": born(2017, 9, 30)}),
        ("ellie-mae", {"given": "Elliemae", "family": "Jones", "born": born(2017, 9, 30)}),
        ("sean", {"given": "Sean", "family": "O Neil", "born": born(2013, 4, 4)}),
        ("sean", {"name": "ONEILL, Shaun"}),
        ("siva", {"given": "Ramanathan", "family": "Siwakumar", "born": born(2008, 6, 17)}),
        ("nguyen", {"name": "Nguyen Minh Anh"}),
        ("ka-ho", {"given": "Kaho", "family": "Cheung"}),
        ("ka-ho", {"name": "Cheung Ka Ho"}),
        ("lukasz", {"name": "Lukasz Zolkiewski"}),
        ("garcia", {"given": "Lucia", "family": "Fernandez", "born": born(2018, 1, 19)}),
        ("hassan", {"given": "Yousef", "family": "Al Hassan", "born": born(2010, 5, 25)}),
        ("hassan", {"given": "Yusuf", "family": "Alhassan"}),
        ("harpreet", {"given": "Harpreet", "family": "Kaur", "born": born(2012, 2, 2)}),
        ("unborn", {"given": "Arthur", "family": "Stephenson", "born": born(2026, 2, 20)}),
        ("unborn", {"name": "baby Stephenson", "born": kinds.Born(due=date(2026, 2, 10))}),
        ("age", {"name": "Leona Whitaker", "born": born(2017, 5, 5)}),
        ("age", {"name": "Leona Whitaker"}),
        ("lukasz", {"name": "Lukasz Zolkiewski", "born": born(2015, 7, 3)}),
        ("lukasz", {"name": "Lukasz Zolkiewski", "born": born(2015, 3, 17)}),
        ("changed", {"given": "Marek", "family": "Wisniewski", "born": born(2014, 12, 24)}),
        ("moved", {"given": "Ruben", "family": "Castle", "address": "3 Mill Ln", "postcode": "NB2 1AA"}),
        ("moved", {"given": "Reuben", "family": "Castle", "postcode": "NB2 1AB"}),
        ("cottage", {"given": "Jem", "address": "Rose Cottage, Church Ln, Thornsett"}),
        ("refuge", {"given": "Clemency", "address": "Haven House"}),
        ("numbers", {"nhs": NHS}),
        ("numbers", {"upn": "X00180001701A"}),
        ("numbers", {"la_child_id": "a1234"}),
        ("phone", {"given": "Jude", "phone": "+44 7700 900123"}),
        ("also", {"name": "Kai Doyle"}),
    ],
)
def test_a_child_is_found(door: FrontDoor, person: str, asked: dict[str, Any]) -> None:
    assert person in door.ask(**asked)


@pytest.mark.parametrize(
    ("person", "asked", "reason"),
    [
        ("siva", SIVA_TURNED, "names are the other way round"),
        ("siva", SIVA_TURNED, "same birthday, one year apart"),
        ("siva", {"name": "Siwakumar Ramanathan"}, "first name sounds the same: Siwakumar / Sivakumar"),
        ("alfie", {"name": "Alfie Robertson"}, "first name may be a form of the same name: Alfie / Alfred"),
        ("moved", {"name": "Reuben Castle", "address": "3 Mill Lane"}, "lived at this address until 2024"),
        ("cottage", {"name": "Jemima Otterburn", "address": "Rose Cottage, Church Lane"}, "same address"),
        ("cottage", {"name": "Jemima Otterburn", "address": "rose cottage"}, "a house of the same name"),
        ("refuge", {"name": "Clemency Ashdown", "address": "c/o Haven House"}, "a house of the same name"),
        ("nowhere", {"name": "Tobias Penrose", "address": "3 Mill Lane"}, "no address on record"),
        ("changed", {"given": "Marek", "family": "Wisniewska"}, "surname is that of the recorded mother, Ewa W"),
        ("phone", {"name": "Jude Farrow", "phone": "07700900123"}, "same phone number of the recorded mother"),
        ("lukasz", {"name": "Lukasz Zolkiewski", "born": born(2015, 7, 3)}, "day and month swapped"),
        ("unborn", {"name": "baby Stephenson", "born": DUE}, "due about the same time"),
        ("numbers", {"name": "Poppy Marsh", "nhs": NHS}, "same NHS number"),
        (
            "siva",
            {"name": "Sivakumar Ramanathan", "others": (named("father", "Tayalan", "Ramanathan"),)},
            "father named now, Tayalan Ramanathan, matches the recorded father Thayalan Ramanathan",
        ),
    ],
)  # fmt: skip
def test_it_says_why(door: FrontDoor, person: str, asked: dict[str, Any], reason: str) -> None:
    reasons = door.one(person, **asked).reasons
    assert any(said.startswith(reason) for said in reasons), reasons


def test_every_field_that_was_given_has_its_sentence(door: FrontDoor) -> None:
    found = door.one(
        "ava", given="Eva", family="Thornton", born=born(2019, 8, 9), address="14 Bobbin Street",
        postcode="NB4 7XX", phone="0191 498 0100", nhs=NHS, others=(named("mother", "Rosa", "Thornton"),),
    )  # fmt: skip
    said = " | ".join((*found.reasons, *found.against))
    for words in (
        "first name",
        "surname",
        "date of birth",
        "address",
        "phone",
        "NHS number",
        "Rosa Thornton",
    ):
        assert words in said


def test_what_speaks_against_is_said_too(door: FrontDoor) -> None:
    found = door.one("lukasz", given="Adam", family="Zolkiewski", born=born(2015, 3, 7))
    assert "another first name: Adam / Łukasz" in found.against


def test_a_twin_is_a_question_and_never_more_than_likely(door: FrontDoor) -> None:
    asked: dict[str, Any] = {
        "family": "Thornton",
        "born": born(2019, 8, 8),
        "address": "14 Bobbin Street",
        "postcode": "NB4 7XX",
    }
    answer = door.answer(given="Ava", **asked)
    strengths = {str(candidate.other): candidate.strength for candidate in answer.shown}
    assert strengths["ava"] == "very likely the same"
    assert strengths["mia"] in {"likely", "may be"}
    assert all(c.strength != "very likely the same" for c in door.answer(given="Zoe", **asked).shown)


def test_two_different_valid_nhs_numbers_are_a_strong_no(door: FrontDoor) -> None:
    assert good_nhs(NHS.replace(" ", ""))
    assert good_nhs(OTHER_NHS.replace(" ", ""))
    same: dict[str, Any] = {"name": "Poppy Marsh", "born": born(2018, 10, 10)}
    assert door.one("numbers", **same).strength == "very likely the same"
    assert "numbers" not in [
        c.other for c in door.answer(nhs=OTHER_NHS, **same).shown if c.strength == "very likely the same"
    ]


def test_a_missing_field_never_switches_anything_off(door: FrontDoor) -> None:
    for left_out in ("born", "postcode", "sex"):
        asked: dict[str, Any] = {"born": born(2017, 7, 7), "postcode": "NB2 1AA", "sex": "M"}
        asked.pop(left_out)
        assert door.ask("Reuben Castle", **asked)[0] == "moved"


def test_nobody_is_an_answer_and_says_what_would_have_helped(door: FrontDoor) -> None:
    answer = door.answer("Zebedee Featherstonehaugh", born=born(2015, 5, 5))
    assert answer.shown == ()
    assert answer.missing == ("address", "a parent's name")
    assert "address" in " ".join(answer.searched)


def test_a_new_child_is_found_by_the_family(door: FrontDoor) -> None:
    asked: dict[str, Any] = {"given": "Zuzanna", "family": "Nowak", "born": born(2022, 1, 3)}
    family = door.answer(
        others=(named("mother", "Ewa", "Wisniewska"), named("sibling", "Marek")), **asked
    ).family
    assert {"changed", "ewa"} <= {relative.person for relative in family}
    there = door.answer(given="Noah", family="Price", address="14 Bobbin Street", postcode="NB4 7XX")
    told = {relative.person for relative in there.family} | {candidate.other for candidate in there.shown}
    assert {"ava", "mia"} <= told
    assert all(relative.how for relative in (*family, *there.family))


def test_a_parent_is_found_when_a_grown_up_is_asked_about(door: FrontDoor) -> None:
    assert "dana" in door.ask("Dana Farrow", born=kinds.Born(age=31))


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("khan mohammed", "mohammed"),
        ("siwakumar", "siva"),
        ("alfie rob", "alfie"),
        ("03/05/2020", "also"),
        ("3 may 2020 merrick", "also"),
        ("nb4 7xx thornton", "ava"),
        ("943 476 5919", "numbers"),
        ("x00180001701a", "numbers"),
        ("A1234", "numbers"),
        ("07700 900123", "phone"),
        ("dana farrow", "dana"),
    ],
)
def test_find_takes_names_in_any_order_dates_and_numbers(door: FrontDoor, words: str, person: str) -> None:
    from workstation.services import find

    assert person in [found.person for found in find.search(door.desk, words).people]


def test_while_typing_the_beginning_of_a_name_is_enough(door: FrontDoor) -> None:
    assert "harpreet" in door.ask("Harp", typing=True)
    assert "sean" in door.ask("Sean O'Nei", typing=True)
