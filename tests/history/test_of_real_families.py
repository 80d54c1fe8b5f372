"""What is true of families everywhere: mothers marry, babies are named later, many towns have a Church Road."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import pytest

from tests.history.front_door import FIRST_NAMES, FrontDoor, adult, born, child, home, named
from workstation.domain import kinds
from workstation.history.matcher import Named

_TOWNS: Final = ("Brayford", "Marlby", "Thornsett", "Easterby", "Millhaven", "Wexcombe")
EXPECTED: Final = kinds.Born(due=date(2025, 1, 25))


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    made = FrontDoor(tmp_path_factory.mktemp("real") / "store")
    for number in range(60):
        first, last = FIRST_NAMES[number % 12], f"{FIRST_NAMES[(number * 7 + 5) % 12]}ton{number}"
        own = f"filling-{number}"
        made.family(
            child(own, first, last, date(2008 + number % 15, 1 + number % 12, 1 + number % 28)),
            adult(f"{own}-mother", first[::-1].title(), last),
        )
    for number, town in enumerate(_TOWNS):
        for house in range(4):
            own = f"church-{number}-{house}"
            made.family(
                child(own, f"{FIRST_NAMES[number]}rose", f"{town}son", date(2012 + house, 3, 9)),
                home(f"40 Church Road\n{town}", own),
            )
    made.family(
        child("linas", "Linas", "Kazlauskas", date(2015, 9, 18)),
        adult("emilija", "Emilija", "Balciunas"),
    )
    made.family(
        child("vaida", "Linas", "Petrauskas", date(2015, 9, 18)),
        adult("rasa", "Rasa", "Petrauskas"),
    )
    made.family(
        child("bump", "", "Sidhu", when=EXPECTED),
        adult("harleen", "Harleen", "Randhawa"),
    )
    made.family(child("small", "Daniel", "Okafor", date(2021, 6, 2)), adult("ngozi", "Ngozi", "Bello"))
    made.family(child("chidi", "Chidi", "Eze", date(2016, 2, 1)), adult("big", "Daniel", "Okafor", "father"))
    made.family(
        child("rumi", "Rumi", "Okonjo", date(2024, 2, 18)),
        adult("sumaiya", "Sumaiya", "Khalik", born=born(2004, 6, 2)),
    )
    made.family(
        child("aniyah", "Aniyah", "Rosetta", date(2019, 3, 4)),
        child("expected", "", "Rosetta", when=kinds.Born(due=date(2021, 10, 1))),
        adult("tenisha", "Tenisha", "Rosetta", born=born(1994, 8, 30)),
    )
    made.family(child("tiana", "Unborn baby", "Dacostane", when=kinds.Born(due=date(2022, 4, 26))))
    for number in range(14):
        own = f"wiktoria-{number}"
        made.family(
            adult(own, "Wiktoria", "Malinowska"),
            *(child(f"{own}-{n}", f"{FIRST_NAMES[number % 12]}ek{n}", f"{number}owski") for n in "abc"),
        )
    for number in range(30):
        made.family(child(f"tariq-{number}", f"{FIRST_NAMES[number % 12]}iq", "Khan"))
    made.family(child("written so", "Tariqul", "Khan"))
    made.family(child("the other way round", "Khan", "Tariqul"))
    yield made
    made.close()


def test_a_mother_who_married_is_no_other_mother(door: FrontDoor) -> None:
    found = door.answer(
        given="Linas",
        family="Mickevicius",
        born=born(2015, 9, 18),
        others=(named("mother", "Emilija", "Navickiene"),),
    )
    assert found.shown[0].other == "linas"
    said = "mother named now, Emilija Navickiene, has the first name of the recorded mother Emilija Balciunas"
    assert said in found.shown[0].reasons


def test_an_expected_child_is_found_by_the_day_and_the_surname_of_the_mother(door: FrontDoor) -> None:
    found = door.answer(
        given="Gurdeep", family="Singh", born=born(2025, 1, 27), others=(named("mother", "Amrit", "Sidhu"),)
    )
    assert [candidate.other for candidate in found.shown] == ["bump"]
    assert "not born yet then, and called Sidhu like the mother named now" in found.shown[0].reasons


def test_an_expected_child_is_found_by_the_day_alone_on_request(door: FrontDoor) -> None:
    found = door.answer(given="Gurdeep", family="Singh", born=born(2025, 1, 27))
    assert "bump" in found.everybody


@pytest.mark.parametrize("town", _TOWNS)
def test_the_town_says_which_church_road(door: FrontDoor, town: str) -> None:
    found = door.answer(given="Zuzu", family="Quillfeather", address="40 Church Rd", town=town).family
    number = _TOWNS.index(town)
    assert {relative.person for relative in found[:4]} == {f"church-{number}-{house}" for house in range(4)}


def test_a_small_child_is_nobodys_father(door: FrontDoor) -> None:
    found = door.answer(
        given="Zuzu",
        family="Quillfeather",
        born=born(2022, 5, 5),
        others=(named("father", "Daniel", "Okafor"),),
    ).family
    assert "big" in [relative.person for relative in found]
    assert "small" not in [relative.person for relative in found]


def test_a_house_in_another_town_is_not_called_the_same_address(door: FrontDoor) -> None:
    found = door.answer(given="Avarose", family="Brayfordson", address="40 Church Road", town="Wexcombe")
    assert found.shown
    for candidate in found.shown:
        assert "same address" not in candidate.reasons
    assert "same house number and street name, in another town" in found.shown[0].reasons


def test_a_mother_who_married_is_known_by_her_first_name_and_her_day_of_birth(door: FrontDoor) -> None:
    mother = Named(role="mother", given="Sumaiya", family="Kadir", born=born(2004, 6, 2))
    found = door.answer(given="Zuzu", family="Quillfeather", born=born(2025, 6, 8), others=(mother,)).family
    assert {relative.person for relative in found} == {"sumaiya", "rumi"}


def test_on_another_day_she_is_somebody_else(door: FrontDoor) -> None:
    mother = Named(role="mother", given="Sumaiya", family="Kadir", born=born(1985, 11, 23))
    found = door.answer(given="Zuzu", family="Quillfeather", born=born(2025, 6, 8), others=(mother,)).family
    assert found == ()


def test_a_sister_who_was_expected_then_leads_to_the_family(door: FrontDoor) -> None:
    sister = Named(role="sibling", given="Tiana", family="Dacostane", born=born(2022, 4, 28))
    found = door.answer(given="Zuzu", family="Quillfeather", born=born(2024, 5, 22), others=(sister,)).family
    assert [relative.person for relative in found] == ["tiana"]


def test_of_many_mothers_of_one_name_none_is_pushed_out_by_the_children_of_another(door: FrontDoor) -> None:
    found = door.answer(
        given="Zuzu", family="Quillfeather", others=(named("mother", "Wiktoria", "Malinowska"),)
    ).family
    assert {f"wiktoria-{number}" for number in range(14)} <= {relative.person for relative in found}


def test_a_common_surname_written_first_is_no_rare_first_name(door: FrontDoor) -> None:
    found = door.answer(given="Tariqul", family="Khan").shown
    assert [candidate.other for candidate in found[:2]] == ["written so", "the other way round"]


def test_it_is_said_why_a_relative_of_another_name_counts(door: FrontDoor) -> None:
    mother = Named(role="mother", given="Tenisha", family="Quarshie", born=born(1994, 8, 30))
    sister = Named(role="sibling", given="Leona", family="Rosetta", born=born(2021, 10, 9))
    found = door.one("aniyah", given="Aniyah", family="Rosetta", others=(mother, sister))
    said = (
        "mother named now, Tenisha Quarshie, has the first name and the day of birth of the recorded mother"
    )
    assert f"{said} Tenisha Rosetta" in found.reasons
    assert (
        "brother or sister named now, Leona Rosetta, may be the child Rosetta who was expected then"
        in found.reasons
    )
