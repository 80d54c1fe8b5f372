"""The four phrases on the bar and the page behind them (S9), told by a thread that is not the window's."""

from __future__ import annotations

import dataclasses
import threading
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.sync.telling import Computer
from tests.ui.conftest import MORNING, focused, settle
from ui.models import exchange_words
from ui.screens.exchange import ExchangeScreen, plug
from ui.screens.line import back_words
from ui.widgets.contact_row import ContactRow
from ui.widgets.mark_line import MarkLine
from ui.window import Window
from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.entries import chain
from workstation.domain.ids import AuthorId, ContactId, DeviceId
from workstation.domain.times import FixedClock
from workstation.domain.travel import Doubt, Mark, Reason, link
from workstation.services import find, record, sent, standing
from workstation.services.desk import Desk
from workstation.services.ears import ears
from workstation.services.link import LinkState
from workstation.services.sent import Doubted
from workstation.services.standing import NeedsYou, Phrase
from workstation.sync.central import WrongLogin

FIVE_PAST_TEN = datetime(2026, 11, 24, 10, 5, tzinfo=MORNING.tzinfo)


@pytest.fixture(autouse=True)
def everything_is_sent(desk: Desk) -> None:
    """The made-up past of the practice authority is at Central already: only what is written now waits."""
    entries = desk.store.journal.unnumbered(1_000_000)
    desk.store.journal.confirm("front-door", {e.id: n for n, e in enumerate(entries, start=1)})


def tell(window: Window, state: LinkState | None) -> None:
    """As the thread that talks with Central tells it; it goes on at once."""
    thread = threading.Thread(target=window.seat.desk.link.tell, args=(state,))
    thread.start()
    thread.join()
    settle(window)


def words(window: Window) -> str:
    return window.bar.saved.words()


def online(at: datetime = MORNING) -> LinkState:
    return LinkState(reachable=True, since=FIVE_PAST_TEN - timedelta(hours=1), last_good=at, checked=at)


def offline(since: datetime = FIVE_PAST_TEN) -> LinkState:
    return LinkState(reachable=False, since=since, last_good=since - timedelta(minutes=1), checked=MORNING)


def write(window: Window, n: int = 1, contact: ContactId | None = None) -> ContactId:
    desk = window.seat.desk
    contact = contact or find.queue(desk).rows[0].contact
    for at in range(n):
        window.seat.changes.publish(
            desk.in_store(record.say, desk, contact, kinds.NoteMade(text=f"Note {desk.now()} {at}."))
        )
    settle(window)
    return contact


# -- the phrases ---------------------------------------------------------------------------------------------


def test_a_computer_that_works_alone_never_says_that_it_sent(window: Window) -> None:
    settle(window)
    assert words(window) == "All saved 10:42"
    write(window)
    assert words(window) == "All saved 10:42"


def test_the_phrases_follow_what_is_told_and_what_is_written(window: Window, clock: FixedClock) -> None:
    tell(window, online())
    assert words(window) == "All saved and sent 10:42"
    write(window)
    assert words(window) == "Saved here, sending…"
    tell(window, offline())
    assert words(window) == "Working offline since 10:05 · 1 change safe on this computer"
    write(window, 13)
    assert words(window) == "Working offline since 10:05 · 14 changes safe on this computer"
    assert window.bar.saved.accessibleName() == words(window)
    clock.move(timedelta(days=1))
    write(window)
    assert words(window) == "Working offline since yesterday\u00a010:05 · 15 changes safe on this computer"


def test_offline_is_said_after_ten_seconds_and_by_itself(
    window: Window, clock: FixedClock, qtbot: QtBot
) -> None:
    tell(window, online())
    tell(window, offline(since=clock.now() - timedelta(seconds=9, milliseconds=900)))
    assert words(window).startswith("All saved and sent")
    clock.move(timedelta(milliseconds=200))
    qtbot.waitUntil(lambda: words(window).startswith("Working offline"))


def test_an_outage_is_told_once_and_takes_no_focus(window: Window) -> None:
    tell(window, online())
    before = focused()
    told: list[str] = []
    window.seat.notices.told.connect(lambda notice: told.append(notice.words) if notice else None)
    tell(window, offline())
    write(window, 2)
    tell(window, offline())
    assert told == ["Working offline since 10:05. Everything you do is safe on this computer."]
    assert focused() is before
    window.notice_bar.put_away()
    write(window)
    assert window.notice_bar.isHidden()
    assert words(window).startswith("Working offline")


def test_whose_password_was_changed_elsewhere_is_told_to_sign_in_anew(window: Window) -> None:
    tell(window, online())
    ears(window.seat.desk).failed(WrongLogin())
    state = window.seat.desk.link.state
    assert state is not None
    tell(window, dataclasses.replace(state, since=FIVE_PAST_TEN))
    told = window.notice_bar.words()
    assert told.startswith("Working offline since 10:05.")
    assert "If it was changed, sign out and sign in with the new one." in told


def test_whoever_goes_where_a_notice_leads_need_not_be_told_twice(window: Window) -> None:
    tell(window, offline())
    assert window.notice_bar.words().startswith("Working offline since 10:05.")
    window.ways.offline()
    assert window.notice_bar.words() == ""
    window.seat.notices.say("Parked.")
    window.ways.queue()
    window.ways.offline()
    assert window.notice_bar.words() == "Parked."  # that leads somewhere else


def test_coming_back_says_what_was_sent(window: Window, desk: Desk) -> None:
    tell(window, offline())
    write(window, 14)
    tell(window, online())
    assert window.notice_bar.words() == "You are back online. Sending 14 changes…"
    waiting = desk.in_store(desk.store.journal.unnumbered, 100)
    desk.in_store(
        desk.store.journal.confirm, "front-door", {e.id: 10_000_000 + n for n, e in enumerate(waiting)}
    )
    window.seat.changes.from_afar(Changed(frozenset(e.contact for e in waiting), frozenset(), "central"))
    settle(window)
    assert window.notice_bar.words() == "You are back online. Your 14 changes have been sent."
    assert words(window) == "All saved and sent 10:42"


def test_the_words_after_an_outage() -> None:
    assert back_words(14, 1) == "You are back online. 13 of your 14 changes have been sent."
    assert back_words(1, 0) == "You are back online. Your 1 change has been sent."
    assert back_words(0, 0) == "You are back online. Nothing was waiting to be sent."


def test_what_needs_a_person_comes_before_what_is_sent_and_after_an_outage() -> None:
    needs = (NeedsYou(ContactId("c"), "MERRICK, Kayden", (AuthorId("patel"),)),)
    assert standing.say(online(), MORNING, needs=needs).words == "1 change needs you"
    assert standing.say(online(), MORNING, needs=needs, refused=2).words == "3 changes need you"
    assert standing.say(None, MORNING, needs=needs).words == "1 change needs you"
    assert standing.say(offline(), MORNING, needs=needs).phrase is Phrase.OFFLINE
    assert standing.say(offline(), MORNING).words == "Working offline since 10:05 · nothing is waiting"


def follow(desk: Desk) -> None:
    """What came from the server was read up to where it ends."""
    journal = desk.store.journal
    furthest = journal.furthest("front-door")
    journal.receive("front-door", journal.mark("front-door"), [], Mark(furthest, b"x" * 32), {})


# -- the page ------------------------------------------------------------------------------------------------


@pytest.fixture
def page(window: Window) -> ExchangeScreen:
    """The page, opened by its key while the cursor is in a box."""
    window.run("list.filter")
    QTest.keyClick(focused(), Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    settle(window)
    shown = window.places.shown()
    assert isinstance(shown, ExchangeScreen)
    return shown


def rows(page: ExchangeScreen) -> list[ContactRow]:
    return [row for row in page.findChildren(ContactRow) if row.isVisible()]


def said(page: ExchangeScreen) -> str:
    from ui.widgets.words import Words

    return " | ".join(w.words() for w in page.findChildren(Words) if w.isVisible() and w.words())


def test_the_page_of_a_computer_alone_is_honest(window: Window, page: ExchangeScreen) -> None:
    assert "This computer works alone" in said(page)
    assert "Nothing is waiting to be sent." in said(page)
    assert page.try_now.isHidden()
    assert "60 contacts" in said(page)


def test_the_page_when_everything_is_sent(window: Window, page: ExchangeScreen) -> None:
    tell(window, online())
    assert "Everything is sent" in said(page)
    assert "Nothing is waiting to be sent." in said(page)
    assert rows(page) == []
    assert focused() in (page.try_now, page.help)


def test_what_waits_is_listed_by_contact_and_enter_opens_it(window: Window, page: ExchangeScreen) -> None:
    tell(window, offline())
    desk = window.seat.desk
    first, second = (row.contact for row in find.queue(desk).rows[:2])
    write(window, 2, first)
    desk.in_store(record.say, desk, second, kinds.AgencyAnswered(agency="gp", said="Well."))
    write(window, 1, second)
    shown = rows(page)
    assert len(shown) == 2
    assert "2 notes" in shown[0].accessibleName()
    assert "Agency reply and note" in shown[1].accessibleName()
    assert shown[0].accessibleName().endswith("safe here")
    assert "4 changes in 2 contacts" in said(page)
    shown[0].setFocus()
    QTest.keyClick(shown[0], Qt.Key.Key_Down)
    assert focused() is shown[1]
    QTest.keyClick(shown[1], Qt.Key.Key_Return)
    settle(window)
    front = window.places.front()
    assert front is not None
    assert front.contact == second


def test_the_focus_stays_on_the_contact_while_more_is_written(window: Window, page: ExchangeScreen) -> None:
    tell(window, offline())
    contact = write(window)
    rows(page)[0].setFocus()
    write(window, 1, contact)
    assert focused() is rows(page)[0]
    assert "2 notes" in rows(page)[0].accessibleName()


def test_offline_it_says_what_is_here_and_what_is_not(window: Window, page: ExchangeScreen) -> None:
    tell(window, offline())
    told = said(page)
    assert "Working offline since 10:05 |" in told
    assert "Everything you do is safe on this computer." in told
    assert "What other people wrote since 10:04: it comes when you are back" in told
    assert "sign-off, printing" in told
    assert "F12" in told


def test_the_page_that_is_open_when_the_server_falls_silent_says_so_with_the_bar(
    window: Window, page: ExchangeScreen, clock: FixedClock, qtbot: QtBot
) -> None:
    tell(window, online())
    tell(window, offline(since=clock.now() - timedelta(seconds=9, milliseconds=900)))
    assert "Everything is sent" in said(page)
    clock.move(timedelta(milliseconds=200))
    qtbot.waitUntil(lambda: "Working offline since" in said(page))
    assert "Duty manager" in said(page)


def test_try_now_asks_once_and_waits_for_nothing(window: Window, page: ExchangeScreen) -> None:
    asked: list[bool] = []
    window.seat.desk.link.try_now = lambda: asked.append(True)
    tell(window, offline())
    page.try_now.setFocus()
    QTest.keyClick(page.try_now, Qt.Key.Key_Return)
    assert asked == [True]


def test_what_the_server_keeps_apart_is_shown_with_a_plain_reason(
    window: Window, desk: Desk, page: ExchangeScreen
) -> None:
    tell(window, online())
    contact = write(window)
    (entry,) = desk.in_store(desk.store.journal.unnumbered, 10)
    desk.in_store(desk.store.journal.refuse, {entry.id: Reason.REVOKED})
    window.seat.changes.publish(Changed(frozenset({contact}), frozenset()))
    settle(window)
    assert words(window) == "1 change needs you"
    (row,) = rows(page)
    assert "It was written after this computer was locked out." in row.accessibleName()


def forged(desk: Desk, contact: ContactId, why: Doubt, author: str, at: int) -> None:
    """As a page from the server brings it, and a reader finds it odd."""
    mark = desk.store.journal.mark("front-door")
    entry = Computer(AuthorId(author), DeviceId(f"pc-{at}")).note("All is well.", contact=contact)
    entry = replace(entry, position=mark.cursor + 1)
    after = Mark(mark.cursor + 1, link(mark.chain, chain(entry)))
    desk.store.journal.receive("front-door", mark, [entry], after, {entry.id: why})


def test_what_is_not_believed_is_shown_with_a_plain_reason_and_leads_to_its_contact(
    window: Window, desk: Desk, page: ExchangeScreen
) -> None:
    tell(window, online())
    assert page.doubted.isHidden()
    assert "Not believed" not in said(page)
    desk.in_store(follow, desk)
    contact = find.queue(desk).rows[0].contact
    patel = next(worker for worker in desk.staff.values() if worker.id != desk.worker.id)
    for at, why in enumerate((Doubt.SIGNATURE, Doubt.SIGNATURE, Doubt.WORDS)):
        desk.in_store(forged, desk, contact, why, patel.id, at)
    desk.in_store(forged, desk, ContactId("nobody-s"), Doubt.DEVICE, "a-stranger", 9)
    window.seat.changes.publish(Changed(frozenset({contact}), frozenset(), "central"))
    settle(window)
    assert page.doubted.accessibleName() == "Not believed: 4"
    assert "Not believed: 4" in said(page)
    assert "tell a supervisor" in said(page)
    (row,) = rows(page)
    name = row.accessibleName()
    assert f"3 changes, in the name of {patel.short}. Not signed by the computer" in name
    assert "The words were changed after signing." in name
    assert name.endswith("not part of the record")
    (stray,) = [line for line in page.doubted.findChildren(MarkLine) if line.isVisible()]
    assert stray.accessibleName() == (
        "About no contact of ours: 1 change. From a computer that nobody knows."
    )
    page.try_now.setFocus()
    QTest.keyClick(page.try_now, Qt.Key.Key_F8)
    assert focused() is row
    QTest.keyClick(row, Qt.Key.Key_Return)
    settle(window)
    front = window.places.front()
    assert front is not None
    assert front.contact == contact


def test_every_doubt_has_a_sentence() -> None:
    for why in Doubt:
        told = exchange_words.not_believed(Doubted(ContactId("c"), "", True, 1, (), (why,)), [])
        assert told.endswith(".")
        assert told.count(".") == 2


def test_troubles_have_plain_words(desk: Desk) -> None:
    state = LinkState(
        reachable=True, since=MORNING, last_good=MORNING, read_only=True, revoked=True,
        clock_off=timedelta(minutes=-14),
    )  # fmt: skip
    desk.link.tell(state)
    found = sent.exchange(desk)
    told = " ".join(f"{title} {detail}" for title, detail in exchange_words.troubles(found))
    assert "This computer’s clock is 14 minutes slow." in told
    assert "takes nothing in at the moment" in told
    assert "does not take anything from this computer any more" in told
    for word in ("error", "conflict", "sync", "invalid"):
        assert word not in told.lower()


def test_a_first_sync_says_how_far_it_is(window: Window, page: ExchangeScreen) -> None:
    state = dataclasses.replace(online(), sending=True, ahead=880_000, of=1_000_000, spoiled=1)
    tell(window, state)
    assert "120,000 of 1,000,000 entries of your team’s record are here (12%)" in said(page)
    assert "A packed piece of the record was not what it should be." in said(page)
    tell(window, online())
    assert "entries of your team’s record" not in said(page)


def test_a_clock_that_is_nearly_right_is_not_spoken_of() -> None:
    assert sent.clock_words(timedelta(minutes=4)) == ""
    assert sent.clock_words(timedelta(minutes=6)) == "This computer’s clock is 6 minutes fast."
    assert sent.clock_words(timedelta(hours=-36)) == "This computer’s clock is 36 h 00 min slow."


def test_the_button_of_the_plug_says_what_it_does_now(window: Window, page: ExchangeScreen) -> None:
    desk = window.seat.desk
    desk.link.tell(LinkState(reachable=True, since=MORNING, last_good=MORNING))
    settle(window)
    assert page.plug.words() == "Unplug the server"
    plug(window.seat)
    desk.link.tell(LinkState(reachable=False, since=MORNING, last_good=MORNING))
    settle(window)
    assert page.plug.words() == "Plug the server in"
