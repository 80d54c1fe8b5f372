"""R16: what happens to a child who was stepped down brings the family back, wherever it was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.services.conftest import MENSAH, MORNING, PATEL, SHAH, desk_of
from tests.services.decided import same_child, signed, sit, stepped_down
from tests.services.ready import ready
from tests.services.signing_off import agreement
from tests.services.two_desks import carry, ring
from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.domain.queue import Tile, View
from workstation.domain.times import FixedClock, local
from workstation.services import afterwards, back, decide, exchanging, find, identify, receive, record
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.trouble import BadInput, NotYours, RuleTrouble

POLICE = NewContact(
    words="Shouting in the street.", source="6", agency="Northbridge Police",
    said=(kinds.ChildNamed(person=PersonId(uuid_of("Kayden again")), name=kinds.Name("Merrick", "Kayden")),),
)  # fmt: skip


def notified(desk: Desk) -> ContactId:
    """The police tell us of him."""
    (contact,) = receive.receive(desk, POLICE).contacts
    return contact


def keys(desk: Desk, contact: ContactId) -> list[str]:
    wires = [wire for of_row in back.came_back(desk).values() for wire in of_row]
    return [wire.key for wire in wires if wire.watched == contact]


def test_r16_a_new_contact_brings_it_back_to_the_managers_queue(desk: Desk, clock: FixedClock) -> None:
    watched = stepped_down(desk)
    clock.move(timedelta(days=20))
    come = notified(desk)
    assert keys(desk, watched)[-1:] != [f"contact:{come}"], "nobody has said yet that he is the same child"
    same_child(desk, come, watched)
    assert f"contact:{come}" in keys(desk, watched)
    sit(desk, MENSAH)
    page = find.queue(desk, Tile.BACK)
    row = next(row for row in page.rows if row.contact == come)
    assert row.chips[0].words == "Back from early help"
    assert [chip.words for chip in row.chips].count("Back from early help") == 1
    assert "Northbridge Police" in row.back[0].words
    assert page.tiles[Tile.BACK] == len(page.rows)


def test_r16_signed_once_more_the_watch_goes_on_from_where_it_was(desk: Desk, clock: FixedClock) -> None:
    """A note after the signature, a manager who asks for more, the same outcome again: nothing begins anew."""
    contact = ready(desk, "O04")
    decide.send_to_manager(desk, contact, MENSAH.id)
    sit(desk, MENSAH)
    decide.sign_off(desk, contact, agreement(desk, contact))
    clock.move(timedelta(days=14))
    late = keys(desk, contact)
    assert late, "five working days are over, and nobody has accepted it"
    watch = desk.file(contact).watched
    sit(desk, SHAH)
    record.say(desk, contact, kinds.NoteMade(text="School rang: still no worker."))
    sit(desk, MENSAH)
    decide.send_back(desk, contact, (kinds.Request("W7:heard", "Ask him."),), "His words are missing.")
    assert keys(desk, contact) == late, "while it is sent back, too"
    sit(desk, SHAH)
    record.say(desk, contact, kinds.NoteMade(text="He is fine."))
    decide.send_to_manager(desk, contact, MENSAH.id)
    assert keys(desk, contact) == late
    sit(desk, MENSAH)
    decide.sign_off(desk, contact, agreement(desk, contact))
    assert keys(desk, contact) == late
    assert desk.file(contact).watched == watch, "and it does not end later"
    decide.reopen(desk, contact, "More came.")
    assert keys(desk, contact) == []


def test_r16_while_nobody_has_said_who_it_is_the_list_asks(desk: Desk, clock: FixedClock) -> None:
    born = kinds.Born(on=date(2018, 5, 3))

    def told(source: str) -> ContactId:
        person = PersonId(uuid_of(f"child of {source}"))
        child = kinds.ChildNamed(person=person, name=kinds.Name("Merrick", "Kayden"), born=born)
        new = NewContact(words=f"Told by {source}.", source=source, said=(child,))
        (contact,) = receive.receive(desk, new).contacts
        return contact

    def chips(contact: ContactId) -> list[str]:
        return [chip.words for row in find.queue(desk).rows if row.contact == contact for chip in row.chips]

    watched = signed(desk, told("2A"))
    clock.move(timedelta(days=3))
    come = told("6")
    assert chips(come) == ["Perhaps back from early help"]
    (candidate,) = find.past(desk, come).candidates
    identify.judge_match(desk, come, candidate, "not sure")
    assert chips(come) == ["Perhaps back from early help"], "not sure is no answer that takes the watch away"
    (answer,) = find.past(desk, come).judged
    identify.change_answer(desk, come, answer, "different")
    assert chips(come) == ["First contact"]
    (answer,) = find.past(desk, come).judged
    identify.change_answer(desk, come, answer, "same")
    assert chips(come)[0] == "Back from early help"
    afterwards.move_watch(desk, watched, "ended", local(clock.now()).date() - timedelta(days=1))
    later = told("3A")
    assert not any("back" in words.casefold() for words in chips(later)), "early help has ended"


def test_r16_perhaps_holds_until_a_manager_has_signed_and_knows_every_contact_of_the_child(
    desk: Desk, clock: FixedClock
) -> None:
    """The record that is offered is an old one of the child who was stepped down in another contact."""
    born = kinds.Born(on=date(2018, 5, 3))

    def told(n: int) -> ContactId:
        child = kinds.ChildNamed(
            person=PersonId(uuid_of(f"child {n}")), name=kinds.Name("Merrick", "Kayden"), born=born
        )
        (contact,) = receive.receive(
            desk, NewContact(words=f"Call {n}.", source="2A", said=(child,))
        ).contacts
        clock.move(timedelta(days=3))
        return contact

    def chips(contact: ContactId) -> list[str]:
        return [chip.words for row in find.queue(desk).rows if row.contact == contact for chip in row.chips]

    first, watched = told(1), told(2)
    same_child(desk, watched, first)
    signed(desk, watched)
    signed(desk, first, "O07")
    come = told(3)
    for candidate in find.past(desk, come).candidates:
        assert "Perhaps back from early help" in chips(come)
        identify.judge_match(desk, come, candidate, "not sure")
    assert "Perhaps back from early help" in chips(come)
    signed(desk, come, "O07")
    assert "Perhaps back from early help" not in chips(come)


def test_before_anything_happens_it_is_only_watched(desk: Desk) -> None:
    watched = stepped_down(desk)
    afterwards.referrer_not_told(desk, watched, "They know.")
    afterwards.family_not_told(desk, watched, desk.file(watched).adults[0].person, "She was there.")
    afterwards.hand_over(desk, watched, "Early help hub", "Josie Kemp")
    assert keys(desk, watched) == []
    assert watched not in {row.contact for row in find.queue(desk).rows}
    (row,) = find.queue(desk, View.WATCH).rows
    assert (row.contact, row.happening) == (watched, "Next: early help accepts it")


def test_a_contact_from_before_does_not_bring_it_back(desk: Desk, clock: FixedClock) -> None:
    earlier = signed(desk, notified(desk), "O07")
    clock.move(timedelta(days=3))
    watched = stepped_down(desk)
    same_child(desk, watched, earlier)
    assert keys(desk, watched) == []


def test_one_that_nobody_had_decided_on_when_it_was_stepped_down_does(desk: Desk, clock: FixedClock) -> None:
    """It was written on another computer meanwhile: whoever stepped down had not seen it."""
    first = ring(desk)
    clock.move(timedelta(minutes=5))
    meanwhile = notified(desk)
    clock.move(timedelta(minutes=5))
    signed(desk, first)
    same_child(desk, meanwhile, first)
    assert keys(desk, first) == [f"contact:{meanwhile}"]


def test_a_refusal_a_missed_review_and_a_step_that_is_overdue_bring_it_back(
    desk: Desk, clock: FixedClock
) -> None:
    watched = stepped_down(desk)
    clock.move(timedelta(days=5))
    assert keys(desk, watched) == [], "five working days are not over"
    clock.move(timedelta(days=3))
    assert keys(desk, watched) == ["overdue:accepted"]
    afterwards.move_watch(desk, watched, "accepted", local(clock.now()).date())
    assert keys(desk, watched) == []
    clock.move(timedelta(days=7))
    assert keys(desk, watched) == ["overdue:family seen"]
    today = local(clock.now()).date()
    afterwards.move_watch(desk, watched, "family seen", today)
    afterwards.move_watch(desk, watched, "review missed", today)
    assert keys(desk, watched) == [f"missed:{today.isoformat()}"]
    clock.move(timedelta(days=1))
    refused = kinds.SupportDeclined(
        person=desk.file(watched).adults[0].person, offered="parenting group", reason="D14", words="No more."
    )
    record.put(desk, watched, [refused])
    assert [key.partition(":")[0] for key in keys(desk, watched)] == ["missed", "declined"]


def test_a_review_that_was_held_after_all_is_not_missed(desk: Desk, clock: FixedClock) -> None:
    watched = stepped_down(desk)
    today = local(clock.now()).date()
    for step in ("accepted", "family seen", "review missed"):
        afterwards.move_watch(desk, watched, step, today)
    clock.move(timedelta(days=2))
    afterwards.move_watch(desk, watched, "review held", local(clock.now()).date())
    assert keys(desk, watched) == []


def test_after_the_watch_nothing_comes_back(desk: Desk, clock: FixedClock) -> None:
    watched = stepped_down(desk)
    for step in ("accepted", "family seen", "review held", "ended"):
        afterwards.move_watch(desk, watched, step, local(clock.now()).date())
    clock.move(timedelta(days=2))
    same_child(desk, notified(desk), watched)
    assert keys(desk, watched) == []
    assert find.queue(desk, View.WATCH).rows == ()


def test_a_manager_answers_and_the_next_one_comes_again(desk: Desk, clock: FixedClock) -> None:
    watched = stepped_down(desk)
    clock.move(timedelta(days=2))
    come = notified(desk)
    same_child(desk, come, watched)
    (key,) = keys(desk, watched)
    with pytest.raises(NotYours):
        afterwards.answer_tripwire(desk, watched, key, "Open it again.")
    sit(desk, MENSAH)
    with pytest.raises(BadInput):
        afterwards.answer_tripwire(desk, watched, key, " ")
    afterwards.answer_tripwire(desk, watched, key, "The police contact is worked on as new.")
    assert keys(desk, watched) == []
    sit(desk, SHAH)
    clock.move(timedelta(days=1))
    again = notified(desk)
    same_child(desk, again, watched)
    assert keys(desk, watched) == [f"contact:{again}"]


def test_signing_off_the_new_contact_deals_with_it(desk: Desk, clock: FixedClock) -> None:
    watched = stepped_down(desk)
    clock.move(timedelta(days=2))
    come = notified(desk)
    same_child(desk, come, watched)
    assert keys(desk, watched) == [f"contact:{come}"]
    signed(desk, come, "O07")
    assert keys(desk, watched) == []


def test_what_happens_in_the_old_contact_brings_that_one_back(desk: Desk, clock: FixedClock) -> None:
    watched = stepped_down(desk)
    clock.move(timedelta(days=9))
    row = next(row for row in find.queue(desk, Tile.BACK).rows if row.contact == watched)
    assert (row.time_left.words, row.happening) == ("Back", "Early help accepts it: overdue")


def test_a_day_that_has_not_come_yet(desk: Desk, clock: FixedClock) -> None:
    watched = stepped_down(desk)
    with pytest.raises(BadInput):
        afterwards.move_watch(desk, watched, "accepted", local(clock.now()).date() + timedelta(days=1))
    with pytest.raises(RuleTrouble):
        afterwards.move_watch(desk, notified(desk), "accepted", local(clock.now()).date())


# -- from another computer -------------------------------------------------------------------------------------


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    with desk_of(tmp_path / "one", SHAH) as one, desk_of(tmp_path / "two", PATEL) as two:
        yield one, two


def test_r16_written_on_another_computer_it_comes_back_on_this_one(desks: tuple[Desk, Desk]) -> None:
    here, there = desks
    watched = stepped_down(here)
    carry(watched, here, there)
    for desk in desks:
        desk.clock.move(timedelta(days=2))  # type: ignore[attr-defined]
    come = notified(there)
    same_child(there, come, watched)
    assert keys(here, watched) == []
    carry(come, here, there)
    assert keys(here, watched) == keys(there, watched) == [f"contact:{come}"]


def test_r16_it_comes_back_in_the_round_of_exchange_that_brings_the_contact(tmp_path: Path) -> None:
    """A police notification on a watched child reaches the manager's queue within the same exchange."""
    clock = FixedClock(MORNING)
    with (
        desk_of(tmp_path / "one", SHAH, clock) as worker,
        desk_of(tmp_path / "two", MENSAH, clock) as manager,
    ):
        worker.folder = manager.folder = tmp_path

        def round_of(desk: Desk) -> None:
            with exchanging.once(desk):
                pass

        round_of(worker)  # what is there before the first round counts as known to everybody
        round_of(manager)
        watched = stepped_down(worker)
        round_of(worker)
        clock.move(timedelta(days=3))
        come = notified(worker)
        same_child(worker, come, watched)
        round_of(manager)
        assert find.queue(manager, Tile.BACK).total == 0
        round_of(worker)
        round_of(manager)
        page = find.queue(manager, Tile.BACK)
        assert [row.contact for row in page.rows] == [come]
        assert page.rows[0].chips[0].words == "Back from early help"
        afterwards.answer_tripwire(manager, watched, f"contact:{come}", "Open it again with early help.")
        round_of(manager)
        round_of(worker)
        assert find.queue(worker, Tile.BACK).total == 0
