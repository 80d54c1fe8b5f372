"""Streams that are kept closed: what every Central promises (`central.Guards`), and what a round makes of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.conftest import KEY
from tests.store.stories import AVA, clock, lines, note
from tests.sync.office import Office
from tests.sync.telling import Computer
from workstation.access.seals import Seals, genuine
from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import AuthorId, ContactId, DeviceId
from workstation.domain.travel import Reason
from workstation.store.file import Store
from workstation.sync.central import (
    MOST_PULLED,
    Central,
    CentralAway,
    CentralOdd,
    CentralRefuses,
    Guards,
    Page,
    Shut,
    Verdict,
)
from workstation.sync.embedded import Embedded, Line
from workstation.sync.exchange import exchange

FAMILY = "families-of-staff"
WHY = "I am on duty and the school rang about her."


def guarding(central: Central) -> Guards:
    assert isinstance(central, Guards)
    return central


@pytest.fixture
def ben(office: Office) -> Computer:
    """Who wrote in the stream that is kept closed."""
    pc = Computer(AuthorId("ben"), DeviceId("pc-of-ben"))
    central = office.hire("ben", FRONT_DOOR, FAMILY)
    central.enrol(pc.key)
    central.push(FAMILY, [pc.note("Rang.", stream=FAMILY), pc.note("Came.", stream=FAMILY)])
    office.guard(FAMILY)
    return pc


@pytest.fixture
def ava(office: Office, ben: Computer) -> Guards:
    """Who may read it, and has not said why yet."""
    return guarding(office.hire("ava", FRONT_DOOR, FAMILY))


def barred(office: Office, central: Central) -> None:
    """It is Ava's own family. What she had open may be ended with it."""
    office.bar("ava", FAMILY)
    with suppress(CentralAway):
        central.devices()


class TestGuards:
    """The contract."""

    def test_what_is_kept_closed_is_read_by_whoever_said_why(self, ava: Guards) -> None:
        welcome = ava.hello(DeviceId("pc"))
        assert [head.stream for head in welcome.streams] == [FRONT_DOOR]
        assert welcome.shut == (Shut(FAMILY),)
        with pytest.raises(CentralRefuses):
            ava.pull(FAMILY, 0)
        until = ava.open(ava.ask(FAMILY, WHY))
        welcome = ava.hello(DeviceId("pc"))
        assert welcome.shut == ()
        assert {head.stream: head.open_until for head in welcome.streams} == {FRONT_DOOR: None, FAMILY: until}
        assert timedelta(hours=11) < until - welcome.at <= timedelta(hours=12)
        assert len(ava.pull(FAMILY, 0).entries) == 2

    def test_to_ask_alone_opens_nothing(self, ava: Guards) -> None:
        ava.ask(FAMILY, WHY)
        with pytest.raises(CentralRefuses):
            ava.pull(FAMILY, 0)

    def test_it_is_open_to_whoever_asked_and_to_nobody_else(self, office: Office, ava: Guards) -> None:
        cy = guarding(office.hire("cy", FRONT_DOOR, FAMILY))
        ticket = ava.ask(FAMILY, WHY)
        with pytest.raises(CentralRefuses):
            cy.open(ticket)
        ava.open(ticket)
        with pytest.raises(CentralRefuses):
            cy.pull(FAMILY, 0)

    def test_a_ticket_opens_once(self, ava: Guards) -> None:
        ticket = ava.ask(FAMILY, WHY)
        ava.open(ticket)
        with pytest.raises(CentralRefuses):
            ava.open(ticket)

    @pytest.mark.parametrize("why", ["", "new", " " * 40, "\n" * 40, "." * 40, "\u200b" * 40, "x" * 501])
    def test_a_reason_has_a_sane_length(self, ava: Guards, why: str) -> None:
        with pytest.raises(CentralOdd):
            ava.ask(FAMILY, why)

    @pytest.mark.parametrize("stream", [FRONT_DOOR, "no-such"])
    def test_there_is_nothing_to_ask_for_elsewhere(self, ava: Guards, stream: str) -> None:
        with pytest.raises(CentralRefuses):
            ava.ask(stream, WHY)

    def test_who_was_given_nothing_learns_nothing(self, office: Office, ben: Computer) -> None:
        cy = guarding(office.hire("cy"))
        assert cy.hello(DeviceId("pc")).shut == ()
        with pytest.raises(CentralRefuses):
            cy.ask(FAMILY, WHY)

    def test_whose_own_family_it_is_never_reads_it(self, office: Office, ava: Guards) -> None:
        ticket = ava.ask(FAMILY, WHY)
        ava.open(ava.ask(FAMILY, WHY))
        barred(office, ava)
        welcome = ava.hello(DeviceId("pc"))
        assert [head.stream for head in welcome.streams] == [FRONT_DOOR]
        assert welcome.shut == ()
        for refused in (
            lambda: ava.pull(FAMILY, 0),
            lambda: ava.ask(FAMILY, WHY),
            lambda: ava.open(ticket),
        ):
            with pytest.raises(CentralRefuses):
                refused()

    def test_nor_adds_to_it(self, office: Office, ava: Guards) -> None:
        pc = Computer(AuthorId("ava"), DeviceId("pc-of-ava"))
        ava.enrol(pc.key)
        barred(office, ava)
        (answer,) = ava.push(FAMILY, [pc.note(stream=FAMILY)])
        assert (answer.verdict, answer.reason) == (Verdict.QUARANTINED, Reason.NOT_GRANTED)

    def test_writing_needs_no_reason(self, ava: Guards) -> None:
        """A duty desk must never be unable to write down what it hears."""
        pc = Computer(AuthorId("ava"), DeviceId("pc-of-ava"))
        ava.enrol(pc.key)
        (answer,) = ava.push(FAMILY, [pc.note(stream=FAMILY)])
        assert answer.verdict is Verdict.OK

    def test_contacts_begin_where_nothing_is_kept_closed(self, office: Office, ben: Computer) -> None:
        cy = office.hire("cy", FAMILY, "team-north")
        assert cy.hello(DeviceId("pc")).begins_in == "team-north"
        assert office.hire("di", FAMILY).hello(DeviceId("pc")).begins_in == FAMILY

    def test_nothing_else_is_kept_closed(self, ava: Guards) -> None:
        assert ava.pull(FRONT_DOOR, 0).head == 0


def test_a_round_leaves_alone_what_is_shut_and_reads_it_once_it_is_open(
    tmp_path: Path, office: Office, ben: Computer
) -> None:
    ava = guarding(office.hire(AVA, FRONT_DOOR, FAMILY))
    with Store.open(tmp_path / "ava", KEY, clock=clock(), create=True) as store:
        store.register.follow(lines)
        store.sit(AVA, Seals(AVA.encode().ljust(32, b".")))
        store.journal.begin_in(FAMILY)
        store.journal.append(ContactId("c-own"), [note("Said on the phone.")], AVA)
        first = exchange(store.journal, ava, genuine)
        assert (first.sent, first.received, first.ahead) == (1, 0, 0)
        assert first.finished
        ava.open(ava.ask(FAMILY, WHY))
        second = exchange(store.journal, ava, genuine)
        assert second.received >= 2
        assert store.journal.mark(FAMILY).cursor == 3


class ClosedMeanwhile(Line):
    """A stream is closed between `hello` and what is asked after it."""

    def pull(self, stream: str, cursor: int, most: int = MOST_PULLED) -> Page:
        if stream == FAMILY:
            raise CentralRefuses
        return super().pull(stream, cursor, most)


def test_a_stream_that_closes_in_the_middle_of_a_round_switches_nobody_off(tmp_path: Path) -> None:
    office = Embedded(tmp_path / "central", KEY)
    office.hire(AVA, FRONT_DOOR, FAMILY)
    other = Computer(AVA, DeviceId("pc-of-another"))
    line = office.line(AVA)
    line.enrol(other.key)
    line.push(FAMILY, [other.note(stream=FAMILY)])
    line.push(FRONT_DOOR, [other.note()])
    with Store.open(tmp_path / "ava", KEY, clock=clock(), create=True) as store:
        store.register.follow(lines)
        store.sit(AVA, Seals(AVA.encode().ljust(32, b".")))
        store.journal.append(ContactId("c-own"), [note("Said on the phone.")], AVA)
        done = exchange(store.journal, ClosedMeanwhile(office, AVA), genuine)
        assert (done.sent, done.received) == (1, 2)
        assert store.journal.mark(FAMILY).cursor == 0
    office.close()
