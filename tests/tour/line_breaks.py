"""Scenario 4: the server goes away in the middle of a contact, a colleague writes to it too, and it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from tests.tour.walker import Walker
from workstation import paths
from workstation.domain import kinds
from workstation.domain.contact import ContactFile
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.line import ContactLine
from workstation.domain.times import FixedClock
from workstation.practice.vignettes import LINE_BREAKS as CASE
from workstation.services import decide, exchanging, opening, record
from workstation.services.desk import Desk

WIDE, LAPTOP = (1920, 1040), (1366, 728)
THEIRS = AuthorId("jaya.patel")


def walk(walker: Walker, desk: Desk) -> None:
    """The server goes away in mid-contact, and a colleague writes too."""
    with _second_desk(desk) as other:
        desk.in_store(exchanging.begin, desk)
        walker.wait_for(lambda: _all_sent(desk), "the first exchange")
        zayn = _in_queue(desk, "HUSSAIN, Zayn")
        walker.resize(*LAPTOP)
        _breaks(walker, desk, zayn.number)
        _goes_on(walker, desk)
        _danger(walker, _in_queue(desk, "REID, Alfie").number)
        _colleague(walker, desk, other, zayn.contact)
        _comes_back(walker, desk)
        _chooses(walker, desk)
        walker.wait_for(lambda: _both_have(desk, other, zayn.contact), "the same contact file on both desks")
        walker.note("both desks have the same contact file")
        walker.resize(*WIDE)


@contextmanager
def _second_desk(desk: Desk) -> Iterator[Desk]:
    """A colleague at a second desk of the same practice authority, with the same clock and no window."""
    assert desk.folder is not None
    other = opening.second_practice_desk(desk.folder / paths.practice_file().name, clock=desk.clock)
    try:
        other.in_store(opening.sit_down, other, THEIRS)
        other.in_store(exchanging.begin, other)
        yield other
    finally:
        other.close()


def _breaks(walker: Walker, desk: Desk, number: str) -> None:
    walker.press("Ctrl+K")
    walker.type(number)
    walker.press("Return")
    walker.must_see("HUSSAIN, Zayn")
    walker.press("Alt+6")
    walker.shot("line-all-sent")
    _plug(walker)
    walker.must_see("The practice server is unplugged.")
    walker.wait_for(lambda: not _reachable(desk), "the line is noticed to be away")
    _later(desk, seconds=11)


def _goes_on(walker: Walker, desk: Desk) -> None:
    """The worker goes on typing; what is on the bar changes by itself, and counts."""
    walker.fill("What is going well", "Mr Penrose sees him every morning.")
    walker.press("Tab")
    walker.must_see("Working offline since")
    walker.shot("line-working-offline")
    _later(desk, minutes=5)
    walker.fill("They asked us to", CASE.mine[1])
    walker.press("Tab")
    walker.must_see("2 changes safe on this computer")
    walker.choose("Early help")
    walker.must_see("3 changes safe on this computer")
    walker.press("Alt+S")
    walker.must_see("Waiting to be sent")
    walker.shot("line-what-waits")


def _danger(walker: Walker, number: str) -> None:
    """A child in danger does not wait for a server."""
    walker.press("Ctrl+K")
    walker.type(number)
    walker.press("Return")
    walker.must_see("REID, Alfie")
    walker.press("F12")
    walker.must_see("Ring the duty manager: 0191 498 0100.")
    walker.type("He rang from the house: his uncle is back and drunk.")
    walker.fill("Who have you told?", "Duty manager and police, by phone")
    walker.fill("Who agreed?", "Bola Mensah")
    walker.shot("line-act-now")
    walker.press("Ctrl+Return")
    walker.must_see("5 changes safe on this computer")


def _colleague(walker: Walker, desk: Desk, other: Desk, contact: ContactId) -> None:
    """Meanwhile, at the other desk. No window there: the same verbs, without one."""
    _later(desk, minutes=11)
    (child,) = (child.person for child in other.in_store(other.file, contact).children)
    other.in_store(_their_side, other, contact, child)
    other.link.wrote()
    walker.wait_for(lambda: _all_sent(other), "what the colleague wrote is sent")
    walker.note(f"meanwhile {CASE.theirs_by} wrote to the same contact at another desk")


def _their_side(desk: Desk, contact: ContactId, child: PersonId) -> None:
    said = kinds.AgencyAnswered(
        agency="gp", who="Dr Anand", said="New clinic date given today.", means="They have rung her too."
    )
    record.say(desk, contact, said)
    decide.recommend(desk, contact, child, CASE.theirs[0])
    record.say(desk, contact, kinds.ReasonsWritten(prompt="wanted", text=CASE.theirs[1]))


def _comes_back(walker: Walker, desk: Desk) -> None:
    _later(desk, minutes=31)
    _plug(walker)
    walker.must_see("You are back online.")
    walker.must_see("One contact needs you: J. Patel changed it while you were offline.")
    walker.shot("line-back-online")


def _chooses(walker: Walker, desk: Desk) -> None:
    """Both answers, looked at; each can be chosen by keyboard, and nothing is before somebody does."""
    walker.press("Alt+S")
    walker.press("Return")
    walker.must_see("What should happen")
    walker.shot("line-two-answers")
    walker.press("F8")
    walker.choose("Keep J. Patel’s")
    walker.choose("Neither yet")
    walker.shot("line-neither-yet")
    walker.choose("Keep mine")
    walker.shot("line-keep-mine")
    walker.press("Ctrl+Return")
    walker.must_see("Saved. The other version stays in the history.")
    walker.wait_for(lambda: _all_sent(desk), "everything is sent")
    walker.must_see("All saved and sent")
    walker.shot("line-all-sent-again")


def _plug(walker: Walker) -> None:
    walker.press("Ctrl+K")
    walker.type("unplug")
    walker.must_see("Unplug the practice server")
    walker.press("Return")


def _later(desk: Desk, *, minutes: int = 0, seconds: int = 0) -> None:
    """The clock of both desks goes on: nobody has to sit and wait for it."""
    assert isinstance(desk.clock, FixedClock)
    desk.clock.move(timedelta(minutes=minutes, seconds=seconds))


def _in_queue(desk: Desk, child: str) -> ContactLine:
    """Several people may have this name; one of them is in the queue."""
    lines, _ = desk.in_store(desk.store.register.queue, "everyone", now=desk.now(), limit=200)
    return next(line for line in lines if line.child == child)


def _reachable(desk: Desk) -> bool:
    return desk.link.state is not None and desk.link.state.reachable


def _all_sent(desk: Desk) -> bool:
    good = desk.link.state is not None and desk.link.state.last_good is not None
    return good and desk.in_store(desk.store.journal.waiting_count) == 0


def _both_have(desk: Desk, other: Desk, contact: ContactId) -> bool:
    mine, theirs = (_file(one, contact) for one in (desk, other))
    return mine == theirs and not mine.conflicts


def _file(desk: Desk, contact: ContactId) -> ContactFile:
    desk.link.wrote()  # as somebody at work would: or its next look is two seconds away
    return desk.in_store(desk.file, contact)
