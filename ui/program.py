"""One run of the program: opens a desk, lets somebody sit down, shows the window, locks it, and closes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMainWindow

import resources
from ui import shortcuts, theme
from ui.bench import Bench, code_of
from ui.changes import Changes
from ui.collecting import collect_on_window_thread
from ui.early import first_file, practice_file
from ui.leaving import Leaving
from ui.notices import Notices
from ui.reading import Reading
from ui.screens import everywhere
from ui.window import Window
from workstation import log, paths
from workstation.domain.ids import AuthorId
from workstation.services import arriving, opening
from workstation.services.arriving import Arrival
from workstation.services.desk import Desk
from workstation.trouble import Trouble

if TYPE_CHECKING:
    from datetime import datetime

    from ui.screens.first_start import FirstStart
    from workstation.services.first_page import FirstPage

AGAIN = -1
"""What `run` answers when the program is to begin anew, in a process of its own."""
_SETTLED_AFTER = 3_000
_NOTE_AFTER = 500
_EXCHANGE_AFTER = 1_000
"""Milliseconds: to write is to load more than to read, so the queue comes first."""


def run(asked: argparse.Namespace, begun: Future[Desk] | None, usable: Callable[[], object]) -> int:
    """Show it until somebody closes it. `begun` is a desk that is being opened already; `usable` is called when
    the queue can be used, if that was asked. `AGAIN` when somebody else wants to sign in.
    """
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Lintel")
    app.setDesktopFileName("lintel")
    app.setWindowIcon(QIcon(str(resources.place("icons/lintel.svg") or "")))
    shortcuts.our_keys_first(app)
    collect_on_window_thread(app)
    theme.apply(app, Reading())
    program = Program(app, asked, begun)
    program.usable = usable
    sys.excepthook = program.unforeseen
    program.start()
    try:
        ended = app.exec()
    finally:
        program.close()
    return AGAIN if program.again else ended


class Entrance(QMainWindow):
    """What is seen before the window: what is going on, or who one is."""

    again = Signal()
    """Somebody wants it to be tried again."""

    def __init__(self, *, practice: bool) -> None:
        super().__init__()
        self._practice = practice
        self.setWindowTitle("Lintel – practice" if practice else "Lintel")
        room = self.screen().availableSize() * 0.9  # with its title bar it has to fit
        self.resize(QSize(1280, 760).boundedTo(room))

    def page(self) -> FirstStart:
        """The page that says what is going on. Most starts are over before anybody could read it."""
        from ui.screens.first_start import FirstStart

        shown = self.centralWidget()
        return shown if isinstance(shown, FirstStart) else self.begin()

    def begin(self) -> FirstStart:
        """Show that page as it is at the beginning."""
        from ui.screens.first_start import FirstStart

        page = FirstStart(practice=self._practice)
        page.again.clicked.connect(lambda _checked=False: self.again.emit())
        self.setCentralWidget(page)
        self.show()
        return page


class Program(QObject):
    """One run, from the first picture to the last: entrance, window, lock, the next worker."""

    _progress = Signal(str, float)

    def __init__(
        self, app: QApplication, asked: argparse.Namespace, begun: Future[Desk] | None = None
    ) -> None:
        super().__init__()
        self._app, self._asked, self._begun = app, asked, begun
        self._opener = ThreadPoolExecutor(1, thread_name_prefix="opener")
        self._bench = Bench(self._opener, self)
        self._bench.on_bug = self._say_bug
        self._notices = Notices(self)
        self.usable: Callable[[], object] = self._bench.close
        self.desk: Desk | None = None
        self.window: Window | None = None
        self.entrance = Entrance(practice=asked.practice)
        self.entrance.again.connect(self.start)
        self.again = False
        self.leaving = Leaving(app, self)
        self.leaving.other.connect(self.sit_down)
        self.leaving.somebody_else.connect(self._start_again)
        self._progress.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)

    # -- opening ----------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Open the desk; meanwhile say what is going on."""
        if not self._asked.practice:
            self._ask_password()
            return
        begun, self._begun = self._begun, None
        path = practice_file(self._asked)
        if not path.exists() or self.entrance.isVisible():
            self.entrance.begin()
        else:
            # Opening what is there takes a blink: an empty window would only flash.
            QTimer.singleShot(400, self._show_entrance_if_slow)
        work = begun.result if begun else partial(_open_practice, self._asked, self._progress.emit)
        self._bench.run(work, done=self._opened, trouble=self._say_trouble)

    def _show_entrance_if_slow(self) -> None:
        if self.window is None and self.entrance.centralWidget() is None:
            self.entrance.begin()

    def _say_trouble(self, trouble: Trouble) -> None:
        self.entrance.page().say(trouble)

    def _store_file(self) -> Path:
        return Path(self._asked.store) if self._asked.store else paths.store_file()

    def _tell_progress(self, what: str, share: float) -> None:
        if self.desk is None:
            self.entrance.page().tell(what, share)

    def _opened(self, desk: Desk) -> None:
        self.desk = desk
        who = _worker_named(desk, self._asked.sit_as) if self._asked.sit_as else None
        if who is not None:
            self.sit_down(who)
        else:
            self._bench.run(lambda: desk.in_store(arriving.last_here, desk), done=self._ask_who)

    def _ask_who(self, here: dict[AuthorId, datetime]) -> None:
        from ui.screens.sign_in import PracticeSignIn

        assert self.desk is not None  # noqa: S101 - it was just opened
        asking = PracticeSignIn(list(self.desk.staff.values()), here, self.desk.now())
        asking.picked.connect(self.sit_down)
        self.entrance.setCentralWidget(asking)
        self.entrance.show()
        asking.enter()

    def _ask_password(self) -> None:
        self._bench.run(_first_page, self._store_file(), done=self._ask_name, trouble=self._say_trouble)

    def _ask_name(self, page: FirstPage) -> None:
        from ui.screens.sign_in import RealSignIn

        asking = RealSignIn(page)
        asking.given.connect(self._try_password)
        self._real = asking
        self.entrance.setCentralWidget(asking)
        self.entrance.show()
        asking.enter()

    def _try_password(self, given: object) -> None:
        self._bench.run(_open_real, given, self._store_file(), done=self._opened_real, trouble=self._real.say)

    def _opened_real(self, desk: Desk) -> None:
        self.desk = desk
        self.sit_down(desk.worker.id)

    # -- working ----------------------------------------------------------------------------------------------

    def sit_down(self, worker: AuthorId) -> None:
        """Let somebody work: with their letters, their colours and their open contacts."""
        desk = self.desk
        assert desk is not None  # noqa: S101 - nobody is asked before it is open
        self._bench.run(lambda: desk.in_store(arriving.arrive, desk, worker), done=self._arrived)

    def _arrived(self, arrival: Arrival) -> None:
        desk, old = self.desk, self.window
        assert desk is not None  # noqa: S101 - somebody has just arrived at it
        chosen = reading_from(arrival.reading)
        if chosen != theme.reading():
            theme.apply(self._app, chosen)
        self._notices = Notices(self)
        bench = Bench(desk.executor, self)
        bench.on_trouble, bench.on_bug = self._notices.trouble, self._notices.bug
        self.window = window = Window(desk, bench, Changes(self), self._notices)
        self.leaving.watch(window)
        window.shut.connect(self._window_shut)
        _place_on_screen(window, old)
        window.start(arrival.places)
        window.show()
        # The rows were asked for before their table was made: as a rule they come into the first picture.
        bench.bring_back()
        QTimer.singleShot(_NOTE_AFTER, partial(bench.run, arriving.note, desk))
        QTimer.singleShot(_EXCHANGE_AFTER, partial(bench.run, _begin_exchange, desk))
        QTimer.singleShot(_SETTLED_AFTER, self._settle_in)
        self.entrance.hide()
        if old is not None:
            old.shut.disconnect(self._window_shut)
            old.close()
            old.seat.bench.close()
            old.deleteLater()
        if desk.practice:
            self._tell_news(desk.guide_aside)
        else:
            self._bench.run(_news, desk, done=self._tell_news)
        if self._asked.until_usable:
            self._wait_until_usable()

    def _settle_in(self) -> None:
        everywhere.get_ready()
        collect_on_window_thread(self._app).settle_in()

    def _tell_news(self, news: Trouble | None) -> None:
        if news is not None:
            self._notices.trouble(news)

    def lock(self) -> None:
        """Lock the screen. Every tab and every letter stays where it is."""
        self.leaving.lock()

    def _start_again(self) -> None:
        """Somebody else wants to sit down: this process ends, so that nothing of what it held is left in it."""
        self.again = True
        self._app.quit()

    def _window_shut(self) -> None:
        self._app.quit()

    def close(self) -> None:
        """Finish what is being written and let go of the file."""
        for bench in (self._bench, self.window.seat.bench if self.window else None):
            if bench is not None:
                bench.close()
        if self.desk is not None:
            self.desk.close()
        self._opener.shutdown(wait=True)

    # -- when something goes wrong ---------------------------------------------------------------------------

    def _say_bug(self, code: str) -> None:
        if self.window is not None:
            self._notices.bug(code)
        elif self.desk is None and self._asked.practice:
            self._say_trouble(
                Trouble("Lintel could not be opened, and it is our fault.", f"Tell the service desk {code}.")
            )

    def unforeseen(
        self, kind: type[BaseException], problem: BaseException, where: TracebackType | None
    ) -> None:
        """Whatever nobody caught: kind words and a code; the log gets places, never content."""
        if issubclass(kind, KeyboardInterrupt):
            self._app.quit()
            return
        log.bug(problem)
        if os.environ.get("LINTEL_TRACEBACKS"):
            sys.__excepthook__(kind, problem, where)
        self._say_bug(code_of(problem))

    def _wait_until_usable(self) -> None:
        window = self.window
        queue = window.places.shown() if window else None
        if queue is not None and getattr(getattr(queue, "model", None), "page", None) is not None:
            self._app.processEvents()
            self.usable()
            if self._asked.until_tried and window is not None:
                from ui.trying import Trying

                self._trying = Trying(window, self._app.quit)
            else:
                self._app.quit()
        else:
            QTimer.singleShot(5, self._wait_until_usable)


def reading_from(kept: dict[str, str | int | float | bool]) -> Reading:
    """The choices that were kept; those that make no sense any more are as at first."""
    known = Reading()
    fits = {
        name: value
        for name, value in kept.items()
        if hasattr(known, name) and isinstance(value, type(getattr(known, name)) | int)
    }
    if fits.get("theme", "day") not in theme.THEMES:
        del fits["theme"]
    if fits.get("font", "atkinson") not in theme.FONTS:
        del fits["font"]
    return Reading(**fits)  # type: ignore[arg-type]


def _place_on_screen(window: Window, old: QMainWindow | None) -> None:
    if old is not None:
        window.setGeometry(old.geometry())
        return
    room = window.screen().availableGeometry()
    window.resize(min(1920, room.width()), min(1040, room.height()))
    if room.width() <= 1920:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def _open_practice(asked: argparse.Namespace, tell: opening.Progress) -> Desk:
    if asked.second:
        return opening.second_practice_desk(first_file(asked), progress=tell)
    return opening.practice_desk(practice_file(asked), progress=tell)


def _first_page(path: Path) -> FirstPage:
    from workstation.services import signing_in

    return signing_in.first_page(path)


def _begin_exchange(desk: Desk) -> None:
    from workstation.services import exchanging

    exchanging.begin(desk)


def _news(desk: Desk) -> Trouble | None:
    from workstation.services import real_work

    return desk.in_store(real_work.news, desk)


def _open_real(given: object, path: Path) -> Desk:
    from ui.screens.sign_in import Credentials
    from workstation.services import real_work, signing_in

    assert isinstance(given, Credentials)  # noqa: S101 - that is what the page gives
    if given.role is not None:
        return real_work.first_desk(given.given.name, given.role, given.given.password, path)
    return signing_in.sign_in(given.given, signing_in.door(), path)


def _worker_named(desk: Desk, words: str) -> AuthorId | None:
    """The colleague with this id or name."""
    wanted = words.casefold()
    return next((one.id for one in desk.staff.values() if wanted in (one.id, one.name.casefold())), None)
