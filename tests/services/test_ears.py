"""What the thread that talks with Central tells: turned into the state of the line, and heard on any thread."""

from __future__ import annotations

import threading
from datetime import timedelta

from tests.services.two_desks import ring
from workstation.domain.changed import Changed
from workstation.domain.times import FixedClock
from workstation.services import sent, standing
from workstation.services.desk import Desk
from workstation.services.ears import ears
from workstation.services.link import LinkState
from workstation.services.standing import Phrase
from workstation.sync.central import CentralAway, CentralRefuses
from workstation.sync.exchange import Round


def _state(desk: Desk) -> LinkState:
    state = desk.link.state
    assert state is not None
    return state


def test_silence_counts_from_the_question_that_was_not_answered(desk: Desk, clock: FixedClock) -> None:
    heard = ears(desk)
    heard.went(Round(at=clock.now()))
    assert standing.now(desk).phrase is Phrase.SENT
    clock.move(timedelta(minutes=1))
    heard.begins()
    asked = clock.now()
    clock.move(timedelta(seconds=8))
    heard.failed(CentralAway())
    assert _state(desk).since == asked
    assert standing.now(desk).phrase is Phrase.SENT
    assert standing.now(desk).look_again == 2.0
    clock.move(timedelta(seconds=2))
    heard.begins()
    heard.failed(CentralAway())
    assert standing.now(desk).words.startswith("Working offline since 09:19")
    heard.begins()
    heard.went(Round(at=clock.now()))
    assert standing.now(desk).phrase is Phrase.SENT


def test_a_computer_that_was_never_reached_does_not_say_that_everything_is_sent(desk: Desk) -> None:
    ears(desk)
    assert standing.now(desk).phrase is Phrase.SENDING


def test_what_more_than_silence_is_wrong_is_kept(desk: Desk, clock: FixedClock) -> None:
    heard = ears(desk)
    heard.failed(CentralAway())
    assert _state(desk).trouble is None
    heard.failed(CentralRefuses())
    assert isinstance(_state(desk).trouble, CentralRefuses)
    heard.went(Round(at=clock.now() - timedelta(minutes=14), read_only=True, revoked=True))
    state = _state(desk)
    assert (state.trouble, state.read_only, state.revoked) == (None, True, True)
    assert sent.clock_words(state.clock_off) == "This computer’s clock is 14 minutes fast."


def test_whoever_listens_hears_of_contacts_and_of_each_change_once(desk: Desk, clock: FixedClock) -> None:
    heard = ears(desk)
    came: list[tuple[Changed, str]] = []

    def listen(changed: Changed) -> None:
        came.append((changed, threading.current_thread().name))

    desk.link.listen(listen)
    contact = ring(desk)
    heard.went(Round(at=clock.now()))
    heard.went(Round(at=clock.now()))
    heard.begins()
    assert [changed.contacts for changed, _thread in came] == [frozenset()]
    other = threading.Thread(
        target=heard.went,
        args=(Round(at=clock.now(), received=1, contacts=frozenset({contact})),),
        name="central",
    )
    other.start()
    other.join()
    assert came[-1] == (Changed(frozenset({contact}), frozenset(), "central"), "central")
    desk.link.leave(listen)
    heard.failed(CentralRefuses())
    assert len(came) == 2


def test_what_waits_is_counted_by_contact_with_when_it_began(desk: Desk, clock: FixedClock) -> None:
    contact = ring(desk)
    assert sent.waiting_by_contact(desk) == ()  # nobody to send it to
    ears(desk)
    (waiting,) = sent.waiting_by_contact(desk)
    assert (waiting.contact, waiting.child, waiting.is_new) == (contact, "MERRICK, Kayden", True)
    assert waiting.since == clock.now()
    assert dict(waiting.kinds) == {"Received": 1, "Allocated": 1, "ChildNamed": 1, "AdultNamed": 1}
    numbers = {e.id: n for n, e in enumerate(desk.store.journal.unnumbered(10), start=1)}
    desk.store.journal.confirm("front-door", numbers)
    assert sent.waiting_by_contact(desk) == ()
