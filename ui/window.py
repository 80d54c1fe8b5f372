"""The window: the frame round every screen, the keys and menus, and the way to every place."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from ui import theme
from ui.bench import Bench
from ui.changes import Changes
from ui.notices import Notices
from ui.reading import Reading
from ui.screens import everywhere
from ui.screens.apart_teller import ApartTeller
from ui.screens.copy_teller import look_soon
from ui.screens.everywhere import Frame
from ui.screens.leave_teller import LeaveTeller
from ui.screens.line import LineTeller
from ui.screens.opening_teller import OpeningTeller
from ui.screens.queue import QueueScreen
from ui.screens.signed_teller import SignedTeller
from ui.screens.twice import TwiceTeller
from ui.screens.ways import Ways
from ui.seat import Screen, Seat
from ui.widgets import menus, tab_order
from ui.widgets.app_bar import AppBar
from ui.widgets.nesting import nest
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.overlay import on_top
from ui.widgets.panes import PaneRing
from ui.widgets.places import Place, Places
from ui.widgets.practice_banner import PracticeBanner
from ui.widgets.side_panel import WorkAndPanel
from ui.widgets.tab_strip import TabStrip
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.people import Worker, may_record, may_sign
from workstation.services import reading as kept_reading
from workstation.services.desk import Desk

_ASK_AFTER = 500
"""Milliseconds after which it is seen who asks for an opinion: the queue comes first."""
_KEEP_AFTER, _LOW = 600, 480


class Whole(QWidget):
    """Everything under the menus. It never asks for more room than there is: what is inside folds instead."""

    def minimumSizeHint(self) -> QSize:
        """A small window is still a window, at any text size."""
        return QSize(480, 320)


class Window(QMainWindow):
    """The frame. Everything inside is a screen; everything on top is an overlay; nothing is a dialog."""

    locked = Signal()
    shut = Signal()

    def __init__(self, desk: Desk, bench: Bench, changes: Changes, notices: Notices) -> None:
        super().__init__()
        self.places = Places()
        self.work = WorkAndPanel(self.places)
        self.ways = Ways(self.places, self.work, self.read_as)
        self.seat = Seat(desk, bench, changes, notices, self.ways)
        self.ways.take_seat(self.seat)
        self.setWindowTitle("Lintel – practice" if desk.practice else "Lintel")
        self.setAccessibleName("Lintel")
        self.bar = AppBar(desk.council, desk.worker.name, str(desk.worker.role))
        self.tabs, self.notice_bar, self.banner = TabStrip(), NoticeBar(notices), PracticeBanner()
        self.line, self.twice = LineTeller(self.seat, self.bar.saved, self), TwiceTeller(self.seat, self)
        self.leave, self.signed = LeaveTeller(self.seat, self), SignedTeller(self.seat, self)
        self.apart, self.opening = ApartTeller(self.seat, self), OpeningTeller(self.seat, self)
        self.actions_by_id = menus.fill(self.menuBar(), self, self.run)
        self.reading_order = tab_order.ReadingOrder(self, lambda: on_top(self) or self)
        self._lay_out()
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self._connect()
        self._frame = Frame(
            self, self.seat, self.ways, self.places, self.work, PaneRing(), self.panes, self.read_as,
            self.open_palette, self.locked.emit,
        )  # fmt: skip
        self.commands = everywhere.commands_of(self._frame)
        self._open_first_places()

    def _lay_out(self) -> None:
        whole = Whole()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, self.tabs, self.banner):
            column.addWidget(part)
        around = QVBoxLayout()
        around.setContentsMargins(18, 0, 18, 0)
        around.addWidget(self.notice_bar)
        nest(column, around)
        column.addWidget(self.work, 1)
        self.setCentralWidget(whole)
        self.banner.setVisible(self.seat.desk.practice)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._chose_tab)
        self.tabs.closed.connect(self.places.shut)
        self.tabs.new_contact.clicked.connect(lambda _checked=False: self.run("contact.new"))
        self.bar.finder.clicked.connect(lambda _checked=False: self.run("palette"))
        self.bar.finder.typed.connect(self.open_palette)
        self.bar.help.clicked.connect(lambda _checked=False: self.run("help.field"))
        self.bar.saved.clicked.connect(lambda _checked=False: self.run("go.offline"))
        for id in ("file.settings", "file.password", "file.lock"):
            self.bar.person_menu.addAction(self.actions_by_id[id])
        self.actions_by_id["file.password"].setVisible(not self.seat.desk.practice)
        self.places.changed.connect(self._show_tabs)
        self.seat.changes.published.connect(self._something_changed)
        self.places.moved.connect(self.seat.notices.moved_on)
        self._keep.timeout.connect(self._keep_places)
        theme.changed.connect(self._fold)

    def _open_first_places(self) -> None:
        self.places.add(Place("queue", self._make_queue, "Queue", "tray-fill", fixed=True))
        if may_sign(self.seat.desk.worker):
            self.places.add(self.ways.place_of_sign_off())

    def _make_queue(self) -> Screen:
        queue = QueueScreen(self.seat)
        queue.counted.connect(self._count)
        return queue

    def start(self, places: list[dict[str, str]]) -> None:
        """Open what was open when this person was last here, and go to the queue."""
        for one in places:
            if one.get("contact"):
                title, icon = one.get("title", "Contact"), one.get("icon", "folder-fill")
                self.places.add(self.ways.place_of(ContactId(one["contact"]), title, icon))
        self.places.go("queue")
        look_soon(self.seat, self, _ASK_AFTER)

    # -- what the frame shows ----------------------------------------------------------------------------------

    def _count(self, everyone: int, for_manager: int) -> None:
        for key, number in (("queue", everyone), ("signoff", for_manager)):
            place = self.places.place(key)
            if place is not None:
                place.count = number
        self._show_tabs()

    def _show_tabs(self) -> None:
        front = self.places.front()
        self.tabs.show_tabs(self.places.looks(), front.key if front else "")
        self._keep.start()

    def _chose_tab(self, key: str) -> None:
        """A person moved along the tabs: the screen comes, the focus stays where they move."""
        moving = self.tabs.tabs.hasFocus()
        self.places.go(key)
        if moving:
            self.tabs.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _something_changed(self, changed: Changed) -> None:
        if changed.contacts or changed.by != "central":
            self.places.tell(changed)

    def _keep_places(self) -> None:
        places = [place for place in self.places.all if place.contact is not None]
        open_now = [{"contact": str(p.contact), "title": p.title, "icon": p.icon} for p in places]
        self.seat.bench.run(kept_reading.keep_places, self.seat.desk, open_now)

    def read_as(self, reading: Reading) -> None:
        """Show everything this way from now on, and next time too."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, reading)
        self.seat.bench.run(kept_reading.keep, self.seat.desk, asdict(reading))

    # -- keys, menus, palette ---------------------------------------------------------------------------------

    def run(self, id: str) -> None:
        """Do what a command stands for: on what lies on top, on the screen, or in the window. Or say why not."""
        top = on_top(self)
        if top is not None:
            own = top.commands().get(id)
            if own is None and id == "help.field" and not top.locks:
                own = partial(everywhere.help_over, top)
            if own is not None or top.locks:
                if own is not None:
                    own()
                return
            if id != "edit.time_stamp":
                top.put_away()
        screen = self.places.shown()
        own = (screen.commands() if screen else {}).get(id) or self.commands.get(id)
        if own is not None:
            own()
        else:
            self.seat.notices.say(*everywhere.why_not(id, here=bool(self._frame.contact_in_front())))

    def open_palette(self, typed: str = "") -> None:
        """Find or do anything, from here."""
        from ui.screens import palette

        screen = self.places.shown()
        contact = self._frame.contact_in_front()
        here = set(screen.commands()) if screen else set()
        if contact:
            here |= everywhere.IN_A_CONTACT
        tabs = tuple(
            palette.Place(look.title, look.icon, partial(self.places.go, look.key), place.contact)
            for place, look in zip(self.places.all, self.places.looks(), strict=True)
            if place is not self.places.front()
        )
        around = palette.Around(
            self.seat, self.run, "In this contact" if contact else "On this page", frozenset(here),
            frozenset(self.commands) - everywhere.IN_A_CONTACT - _not_offered(self.seat.desk.worker), tabs,
        )  # fmt: skip
        palette.open_over(self, around, typed)

    def panes(self) -> list[QWidget]:
        """Where F6 stops, in order."""
        screen = self.places.shown()
        inner = getattr(screen, "panes", lambda: [screen])() if screen else []
        beside = [self.work.panel] if self.work.panel else []
        return [self.bar, self.tabs, self.notice_bar, *inner, *beside]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the top page away. Words in it are kept. With none on top, it puts the notice away."""
        leaves = event.key() == Qt.Key.Key_Escape
        if leaves and (self.work.panel or self.places.back()):
            self.work.put_away()
        elif leaves and self.notice_bar.words():
            self.notice_bar.put_away()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window, or with large text, the frame gives its height to the work; keys still lead."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        low = self.height() * 100 / theme.reading().text_percent < _LOW
        for part in (self.bar, self.tabs, self.notice_bar):
            part.set_low(low)
        self.tabs.setVisible(not low)
        self.banner.setVisible(self.seat.desk.practice and not self.bar.show_practice(self.width(), low=low))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved already; screens put down what they hold."""
        for screen in self.places.screens():
            screen.leave()
        self._keep.stop()
        self.line.stop()
        self._keep_places()
        super().closeEvent(event)
        self.shut.emit()


def _not_offered(worker: Worker) -> set[str]:
    """Commands the palette need not show: itself, doubles, and what this person's role does not do."""
    closed = set() if may_sign(worker) else {"go.signoff", "go.apart", "go.watch"}
    return {"palette", "go.search"} | closed | (set() if may_record(worker) else {"go.meeting"})
