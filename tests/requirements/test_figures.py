"""R3, R4, R5, R17, R25, R29, R30, R32: reports come later, and the record holds every datum they will need. Each
measure is worked out here from the practice authority, or from a few contacts that a hand can count.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.requirements.house import MORNING
from tests.services.conftest import MENSAH, PATEL, SHAH, clock, desk
from tests.services.decided import same_child, signed
from tests.services.two_desks import ring
from workstation.domain import kinds
from workstation.domain.figures import (
    NO_FURTHER_ACTION,
    QUARTER,
    YEAR,
    ChildContact,
    Share,
    below_threshold,
    came_back,
    claimed_and_judged,
    closed_too_early,
    contacts_list,
    decided,
    drawn,
    in_time,
    kappa,
)
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Decision
from workstation.domain.times import FixedClock
from workstation.guidebook.codes import codes
from workstation.services import decide, figures, opening, opinions, record, signing, weigh
from workstation.services.desk import Desk
from workstation.trouble import NotYours

__all__ = ["clock", "desk"]  # fixtures of the services' tests
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("figures") / "practice.lintel"
    there = opening.practice_desk(path, clock=FixedClock(MORNING), contacts=500)
    yield there
    there.close()


@pytest.fixture(scope="module")
def rows(practice: Desk) -> tuple[ChildContact, ...]:
    return figures.rows(practice)


def _by_hand(rows: tuple[ChildContact, ...], days: int) -> Share:
    """Children closed with no further action, and those of them who were in another contact in so many days."""
    closed = [r for r in rows if r.outcome == NO_FURTHER_ACTION]
    back = 0
    for row in closed:
        others = [r for r in rows if r.human == row.human and r.contact != row.contact]
        back += any(timedelta() < other.at - row.at <= timedelta(days=days) for other in others)
    return Share(back, len(closed))


# -- the practice authority --------------------------------------------------------------------------------------


def test_r17_who_came_back_in_90_days_and_in_12_months_by_outcome(rows: tuple[ChildContact, ...]) -> None:
    quarter, year = came_back(rows, QUARTER), came_back(rows, YEAR)
    assert quarter[NO_FURTHER_ACTION] == _by_hand(rows, 90)
    assert year[NO_FURTHER_ACTION] == _by_hand(rows, 365)
    assert quarter.keys() == {row.outcome for row in decided(rows)}
    assert 0 < quarter[NO_FURTHER_ACTION].part < year[NO_FURTHER_ACTION].part
    early = closed_too_early(rows, YEAR)
    assert 0 < early.part <= early.whole


def test_r4_no_further_action_by_agency_team_and_factor(rows: tuple[ChildContact, ...]) -> None:
    whole = Share(sum(r.outcome == NO_FURTHER_ACTION for r in decided(rows)), len(decided(rows)))
    for by in (lambda r: (r.agency,), lambda r: (r.team,)):
        found = below_threshold(rows, by)
        assert "" not in found or found[""].whole < whole.whole / 5, "somebody is named for nearly all"
        assert Share(sum(s.part for s in found.values()), sum(s.whole for s in found.values())) == whole
    assert {"domestic abuse", "alcohol"} <= below_threshold(rows, lambda r: r.factors).keys()


def test_by_disability_and_ethnicity_with_those_nobody_asked_apart(rows: tuple[ChildContact, ...]) -> None:
    """M25: a rate by group says nothing while those who were never asked are counted as without one."""
    found = below_threshold(rows, lambda r: r.disability or ("",))
    assert {"", "NONE", "AUT"} <= found.keys()
    assert found["NONE"].whole > found["AUT"].whole
    assert not any("NONE" in r.disability and len(r.disability) > 1 for r in rows)
    assert {"", "WBRI"} <= below_threshold(rows, lambda r: (r.ethnicity,)).keys()


def test_r3_the_claimed_level_stands_beside_the_judged_one(rows: tuple[ChildContact, ...]) -> None:
    pairs = claimed_and_judged(rows)
    assert pairs
    assert sum(sum(of.values()) for of in pairs.values()) == sum(1 for r in rows if r.claimed and r.judged)


def test_r5_minutes_by_step(practice: Desk) -> None:
    minutes = figures.minutes_by_step(practice)
    assert minutes.keys() == {
        "concern", "children and family", "history", "agencies", "parents", "decision",
    }  # fmt: skip
    assert all(0 < spent < 60 * 24 * 60 for spent in minutes.values())


def test_r29_the_sample_is_the_same_whenever_it_is_drawn(rows: tuple[ChildContact, ...]) -> None:
    sample = drawn(rows, 10)
    assert sample == drawn(reversed(rows), 10)
    thirds = set(drawn(rows, 0))
    assert thirds < set(sample)
    closed = {r.contact for r in decided(rows) if r.outcome == NO_FURTHER_ACTION}
    assert 0 < len(set(sample) - thirds) < len(closed) / 5


def test_r30_the_list_of_contacts_of_annex_a_has_every_column(rows: tuple[ChildContact, ...]) -> None:
    words = {c.code: c.text for name in ("source", "ethnicity") for c in codes(name).all}
    lines = contacts_list(rows, MORNING - timedelta(days=183), TODAY, words)
    assert len(lines) > 20
    for at, column in enumerate(("id", "gender", "ethnicity", "born", "age", "date", "source")):
        assert any(line[at] for line in lines), f"nobody has {column}"
    assert {line[1] for line in lines} <= {"a) Male", "b) Female", "c) Not stated/recorded"}
    assert "White British" in {line[2] for line in lines}


def test_r32_a_target_can_be_set_on_what_is_counted(rows: tuple[ChildContact, ...]) -> None:
    found = in_time(rows)
    assert 0 < found.part < found.whole == len(decided(rows))


def test_nobody_gets_them_who_does_not_read(practice: Desk) -> None:
    sitting = practice.worker.id
    admin = next(w for w in practice.staff.values() if w.role == "Administrator")
    opening.sit_down(practice, admin.id)
    with pytest.raises(NotYours):
        figures.rows(practice)
    opening.sit_down(practice, sitting)


# -- counted by hand -----------------------------------------------------------------------------------------------


def test_r17_by_hand(desk: Desk, clock: FixedClock) -> None:
    """Closed, back after 60 days and closed again, back after 200 more: in 90 days one of two, in a year both."""
    first = ring(desk)
    record.say(desk, first, kinds.ThemesChosen(themes=("neglect",)))
    signed(desk, first, "O07")
    for days in (60, 200):
        clock.move(timedelta(days=days))
        again = ring(desk)
        same_child(desk, again, first)
        record.say(desk, again, kinds.ThemesChosen(themes=("neglect",)))
        if days == 60:
            signed(desk, again, "O07")
    rows = figures.rows(desk)
    assert came_back(rows, QUARTER) == {"O07": Share(1, 2)}
    assert came_back(rows, YEAR) == {"O07": Share(2, 2)}
    assert closed_too_early(rows, QUARTER) == Share(1, 2), "what was missing then was signed all the same"


def test_r32_opened_again_and_decided_at_once_is_no_sooner_than_it_was(desk: Desk, clock: FixedClock) -> None:
    """One after six days, for which it counts for ever; one in an hour, which being opened again does not undo."""
    late = ring(desk)
    clock.move(timedelta(days=6))
    signed(desk, late, "O07")
    soon = ring(desk)
    clock.move(timedelta(hours=1))
    signed(desk, soon, "O07")
    assert in_time(figures.rows(desk)) == Share(1, 2)
    for contact in (late, soon):
        clock.move(timedelta(days=3))
        decide.reopen(desk, contact, "A typing mistake.")
        assert in_time(figures.rows(desk)) == Share(1, 2), "open again"
        signed(desk, contact, "O07")
        assert in_time(figures.rows(desk)) == Share(1, 2)


def _sent(desk: Desk, outcome: str) -> ContactId:
    opening.sit_down(desk, SHAH.id)
    contact = ring(desk)
    child = desk.file(contact).children[0].person
    weigh.judge_level(desk, contact, child, "2")
    decide.recommend(desk, contact, child, outcome)
    return contact


def test_r25_agreement_of_blind_decisions_and_second_opinions(desk: Desk, clock: FixedClock) -> None:
    """Four contacts, of which two people judge three alike without knowing of each other's view."""
    desk.settings = dataclasses.replace(desk.settings, decide_first=1)
    views = (("O07", "O07"), ("O07", "O02"), ("O02", "O02"), ("O04", "O04"))
    for theirs, own in views:
        contact = _sent(desk, theirs)
        opinions.ask(desk, contact, PATEL.id)
        opening.sit_down(desk, PATEL.id)
        child = desk.file(contact).children[0].person
        opinions.give(desk, contact, [Decision(child, own)], "My view.")
        opening.sit_down(desk, SHAH.id)
        file = desk.file(contact)
        sent = kinds.SentToManager(to=MENSAH.id, saw=file.head, outcomes=decide.outcomes_of(file))
        record.put(desk, contact, [sent])
        opening.sit_down(desk, MENSAH.id)
        signing.decide_first(desk, contact, [Decision(child, own)], "My view.", desk.file(contact).head)
        clock.move(timedelta(minutes=10))
        opening.sit_down(desk, SHAH.id)
        decide.recommend(desk, contact, child, "O06")  # what is changed later changes no pair
    assert sorted(figures.decided_first(desk)) == sorted(views)
    assert sorted(figures.second_opinions(desk)) == sorted(views)
    # Seen: 3/4. By chance: O07 2*1, O02 1*2, O04 1*1, of 16.
    assert kappa(views) == pytest.approx((3 / 4 - 5 / 16) / (1 - 5 / 16))


def test_r25_kappa_says_nothing_where_there_is_nothing_to_say() -> None:
    assert kappa([]) is None
    assert kappa([("O07", "O07")] * 3) is None, "chance alone would always agree"
    assert kappa([("a", "b"), ("b", "a")]) == -1


def test_of_the_years_before_nothing_is_left_to_do(practice: Desk) -> None:
    """Whoever answers for themselves by the record of another contact was told as well."""
    left, _ = practice.in_store(practice.store.register.queue, "to do after", now=practice.now())
    assert [
        line.child for line in left if line.received_at and line.received_at < MORNING - timedelta(days=7)
    ] == []
