"""Somebody says why they have to read what is kept closed; the thread that talks asks, opens and reads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import cast

import pytest

from tests.store.conftest import KEY
from tests.store.stories import AVA, clock, lines
from tests.sync.office import Office
from tests.sync.seals import TestSeals, genuine
from tests.sync.telling import Computer
from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import AuthorId, DeviceId
from workstation.store.carrying import Carrying
from workstation.store.file import Store
from workstation.sync.central import Central, CentralAway, CentralOdd, CentralRefuses, Guards, WrongLogin
from workstation.sync.exchange import Round, exchange
from workstation.sync.opening import Opener, Opening
from workstation.sync.pace import Pace
from workstation.sync.runner import Besides, Ears, Line, Runner

FAMILY, OTHER = "families-of-staff", "families-of-councillors"
WHY = "I am on duty and the school rang about her."
UNTIL = datetime(2026, 11, 26, 22, 10, tzinfo=UTC)
Heard = list[tuple[Opening, ...]]


def opener(sits: Callable[[], AuthorId] = lambda: AVA) -> tuple[Opener, Heard]:
    heard: Heard = []
    return Opener(heard.append, sits), heard


def asked(stream: str = FAMILY, why: str = WHY, by: AuthorId = AVA) -> Opening:
    return Opening(stream, why, by)


# -- every Central ---------------------------------------------------------------------------------------------


@pytest.fixture
def ava(office: Office) -> Central:
    """Who may read what Ben wrote once she says why."""
    pc = Computer(AuthorId("ben"), DeviceId("pc-of-ben"))
    ben = office.hire("ben", FRONT_DOOR, FAMILY)
    ben.enrol(pc.key)
    ben.push(FAMILY, [pc.note("Rang.", stream=FAMILY), pc.note("Came.", stream=FAMILY)])
    office.guard(FAMILY)
    return office.hire(AVA, FRONT_DOOR, FAMILY)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Carrying]:
    with Store.open(tmp_path / "record", KEY, clock=clock(), create=True) as store:
        store.register.follow(lines)
        store.journal.sit(AVA, TestSeals("ava"))
        yield store.journal


def test_a_round_says_what_is_shut_and_what_is_open_until_when(ava: Central, journal: Carrying) -> None:
    first = exchange(journal, ava, genuine)
    assert (first.shut, first.opened, first.received) == ((FAMILY,), (), 0)
    made, heard = opener()
    made.ask(asked())
    assert [one.waits for one in heard[-1]] == [True]
    assert made.look(ava, dict(first.opened))
    (told,) = heard[-1]
    assert (told.stream, told.waits, told.refused) == (FAMILY, False, False)
    second = exchange(journal, ava, genuine)
    assert (second.shut, second.opened, second.received) == ((), ((FAMILY, told.until),), 2)


def test_what_is_barred_meanwhile_is_refused(office: Office, ava: Central) -> None:
    made, heard = opener()
    made.ask(asked())
    office.bar(AVA, FAMILY)
    with suppress(CentralAway):  # what she had open is ended with it
        ava.devices()
    assert not made.look(ava, {})
    (told,) = heard[-1]
    assert (told.refused, told.until) == (True, None)


def test_what_central_says_is_shut_is_open_no_more_whatever_was_answered(ava: Central) -> None:
    """Central went back to before the look, or closed it again."""
    made, heard = opener()
    made.ask(asked())
    assert made.look(ava, {}, [FAMILY])
    assert heard[-1][0].until is not None
    assert not made.look(ava, {}, [FAMILY])
    assert heard[-1] == ()


def test_who_never_may_is_refused_and_the_next_is_asked_all_the_same(ava: Central) -> None:
    made, heard = opener()
    made.ask(asked(OTHER))
    made.ask(asked())
    assert made.look(ava, {})
    assert [(one.stream, one.refused) for one in heard[-1]] == [(OTHER, True), (FAMILY, False)]


@pytest.mark.parametrize("lost", ["ask", "open"])
def test_an_answer_that_got_lost_is_asked_again_and_nothing_is_opened_in_vain(
    ava: Central, journal: Carrying, lost: str
) -> None:
    made, heard = opener()
    made.ask(asked())
    with pytest.raises(CentralAway):
        made.look(Breaking(ava, lost), {})
    assert heard[-1][0].waits
    again = exchange(journal, ava, genuine)
    assert made.look(ava, dict(again.opened)) == (lost == "ask")
    assert heard[-1][0].until is not None
    assert exchange(journal, ava, genuine).received + again.received == 2


class Breaking:
    """A line that breaks after the answer to one question was given, and before it came."""

    def __init__(self, central: Central, breaks: str) -> None:
        self._central, self._breaks = central, breaks

    def __getattr__(self, name: str) -> object:
        return getattr(self._central, name)

    def ask(self, stream: str, why: str) -> str:
        assert isinstance(self._central, Guards)
        return self._through("ask", self._central.ask(stream, why))

    def open(self, ticket: str) -> datetime:
        assert isinstance(self._central, Guards)
        until = self._central.open(ticket)
        self._through("open", "")
        return until

    def _through(self, what: str, answer: str) -> str:
        if what == self._breaks:
            raise CentralAway
        return answer


def test_the_thread_that_talks_opens_it_and_reads_it_in_the_next_round(
    office: Office, ava: Central, journal: Carrying
) -> None:
    rounds: list[Round] = []
    read, shut = threading.Event(), threading.Event()

    def went(done: Round) -> None:
        rounds.append(done)
        shut.set()
        if done.received:
            read.set()

    made, heard = opener()
    ears = Ears(lambda _: None, went, lambda _: None, lambda: None)
    runner = Runner(
        journal, lambda: cast(Line, office.central(AVA)), genuine, ears, Pace(Random(1)), Besides(opener=made)
    )
    runner.start()
    assert shut.wait(20)
    made.ask(asked())
    runner.try_now()
    assert read.wait(20)
    runner.stop(20)
    assert rounds[0].shut == (FAMILY,)
    assert heard[-1][0].until == dict(rounds[-1].opened)[FAMILY]


# -- between whoever says why and the thread that talks --------------------------------------------------------


@dataclass
class Door:
    """What is asked of a Central, and how it answers."""

    before: list[Callable[[], None]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def ask(self, stream: str, why: str) -> str:
        self.asked.append((stream, why))
        if self.before:
            self.before.pop(0)()
        return f"ticket for {stream}"

    def open(self, ticket: str) -> datetime:
        self.opened.append(ticket)
        return UNTIL

    def hello(self, device: DeviceId) -> None: ...
    def push(self) -> None: ...
    def pull(self) -> None: ...
    def proofs(self) -> None: ...
    def devices(self) -> None: ...
    def enrol(self) -> None: ...


def test_what_is_taken_back_is_asked_of_nobody() -> None:
    made, heard = opener()
    door = Door()
    made.ask(asked())
    made.take_back(FAMILY)
    assert not made.look(door, {})
    assert (door.asked, heard[-1]) == ([], ())


def test_what_is_taken_back_while_it_is_on_its_way_is_not_opened() -> None:
    made, heard = opener()
    door = Door([lambda: made.take_back(FAMILY)])
    made.ask(asked())
    assert not made.look(door, {})
    assert (len(door.asked), door.opened, heard[-1]) == (1, [], ())


def test_whoever_says_it_better_is_heard_with_the_better_words_alone() -> None:
    made, _ = opener()
    door = Door()
    made.ask(asked(why="Because I must."))
    made.ask(asked())
    assert made.look(door, {})
    assert door.asked == [(FAMILY, WHY)]


def test_nothing_is_asked_in_the_name_of_somebody_else() -> None:
    sits = [AVA]
    made, heard = opener(lambda: sits[0])
    door = Door()
    made.ask(asked())
    sits[0] = AuthorId("ben")
    assert not made.look(door, {})
    made.ask(asked(OTHER, by=AuthorId("ben")))
    assert made.look(door, {})
    assert door.asked == [(OTHER, WHY)]
    assert [one.stream for one in heard[-1]] == [OTHER]


@pytest.mark.parametrize("trouble", [CentralRefuses, CentralOdd])
def test_what_is_refused_is_not_asked_again_by_itself(trouble: type[Exception]) -> None:
    def no() -> None:
        raise trouble

    made, heard = opener()
    door = Door([no])
    made.ask(asked())
    for _ in range(3):
        assert not made.look(door, {})
    assert (len(door.asked), heard[-1][0].refused) == (1, True)
    made.ask(asked())
    assert made.look(door, {})


@pytest.mark.parametrize("trouble", [CentralAway, WrongLogin])
def test_what_is_no_answer_about_the_stream_is_left_to_the_next_round(trouble: type[Exception]) -> None:
    def no() -> None:
        raise trouble

    made, heard = opener()
    door = Door([no])
    made.ask(asked())
    with pytest.raises(trouble):
        made.look(door, {})
    assert heard[-1][0].waits
    assert made.look(door, {})


def test_a_server_that_keeps_nothing_closed_refuses() -> None:
    made, heard = opener()
    made.ask(asked())
    assert not made.look(object(), {})
    assert heard[-1][0].refused


def test_what_is_open_already_is_not_asked_for() -> None:
    made, heard = opener()
    door = Door()
    made.ask(asked())
    assert not made.look(door, {FAMILY: UNTIL + timedelta(hours=1)})
    assert (door.asked, heard[-1][0].until) == ([], UNTIL + timedelta(hours=1))
