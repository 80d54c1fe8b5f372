"""From an order to a copy in somebody's hands: a number, its pages, the record of it, the printer or a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui import printing
from ui.bench import Bench
from ui.screens.paper.drawing import Drawing
from ui.screens.paper.given import Given
from ui.screens.paper.where import CALLED, FORMS
from ui.seat import Seat
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import prints, recall
from workstation.services.copy_order import Form, Order
from workstation.services.prints import Begun, Taken
from workstation.trouble import PrintTrouble, Trouble

Take = Callable[[Order, Form], Taken | Begun]
Then = Callable[[Taken, str], object]


class Making(QObject):
    """Printing takes a copy number first, so no copy is without one. Pages of a big copy are drawn before it is on
    record: whoever stops them has no copy, and the record knows of none.
    """

    begins = Signal()
    """Pages are going to be drawn for a copy."""
    recorded = Signal()
    """The record of copies has changed."""

    def __init__(self, seat: Seat, contact_id: ContactId, side: Bench, take: Take) -> None:
        super().__init__()
        self._seat, self._contact_id, self._side, self._take = seat, contact_id, side, take
        self.drawing = Drawing(seat)
        self.setParent(self.drawing)

    def print_on(self, printer: str, order: Order) -> None:
        """Take a copy number, then print."""
        self._make(order, "pdf", partial(self._print, printer))

    def save(self, path: Path, order: Order) -> None:
        """Take a copy number, then save the pages, or the same words as a web page or as text."""
        form = FORMS.get(path.suffix.lower(), "pdf")
        self._make(order, form, partial(self._save, path, form))

    def became(self, number: str, outcome: str) -> None:
        """What became of a copy."""
        say = partial(recall.came_out, self._seat.desk, self._contact_id, number, outcome)  # type: ignore[arg-type]
        self._seat.bench.run(say, done=self._told)

    def _make(self, order: Order, form: Form, then: Then) -> None:
        self._seat.bench.run(self._take, order, form, done=partial(self._taken, then, order.for_whom))

    def _taken(self, then: Then, whom: str, taken: Taken | Begun) -> None:
        if isinstance(taken, Taken):
            self._made(then, whom, taken)
            return
        self.begins.emit()
        made = partial(self._drawn, then, whom, taken)
        self.drawing.begin(taken.about, partial(prints.written, taken), made, self._not_drawn)

    def _drawn(self, then: Then, whom: str, begun: Begun, made: bytes) -> None:
        record = partial(prints.recorded, self._seat.desk, begun, made)
        self._seat.bench.run(record, done=partial(self._made, then, whom))

    def _not_drawn(self, trouble: Trouble) -> None:
        self._seat.notices.trouble(trouble)
        self.recorded.emit()  # the preview made room for it

    def _made(self, then: Then, whom: str, taken: Taken) -> None:
        self._seat.changes.publish(taken.changed)
        self.recorded.emit()
        then(taken, whom)

    def _print(self, printer: str, taken: Taken, whom: str) -> None:
        given = Given(self._seat, f"The copy for {whom}", self._contact_id, taken.number)
        self._side.run(
            printing.print_pdf, taken.made, printer, done=partial(self._printed, given, whom),
            trouble=partial(self.not_printed, given),
        )  # fmt: skip

    def _printed(self, given: Given, whom: str, job: int) -> None:
        given.given(job)
        if not job:
            self._seat.notices.settled(f"Sent to the printer, for {whom}. The copy is on record.")

    def not_printed(self, given: Given, trouble: Trouble) -> None:
        """The printer did not take it."""
        given.failed()
        self._seat.notices.trouble(trouble)

    def _save(self, path: Path, form: Form, taken: Taken, whom: str) -> None:
        try:
            path.write_bytes(taken.made)
        except OSError:
            self.became(taken.number, "failed")
            self._seat.notices.trouble(PrintTrouble(
                "The copy could not be saved.", "Choose another folder, or make room on the disk, and try again."
            ))  # fmt: skip
            return
        self.became(taken.number, "saved")
        self._seat.notices.settled(f"Saved as {CALLED[form]}, for {whom}. The copy is on record.")

    def _told(self, changed: Changed) -> None:
        if changed.contacts:
            self._seat.changes.publish(changed)
            self.recorded.emit()
