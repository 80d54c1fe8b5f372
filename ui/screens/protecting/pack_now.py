"""Paper in one key while a child is in danger and the server is silent: whom to ring, who waits, a blank sheet."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from ui import printing
from ui.bench import Bench
from ui.seat import Seat
from workstation.services import outage
from workstation.services.outage import Taken
from workstation.services.sheets import Pack
from workstation.trouble import Trouble

WORDS = "Print whom to ring and who waits"
_SHEETS = 1


class PackNow(QObject):
    """Prints a small outage pack on the usual printer. It outlives the panel that asks for it."""

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self._side = Bench(seat.desk.side, self)
        self._side.on_trouble, self._side.on_bug = seat.notices.trouble, seat.notices.bug
        self.destroyed.connect(self._side.close)
        self._making = False
        """A second press would take more references."""

    def print(self) -> None:
        """Look for a printer, take references, print."""
        if not self._making:
            self._making = True
            self._side.run(printing.printers, done=self._take, trouble=self._trouble)

    def _take(self, printers: tuple[str, ...]) -> None:
        if not printers:
            self._making = False
            self._seat.notices.say(
                "Nothing was printed. This computer has no printer.",
                "The numbers are on the screen: write them down.",
            )
            return
        draw = partial(self._draw, printers[0])
        self._seat.bench.run(outage.take, self._seat.desk, _SHEETS, done=draw, trouble=self._trouble)

    def _draw(self, printer: str, taken: Taken) -> None:
        print_it = partial(self._print, printer, taken.pack)
        self._side.run(outage.pages, taken, done=print_it, trouble=self._trouble)

    def _print(self, printer: str, pack: Pack, pdf: bytes) -> None:
        done = partial(self._done, pack)
        self._side.run(printing.print_pdf, pdf, printer, done=done, trouble=self._trouble)

    def _done(self, pack: Pack, _nothing: object) -> None:
        self._making = False
        self._seat.notices.settled(
            f"Sent to the printer: whom to ring, who waits, and contact sheet {pack.sheets}."
        )

    def _trouble(self, trouble: Trouble) -> None:
        self._making = False
        self._seat.notices.trouble(trouble)
