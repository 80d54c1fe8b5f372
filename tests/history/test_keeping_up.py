"""The index keeps up with the record: at once, after reopening, after joining and unjoining, and made anew."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.history.front_door import FrontDoor, adult, born, child, home, named
from workstation.domain import kinds
from workstation.domain.ids import PersonId
from workstation.domain.past import Candidate
from workstation.domain.times import FixedClock
from workstation.history import keeping
from workstation.history.matcher import Answer
from workstation.services import comparing, find, identify, record

GIVEN = (
    "Kayden",
    "Jaden",
    "Aisha",
    "Łukasz",
    "Ka Ho",
    "Ellie-Mae",
    "Mohammed",
    "Unborn",
    "Seán",
    "Harpreet Kaur",
)
FAMILY = (
    "Merrick",
    "Khan",
    "O’Neill",
    "Nowak",
    "Cheung",
    "Smith-Jones",
    "al-Hassan",
    "Gill",
    "García Fernández",
)
HEADER = "WHERE key = 'people index'"


def people_of(answer: Answer) -> list[tuple[str, str]]:
    return [(candidate.other, candidate.strength) for candidate in answer.shown]


def keep_now(door: FrontDoor) -> None:
    """What the side thread does, done now."""
    from workstation.history.keeping import Upkeep

    engine = door.desk.matcher._engine  # type: ignore[attr-defined]
    kept = engine._keeping
    comparing.at_once(Upkeep(kept, kept._humans, kept._empty(), kept._edition))


@pytest.fixture
def door(tmp_path: Path) -> Iterator[FrontDoor]:
    door = FrontDoor(tmp_path / "practice.lintel")
    yield door
    door.close()


def test_who_is_put_on_record_is_found_at_once_and_after_reopening(door: FrontDoor) -> None:
    door.family(child("first", "Kayden", "Merrick", date(2020, 5, 3)))
    assert door.ask("Kayden Merrick") == ["first"]
    keep_now(door)
    door.family(child("second", "Perpetua", "Quill", date(2019, 1, 2)))
    door.reopen()
    find.get_ready(door.desk)
    assert door.desk.matcher.ready
    assert door.ask("Perpetua Quill") == ["second"]
    assert door.ask("Kayden Merrick") == ["first"]


def test_a_corrected_name_is_found_and_the_old_one_is_not(door: FrontDoor) -> None:
    contact = door.family(child("first", "Kayden", "Merrick", date(2020, 5, 3)))
    keep_now(door)
    entry = door.desk.file(contact).children[0]
    door.more(contact, child("first", "Zebedee", "Applegarth", date(2020, 5, 3)))
    assert entry.person == "first"
    assert door.ask("Zebedee Applegarth") == ["first"]


def test_joined_people_are_one_and_unjoined_two(door: FrontDoor) -> None:
    door.family(child("a", "Kayden", "Merrick", date(2020, 5, 3)))
    contact = door.family(child("b", "Kaydn", "Doyle", date(2020, 5, 3)))
    keep_now(door)
    (line,) = door.desk.store.register.humans.of(["a"])["a"]
    candidate = Candidate(
        person=PersonId("b"), other=line.person, other_contact=line.contact, name="", born="", reasons=(),
        strength="",
    )  # fmt: skip
    door.judge(contact, candidate, "same")
    assert len(door.ask("Kayden Merrick", born=born(2020, 5, 3))) == 1
    found = door.answer("Kayden Doyle", born=born(2020, 5, 3)).shown
    assert len(found) == 1
    assert found[0].last.startswith("2 contacts")
    record.undo(door.desk, contact, [door.desk.file(contact).matches[0].entry])
    assert set(door.ask("Kayden", born=born(2020, 5, 3))) == {"a", "b"}
    door.reopen()
    assert set(door.ask("Kayden", born=born(2020, 5, 3))) == {"a", "b"}


def test_different_is_remembered_and_not_sure_stays_a_question_of_the_manager(door: FrontDoor) -> None:
    door.family(child("a", "Kayden", "Merrick", date(2020, 5, 3)))
    contact = door.family(child("b", "Kayden", "Merrick", date(2020, 5, 3)))
    (candidate,) = find.past(door.desk, contact).candidates
    asked: dict[str, Any] = {"name": "Kayden Merrick", "person": PersonId("b")}
    assert "a" in door.ask(**asked)
    identify.judge_match(door.desk, contact, candidate, "different")
    assert find.past(door.desk, contact).candidates == ()
    after = door.answer(**asked)
    assert "a" not in [candidate.other for candidate in after.shown]
    assert "a" in after.everybody


def test_a_list_asks_again_only_when_somebody_like_them_came(door: FrontDoor) -> None:
    contact = door.family(child("a", "Kayden", "Merrick", date(2020, 5, 3)))
    assert find.past(door.desk, contact).candidates == ()
    door.family(child("x", "Perpetua", "Quill", date(2011, 1, 1)))
    assert find.past(door.desk, contact).candidates == ()
    door.family(child("b", "Kaydn", "Merrick", date(2020, 5, 3)))
    assert [c.other for c in find.past(door.desk, contact).candidates] == ["b"]


def test_everything_is_dropped_when_it_is_forgotten(door: FrontDoor) -> None:
    door.family(child("a", "Kayden", "Merrick", date(2020, 5, 3)))
    assert door.ask("Kayden Merrick") == ["a"]
    matcher = door.desk.matcher
    matcher.forget()
    assert not matcher.ready
    assert "Kayden" not in repr(vars(matcher))
    assert matcher._loaded is None  # type: ignore[attr-defined]
    assert door.ask("Kayden Merrick") == ["a"]


def test_closing_the_desk_drops_it_too(tmp_path: Path) -> None:
    door = FrontDoor(tmp_path / "practice.lintel")
    door.family(child("a", "Kayden", "Merrick", date(2020, 5, 3)))
    door.ask("Kayden")
    matcher = door.desk.matcher
    door.close()
    assert not matcher.ready


@pytest.mark.parametrize("harm", ["digest", "part gone", "no header", "another version", "nonsense"])
def test_a_kept_index_that_is_not_whole_is_made_anew(door: FrontDoor, harm: str) -> None:
    from workstation.store.engine import run, writing

    door.family(child("a", "Kayden", "Merrick", date(2020, 5, 3)))
    door.ask("Kayden")
    keep_now(door)
    assert door.desk.store.register.humans.kept_header()
    statement = {
        "digest": "UPDATE match_parts SET bytes = zeroblob(length(bytes)) WHERE part = 0",
        "part gone": "DELETE FROM match_parts",
        "no header": f"DELETE FROM meta {HEADER}",
        "another version": f"UPDATE meta SET value = replace(value, '\"version\":', '\"version\":9') {HEADER}",
        "nonsense": f"UPDATE meta SET value = '{{' {HEADER}",
    }[harm]
    with writing(door.desk.store._file.engine()) as cx:
        run(cx, statement)
    door.reopen()
    assert door.ask("Kayden Merrick") == ["a"]


def test_a_register_made_anew_voids_the_kept_index(door: FrontDoor) -> None:
    door.family(child("a", "Kayden", "Merrick", date(2020, 5, 3)))
    door.ask("Kayden")
    keep_now(door)
    door.desk.store.register.rebuild()
    assert door.desk.store.register.humans.kept_header() is None
    door.desk.matcher.moved([])
    assert door.ask("Kayden Merrick") == ["a"]


def test_the_index_is_made_beside_the_work_and_other_work_comes_in_between(tmp_path: Path) -> None:
    door = FrontDoor(tmp_path / "practice.lintel")
    for number in range(30):
        door.family(
            child(f"p{number}", GIVEN[number % 10], FAMILY[number % 9], date(2010, 1, 1 + number % 28))
        )
    find.get_ready(door.desk)
    done = threading.Event()
    door.desk.side.submit(done.set)
    assert done.wait(20)
    while not door.desk.store.register.humans.kept_header():
        assert door.desk.side.submit(lambda: True).result(20)
    door.reopen()
    find.get_ready(door.desk)
    assert door.desk.matcher.ready
    door.close()


def test_who_is_far_behind_is_read_beside_the_work_and_whom_one_names_meanwhile_is_found(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MANY", 3)
    door.family(child("first", "Kayden", "Merrick", date(2020, 5, 3)))
    door.ask("Kayden Merrick")
    keep_now(door)
    for number in range(6):
        door.family(child(f"p{number}", GIVEN[number], FAMILY[number], date(2010, 1, 1 + number)))
    door.reopen()
    upkeep = door.desk.matcher.get_ready()
    assert door.ask("Aisha O’Neill") == []
    assert door.ask("Kayden Merrick") == ["first"]
    door.family(child("quill", "Perpetua", "Quill", date(2019, 1, 2)))
    assert door.ask("Perpetua Quill") == ["quill"]
    assert upkeep is not None
    while upkeep.read_on():
        pass
    for write in upkeep.writes():
        write()
    assert door.ask("Aisha O’Neill") == ["p2"]
    assert door.ask("Perpetua Quill") == ["quill"]


def test_of_namesakes_whoever_was_heard_of_last_comes_first(door: FrontDoor) -> None:
    clock = door.desk.clock
    assert isinstance(clock, FixedClock)
    door.family(child("a", "Zayn", "Hussain", date(2010, 6, 19)))
    clock.move(timedelta(days=40))
    door.family(child("b", "Zayn", "Hussain", date(2019, 8, 30)))
    assert door.ask("Zayn Hussain") == ["b", "a"]
    assert door.ask("Zayn Hussain", born=born(2010, 6, 19))[0] == "a"
    clock.move(timedelta(days=40))
    door.family(child("c", "Zayn Omar", "Hussain", date(2022, 8, 18)))
    assert door.ask("Zayn Hussain")[:2] == ["b", "a"]


# -- laws ------------------------------------------------------------------------------------------------------


@st.composite
def families(draw: st.DrawFn) -> list[list[kinds.Body]]:
    made: list[list[kinds.Body]] = []
    for number in range(draw(st.integers(2, 7))):
        family = draw(st.sampled_from(FAMILY))
        children = [f"c{number}-{n}" for n in range(draw(st.integers(1, 2)))]
        said: list[kinds.Body] = [
            child(
                name, draw(st.sampled_from(GIVEN)), family, draw(st.dates(date(2008, 1, 1), date(2026, 1, 1)))
            )
            for name in children
        ]
        if draw(st.booleans()):
            said.append(adult(f"a{number}", draw(st.sampled_from(GIVEN)), draw(st.sampled_from(FAMILY))))
        if draw(st.booleans()):
            street = draw(st.sampled_from(("1 Mill Lane", "2 Mill Lane", "Flat 3, 9 Bobbin Street")))
            said.append(home(street, *children, postcode=draw(st.sampled_from(("NB1 1AA", "NB1 1AB", "")))))
        made.append(said)
    return made


QUIET = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def asked_of(said: list[kinds.Body]) -> dict[str, Any]:
    """The exact enquiry for the first child of a family."""
    first = next(body for body in said if isinstance(body, kinds.ChildNamed))
    return {"given": first.name.given, "family": first.name.family, "born": first.born}


@QUIET
@given(made=families(), cut=st.integers(0, 7))
def test_what_was_kept_and_what_changed_answer_like_an_index_made_anew(
    made: list[list[kinds.Body]], cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("law")
    kept, anew = FrontDoor(folder / "kept"), FrontDoor(folder / "anew")
    try:
        for number, said in enumerate(made):
            kept.family(*said)
            anew.family(*said)
            if number == cut:
                kept.ask("x")
                keep_now(kept)
        kept.reopen()
        for said in made:
            asked = asked_of(said)
            mother = (named("mother", "Aisha", "Khan"),)
            assert people_of(kept.answer(**asked)) == people_of(anew.answer(**asked))
            assert people_of(kept.answer(others=mother, **asked)) == people_of(
                anew.answer(others=mother, **asked)
            )
    finally:
        kept.close()
        anew.close()


@QUIET
@given(made=families(), data=st.data())
def test_the_order_in_which_people_came_makes_no_difference(
    made: list[list[kinds.Body]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("law")
    one, other = FrontDoor(folder / "one"), FrontDoor(folder / "other")
    try:
        for said in made:
            one.family(*said)
        for said in data.draw(st.permutations(made)):
            other.family(*said)
        for said in made:
            asked = asked_of(said)
            assert people_of(one.answer(**asked)) == people_of(other.answer(**asked))
    finally:
        one.close()
        other.close()


@QUIET
@given(made=families(), data=st.data())
def test_an_exact_stored_match_is_always_in_the_answer_whatever_else_is_given(
    made: list[list[kinds.Body]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    door = FrontDoor(tmp_path_factory.mktemp("law") / "store")
    try:
        for said in made:
            door.family(*said)
        said = data.draw(st.sampled_from(made))
        more = data.draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "postcode": st.sampled_from(("NB1 1AA", "NB9 9ZZ")),
                    "address": st.just("77 Elsewhere Road"),
                    "sex": st.sampled_from(("F", "M")),
                    "phone": st.just("07700 900456"),
                    "others": st.just((named("mother", "Perpetua", "Quill"),)),
                },
            )
        )
        first = next(body for body in said if isinstance(body, kinds.ChildNamed))
        answer = door.answer(**(asked_of(said) | more))
        assert first.person in answer.everybody
        assert all(candidate.reasons for candidate in answer.shown)
    finally:
        door.close()
