"""One practice desk and one window, with different people sitting down at it one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.tour.walker import Walker
from ui import shortcuts, theme
from ui.bench import Bench
from ui.changes import Changes
from ui.notices import Notices
from ui.reading import Reading
from ui.window import Window
from workstation.domain.contact import ContactFile
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Received
from workstation.domain.times import FixedClock
from workstation.practice.case_file import all_cases
from workstation.practice.wrong_turns import wrong_turns
from workstation.services import find, opening
from workstation.services.desk import Desk

MORNING = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)


class House:
    """A practice desk. `sits` opens the window for somebody, as they find it after they sat down."""

    def __init__(self, desk: Desk, clock: FixedClock, out: Path) -> None:
        self.desk, self.clock, self._out = desk, clock, out
        self._window: Window | None = None
        self._walker: Walker | None = None

    def sits(self, name: str) -> Walker:
        """Somebody sits down; nothing happens when they sit there already."""
        who = next(w for w in self.desk.staff.values() if w.name == name)
        if self._walker is not None and self.desk.worker == who:
            self._walker.press("Ctrl+1")
            return self._walker
        self.gets_up()
        self.desk.executor.submit(opening.sit_down, self.desk, who.id).result()
        bench, notices = Bench(self.desk.executor), Notices()
        bench.on_trouble, bench.on_bug = notices.trouble, notices.bug
        window = Window(self.desk, bench, Changes(), notices)
        window.resize(1600, 900)
        window.show()
        window.activateWindow()
        window.start([])
        self._window, self._walker = window, Walker(window, bench, self._out)
        self._walker.settle()
        self._walker.wait_for(lambda: self.desk.matcher.ready, "the index of everybody")
        self._walker.settle()
        return self._walker

    def gets_up(self) -> None:
        """Whoever sits there gets up; the window closes."""
        if self._window is None or self._walker is None:
            return
        self._window.close()
        self._walker.bench.idle()
        self._walker.bench.close()
        self._window.deleteLater()
        self._window = self._walker = None
        # Qt would keep it until a loop ends, and style it again for every test after this one.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def contact(self, requirement: str) -> ContactId:
        """The practice contact that stands for a requirement."""
        turn = wrong_turns()[requirement]
        words = next(c.words for c in all_cases()[turn.case].contacts if c.key == turn.contact)
        known = self.desk.executor.submit(self._by_words, words.split("{")[0]).result()
        assert len(known) == 1, f"{turn.case} {turn.contact}: {known}"
        return known[0]

    def _by_words(self, begin: str) -> list[ContactId]:
        found = []
        for entry in self.desk.store.journal.of_kind(Received.__name__):
            received = self.desk.file(entry.contact).received
            if received is not None and received.body.words.startswith(begin):
                found.append(entry.contact)
        return found

    def file(self, contact: ContactId) -> ContactFile:
        """The whole record of a contact."""
        return self.desk.executor.submit(self.desk.file, contact).result()

    def open(self, contact: ContactId) -> find.OpenContact:
        """A contact as whoever sits there gets it."""
        return self.desk.executor.submit(find.contact, self.desk, contact).result()


@contextmanager
def open_house(app: QApplication, practice: Path, out: Path) -> Iterator[House]:
    """A house on a practice file of one's own."""
    theme.apply(app, Reading())
    rule = shortcuts.our_keys_first(app)
    clock = FixedClock(MORNING)
    desk = opening.practice_desk(practice, clock=clock)
    house = House(desk, clock, out)
    try:
        yield house
    finally:
        house.gets_up()
        rule.deleteLater()
        desk.close()
        theme.apply(app, Reading())
