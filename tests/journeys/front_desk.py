"""The whole window on a fresh file, with its line to a real server through a bad network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.central.office import PASSWORD
from tests.journeys.fleet import Fleet
from tests.services.conftest import SHAH, STAFF
from ui import theme
from ui.bench import Bench
from ui.changes import Changes
from ui.notices import Notices
from ui.reading import Reading
from ui.window import Window
from workstation.domain import kinds
from workstation.domain.ids import ContactId, EntryId
from workstation.domain.times import SystemClock
from workstation.services import exchanging, find, opening, record
from workstation.services.desk import Desk
from workstation.services.receive import NewContact, receive
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store
from workstation.sync.postgres import PostgresCentral
from workstation.sync.runner import Line


def swallow(fleet: Fleet) -> None:
    fleet.proxy.swallow = True


def stall(fleet: Fleet) -> None:
    fleet.proxy.latency = 1.0


def refuse(fleet: Fleet) -> None:
    fleet.proxy.refuse = True
    fleet.proxy.reset()


def hang_up(fleet: Fleet) -> None:
    fleet.proxy.listening = False


WEATHER: dict[str, Callable[[Fleet], None]] = {
    "swallows": swallow, "stalls": stall, "refuses": refuse, "is gone": hang_up,
}  # fmt: skip
"""What the line does while somebody works."""


@dataclass
class Front:
    """Somebody at the window."""

    fleet: Fleet
    desk: Desk
    bench: Bench
    window: Window
    contact: ContactId
    saved: set[EntryId] = field(default_factory=set)

    def work(self, words: str) -> None:
        """Write a note and look at the queue, as the window does: beside itself."""
        self.bench.run(
            record.say, self.desk, self.contact, kinds.NoteMade(text=words),
            done=lambda changed: self.saved.update(changed.entries),
        )  # fmt: skip
        self.bench.run(find.queue, self.desk)

    def waits(self) -> int:
        return self.desk.in_store(self.desk.store.journal.waiting_count)

    def until_sent(self, seconds: int = 60) -> None:
        """Wait, with the window alive, until nothing waits any more."""
        for _ in range(seconds * 20):
            if not self.waits():
                return
            self.desk.link.wrote()
            QTest.qWait(50)
        raise AssertionError("it is never sent")


def _way(fleet: Fleet) -> Callable[[], Line]:
    """The way to the fleet's server."""
    address = fleet.office.address(port=fleet.proxy.port, patience=fleet.patience)
    return lambda: PostgresCentral(address, fleet.office.login(SHAH.id), PASSWORD)


@contextmanager
def front(fleet: Fleet, app: QApplication) -> Iterator[Front]:
    """A window that exchanges with the server of a fleet."""
    fleet.office.hire(SHAH.id)
    theme.apply(app, Reading())
    path = fleet.folder / "front.lintel"
    store = Store.open(path, PRACTICE_KEY, clock=SystemClock(), kind="practice", create=True)
    for one in STAFF:
        store.people.add(one)
    desk = opening.assemble(store, SystemClock(), Settings(), practice=True)
    opening.sit_down(desk, SHAH.id)
    (contact,) = desk.in_store(receive, desk, NewContact(words="Ringing about a child.")).contacts
    desk.in_store(exchanging.begin, desk, _way(fleet))
    bench = Bench(desk.executor)
    window = Window(desk, bench, Changes(), Notices())
    window.resize(1366, 728)
    window.start([])
    window.show()
    assert bench.idle()
    try:
        yield Front(fleet, desk, bench, window, contact)
    finally:
        window.close()
        bench.idle()
        bench.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        desk.close()
