"""Opened again: the first decision is history with its reasons, facts stay, and the clock runs from then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.services.conftest import MENSAH, SHAH
from tests.services.decided import signed as signed_of
from tests.services.ready import KAYDEN, SECRET, ready, recommend_again
from tests.services.signing_off import agreement
from workstation.domain import clocks, gates, kinds
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.domain.kinds import Name
from workstation.domain.queue import ClockKind
from workstation.domain.times import FixedClock
from workstation.services import decide, find, opening, prints, receive, record
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.trouble import GateShut

_WEEKS = timedelta(weeks=3)


@pytest.fixture
def contact(desk: Desk, clock: FixedClock) -> ContactId:
    """Closed three weeks ago, held open for a while before that, and opened again just now."""
    contact = ready(desk, "O07", kinds.WarningAnswered(warning="W7:heard", words="He was asleep."))
    decide.hold_open(desk, contact, "The school rings back.", desk.now() + timedelta(days=2))
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    decide.sign_off(desk, contact, agreement(desk, contact))
    opening.sit_down(desk, SHAH.id)
    clock.move(_WEEKS)
    decide.reopen(desk, contact, "The school rang again.")
    return contact


def test_the_first_recommendation_and_its_reasons_count_no_more_and_facts_stay(
    desk: Desk, contact: ContactId
) -> None:
    file = desk.file(contact)
    assert (file.stage, file.outcomes, file.reason("strengths"), file.held) == (Stage.OPEN, (), "", None)
    assert file.warning("W7:heard") == ""
    left = {gates.key_of(gap) for gap in find.contact(desk, contact).blocks}
    assert left == {
        f"B5:outcome:{KAYDEN}", f"B5:reasons:worry:{KAYDEN}",
        *(f"B5:reasons:{prompt}:" for prompt in ("strengths", "change_mind", "wanted")),
    }  # fmt: skip
    assert file.history_view is not None
    assert file.basis is not None
    with pytest.raises(GateShut):
        decide.send_to_manager(desk, contact, MENSAH.id)


def test_the_same_once_more_is_a_second_decision(desk: Desk, contact: ContactId) -> None:
    recommend_again(desk, contact, "O07", why=SECRET)
    assert [said.body.outcome for said in desk.file(contact).outcomes] == ["O07"]
    assert desk.file(contact).conflicts == ()
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    decide.sign_off(desk, contact, agreement(desk, contact))
    file = desk.file(contact)
    assert file.stage is Stage.DECIDED
    assert len(file.earlier_decisions) == 1


def test_the_clock_runs_from_when_it_was_opened_again(
    desk: Desk, contact: ContactId, clock: FixedClock
) -> None:
    shown = find.contact(desk, contact)
    assert shown.due_at == clocks.decision_due(desk.now(), desk.days)
    assert shown.elapsed_due_at == desk.now() + timedelta(hours=24)
    (row,) = (row for row in find.queue(desk).rows if row.contact == contact)
    assert (row.time_left.kind, row.time_left.share) == (ClockKind.RUNNING, 1.0)
    clock.move(timedelta(days=4))
    (row,) = (row for row in find.queue(desk).rows if row.contact == contact)
    assert row.time_left.kind is ClockKind.OVERDUE


def test_who_opened_it_by_mistake_takes_it_back_and_all_is_as_it_was(desk: Desk, contact: ContactId) -> None:
    (opened,) = desk.file(contact).log(kinds.Reopened)
    record.undo(desk, contact, [opened.entry])
    file = desk.file(contact)
    assert ([o.body.outcome for o in file.outcomes], file.signed is not None) == (["O07"], True)
    assert file.reason("strengths") == SECRET
    assert file.clock_from == file.received_at


def test_the_reasons_of_then_are_printed_beside_the_decision_they_belong_to(
    desk: Desk, contact: ContactId
) -> None:
    recommend_again(desk, contact, "O02", why="He is hungry again.")
    paper = str(prints.preview(desk, contact, "Assessment team"))
    assert "Reasons then" in paper
    assert f"{SECRET}, Kayden" in paper


def test_another_contact_of_the_child_tells_the_first_decision_too(
    desk: Desk, contact: ContactId, clock: FixedClock
) -> None:
    clock.move(timedelta(days=1))
    now = PersonId(uuid_of("now"))
    same = kinds.Matched(person=now, other=KAYDEN, other_contact=contact, verdict="same")
    child = kinds.ChildNamed(person=now, name=Name("Merrick", "Kayden"))
    new = NewContact(words="Shouting.", source="6", said=(child, same))
    (later,) = receive.receive(desk, new).contacts

    def told() -> tuple[bool, tuple[str, ...], list[tuple[str, ...]]]:
        (found,) = (c for c in find.past(desk, later).contacts if c.contact == contact)
        return found.open, found.outcomes, [before.outcomes for before in found.before]

    assert told() == (True, (), [("O07",)])
    assert "Still open (before: NFA)" in str(prints.preview(desk, later, "Assessment team"))
    signed_of(desk, contact, "O02")
    assert told() == (False, ("O02",), [("O07",)])
    assert "Assessment (before: NFA)" in str(prints.preview(desk, later, "Assessment team"))
