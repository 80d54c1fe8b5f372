"""In practice one contact is kept closed: whoever says why reads it, and managers see who did."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.test_exchanging import Seat, heard_at
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.times import SystemClock
from workstation.services import exchanging, find, kept_closed, opening, overseeing, sent
from workstation.services.kept_closed import KeptClosed
from workstation.trouble import BadInput, NotYours

WORKER, MANAGER, PARENT = map(AuthorId, ("rukhsana.shah", "bola.mensah", "graham.tulley"))
WHY = "I am on duty and the school rang again."
FAMILY = "families-of-staff"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small practice authority, made once."""
    path = tmp_path_factory.mktemp("authority") / "practice.lintel"
    opening.make_practice(path, clock=SystemClock(), contacts=30)
    return path


@pytest.fixture
def seats(made: Path, tmp_path: Path) -> Iterator[dict[AuthorId, Seat]]:
    """A worker at one desk, two managers at others; one of them is the father."""
    found = {}
    for who in (WORKER, MANAGER, PARENT):
        path = tmp_path / f"practice-{who}.lintel"
        shutil.copy(made, path)
        found[who] = heard_at(opening.practice_desk(path), who)
    yield found
    for seat in found.values():
        seat.desk.close()


def streams(seat: Seat) -> tuple[KeptClosed, ...]:
    return seat.desk.in_store(sent.exchange, seat.desk).closed


def tulley(seat: Seat) -> list[ContactId]:
    rows = seat.desk.in_store(find.queue, seat.desk).rows
    return [row.contact for row in rows if row.line.child == "TULLEY, Isla"]


def test_who_says_why_reads_it_for_twelve_hours(seats: dict[AuthorId, Seat]) -> None:
    seat = seats[WORKER]
    seat.until(lambda: bool(streams(seat)))
    assert streams(seat) == (KeptClosed(FAMILY, "Families of staff"),)
    assert tulley(seat) == []
    kept_closed.open_up(seat.desk, FAMILY, f"  {WHY} ")
    seat.until(lambda: bool(tulley(seat)))
    (one,) = streams(seat)
    assert one.until is not None
    assert 11 < (one.until - seat.desk.now()).total_seconds() / 3600 <= 12
    assert seat.desk.in_store(seat.desk.store.journal.doubted, 100) == ()
    (contact,) = tulley(seat)
    seat.says(contact, "Rang the school.")
    seat.sent()
    assert seat.desk.in_store(seat.desk.store.journal.refused) == {}


def test_a_manager_sees_who_said_what_and_is_warned_of_nothing(seats: dict[AuthorId, Seat]) -> None:
    worker, manager = seats[WORKER], seats[MANAGER]
    worker.until(lambda: bool(streams(worker)))
    kept_closed.open_up(worker.desk, FAMILY, WHY)
    worker.until(lambda: bool(tulley(worker)))
    manager.desk.link.try_now()  # or the next look would come by itself a minute later
    manager.until(lambda: bool(overseeing.watched(manager.desk).looks))
    found = overseeing.watched(manager.desk)
    (look,) = found.looks
    assert (look.worker, look.name, look.why) == (WORKER, "Families of staff", WHY)
    assert look.until is not None
    assert (found.alarms, found.more_alarms, found.more_looks, found.told) == ((), 0, 0, True)
    with pytest.raises(NotYours):
        overseeing.watched(worker.desk)
    assert tulley(manager) == []


def test_the_father_is_not_told_that_there_is_anything(seats: dict[AuthorId, Seat]) -> None:
    seat = seats[PARENT]
    seat.until(lambda: seat.desk.link.state is not None and seat.desk.link.state.last_good is not None)
    assert streams(seat) == ()
    kept_closed.open_up(seat.desk, FAMILY, WHY)
    seat.until(lambda: bool(streams(seat)) and not streams(seat)[0].asked)
    (one,) = streams(seat)
    assert (one.refused, one.here, one.until) == (True, False, None)
    kept_closed.take_back(seat.desk, FAMILY)
    assert streams(seat) == ()


def test_without_the_server_it_waits_and_is_asked_when_it_is_back(seats: dict[AuthorId, Seat]) -> None:
    seat = seats[WORKER]
    seat.until(lambda: bool(streams(seat)))
    exchanging.plug(seat.desk)
    seat.until(lambda: seat.desk.link.state is not None and not seat.desk.link.state.reachable)
    kept_closed.open_up(seat.desk, FAMILY, "At first I thought that.")
    assert streams(seat)[0].asked == "At first I thought that."
    kept_closed.take_back(seat.desk, FAMILY)
    assert streams(seat) == (KeptClosed(FAMILY, "Families of staff"),)
    kept_closed.open_up(seat.desk, FAMILY, WHY)
    exchanging.plug(seat.desk)
    seat.until(lambda: bool(tulley(seat)))
    manager = seats[MANAGER]
    manager.desk.link.try_now()
    manager.until(lambda: bool(overseeing.watched(manager.desk).looks))
    assert [look.why for look in overseeing.watched(manager.desk).looks] == [WHY]


@pytest.mark.parametrize("why", ["", "too short", " " * 40, "x" * 501, "A reason with\na second line."])
def test_a_reason_has_a_sane_length_and_one_line(seats: dict[AuthorId, Seat], why: str) -> None:
    with pytest.raises(BadInput):
        kept_closed.open_up(seats[WORKER].desk, FAMILY, why)
    assert seats[WORKER].desk.link.openings == ()
