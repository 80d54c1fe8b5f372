"""A request to an agency on paper: made in the store, printed beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from ui import printing
from ui.bench import Bench
from ui.screens.paper.given import Given
from ui.seat import Seat
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import agencies, recall
from workstation.trouble import Trouble


class AgencyLetter(QObject):
    """Prints a letter on the usual printer. That it was sent is for the person to say."""

    printed = Signal(str)
    """The agency whose letter went to the printer."""

    def __init__(self, seat: Seat, contact_id: ContactId, parent: QObject) -> None:
        super().__init__(parent)
        self._seat, self._contact_id = seat, contact_id
        # A printer may take half a minute to answer; the store must not wait for it.
        self._side = Bench(seat.desk.side, self)
        self._side.on_trouble, self._side.on_bug = seat.notices.trouble, seat.notices.bug
        self.destroyed.connect(self._side.close)

    def write_to(self, code: str) -> None:
        """Make the letter and print it."""
        work = partial(agencies.letter, self._seat.desk, self._contact_id, code)
        self._seat.bench.run(work, done=partial(self._made, code))

    def _made(self, code: str, made: tuple[Changed, bytes]) -> None:
        changed, pages = made
        self._seat.changes.publish(changed)
        newest = partial(recall.newest, self._seat.desk, self._contact_id)
        self._seat.bench.run(newest, done=partial(self._print, code, pages))

    def _print(self, code: str, pages: bytes, number: str) -> None:
        given = Given(self._seat, "The letter to the agency", self._contact_id, number)
        self._side.run(
            printing.print_pdf,
            pages,
            done=partial(self._given, code, given),
            trouble=partial(self._failed, given),
        )

    def _given(self, code: str, given: Given, job: int) -> None:
        given.given(job)
        self.printed.emit(code)

    def _failed(self, given: Given, trouble: Trouble) -> None:
        given.failed()
        self._seat.notices.trouble(trouble)
