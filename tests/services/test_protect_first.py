"""R31: a child is in danger now. No data is asked for, gaps become tasks of that day, a manager lowers it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.services.conftest import ADMIN, MENSAH, MORNING, PATEL, SHAH
from tests.services.signing_off import judged
from tests.services.two_desks import ring
from workstation.domain import kinds
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.domain.queue import Tile
from workstation.domain.times import FixedClock
from workstation.services import afterwards, decide, find, opening, prints, protect, receive, record
from workstation.services.desk import Desk
from workstation.services.lease import LeaseEnded, LeaseKeeper
from workstation.services.link import LinkState
from workstation.services.receive import NewContact
from workstation.trouble import BadInput, GateShut, NotYours

WORRY = "Burn without an explanation that fits."


def marked(desk: Desk, name: str = "") -> ContactId:
    (contact,) = protect.act_now(desk, None, WORRY, name=name).contacts
    return contact


def test_r31_with_nothing_but_a_worry_a_strategy_discussion_is_asked_for_and_printed(desk: Desk) -> None:
    contact = marked(desk)
    protect.ask_for_strategy(desk, contact)
    file = desk.file(contact)
    assert file.act_now is not None
    assert file.strategy is not None
    assert (file.strategy.body.worry, file.children) == (WORRY, ())
    _, paper = prints.print_copy(desk, contact, "Police and health", prints.strategy_paper())
    assert paper.startswith(b"%PDF")
    seen = prints.preview(desk, contact, "Police and health", prints.strategy_paper()).text
    assert WORRY in seen
    assert "Who the child is" in seen


def test_r31_the_request_is_printed_with_no_server_and_when_the_lease_is_over(desk: Desk) -> None:
    before = ring(desk)
    desk.store.journal.append(before, [kinds.NoteMade(text="A colleague wrote.")], PATEL.id)
    gone = LinkState(reachable=False, since=MORNING - timedelta(days=4), checked=MORNING)
    desk.link.tell(gone)
    desk.lease = LeaseKeeper(desk.store, desk.clock)
    assert not desk.all_open
    contact = marked(desk, "Tobi Oyelaran")
    protect.ask_for_strategy(desk, contact)
    taken = prints.take(desk, contact, "Police and health", prints.strategy_paper(), name="strategy request")
    assert taken.made.startswith(b"%PDF")
    assert WORRY in prints.preview(desk, contact, "Police and health", prints.strategy_paper()).text
    (copy,) = desk.file(contact).log(kinds.Printed)
    assert copy.body.copy_number == taken.number
    with pytest.raises(LeaseEnded):
        desk.file(before)


def test_r31_with_a_name_and_a_worry(desk: Desk) -> None:
    file = desk.file(marked(desk, "Tobi Oyelaran"))
    assert [c.name.given for c in file.children] == ["Tobi"]


def test_nothing_at_all_is_no_worry(desk: Desk) -> None:
    with pytest.raises(BadInput):
        protect.act_now(desk, None, "  ", name="Tobi")


def test_g4_is_met_by_immediate_protection_and_another_basis_is_left_alone(desk: Desk) -> None:
    basis = desk.file(marked(desk)).basis
    assert basis is not None
    assert basis.basis == "protection"
    other = ring(desk)
    record.say(desk, other, kinds.BasisRecorded(basis="consent"))
    protect.act_now(desk, other, WORRY)
    stands = desk.file(other).basis
    assert stands is not None
    assert stands.basis == "consent"


def test_it_is_on_top_of_the_queue_and_says_how_many_tasks_there_are(desk: Desk) -> None:
    ring(desk)
    contact = marked(desk)
    page = find.queue(desk)
    assert page.rows[0].contact == contact
    assert page.rows[0].time_left.words == "Act now"
    assert "for today" in page.rows[0].happening
    assert page.tiles[Tile.ACT_NOW] == 1


def test_gates_become_tasks_due_that_day_and_each_goes_when_it_is_done(desk: Desk, clock: FixedClock) -> None:
    contact = ring(desk)
    assert find.contact(desk, contact).todo == ()
    protect.act_now(desk, contact, WORRY)
    shown = find.contact(desk, contact)
    blocks = {f"{gap.rule}:{gap.place}" for gap in shown.blocks}
    tasks = {todo.task for todo in shown.todo}
    assert tasks == blocks | {"strategy", "G8:sign"}
    assert {todo.due.date() for todo in shown.todo if todo.due} == {clock.now().date()}
    protect.ask_for_strategy(desk, contact)
    record.say(
        desk, contact, kinds.AgencyAnswered(agency="school", who="Mrs Hale", said="Seen.", means="Safe.")
    )
    protect.task_done(desk, contact, "B3:history.view", "Nothing on record, looked with the manager.")
    left = {todo.task for todo in find.contact(desk, contact).todo}
    assert left == tasks - {"strategy", "B4:agency:school", "B3:history.view"}


def test_no_gate_stands_in_the_way_while_it_is_marked_but_it_may_not_be_closed(desk: Desk) -> None:
    contact = ring(desk)
    child = desk.file(contact).children[0].person
    decide.recommend(desk, contact, child, "O02")
    with pytest.raises(GateShut):
        decide.send_to_manager(desk, contact, MENSAH.id)
    protect.act_now(desk, contact, WORRY)
    decide.recommend(desk, contact, child, "O07", next_time="School will see him.")
    with pytest.raises(GateShut):
        decide.send_to_manager(desk, contact, MENSAH.id)
    decide.recommend(desk, contact, child, "O02")
    decide.send_to_manager(desk, contact, MENSAH.id)
    assert desk.file(contact).stage is Stage.WITH_MANAGER


def test_only_a_manager_lowers_it_with_a_reason_and_then_gates_are_gates_again(desk: Desk) -> None:
    contact = ring(desk)
    protect.act_now(desk, contact, WORRY)
    with pytest.raises(NotYours):
        decide.lower(desk, contact, "A misunderstanding.")
    opening.sit_down(desk, MENSAH.id)
    with pytest.raises(BadInput):
        decide.lower(desk, contact, " ")
    decide.lower(desk, contact, "Seen at the hospital: not a burn.")
    shown = find.contact(desk, contact)
    assert shown.todo == ()
    assert shown.blocks


def test_a_second_danger_has_its_own_tasks_and_its_own_strategy_discussion(
    desk: Desk, clock: FixedClock
) -> None:
    contact = ring(desk)
    protect.act_now(desk, contact, WORRY)
    protect.ask_for_strategy(desk, contact)
    protect.task_done(desk, contact, "B3:history.view", "Looked with the manager.")
    opening.sit_down(desk, MENSAH.id)
    decide.lower(desk, contact, "Seen at the hospital: not a burn.")
    opening.sit_down(desk, SHAH.id)
    clock.move(timedelta(days=3))
    protect.act_now(desk, contact, "Her father came with a knife.")
    shown = find.contact(desk, contact)
    assert {todo.due.date() for todo in shown.todo if todo.due} == {clock.now().date()}
    assert {"strategy", "B3:history.view"} <= {todo.task for todo in shown.todo}
    paper = prints.preview(desk, contact, "Police", prints.strategy_paper()).text
    assert "Not yet recorded as asked for" in " ".join(paper.split())
    protect.ask_for_strategy(desk, contact)
    assert "strategy" not in {todo.task for todo in find.contact(desk, contact).todo}


def test_tasks_stay_in_the_queue_after_the_decision_until_they_are_done(desk: Desk) -> None:
    contact = ring(desk)
    child = desk.file(contact).children[0].person
    protect.act_now(desk, contact, WORRY)
    protect.ask_for_strategy(desk, contact)
    decide.recommend(desk, contact, child, "O01")
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    gaps = find.gaps_for_manager(desk, contact)
    accepted = tuple(kinds.Request(gap=f"{g.rule}:{g.place}", words="Later today.") for g in gaps)
    agreed = decide.Agreement("Agreed on the phone.", accepted, desk.file(contact).head, 60, judged())
    decide.sign_off(desk, contact, agreed)
    opening.sit_down(desk, SHAH.id)
    shown = find.contact(desk, contact)
    assert shown.file.stage is Stage.DECIDED
    tasks = [todo for todo in shown.todo if todo.task]
    assert tasks
    assert contact in {row.contact for row in find.queue(desk).rows}
    for todo in tasks:
        protect.task_done(desk, contact, todo.task, "Done with the police.")
    afterwards.referrer_not_told(desk, contact, "They are in the strategy discussion.")
    for adult in shown.file.adults:
        afterwards.family_not_told(desk, contact, adult.person, "Police asked us to wait.")
    afterwards.hand_over(desk, contact, "Child protection team", "D. Lowe")
    assert contact in {row.contact for row in find.queue(desk).rows}
    afterwards.taken_on(desk, contact, "D. Lowe")
    assert find.contact(desk, contact).todo == ()
    assert contact not in {row.contact for row in find.queue(desk).rows}


def test_tasks_of_yesterday_are_overdue(desk: Desk, clock: FixedClock) -> None:
    contact = marked(desk)
    clock.move(timedelta(days=1))
    due = [todo.due for todo in find.contact(desk, contact).todo if todo.due]
    assert due
    assert all(at < clock.now() for at in due)


def test_a_hidden_address_is_not_on_the_request(desk: Desk) -> None:
    address = kinds.AddressRecorded(
        address="refuge", lines="5 Osier Way", postcode="NB8 2PX", confidential=True, hide_words=("Osier",)
    )
    new = NewContact(words="They are at 5 Osier Way, NB8 2PX.", said=(address,))
    (contact,) = receive.receive(desk, new).contacts
    protect.act_now(desk, contact, "He stands outside 5 Osier Way.")
    protect.ask_for_strategy(desk, contact)
    seen = prints.preview(desk, contact, "Police", prints.strategy_paper())
    assert "Osier" not in seen.text
    assert "NB8" not in seen.text
    assert seen.hidden_found


def test_numbers_are_there_without_any_line(desk: Desk) -> None:
    assert [number.phone for number in protect.numbers(desk)] == ["999"]


def test_an_administrator_marks_nothing(desk: Desk) -> None:
    opening.sit_down(desk, ADMIN.id)
    with pytest.raises(NotYours):
        protect.act_now(desk, None, WORRY)
