"""How what was written here stands: what is told about the line, heard on any thread, and what waits."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.services.two_desks import KAYDEN, carry, ring
from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.times import FixedClock
from workstation.services import opinions, record, sent, standing
from workstation.services.desk import Desk
from workstation.services.ears import ears
from workstation.services.lease import LeaseKeeper
from workstation.services.link import LinkState
from workstation.services.standing import Phrase
from workstation.sync.central import CentralAway, CentralRefuses, DoorShut, WrongLogin
from workstation.trouble import Trouble


def _online(desk: Desk) -> LinkState:
    return LinkState(reachable=True, since=desk.now(), last_good=desk.now(), checked=desk.now())


def test_silence_is_said_after_ten_seconds_and_when_that_will_be(desk: Desk, clock: FixedClock) -> None:
    desk.link.tell(_online(desk))
    assert standing.now(desk).phrase is Phrase.SENT
    desk.link.tell(replace(_online(desk), reachable=False))
    clock.move(timedelta(seconds=8))
    assert (standing.now(desk).phrase, standing.now(desk).look_again) == (Phrase.SENT, 2.0)
    clock.move(timedelta(seconds=2))
    assert standing.now(desk).words == "Working offline since 09:18 · nothing is waiting"
    assert standing.now(desk).look_again is None
    desk.link.tell(_online(desk))
    assert standing.now(desk).phrase is Phrase.SENT


def test_a_computer_that_was_never_reached_does_not_say_that_everything_is_sent(desk: Desk) -> None:
    desk.link.tell(LinkState(reachable=True, since=desk.now()))
    assert standing.now(desk).phrase is Phrase.SENDING


def test_whoever_listens_hears_of_each_change_once_on_the_thread_that_tells(desk: Desk) -> None:
    came: list[tuple[Changed, str]] = []

    def listen(changed: Changed) -> None:
        came.append((changed, threading.current_thread().name))

    desk.link.listen(listen)
    online = _online(desk)
    desk.link.tell(online)
    desk.link.tell(replace(online, checked=desk.now() + timedelta(seconds=2), sending=True))  # nothing to say
    assert [changed.contacts for changed, _thread in came] == [frozenset()]
    told = Changed(frozenset({ring(desk)}), frozenset(), "central")
    other = threading.Thread(target=desk.link.came, args=(told,), name="central")
    other.start()
    other.join()
    assert came[-1] == (told, "central")
    desk.link.leave(listen)
    desk.link.tell(replace(online, read_only=True))
    assert len(came) == 2


def test_what_waits_is_counted_by_contact_with_when_it_began(desk: Desk, clock: FixedClock) -> None:
    contact = ring(desk)
    assert sent.waiting_by_contact(desk) == ()  # nobody to send it to
    desk.link.tell(_online(desk))
    (waiting,) = sent.waiting_by_contact(desk)
    assert (waiting.contact, waiting.child, waiting.is_new) == (contact, "MERRICK, Kayden", True)
    assert waiting.since == clock.now()
    assert dict(waiting.kinds) == {"Received": 1, "Allocated": 1, "ChildNamed": 1, "AdultNamed": 1}
    numbers = {e.id: n for n, e in enumerate(desk.store.journal.unnumbered(10), start=1)}
    desk.store.journal.confirm("front-door", numbers)
    assert sent.waiting_by_contact(desk) == ()


def test_a_server_that_only_reads_is_not_being_sent_to(desk: Desk) -> None:
    desk.link.tell(replace(_online(desk), read_only=True))
    assert standing.now(desk).phrase is Phrase.SENT
    ring(desk)
    assert standing.now(desk).words == "Saved here, 4 changes to send later"
    desk.link.tell(_online(desk))
    assert standing.now(desk).phrase is Phrase.SENDING


def test_once_the_lease_is_over_two_answers_of_others_wait_and_all_else_is_said(
    desk: Desk, theirs: Desk
) -> None:
    contact = ring(theirs)
    carry(contact, theirs, desk)
    for each, school in ((desk, "Fern Road"), (theirs, "Hill Lane")):
        named = kinds.ChildNamed(person=KAYDEN, name=kinds.Name("Merrick", "Kayden"), school=school)
        record.put(each, contact, [named])
    carry(contact, theirs, desk)
    desk.link.tell(_online(desk))
    assert standing.now(desk).phrase is Phrase.NEEDS_YOU
    desk.lease = LeaseKeeper(desk.store, desk.clock)
    assert not desk.all_open
    assert standing.now(desk).phrase is Phrase.SENDING
    assert sent.exchange(desk).standing.needs == ()
    assert opinions.asked_of_me(desk) == ()


@pytest.mark.parametrize(
    ("trouble", "locked_out"),
    [(CentralRefuses(), True), (WrongLogin(), False), (DoorShut(), False), (CentralAway(), False)],
)
def test_a_shut_door_or_a_changed_password_does_not_lock_the_computer_out(
    desk: Desk, trouble: Trouble, locked_out: bool
) -> None:
    ears(desk).failed(trouble)
    state = desk.link.state
    assert state is not None
    assert state.revoked is locked_out
    assert (state.trouble is None) is isinstance(trouble, CentralAway)
