"""The register: lists, people and the past, read quickly (`lists`). A cache: deleting it loses nothing.

Rows are made from entries by `refold`, in the transaction that adds the entries. How a contact file becomes
lines depends on the guide and the staff, which the store does not know: `follow` is told once, after opening.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from workstation.domain.contact import ContactFile
from workstation.domain.entries import Entry
from workstation.domain.ids import ContactId
from workstation.store.humans import Humans
from workstation.store.lists import Filter, Lists, Sort, View
from workstation.store.look import Look
from workstation.store.told import Kept, LinesOf, Progress

if TYPE_CHECKING:
    import sqlalchemy as sa

__all__ = ["Filter", "Lists", "Register", "Sort", "View"]

_STALE: Final = "stale"
_AT_ONCE: Final = 50
"""Contacts made anew in one transaction: a moment for whoever waits to write."""
_STATE: Final = "SELECT value FROM meta WHERE key = 'register'"


class Register(Lists):
    """The rows of one file. To make them takes `refold` and SQLAlchemy, which are loaded when there is a need."""

    def __init__(self, look: Look, engine: Callable[[], sa.Engine]) -> None:
        super().__init__(look)
        self._engine = engine
        self.humans = Humans(look, engine)
        self._lines_of: LinesOf | None = None
        self._kept = Kept()

    def follow(self, lines_of: LinesOf, edition: str = "", progress: Progress | None = None) -> None:
        """From now on make lines this way. Everything is made anew when it was last made in another
        `edition` (guide, program), or when entries came while nobody was following.
        """
        self._lines_of = lines_of
        if self._look.value(_STATE) != f"made {edition}":
            self.rebuild(progress, edition)
        elif self._look.value("SELECT 1 FROM behind LIMIT 1"):
            self._catch_up_all(progress)

    def refold(self, contacts: Iterable[ContactId], cx: sa.Connection) -> None:
        """Make the rows of these contacts anew, inside somebody's transaction (`journal`)."""
        from workstation.store import refold  # noqa: PLC0415 - a start writes nothing

        if self._lines_of is None:
            _write_down(cx, _STALE)
        else:
            refold.refold(cx, contacts, self._lines_of, self._kept)

    def heard(self, fresh: Sequence[Entry], cx: sa.Connection) -> None:
        """The same for the contacts of these entries, which were just added: nothing else happened to them."""
        from workstation.store import refold  # noqa: PLC0415 - a start writes nothing

        if self._lines_of is None:
            _write_down(cx, _STALE)
        else:
            refold.follow(cx, fresh, self._lines_of, self._kept)

    def defer(self, contacts: Iterable[ContactId], cx: sa.Connection) -> None:
        """Write down, inside somebody's transaction, that the rows of these contacts are behind. Lists show what
        they showed until `catch_up`; after a crash the next `follow` catches up.
        """
        from workstation.store.engine import run_many  # noqa: PLC0415 - a start writes nothing

        if self._lines_of is None:
            _write_down(cx, _STALE)
            return
        behind = list(contacts)
        self._kept.forget(behind)
        run_many(cx, "INSERT OR IGNORE INTO behind VALUES (?)", [(contact,) for contact in behind])

    def catch_up(self, most: int, cx: sa.Connection) -> frozenset[ContactId]:
        """Make some of the rows that are behind anew, inside somebody's transaction; for which contacts."""
        from workstation.store.engine import run, run_many  # noqa: PLC0415 - a start writes nothing

        if self._lines_of is None:
            return frozenset()
        behind = [ContactId(contact) for (contact,) in run(cx, "SELECT contact FROM behind LIMIT ?", [most])]
        if behind:
            self.refold(behind, cx)
            run_many(cx, "DELETE FROM behind WHERE contact = ?", [(contact,) for contact in behind])
        return frozenset(behind)

    def _catch_up_all(self, progress: Progress | None) -> None:
        from workstation.store.engine import writing  # noqa: PLC0415 - hardly ever needed

        done, now = 0, _AT_ONCE
        while now:
            with writing(self._engine()) as cx:
                now = len(self.catch_up(_AT_ONCE, cx))
            done += now
            if progress is not None:
                progress(done)

    def forget(self, contacts: Iterable[ContactId] | None = None) -> None:
        """What memory holds of these contacts (or of all) is not what the file says any more."""
        self._kept.forget(contacts)

    def file(self, contact: ContactId) -> ContactFile | None:
        """The contact file as the journal has it, if memory holds it: on the thread that writes."""
        return self._kept.file(contact)

    def rebuild(self, progress: Progress | None = None, edition: str = "") -> None:
        """Make every row anew; `progress` hears how many contacts are done."""
        from workstation.store import refold  # noqa: PLC0415 - hardly ever needed
        from workstation.store.engine import writing  # noqa: PLC0415

        if self._lines_of is None:
            raise RuntimeError("nobody told the register how lines are made: call follow first")
        with writing(self._engine()) as cx:
            self._kept.forget()
            refold.rebuild(cx, self._lines_of, progress)
            _write_down(cx, f"made {edition}")


def _write_down(cx: sa.Connection, state: str) -> None:
    from workstation.store.engine import run  # noqa: PLC0415 - a start writes nothing

    run(cx, "INSERT OR REPLACE INTO meta (key, value) VALUES ('register', ?)", [state])
