"""Very many people who are alike in one thing never push out somebody who is alike in everything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.history.front_door import FrontDoor, born, child
from workstation.services import find, past

BEFORE = 500
"""More people of one first name than are looked at closely when all of them are equally unlikely."""
AT_ONCE = 20
ENDS = ("ley", "worth", "stead", "combe", "ridge", "mouth", "shaw", "field", "bury", "dale")
STARTS = ("Ab", "Bo", "Cu", "Di", "Ed", "Fo", "Gu", "Hi", "Ju", "Ky")
MIDDLES = ("rran", "ssil", "mmex", "tton", "ggor")


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    door = FrontDoor(tmp_path_factory.mktemp("crowds") / "practice.lintel")
    surnames = [start + middle + end for middle in MIDDLES for end in ENDS for start in STARTS]
    for first in range(0, BEFORE, AT_ONCE):
        door.family(
            *(
                child(f"a {n:04d}", "Arthur", surnames[n], born(2015, 3, 2).on)
                for n in range(first, first + AT_ONCE)
            )
        )
    door.family(child("the last", "Arthur", "Dencliffe", born(2017, 9, 24).on))
    door.family(child("short", "Arth", "Quillan", born(2016, 1, 8).on))
    yield door
    door.close()


@pytest.mark.parametrize("more", [{}, {"sex": "M"}, {"postcode": "NB13 9QN"}, {"born": born(2017, 9, 24)}])
def test_a_crowd_of_equals_does_not_hide_whoever_is_better(door: FrontDoor, more: dict[str, Any]) -> None:
    assert door.ask(given="Arthur", family="Dencliffe", **more)[0] == "the last"


def test_nor_in_the_box_of_find(door: FrontDoor) -> None:
    found = door.desk.matcher.search("arth", 5)
    assert found.people[0].person == "short"


def test_of_those_who_fit_as_well_whoever_is_called_so_and_no_more_comes_first(door: FrontDoor) -> None:
    door.family(*(child(f"a longer {n}", f"Finley {f'J{n}' * 2}", "Taylor-Davies") for n in range(12)))
    door.family(child("z", "Finley", "Taylor"))
    assert door.ask(given="Finley", family="Taylor")[0] == "z"


def test_of_many_who_fit_as_well_a_few_are_shown_and_the_others_on_request(door: FrontDoor) -> None:
    people = [f"morwenna {n}" for n in range(10)]
    door.family(*(child(person, "Morwenna", f"{STARTS[n]}rington") for n, person in enumerate(people)))
    found = door.answer(given="Morwenna", family="Quennell")
    assert 1 <= len(found.shown) <= 3
    assert sorted(found.everybody) == people


def test_a_contact_asks_about_the_few_and_whoever_looks_further_sees_the_others(door: FrontDoor) -> None:
    people = [f"lowenna {n}" for n in range(10)]
    door.family(*(child(person, "Lowenna", f"{STARTS[n]}rington") for n, person in enumerate(people)))
    contact = door.family(child("new", "Lowenna", "Quennell"))
    asked = find.past(door.desk, contact).candidates
    further = past.less_likely(door.desk, contact)
    assert 1 <= len(asked) <= 3
    assert {candidate.other for candidate in asked}.isdisjoint(candidate.other for candidate in further)
    assert sorted(candidate.other for candidate in (*asked, *further)) == people

    door.judge(contact, further[0], "different")
    assert further[0].other not in [each.other for each in past.less_likely(door.desk, contact)]
