"""R6: timely and thorough. Late with checks missing, closing is stopped; holding it open is a state of its own,
with a reason, and counted.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domain.telling import ELLIE, JAYDEN, MORNING, Teller, police_contact, settle_everything
from tests.requirements.house import House
from tests.requirements.steps import check_and_send, choose_for_child, go_to
from workstation.domain import clocks, gates, kinds
from workstation.domain.past import Past
from workstation.guidebook.guide import guide
from workstation.practice.days import england
from workstation.services import oversight

LATE = timedelta(hours=23, minutes=50)


def almost_whole(outcome: str) -> Teller:
    """Everything is answered but for the surgery and the domestic abuse service."""
    teller = police_contact()
    settle_everything(teller)
    for agency in ("gp", "da_service"):
        stands = teller.file().last("agency", agency)
        assert stands is not None
        teller.say(kinds.Withdrawn(because="Another surgery."), answers=(stands.entry,))
    for child in (ELLIE, JAYDEN):
        before = teller.file().outcome(child)
        assert before is not None
        body = kinds.Recommended(child=child, outcome=outcome, next_time="School will ask.")
        teller.say(body, answers=(before.entry,))
    return teller


def test_r6_ten_minutes_before_the_end_two_missing_checks_still_stop_it() -> None:
    file = almost_whole("O07").file()
    left = [g.place for g in gates.blocks(file, guide(), Past(), MORNING + LATE)]
    assert {"agency:gp", "agency:da_service"} <= set(left)


def test_r6_held_open_the_time_is_another_and_the_reason_is_kept() -> None:
    teller = almost_whole("O07")
    until = MORNING + timedelta(days=2)
    teller.say(
        kinds.HeldOpen(because="The surgery rings back tomorrow.", until=until, agreed_by="Bola Mensah")
    )
    days = england(MORNING.date(), (MORNING + timedelta(days=9)).date())
    assert clocks.due(teller.file(), days) == until
    assert {"agency:gp", "agency:da_service"} <= {
        g.place for g in gates.blocks(teller.file(), guide(), Past())
    }


@pytest.mark.parametrize("outcome", ["O01", "O02"])
def test_r6_danger_never_waits_for_a_check(outcome: str) -> None:
    protect = gates.blocks(almost_whole(outcome).file(), guide(), Past())
    assert not [g for g in protect if g.rule == "B8"]


def test_r6_by_keyboard_it_does_not_close_in_time_and_is_held_open_with_a_reason(house: House) -> None:
    contact = house.contact("R6")
    walker = house.sits("Jaya Patel")
    before = house.desk.executor.submit(oversight.oversight, house.desk).result().held_open
    due = house.open(contact).due_at
    assert due is not None
    house.clock.move(due - timedelta(minutes=10) - house.clock.now())
    go_to(walker, "kowalska", "KOWALSKA, Maja")
    choose_for_child(walker, "No further action")
    check_and_send(walker)
    walker.must_see("to finish before this can go to a manager")
    assert house.file(contact).handover is None
    walker.press("Alt+6")
    walker.push("Hold open, because…")
    walker.type("Her father is rung tonight, and nobody knows yet how she slept.")
    walker.press("Tab")
    walker.type("tomorrow 12:00")
    walker.press("Tab")
    walker.type("Bola Mensah")
    walker.push("Hold it open")
    walker.must_see("Held open until")
    held = house.open(contact)
    assert held.due_at is not None
    assert held.due_at > due
    assert house.desk.executor.submit(oversight.oversight, house.desk).result().held_open == before + 1
