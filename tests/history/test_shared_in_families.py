"""What is shared in a family says something of each of them, and nothing of which of them it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.history.front_door import FIRST_NAMES, FrontDoor, adult, born, child, home, named
from workstation.domain import kinds

TWINS = date(2019, 12, 6)
DUE = date(2025, 6, 20)
HOMES = ("171 Tennyson Road", "28 Sycamore Court", "9 Fieldfare Mews", "64 Copperas Row")


def _filling(number: int) -> kinds.ChildNamed:
    given = FIRST_NAMES[number % 12]
    return child(f"filling-{number}", given, f"{FIRST_NAMES[number // 12 % 12]}{number}", date(2008, 3, 3))


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    made = FrontDoor(tmp_path_factory.mktemp("shared") / "store")
    for first in range(0, 800, 20):  # so that a house and a surname are as rare as they are
        made.family(*(_filling(number) for number in range(first, first + 20)))
    made.family(child("arjan", "Arjan Singh", "Sandhu", TWINS, sex="M"))
    for number, last in enumerate(("Mukhtar", "Osman", "Farah", "Warsame")):
        own = f"hani-{number}"
        made.family(
            child(own, "Hani", last, date(2015, 5, 18)),
            adult(f"{own}-father", f"{last} {'Hassan' if number == 2 else 'Nur'}", "Yaya", "father"),
        )
    for number, last in enumerate(("Thornham", "Harlow", "Pettigrew", "Marsh")):
        own = f"rebecca-{number}"
        made.family(
            child(own, "Rebecca", last, date(2018, 1 + number, 11)),
            child(f"{own}-brother", "Jude", "Robinson" if number == 2 else last, date(2019, 5, 29)),
            home(f"{number + 3} Orchard Way", own),
            home(f"{number + 50} Heron Road", f"{own}-brother"),
        )
    for number, lines in enumerate(HOMES):
        own = f"esme-{number}"
        made.family(
            child(own, "Esme", f"{FIRST_NAMES[number]}wick", date(2016, 4, 2 + number)), home(lines, own)
        )
    for number, days in enumerate((12, 2, 19)):
        due = kinds.Born(due=DUE + timedelta(days=days))
        made.family(child(f"expected-{days}", "", f"{FIRST_NAMES[number]}sworth", when=due))
    yield made
    made.close()


def test_a_middle_name_that_brothers_share_is_no_first_name(door: FrontDoor) -> None:
    arjan = door.one(
        "arjan", given="Harpreet", middle="Singh", family="Sandhu", born=kinds.Born(on=TWINS), sex="M"
    )
    assert arjan.strength != "very likely the same"
    assert "same middle name" in arjan.reasons
    assert "another first name: Harpreet / Arjan Singh" in arjan.against


def test_a_grandfathers_name_may_be_the_surname(door: FrontDoor) -> None:
    assert door.ask(given="Hani", family="Hassan")[0] == "hani-2"


@pytest.mark.parametrize("number", range(4))
def test_whoever_lives_with_a_brother_may_be_found_at_his_home(door: FrontDoor, number: int) -> None:
    found = door.answer(given="Rebecca", family="Chaddale", address=f"{number + 50} Heron Road")
    everybody = [who for who in found.everybody if not who.endswith("brother")]
    assert everybody[0] == f"rebecca-{number}"


def test_the_surname_of_a_mother_may_be_that_of_a_brother(door: FrontDoor) -> None:
    found = door.answer(given="Rebecca", family="Chaddale", others=(named("mother", "Moira", "Robinson"),))
    assert found.everybody[0] == "rebecca-2"


def test_the_nearer_to_the_day_a_child_was_expected_the_likelier(door: FrontDoor) -> None:
    found = door.answer(given="Zuzu", family="Quillfeather", born=born(DUE.year, DUE.month, DUE.day))
    assert [who for who in found.everybody if who.startswith("expected")] == [
        "expected-2", "expected-12", "expected-19",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "heard", "reason"),
    [
        (0, "117 Tennyson Rd", "same street, house number nearly the same: 171 Tennyson Road"),
        (1, "28 Sycanore Court", "same house number, in a street written nearly the same: 28 Sycamore Court"),
        (2, "9 Feelfare Mews", "same house number, in a street written nearly the same: 9 Fieldfare Mews"),
        (3, "6 Copperas Row", "same street, house number nearly the same: 64 Copperas Row"),
    ],
)
def test_an_address_heard_with_one_slip_still_speaks_for_who_lives_there(
    door: FrontDoor, number: int, heard: str, reason: str
) -> None:
    found = door.answer(given="Esme", family="Quillian", address=heard)
    assert found.shown[0].other == f"esme-{number}"
    assert reason in found.shown[0].reasons
    assert all(reason not in candidate.reasons for candidate in found.shown[1:])


def test_another_house_in_another_street_says_nothing(door: FrontDoor) -> None:
    found = door.answer(given="Esme", family="Quillian", address="46 Tennant Mews")
    assert all("another address" in each.against for each in found.shown if each.other.startswith("esme"))
