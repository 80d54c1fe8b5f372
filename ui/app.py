"""The program: reads what was asked for, opens a desk, lets somebody sit down, and shows the window.

python -m ui.app --practice                     the practice authority, made at the first start
python -m ui.app --practice --as rukhsana.shah  the same, without asking who you are
python -m ui.app --practice --until-usable      print READY and the milliseconds it took, then close
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from ui import shortcuts, theme
from ui.bench import Bench, code_of
from ui.changes import Changes
from ui.collecting import collect_on_window_thread
from ui.leaving import Leaving
from ui.notices import Notices
from ui.reading import Reading
from ui.screens.first_start import FirstStart
from ui.window import Window
from workstation import log, paths
from workstation.domain.ids import AuthorId
from workstation.domain.times import SystemClock
from workstation.services import arriving, opening, signing_in
from workstation.services.arriving import Arrival
from workstation.services.desk import Desk
from workstation.trouble import Trouble

_STARTED = time.perf_counter()
_SETTLED_AFTER = 3_000
_NO_SCREEN = """Lintel needs a screen, and this computer has none that it can reach.
Start it from a desktop session, or set DISPLAY or WAYLAND_DISPLAY. Without a screen, ./dev tour makes pictures."""


class Program(QObject):
    """One run, from the first picture to the last: entrance, window, lock, the next worker."""

    _progress = Signal(str, float)

    def __init__(self, app: QApplication, asked: argparse.Namespace) -> None:
        super().__init__()
        self._app, self._asked = app, asked
        self._opener = ThreadPoolExecutor(1, thread_name_prefix="opener")
        self._bench = Bench(self._opener, self)
        self._bench.on_bug = self._say_bug
        self._notices = Notices(self)
        self.desk: Desk | None = None
        self.window: Window | None = None
        self.entrance = QMainWindow()
        self.entrance.setWindowTitle("Lintel – practice" if asked.practice else "Lintel")
        self.entrance.resize(1280, 760)
        self.again = False
        """Whether the program is to start anew when it has ended."""
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
        self._first = FirstStart(practice=True)
        self._first.again.clicked.connect(lambda _checked=False: self.start())
        self.entrance.setCentralWidget(self._first)
        if not (self._asked.practice and self._practice_file().exists()):
            self.entrance.show()
        else:
            # Opening what is there takes a blink: an empty window would only flash.
            QTimer.singleShot(400, self._show_entrance_if_slow)
        work = partial(_open_practice, self._practice_file(), self._progress.emit)
        self._bench.run(work, done=self._opened, trouble=self._first.say)

    def _show_entrance_if_slow(self) -> None:
        if self.window is None:
            self.entrance.show()

    def _practice_file(self) -> Path:
        return Path(self._asked.store) if self._asked.store else paths.practice_file()

    def _store_file(self) -> Path:
        return Path(self._asked.store) if self._asked.store else paths.store_file()

    def _tell_progress(self, what: str, share: float) -> None:
        self._first.tell(what, share)

    def _opened(self, desk: Desk) -> None:
        self.desk = desk
        who = _worker_named(desk, self._asked.sit_as) if self._asked.sit_as else None
        if who is not None:
            self.sit_down(who)
        else:
            self._bench.run(lambda: desk.in_store(arriving.last_here, desk), done=self._ask_who)

    def _ask_who(self, here: dict[AuthorId, object]) -> None:
        from ui.screens.sign_in import PracticeSignIn

        assert self.desk is not None  # noqa: S101 - it was just opened
        asking = PracticeSignIn(list(self.desk.staff.values()), here, self.desk.now())  # type: ignore[arg-type]
        asking.picked.connect(self.sit_down)
        self.entrance.setCentralWidget(asking)
        self.entrance.show()
        asking.enter()

    def _ask_password(self) -> None:
        self._bench.run(_entrance, self._store_file(), done=self._ask_name, trouble=self._no_entrance)

    def _ask_name(self, entrance: object) -> None:
        from ui.screens.sign_in import Entrance, RealSignIn

        assert isinstance(entrance, Entrance)  # noqa: S101 - that is what was asked for
        asking = RealSignIn(entrance)
        asking.given.connect(self._try_password)
        self._real = asking
        self.entrance.setCentralWidget(asking)
        self.entrance.show()
        asking.enter()

    def _no_entrance(self, trouble: Trouble) -> None:
        """The settings do not read: say so, and try again when they were put right."""
        self._first = FirstStart(practice=False)
        self._first.again.clicked.connect(lambda _checked=False: self.start())
        self.entrance.setCentralWidget(self._first)
        self._first.say(trouble)
        self.entrance.show()

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
        theme.apply(self._app, reading_from(arrival.reading))
        self._notices = Notices(self)
        bench = Bench(desk.executor, self)
        bench.on_trouble, bench.on_bug = self._notices.trouble, self._notices.bug
        self.window = window = Window(desk, bench, Changes(self), self._notices)
        self.leaving.watch(window)
        window.shut.connect(self._window_shut)
        _place_on_screen(window, old)
        window.start(arrival.places)
        window.show()
        QTimer.singleShot(_SETTLED_AFTER, collect_on_window_thread(self._app).settle_in)
        self.entrance.hide()
        if old is not None:
            old.shut.disconnect(self._window_shut)
            old.close()
            old.seat.bench.close()
            old.deleteLater()
        if not desk.practice:
            self._bench.run(partial(desk.in_store, arriving.news, desk), done=self._tell_news)
        if self._asked.until_usable:
            self._wait_until_usable()

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
        elif isinstance(self.entrance.centralWidget(), FirstStart):
            self._first.say(
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
            sys.stdout.write(f"READY {_milliseconds_alive()}\n")
            sys.stdout.flush()
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


def _open_practice(path: Path, tell: opening.Progress) -> Desk:
    return opening.practice_desk(path, progress=tell)


def _entrance(path: Path) -> object:
    from ui.screens.sign_in import Entrance

    door = signing_in.door()
    hours = signing_in.offline_hours() if door is not None else 0
    return Entrance(signing_in.people_here(path), hours, SystemClock().now())


def _open_real(given: object, path: Path) -> Desk:
    from ui.screens.sign_in import Credentials

    assert isinstance(given, Credentials)  # noqa: S101 - that is what the page gives
    if given.role is not None:
        return opening.first_desk(given.given.name, given.role, given.given.password, path)
    return signing_in.sign_in(given.given, signing_in.door(), path)


def _worker_named(desk: Desk, words: str) -> AuthorId | None:
    """The colleague with this id or name."""
    wanted = words.casefold()
    return next((one.id for one in desk.staff.values() if wanted in (one.id, one.name.casefold())), None)


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser("lintel", description="Triage at the front door of children's services.")
    parser.add_argument(
        "--practice", action="store_true", help="work with the practice authority: nothing is real"
    )
    parser.add_argument("--store", metavar="PATH", help="the file of the record, instead of its usual place")
    parser.add_argument("--home", metavar="PATH", help="one folder for the record, settings and log")
    parser.add_argument("--as", dest="sit_as", metavar="WORKER", help="practice only: the colleague to be")
    parser.add_argument("--until-usable", action="store_true", help="say how long the start took, then close")
    asked = parser.parse_args(argv)
    if (asked.sit_as or asked.until_usable) and not asked.practice:
        parser.error("--as and --until-usable are for --practice only")
    if asked.until_usable and not asked.sit_as:
        asked.sit_as = "rukhsana.shah"
    return asked


def _milliseconds_alive() -> int:
    """Since the system started this process, so that loading counts too; where it does not tell, since loading."""
    told = Path("/proc/self/stat")
    if not told.exists():
        return round((time.perf_counter() - _STARTED) * 1000)
    ticks = int(told.read_text(encoding="ascii").rpartition(")")[2].split()[19])
    started = ticks / os.sysconf("SC_CLK_TCK")
    return round((time.clock_gettime(time.CLOCK_BOOTTIME) - started) * 1000)


def _has_screen() -> bool:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main(argv: Sequence[str] | None = None) -> int:
    """Run Lintel. Answers the number the system is told at the end."""
    asked = read_arguments(sys.argv[1:] if argv is None else argv)
    if asked.home:
        os.environ["LINTEL_HOME"] = asked.home
    if not _has_screen():
        sys.stderr.write(_NO_SCREEN + "\n")
        return 2
    opening.keep_private()
    log.open_log(paths.log_file())
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Lintel")
    shortcuts.our_keys_first(app)
    collect_on_window_thread(app)
    theme.apply(app, Reading())
    program = Program(app, asked)
    sys.excepthook = program.unforeseen
    program.start()
    try:
        ended = app.exec()
    finally:
        program.close()
        log.close_log()
    if program.again:
        os.execv(sys.executable, _same_again(sys.argv if argv is None else [sys.argv[0], *argv]))  # noqa: S606 - ourselves
    return ended


def _same_again(argv: Sequence[str]) -> list[str]:
    """The command that starts this program as it was started."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *argv[1:]]
    return [sys.executable, "-m", "ui.app", *argv[1:]]


if __name__ == "__main__":
    sys.exit(main())
