"""What is kept closed: one says why, it opens; by keyboard. And what managers see of it, with what is warned of."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui import audit, edges
from tests.ui.conftest import MANAGER, MORNING, WORKER, focused, press, settle
from ui import theme
from ui.reading import Reading
from ui.screens.exchange import ExchangeScreen
from ui.screens.kept_closed import Closed
from ui.screens.queue import QueueScreen
from ui.screens.watch import WatchScreen
from ui.widgets.contact_row import ContactRow
from ui.window import Window
from workstation.domain import kinds, wording
from workstation.domain.ids import AuthorId
from workstation.domain.times import FixedClock
from workstation.services import find, record
from workstation.services.link import LinkState
from workstation.sync.opening import Opening
from workstation.sync.supervising import Alarm, Look, Newest, Overseen

FAMILY, OTHER = "families-of-staff", "families-of-councillors"
WHY = "I am on duty and the school rang."
TONIGHT = datetime(2026, 11, 24, 22, 10, tzinfo=MORNING.tzinfo)


def line(
    *shut: str, opened: tuple[tuple[str, datetime], ...] = (), reachable: bool = True, read_only: bool = False,
    ahead: timedelta = timedelta(),
) -> LinkState:  # fmt: skip
    return LinkState(
        reachable=reachable, since=MORNING - timedelta(minutes=5), last_good=MORNING, checked=MORNING,
        read_only=read_only, clock_off=ahead, shut=shut, opened=opened,
    )  # fmt: skip


class Thread:
    """The thread that talks, as the window knows it: it is handed what is asked, and tells what became of it."""

    def __init__(self, window: Window) -> None:
        self.window, self.link = window, window.seat.desk.link
        self.asked: list[Opening] = []
        self.link.open_up, self.link.take_back = self._queue, self._forget

    def _queue(self, opening: Opening) -> None:
        self.asked.append(opening)
        self.link.hear_openings((opening,))

    def _forget(self, stream: str) -> None:
        self.asked = [one for one in self.asked if one.stream != stream]
        self.link.hear_openings(())

    def tells(self, state: LinkState | None = None, *openings: Opening) -> None:
        def tell() -> None:
            if state is not None:
                self.link.tell(state)
            if openings:
                self.link.hear_openings(openings)

        thread = threading.Thread(target=tell)
        thread.start()
        thread.join()
        settle(self.window)

    def oversees(self, found: Overseen) -> None:
        thread = threading.Thread(target=self.link.oversee, args=(found,))
        thread.start()
        thread.join()
        settle(self.window)


@pytest.fixture
def thread(window: Window) -> Thread:
    return Thread(window)


@pytest.fixture
def page(window: Window, thread: Thread) -> ExchangeScreen:
    """The page of somebody who may read one stream that is kept closed."""
    thread.tells(line(FAMILY))
    press(window, "Alt+S")
    shown = window.places.shown()
    assert isinstance(shown, ExchangeScreen)
    return shown


def part(page: ExchangeScreen, stream: str = FAMILY) -> Closed:
    return page.closed.parts[stream]


def says(found: Closed) -> str:
    return found.said.words() if found.said.isVisible() else ""


def type_why(page: ExchangeScreen, words: str = WHY) -> None:
    part(page).why.box.setFocus()
    QTest.keyClicks(part(page).why.box, words)


def test_where_nothing_is_kept_closed_nothing_is_said_of_it(window: Window, thread: Thread) -> None:
    thread.tells(line())
    press(window, "Alt+S")
    shown = window.places.shown()
    assert isinstance(shown, ExchangeScreen)
    assert shown.closed.isHidden()


def test_it_is_asked_for_by_keyboard_and_opens(window: Window, page: ExchangeScreen, thread: Thread) -> None:
    assert part(page).name.words() == "Families of staff"
    assert part(page).why.hint.words() == "Managers see what you write here, your name and when."
    type_why(page)
    press(window, "Return")
    assert thread.asked == [Opening(FAMILY, WHY, WORKER)]
    assert says(part(page)) == f"The server is being asked. You wrote: “{WHY}”"
    assert focused() is part(page).take_back
    assert not part(page).why.isVisible()
    thread.tells(None, Opening(FAMILY, WHY, WORKER, until=TONIGHT))
    assert says(part(page)) == "Open until 22:10. Its contacts are in your queue and in Find."
    assert focused() is part(page).queue
    assert window.notice_bar.words().startswith("“Families of staff” is open for today.")
    thread.tells(line(opened=((FAMILY, TONIGHT),)))
    assert says(part(page)).startswith("Open until 22:10.")
    press(window, "Return")
    assert isinstance(window.places.shown(), QueueScreen)
    assert window.notice_bar.words() == ""


def test_tab_goes_from_the_words_to_the_button_and_the_button_asks(
    window: Window, page: ExchangeScreen, thread: Thread
) -> None:
    type_why(page)
    press(window, "Tab")
    assert focused() is part(page).open
    press(window, "Space")
    assert [one.why for one in thread.asked] == [WHY]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("", "Say why you need to read it, in ten letters or more."),
        ("  short  ", "Say why you need to read it, in ten letters or more."),
        ("x" * 501, "That is too long: 500 letters at most."),
        ("A reason with\u2028two lines.", "Write the reason in one line."),
    ],
)
def test_what_is_wrong_is_said_under_the_words_and_nothing_is_asked(
    window: Window, page: ExchangeScreen, thread: Thread, words: str, wrong: str
) -> None:
    part(page).why.box.setFocus()
    part(page).why.set_text(words)
    press(window, "Return")
    assert part(page).why.error() == wrong
    assert focused() is part(page).why.box
    assert thread.asked == []
    QTest.keyClicks(part(page).why.box, "a")
    assert part(page).why.error() == ""


def test_offline_it_waits_and_can_be_taken_back_with_the_words_still_there(
    window: Window, page: ExchangeScreen, thread: Thread
) -> None:
    thread.tells(line(FAMILY, reachable=False))
    type_why(page)
    press(window, "Return")
    assert says(part(page)) == f"The server will be asked when it is back. You wrote: “{WHY}”"
    press(window, "Return")
    assert thread.asked == []
    assert (part(page).why.text(), focused()) == (WHY, part(page).why.box)


def test_a_server_that_takes_nothing_in_is_told_as_such(
    window: Window, page: ExchangeScreen, thread: Thread
) -> None:
    thread.tells(line(FAMILY, read_only=True))
    type_why(page)
    press(window, "Return")
    assert says(part(page)).startswith("The server takes nothing in at the moment. It will be asked later.")


def test_a_server_that_says_no_is_told_and_one_may_ask_again(
    window: Window, page: ExchangeScreen, thread: Thread
) -> None:
    for _ in range(2):  # the second time in the same words
        type_why(page, WHY if not part(page).why.text() else "")
        press(window, "Return")
        thread.tells(None, Opening(FAMILY, WHY, WORKER, refused=True))
        assert part(page).why.error() == "The server did not open it. Ask a manager whether you may read it."
        assert focused() is part(page).why.box
    assert says(part(page)) == ""
    thread.tells(line(FAMILY))
    assert part(page).why.error() != ""
    QTest.keyClicks(part(page).why.box, " More.")
    thread.tells(line(FAMILY, read_only=True))
    assert part(page).why.error() == ""


def test_what_may_not_be_read_any_more_is_told_and_put_away(
    window: Window, page: ExchangeScreen, thread: Thread
) -> None:
    type_why(page)
    press(window, "Return")
    thread.tells(line(), Opening(FAMILY, WHY, WORKER, refused=True))
    assert says(part(page)).startswith("The server did not open it: you may not read it any more.")
    assert focused() is part(page).put_away
    press(window, "Return")
    assert page.closed.isHidden()
    assert focused().isVisible()


def test_whoever_is_elsewhere_is_told_what_became_of_it(window: Window, thread: Thread) -> None:
    thread.tells(line(FAMILY))
    thread.tells(None, Opening(FAMILY, WHY, AuthorId("somebody.else"), until=TONIGHT))
    assert window.notice_bar.isHidden()
    thread.tells(None, Opening(FAMILY, WHY, WORKER, refused=True))
    assert window.notice_bar.words().startswith("The server did not open “Families of staff”.")


def test_what_is_half_written_outlives_news_and_each_stream_has_its_own(
    window: Window, page: ExchangeScreen, thread: Thread
) -> None:
    type_why(page, "Half a rea")
    thread.tells(line(OTHER, FAMILY))
    assert list(page.closed.parts) == [FAMILY, OTHER]
    assert part(page).why.text() == "Half a rea"
    assert focused() is part(page).why.box
    assert part(page).open.accessibleName() == "Open for today: Families of staff"
    assert page.closed.body.indexOf(part(page, OTHER)) < page.closed.body.indexOf(part(page))


def test_it_closes_when_its_time_is_over_though_nobody_answers(
    page: ExchangeScreen, thread: Thread, clock: FixedClock, window: Window
) -> None:
    thread.tells(line(opened=((FAMILY, TONIGHT),), reachable=False))
    assert says(part(page)).startswith("Open until 22:10.")
    clock.move(timedelta(hours=12))
    page._tick.timeout.emit()  # what comes every five seconds
    settle(window)
    assert part(page).why.isVisible()


def test_a_clock_that_is_fast_does_not_say_the_wrong_time(page: ExchangeScreen, thread: Thread) -> None:
    thread.tells(line(opened=((FAMILY, TONIGHT),), ahead=timedelta(minutes=20)))
    assert says(part(page)).startswith("Open until 22:30.")


def test_a_contact_that_is_sent_does_not_leave_the_focus_in_the_box(
    window: Window, page: ExchangeScreen, thread: Thread
) -> None:
    desk = window.seat.desk
    before = {e.id: n for n, e in enumerate(desk.store.journal.unnumbered(1_000_000), start=1)}
    desk.in_store(desk.store.journal.confirm, "front-door", before)
    contact = find.queue(desk).rows[0].contact
    said = desk.in_store(record.say, desk, contact, kinds.NoteMade(text="Rang back."))
    window.seat.changes.publish(said)
    settle(window)
    (row,) = (row for row in page.waiting.findChildren(ContactRow) if row.isVisible())
    row.setFocus()
    (entry,) = desk.in_store(desk.store.journal.unnumbered, 10)
    desk.in_store(desk.store.journal.confirm, "front-door", {entry.id: 1_000_000})
    window.seat.changes.publish(said)
    settle(window)
    assert focused() is page.try_now


def test_the_palette_leads_to_it(window: Window, thread: Thread) -> None:
    thread.tells(line(FAMILY))
    window.run("go.closed")
    settle(window)
    shown = window.places.shown()
    assert isinstance(shown, ExchangeScreen)
    assert focused() is part(shown).why.box
    window.ways.queue()
    thread.tells(line())
    window.run("go.closed")
    settle(window)
    assert window.notice_bar.words() == "Nothing that you may read is kept closed."


@pytest.mark.parametrize("percent", [100, 200])
def test_every_way_it_stands_can_be_read_and_used(
    window: Window, page: ExchangeScreen, thread: Thread, qapp: QApplication, percent: int
) -> None:
    window.resize(1366, 728)
    theme.apply(qapp, Reading(text_percent=percent))
    for openings in (
        (), (Opening(FAMILY, "word " * 100, WORKER),), (Opening(FAMILY, WHY, WORKER, until=TONIGHT),),
        (Opening(FAMILY, WHY, WORKER, refused=True), Opening("gone", WHY, WORKER, refused=True)),
    ):  # fmt: skip
        thread.tells(line(FAMILY, OTHER), *openings)
        page.page.ensureWidgetVisible(part(page))
        settle(window)
        assert audit.faults(window) == []
        assert audit.too_wide(window) == []
        assert edges.cut(window) == []


# -- a manager -------------------------------------------------------------------------------------------------


def alarm(kind: str, *, ago: timedelta = timedelta(hours=1), worker: AuthorId = WORKER) -> Alarm:
    return Alarm(kind, f"e-{kind}", "pc-9", "front-door", worker, MORNING - ago)


def look(why: str, *, minutes: int = 30, until: datetime | None = TONIGHT) -> Look:
    return Look(WORKER, FAMILY, why, MORNING - timedelta(minutes=minutes), until)


def overseen(alarms: tuple[Alarm, ...] = (), looks: tuple[Look, ...] = (), more: int = 0) -> Overseen:
    return Overseen(
        alarms=Newest(alarms, len(alarms) + more), looks=Newest(looks, len(looks) + more),
    )  # fmt: skip


def cells(screen: WatchScreen, table: str) -> list[list[str]]:
    rows = getattr(screen, table).table.rows_model.rows()
    return [[cell.aloud().replace(wording.NBSP, " ") for cell in row.cells] for row in rows]


class TestAsManager:
    """What the server warns of, and who opened what."""

    @pytest.fixture
    def sits(self) -> AuthorId:
        return MANAGER

    @pytest.fixture
    def watch(self, window: Window, thread: Thread) -> WatchScreen:
        thread.tells(line())
        window.run("go.watch")
        settle(window)
        shown = window.places.shown()
        assert isinstance(shown, WatchScreen)
        return shown

    def test_before_the_server_said_anything_the_page_says_so(self, watch: WatchScreen) -> None:
        assert watch.alarms.said.words() == "The server has not said yet. This page fills when it does."
        assert focused() is watch.apart

    def test_nothing_to_look_at_is_said(self, watch: WatchScreen, thread: Thread) -> None:
        thread.oversees(overseen())
        assert watch.alarms.said.words() == "The server warns of nothing."
        assert watch.looks.said.words() == "Nobody opened what is kept closed."

    def test_each_warning_says_what_it_is_and_what_to_do(self, watch: WatchScreen, thread: Thread) -> None:
        stranger = AuthorId("who.left")
        kinds = ("reads much", "erasure waits", "wordless", "clash", "key", "fork")
        thread.oversees(overseen((*map(alarm, kinds), alarm("<b>tea</b> is cold", worker=stranger))))
        told = cells(watch, "alarms")
        assert [row[1].split(".")[0] for row in told[:-1]] == [
            "Far more of the record was read than work needs",
            "Words that two managers agreed to erase are still there",
            "An entry came without its words", "Two different entries came under one identity",
            "A computer came with a key that is not its own", "Two files wrote under the name of one computer",
        ]  # fmt: skip
        assert all("service desk" in row[1] or "look at it there" in row[1] for row in told)
        assert told[0][::2] == ["today 09:42", "Rukhsana Shah"]
        assert told[-1][1].startswith("The server warns of “<b>tea</b> is cold”.")
        assert told[-1][2] == "who.left"

    def test_who_opened_what_and_why_is_plain_text(self, watch: WatchScreen, thread: Thread) -> None:
        thread.oversees(
            overseen((), (look("<b>Loud</b> & rang"), look("Asked only.", until=None, minutes=90)))
        )
        assert cells(watch, "looks") == [
            ["today 10:12", "Rukhsana Shah", "Families of staff", "<b>Loud</b> & rang", "22:10"],
            ["today 09:12", "Rukhsana Shah", "Families of staff", "Asked only.", "not opened"],
        ]

    def test_of_many_there_is_a_screenful_and_how_many_more(self, watch: WatchScreen, thread: Thread) -> None:
        thread.oversees(overseen((), tuple(look(f"Reason {n}.", minutes=n) for n in range(60)), more=40))
        assert len(cells(watch, "looks")) == 12
        assert watch.looks.said.words() == "And 88 more. The service desk can list them."

    def test_the_row_with_the_focus_keeps_it_when_another_comes(
        self, window: Window, watch: WatchScreen, thread: Thread
    ) -> None:
        first, second = look("The first reason.", minutes=60), look("The second reason.", minutes=50)
        thread.oversees(overseen((), (second, first)))
        watch.looks.table.setFocus()
        press(window, "Down")
        held = watch.looks.table.current_key()
        thread.oversees(overseen((), (look("The third reason.", minutes=40), second, first)))
        assert watch.looks.table.current_key() == held

    def test_a_new_warning_is_told_once_and_an_old_one_is_no_news(
        self, window: Window, thread: Thread
    ) -> None:
        thread.tells(line())
        old = alarm("fork", ago=timedelta(days=3))
        thread.oversees(overseen((old,)))
        assert window.notice_bar.isHidden()
        thread.oversees(overseen((alarm("reads much"), old)))
        assert window.notice_bar.words().startswith(
            "The server warns: Far more of the record was read than work needs."
        )
        window.notice_bar.put_away()
        thread.oversees(overseen((alarm("reads much"), old), (look("A reason to read."),)))
        assert window.notice_bar.isHidden()

    def test_a_manager_comes_to_it_from_the_page_about_the_line(self, window: Window, thread: Thread) -> None:
        thread.tells(line())
        press(window, "Alt+S")
        shown = window.places.shown()
        assert isinstance(shown, ExchangeScreen)
        shown.watch.setFocus()
        press(window, "Space")
        assert isinstance(window.places.shown(), WatchScreen)

    @pytest.mark.parametrize("percent", [100, 200])
    def test_it_can_be_read_and_used(
        self, window: Window, watch: WatchScreen, thread: Thread, qapp: QApplication, percent: int
    ) -> None:
        window.resize(1366, 728)
        theme.apply(qapp, Reading(text_percent=percent))
        thread.tells(line(reachable=False))
        thread.oversees(
            overseen((alarm("key"), alarm("fork")), (look("x" * 500), look(WHY, until=None)), more=9)
        )
        assert audit.faults(window) == []
        assert audit.too_wide(window) == []
        assert edges.cut(window) == []


def test_a_worker_is_not_let_in(window: Window, page: ExchangeScreen, thread: Thread) -> None:
    thread.oversees(overseen((alarm("fork"),)))
    assert window.notice_bar.isHidden()
    assert page.watch.isHidden()
    window.run("go.watch")
    settle(window)
    assert not isinstance(window.places.shown(), WatchScreen)
    assert window.notice_bar.words() == "Only a manager sees what the server warns of."
