"""A copy that was given to a printer: what is told of it, and what the print log says, however late it ends."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from ui.paper_watch import PaperWatch
from ui.seat import Seat
from ui.spool import End
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import recall
from workstation.trouble import PrintTrouble

_NOT_YET: Final = "It is not on paper yet. You can go on: we will tell you when it is."
_ADVICE: Final = "Take a new copy, or save it as a file. The print log says that this one did not come out."
_UNKNOWN: Final = "Look at the printer. Then say in Print, on the list of copies, whether it came out."


@dataclass(frozen=True)
class Given:
    """It holds no screen: the one that printed may be closed long before the copy is on paper. Without a contact
    (the outage pack) there is no print log, only somebody to tell.
    """

    seat: Seat
    what: str
    """As in `The copy for case file`."""
    contact: ContactId | None = None
    number: str = ""

    def given(self, job: int) -> None:
        """The printer has it: on paper already (0), or to be followed."""
        if not job:
            self._record("printed")
            return
        self.seat.notices.say(f"{self.what} was given to the printer.", _NOT_YET)
        PaperWatch.of(self.seat.bench).follow(job, self.ended)

    def ended(self, end: End) -> None:
        """It came to an end after it was waited for."""
        if end == "printed":
            self._record("printed")
            self.seat.notices.settled(f"{self.what} is on paper now.")
        elif end == "failed":
            self._record("failed")
            self.seat.notices.trouble(
                PrintTrouble(f"{self.what} was not printed. The printer gave up.", _ADVICE)
            )
        else:
            self.seat.notices.trouble(
                PrintTrouble(f"{self.what} may not be on paper. Nobody knows of it.", _UNKNOWN)
            )

    def failed(self) -> None:
        """The printer did not take it."""
        self._record("failed")

    def _record(self, outcome: Literal["printed", "failed"]) -> None:
        if self.contact is None or not self.number:
            return
        say = partial(recall.came_out, self.seat.desk, self.contact, self.number, outcome)
        self.seat.bench.run(say, done=self._told)

    def _told(self, changed: Changed) -> None:
        if changed.contacts:
            self.seat.changes.publish(changed)
