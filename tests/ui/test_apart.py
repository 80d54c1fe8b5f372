"""What the server keeps apart: a manager is told, reads what it says, lets it in or leaves it out; by keyboard."""

from __future__ import annotations

import dataclasses
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import MANAGER, MORNING, WORKER, focused, settle
from ui.screens.apart import ApartScreen
from ui.window import Window
from workstation.domain import kinds
from workstation.domain.entries import encode
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.kinds import Body
from workstation.domain.travel import Reason
from workstation.services import find
from workstation.services.link import LinkState
from workstation.sync.supervising import Apart, Decision, Overseen


@pytest.fixture
def sits() -> AuthorId:
    return MANAGER


@pytest.fixture
def decisions(window: Window) -> list[Decision]:
    """What was handed to the thread that talks."""
    found: list[Decision] = []
    window.seat.desk.link.decide = found.append
    return found


def apart(window: Window, mark: bytes, body: Body | None, why: Reason, *, ours: bool = True) -> Apart:
    contact = find.queue(window.seat.desk).rows[0].contact if ours else ContactId("c-nobody")
    kind = type(body).__name__ if body is not None else "NoteMade"
    raw = encode(body) if body is not None else None
    return Apart(
        mark,
        "front-door",
        EntryId(f"e-{mark!r}"),
        contact,
        kind,
        WORKER,
        DeviceId("pc-9"),
        raw,
        why,
        WORKER,
        MORNING,
    )


def oversee(window: Window, *found: Apart, state: LinkState | None = None, **more: object) -> None:
    """As the thread that talks tells it."""

    def tell() -> None:
        window.seat.desk.link.tell(state or LinkState(reachable=True, since=MORNING, last_good=MORNING))
        window.seat.desk.link.oversee(Overseen(found, **more))  # type: ignore[arg-type]

    thread = threading.Thread(target=tell)
    thread.start()
    thread.join()
    settle(window)


def page(window: Window) -> ApartScreen:
    window.run("go.apart")
    settle(window)
    shown = window.places.shown()
    assert isinstance(shown, ApartScreen)
    return shown


SIGNED = kinds.SignedOff(saw="h", decisions=(), why="I know this family well.")
NOTE = kinds.NoteMade(text="The neighbour rang again.")


def test_a_manager_is_told_once_and_shown_the_way(window: Window) -> None:
    one = apart(window, b"1", SIGNED, Reason.ROLE)
    oversee(window, one)
    assert window.notice_bar.words().startswith("The server keeps 1 change apart. A manager has to look.")
    window.notice_bar.put_away()
    oversee(window, one)
    assert window.notice_bar.isHidden()
    oversee(window, one, apart(window, b"2", NOTE, Reason.REVOKED))
    assert window.notice_bar.words().startswith("The server keeps 2 changes apart.")


def test_each_is_read_with_its_words_why_it_waits_and_what_can_be_done(window: Window) -> None:
    oversee(
        window, apart(window, b"1", SIGNED, Reason.ROLE), apart(window, b"2", NOTE, Reason.REVOKED),
        apart(window, b"3", None, Reason.ALTERED, ours=False),
    )  # fmt: skip
    screen = page(window)
    assert focused() is screen.table
    assert len(screen.shown.rows) == 3 if screen.shown else False
    child = find.queue(window.seat.desk).rows[0].line.child
    assert screen.about.accessibleName() == f"Sign-off: {child}"
    assert screen.said.words() == "Signed off\nI know this family well."
    assert "Only a manager may say this" in screen.why.words()
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    assert screen.said.words() == "The neighbour rang again."
    assert screen.why.words() == "It was written after its computer was locked out."
    assert screen.let_in.text() == "Let it in"
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    assert screen.about.accessibleName() == "Note: No contact of ours"
    assert screen.said.words() == "What it says cannot be shown here."
    assert (screen.let_in.text(), screen.open.isHidden()) == ("Try it again", True)


def test_a_hidden_address_is_hidden_here_too(window: Window) -> None:
    body = kinds.AddressRecorded(address="a-1", lines="9 Refuge Lane", postcode="AB1 2CD", confidential=True)
    oversee(window, apart(window, b"1", body, Reason.NOT_GRANTED))
    screen = page(window)
    assert screen.said.words() == "A hidden address"


def test_let_in_and_left_out_by_keyboard(window: Window, decisions: list[Decision]) -> None:
    rows = apart(window, b"1", NOTE, Reason.REVOKED), apart(window, b"2", SIGNED, Reason.ROLE)
    oversee(window, *rows)
    screen = page(window)
    screen.let_in.setFocus()
    QTest.keyClick(screen.let_in, Qt.Key.Key_Space)
    assert decisions == [Decision(b"1")]
    assert focused() is screen.table
    oversee(window, *rows, decided=frozenset({b"1"}))
    assert screen.advice.words() == "Your decision is on its way to the server."
    assert not screen.let_in.isEnabled()
    oversee(window, rows[1])
    assert screen.said.words().startswith("Signed off")
    screen.leave_out.setFocus()
    QTest.keyClick(screen.leave_out, Qt.Key.Key_Space)
    assert screen.because.error() == "Say why it is left out, in ten letters or more."
    assert focused() is screen.because.box
    QTest.keyClicks(screen.because.box, "She did not write it.")
    QTest.keyClick(screen.leave_out, Qt.Key.Key_Space)
    assert decisions[1:] == [Decision(b"2", "She did not write it.")]
    oversee(window)
    assert screen.summary.words().startswith("Nothing is kept apart.")
    assert screen.about.isHidden()


def test_a_reason_half_written_outlives_news_and_does_not_go_over_to_another(window: Window) -> None:
    rows = apart(window, b"1", NOTE, Reason.REVOKED), apart(window, b"2", SIGNED, Reason.ROLE)
    oversee(window, *rows)
    screen = page(window)
    QTest.keyClicks(screen.because.box, "Half a rea")
    oversee(window, *rows, apart(window, b"3", NOTE, Reason.CLASH))
    assert screen.because.text() == "Half a rea"
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    assert screen.because.text() == ""


def test_what_stays_apart_says_why(window: Window) -> None:
    oversee(window, apart(window, b"1", NOTE, Reason.REVOKED), kept={b"1": Reason.NOT_GRANTED})
    assert page(window).advice.words() == (
        "The server was asked again, and still keeps it apart. Whoever handed it over may not write to this record."
    )


def test_without_the_server_the_page_says_so_and_decisions_wait(
    window: Window, decisions: list[Decision]
) -> None:
    screen = page(window)
    assert screen.summary.words().startswith("The server has not said yet")
    away = dataclasses.replace(LinkState(reachable=True, since=MORNING), reachable=False)
    oversee(window, apart(window, b"1", NOTE, Reason.REVOKED), state=away)
    assert screen.away.isVisible()
    screen.let_in.click()
    assert decisions == [Decision(b"1")]


class TestAsWorker:
    """Who is no manager is neither told nor let in."""

    @pytest.fixture
    def sits(self) -> AuthorId:
        return WORKER

    def test_a_worker_is_not_told_and_not_let_in(self, window: Window) -> None:
        oversee(window, apart(window, b"1", NOTE, Reason.REVOKED))
        assert window.notice_bar.isHidden()
        window.run("go.apart")
        settle(window)
        assert not isinstance(window.places.shown(), ApartScreen)
        assert window.notice_bar.words() == "Only a manager decides about what the server keeps apart."
