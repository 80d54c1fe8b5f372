"""What the queue shows, and what waits to be shown: rows never move while somebody reads them.

The rows come sorted and filtered from the record, a page at a time. A fresh look replaces everything; a
refresh only brings the shown rows up to date, and counts what is new until the person asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from workstation.domain.ids import ContactId
from workstation.domain.queue import QueuePage, QueueRow, Tile, View
from workstation.services import find
from workstation.services.desk import Desk

PAGE = 200
_MARGIN = 50


@dataclass(frozen=True)
class Asked:
    """What the person wants to see: a view, perhaps one of the tiles, perhaps only rows with some words."""

    view: View = View.EVERYONE
    tile: Tile | None = None
    words: str = ""

    @property
    def filtered(self) -> bool:
        """Whether something of the view may be hidden."""
        return self.tile is not None or bool(self.words.strip())

    def everything(self) -> Asked:
        """The same view without a filter."""
        return replace(self, tile=None, words="")


class QueueModel:
    """The rows on screen and the page they came from."""

    def __init__(self) -> None:
        self.asked = Asked()
        self.rows: tuple[QueueRow, ...] = ()
        self.page: QueuePage | None = None
        self.waiting = 0
        """How many new rows wait behind the shown ones."""
        self.reordered = False
        """Whether the shown rows would stand in another order now."""

    def reading(self, desk: Desk, *, offset: int = 0) -> Callable[[], QueuePage]:
        """The question to the record, ready to be asked beside the window."""
        asked, limit = self.asked, PAGE if offset else max(PAGE, len(self.rows) + _MARGIN)
        shown = asked.tile or asked.view
        return partial(find.queue, desk, shown, asked.words.strip(), offset=offset, limit=limit)

    def show(self, page: QueuePage) -> None:
        """Show a page as it is: somebody asked for it."""
        self.page, self.rows = page, page.rows
        self.waiting, self.reordered = 0, False

    def add(self, page: QueuePage) -> None:
        """Show the next page below what is there."""
        known = {row.contact for row in self.rows}
        self.page = page
        self.rows += tuple(row for row in page.rows if row.contact not in known)

    def refresh(self, page: QueuePage, *, keep: ContactId | None = None) -> None:
        """Bring the shown rows up to date where they stand. `keep` stays even if it left the view."""
        if not self.rows:
            self.show(page)
            return
        fresh = {row.contact: row for row in page.rows}
        stay = [row for row in self.rows if row.contact in fresh or row.contact == keep]
        self.page = page
        self.rows = tuple(fresh.get(row.contact, row) for row in stay)
        shown = [row.contact for row in self.rows if row.contact in fresh]
        known = set(shown)
        self.waiting = sum(1 for row in page.rows if row.contact not in known)
        if len(page.rows) < page.total:
            # Rows beyond the page are not new, only not fetched yet.
            self.waiting = min(self.waiting, max(0, page.total - len(self.rows)))
        self.reordered = shown != [contact for contact in fresh if contact in known]

    def row(self, contact: object) -> QueueRow | None:
        """The shown row of a contact."""
        return next((row for row in self.rows if row.contact == contact), None)

    @property
    def has_more(self) -> bool:
        """Whether the record has rows below the last one shown."""
        return self.page is not None and len(self.rows) + self.waiting < self.page.total

    def count_words(self) -> str:
        """How many of how many, and whether a filter hides some."""
        if self.page is None:
            return ""
        whole = max(self.page.views.get(self.asked.view, 0), self.page.total)
        hidden = whole - self.page.total if self.asked.filtered else 0
        said = f"Showing {len(self.rows)} of {whole}"
        if not self.asked.filtered or not hidden:
            return f"{said} – nothing is hidden by a filter"
        return f"{said} – {hidden} {'is' if hidden == 1 else 'are'} hidden by the filter"

    def empty_words(self) -> str:
        """What to say when there is no row."""
        if self.page is None or self.rows:
            return ""
        whole = self.page.views.get(self.asked.view, 0)
        if self.asked.filtered and whole:
            verb = "is" if whole == 1 else "are"
            return f"No contacts match. {whole} {verb} hidden by the filter."
        if self.asked.view is View.EVERYONE:
            return "Nothing is waiting. New contacts appear here by themselves."
        return f"Nothing is in “{self.asked.view}” now."

    def new_words(self) -> str:
        """What the button says that lets new rows in."""
        if self.waiting:
            return f"{self.waiting} new – show"
        return "Put in order again" if self.reordered else ""

    def next_needing(self, after: ContactId | None, me: str) -> ContactId | None:
        """The next row below that needs somebody: act now, overdue, due soon, or sent back to me."""
        order = [row.contact for row in self.rows]
        start = order.index(after) + 1 if after in order else 0
        turned = (*self.rows[start:], *self.rows[:start])
        return next((row.contact for row in turned if _needs(row, me) and row.contact != after), None)


def _needs(row: QueueRow, me: str) -> bool:
    if row.time_left.kind.value in {"act now", "overdue", "soon"}:
        return True
    return row.line.stage.value == "sent back" and row.line.worker == me
