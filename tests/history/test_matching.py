"""The matcher: who is offered, why, and who never is. Asked through its interface, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from workstation.domain import kinds
from workstation.domain.ids import AuthorId, ContactId, PersonId, uuid_of
from workstation.domain.past import Candidate
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock
from workstation.history import places
from workstation.history.folding import key, sound
from workstation.history.hashes import near_postcode_keys, postcode_key
from workstation.history.matcher import Enquiry
from workstation.services import find, opening, receive
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store

KAYDEN = date(2020, 5, 3)
LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
CHILDREN = (
    kinds.ChildNamed(
        person=PersonId("kayden"),
        name=kinds.Name("Merrick", "Kayden", ("Doyle",)),
        born=kinds.Born(on=KAYDEN),
        postcode="NB4 7XX",
        nhs="943 476 5919",
        la_child_id="A123",
    ),
    kinds.ChildNamed(
        person=PersonId("jaden"),
        name=kinds.Name("Merrick", "Jaden"),
        born=kinds.Born(on=KAYDEN),
        postcode="NB4 7XX",
    ),
    kinds.ChildNamed(
        person=PersonId("zolw"),
        name=kinds.Name("Żółw-O’Neill", "Łukasz"),
        born=kinds.Born(on=date(2015, 3, 7)),
    ),
    kinds.ChildNamed(
        person=PersonId("ipek"), name=kinds.Name("Yılmaz", "İpek"), born=kinds.Born(on=date(2012, 12, 1))
    ),
    kinds.ChildNamed(
        person=PersonId("baby"), name=kinds.Name("Stephenson", ""), born=kinds.Born(due=date(2027, 2, 14))
    ),
    kinds.ChildNamed(
        person=PersonId("other"), name=kinds.Name("Hussain", "Zayn"), born=kinds.Born(on=date(2019, 8, 30))
    ),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path: Path = tmp_path_factory.mktemp("history") / "practice.lintel"
    clock = FixedClock(datetime(2026, 11, 24, 9, 18, tzinfo=UTC))
    store = Store.open(path, PRACTICE_KEY, clock=clock, kind="practice", create=True)
    store.people.add(Worker(AuthorId("shah"), "Rukhsana Shah", Role.SOCIAL_WORKER))
    desk = opening.assemble(store, clock, Settings(), practice=True)
    mother = kinds.AdultNamed(
        person=PersonId("mum"), name=kinds.Name("Merrick", "Jo"), safe_contact="07700 900123"
    )
    for child in CHILDREN:
        receive.receive(desk, NewContact(words="Said.", source="2A", said=(child, mother)))
    yield desk
    desk.close()


def _ask(desk: Desk, name: str, **more: object) -> tuple[Candidate, ...]:
    return find.matches(desk, Enquiry(person=PersonId("new"), name=name, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    [
        "kayden merrick",
        "Merrick Kayden",
        "Kaydn Merrick",
        "Kaden Merick",
        "KAYDEN",
        "kayden doyle",
        "Caydan Meric",
    ],
)
def test_a_name_is_found_however_it_is_said(desk: Desk, name: str) -> None:
    assert "kayden" in [c.other for c in _ask(desk, name)]


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("lukasz zolw", "zolw"),
        ("Zolw O'Neill", "zolw"),
        ("ipek yilmaz", "ipek"),
        ("IPEK", "ipek"),
        ("İpek", "ipek"),
    ],
)
def test_accents_apostrophes_and_capitals_do_not_matter(desk: Desk, name: str, person: str) -> None:
    assert person in [c.other for c in _ask(desk, name)]


def test_every_candidate_says_why_in_words(desk: Desk) -> None:
    best, *_ = _ask(desk, "Kayden Merrick", born=kinds.Born(on=KAYDEN), postcode="NB47XX")
    assert best.other == "kayden"
    assert best.reasons == ("same name", "same date of birth", "same postcode")
    assert best.strength == "very likely the same"


def test_a_twin_is_a_question_and_never_very_likely(desk: Desk) -> None:
    twin = next(c for c in _ask(desk, "Kayden Merrick", born=kinds.Born(on=KAYDEN)) if c.other == "jaden")
    assert twin.strength != "very likely the same"
    assert "first name nearly the same: Kayden / Jaden" in twin.reasons


@pytest.mark.parametrize(
    ("born", "reason"),
    [(date(2015, 7, 3), "day and month swapped"), (date(2015, 3, 8), "date of birth one day apart")],
)
def test_slips_of_a_date_of_birth(desk: Desk, born: date, reason: str) -> None:
    (found,) = _ask(desk, "Lukasz Zolw", born=kinds.Born(on=born))
    assert any(words.startswith(reason) for words in found.reasons)


def test_the_same_name_with_another_date_of_birth_is_not_pushed(desk: Desk) -> None:
    assert _ask(desk, "Zayn Hussain", born=kinds.Born(on=date(2009, 1, 2))) == ()


def test_numbers_are_enough(desk: Desk) -> None:
    assert _ask(desk, "", nhs="9434765919")[0].reasons == ("same NHS number",)
    assert _ask(desk, "", la_child_id="A123")[0].reasons == ("same council number",)


def test_an_unborn_child_is_found_by_its_due_date(desk: Desk) -> None:
    (baby,) = _ask(desk, "baby stephenson", born=kinds.Born(due=date(2027, 2, 10)))
    assert (baby.other, baby.born.replace("\u00a0", " ")) == ("baby", "Due 14 Feb 2027")


def test_nobody_is_offered_for_a_name_nobody_has(desk: Desk) -> None:
    assert _ask(desk, "Quentin Abernathy", born=kinds.Born(on=date(2014, 4, 4))) == ()


@pytest.mark.parametrize("words", ["03/05/2020", "3 May 2020", "03052020", "2020-05-03"])
def test_search_by_date_of_birth(desk: Desk, words: str) -> None:
    assert {p.person for p in find.search(desk, words).people} == {"kayden", "jaden"}


def test_search_by_phone_postcode_and_part_of_a_name(desk: Desk) -> None:
    assert find.search(desk, "07700 900 123").people[0].why == "phone"
    assert {p.person for p in find.search(desk, "nb4 7xx").people} == {"kayden", "jaden"}
    assert find.search(desk, "kay mer").people[0].person == "kayden"


def test_new_people_are_found_at_once(desk: Desk) -> None:
    child = kinds.ChildNamed(person=PersonId(uuid_of("fresh")), name=kinds.Name("Quill", "Perpetua"))
    receive.receive(desk, NewContact(words="Said.", said=(child,)))
    assert find.search(desk, "perpetua quill").people[0].name == "QUILL, Perpetua"


def test_the_contact_in_hand_is_not_offered_to_itself(desk: Desk) -> None:
    found = find.search(desk, "Zayn Hussain").people[0]
    assert find.past(desk, ContactId(found.contact)).candidates == ()


@given(st.text(max_size=30))
def test_keys_are_stable_and_never_fail(text: str) -> None:
    assert key(key(text)) == key(text)
    assert isinstance(sound(key(text)), str)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("𝐴da", "ada"),
        ("O´Neill", "oneill"),
        ("ŉdiaye", "ndiaye"),
        ("İpek", "ipek"),
        ("Țuțu", "tutu"),
        ("GROẞ", "gross"),
    ],
)
def test_keys_of_letters_in_odd_forms(written: str, folded: str) -> None:
    assert key(written) == folded


@pytest.mark.parametrize("code", ["NB47XX", "M11AE", "SW1A1AA"])
def test_the_numbers_of_near_postcodes_are_those_of_all_that_are_nearly_the_same(code: str) -> None:
    ones = [code[:at] + sign + code[at + 1 :] for at in range(len(code)) for sign in LETTERS_AND_DIGITS]
    turned = [code[: at - 1] + code[at] + code[at - 1] + code[at + 1 :] for at in range(1, len(code))]
    near = {other for other in (*ones, *turned) if places.nearly(code, other)}
    assert sorted(near_postcode_keys(code)) == sorted(map(postcode_key, near))


@given(st.text("0123456789", min_size=1, max_size=4), st.text("0123456789", min_size=1, max_size=5))
def test_nearly_the_same_number_is_one_slip_away(one: str, other: str) -> None:
    near = places.nearly_numbers(one)
    assert (other in near) == (OSA.distance(one, other) == 1)
    assert all(one in places.nearly_numbers(each) for each in near if each)
