"""The register: lists, people and the past, read quickly (`lists`). A cache: deleting it loses nothing.

Rows are made from entries by `refold`. What somebody says is written down first and alone (`journal`): it must
not wait for lists. Its rows are *owed*, and made a moment later, in a transaction that does not wait for the disk
(`settle`), at the latest by whoever reads here next, on whatever thread: nobody sees lists without what was said.
After a power cut the rows may be behind the entries, never ahead: `follow` knows up to which they are made.

How a contact file becomes lines depends on the guide and the staff, which the store does not know: `follow` is told
once, after opening.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from workstation.domain.contact import ContactFile
from workstation.domain.entries import Entry
from workstation.domain.ids import ContactId
from workstation.store.humans import Humans
from workstation.store.lists import Filter, Lists, Sort, View
from workstation.store.look import Catching, Look
from workstation.store.told import Kept, LinesOf, Progress
from workstation.trouble import StoreTrouble

if TYPE_CHECKING:
    import sqlalchemy as sa

__all__ = ["Filter", "Lists", "Register", "Sort", "View"]

_STALE: Final = "stale"
_AT_ONCE: Final = 50
"""Contacts made anew in one transaction: a moment for whoever waits to write."""
_STATE: Final = "register"
_UPTO: Final = "register up to"
"""The entry up to which the rows are made. Its id and not its number: a number can come twice."""
_NEWEST: Final = "SELECT id FROM entries ORDER BY no DESC LIMIT 1"


class Register(Lists):
    """The rows of one file. To make them takes `refold` and SQLAlchemy, which are loaded when there is a need."""

    def __init__(self, look: Look, engine: Callable[[], sa.Engine]) -> None:
        after_all = Catching(look, self.settle_if_possible)
        super().__init__(after_all)
        self._engine = engine
        self.humans = Humans(after_all, engine)
        self._lines_of: LinesOf | None = None
        self._kept = Kept()
        self._owed: list[Entry] = []
        self._grown = 0
        """How many of these entries are in the contact files that memory holds."""
        self._turn = threading.RLock()
        self.soon: Callable[[Callable[[], None]], None] | None = None
        """Does something in a moment, for whoever said what rows are owed of."""

    def follow(self, lines_of: LinesOf, edition: str = "", progress: Progress | None = None) -> None:
        """From now on make lines this way. Everything is made anew when it was last made in another
        `edition` (guide, program), or when entries were changed while nobody was following; what was owed is made.
        """
        self._lines_of = lines_of
        if self._noted(_STATE) != f"made {edition}":
            self.rebuild(progress, edition)
            return
        owed = self._said_since()
        if owed is None:
            self.rebuild(progress, edition)
        elif owed or self._look.value("SELECT 1 FROM behind LIMIT 1"):
            self._catch_up_all(owed, progress)

    def _said_since(self) -> list[ContactId] | None:
        """Contacts of which something was said after their rows were made; None when nobody can tell."""
        upto, newest = self._noted(_UPTO), self._look.value(_NEWEST) or ""
        if upto == newest:
            return []
        if upto is None:  # a file of a program that made rows together with the entries
            from workstation.store.engine import writing  # noqa: PLC0415 - once for such a file

            with writing(self._engine()) as cx:
                _made_up_to_here(cx)
            return []
        after = self._look.value("SELECT no FROM entries WHERE id = ?", [upto])
        if after is None:
            return None
        said = self._look.rows("SELECT DISTINCT contact FROM entries WHERE no > ?", [after])
        return [ContactId(contact) for (contact,) in said]

    def _noted(self, name: str) -> str | None:
        found: str | None = self._look.value("SELECT value FROM meta WHERE key = ?", [name])
        return found

    # -- what was just said ---------------------------------------------------------------------------------

    def owe(self, said: Sequence[Entry]) -> None:
        """These entries are in the file, after everything else: their contacts get their rows soon."""
        with self._turn:
            if self._lines_of is None or not said:
                return
            first = not self._owed
            self._owed += said
        if first and self.soon is not None:
            self.soon(self.settle_if_possible)

    def settle(self) -> None:
        """Make the rows that are owed. `StoreTrouble` when the disk says no: they stay owed."""
        if not self._owed:
            return
        from workstation.store import refold  # noqa: PLC0415 - a start writes nothing
        from workstation.store.engine import writing  # noqa: PLC0415

        with self._turn:
            if not self._owed or self._lines_of is None:
                return
            self._grow_on()
            contacts = dict.fromkeys(entry.contact for entry in self._owed)
            try:
                with writing(self._engine(), lasting=False) as cx:
                    refold.settle(cx, contacts, self._lines_of, self._kept)
                    _note(cx, _UPTO, self._owed[-1].id)
            except BaseException:
                self._kept.forget()
                raise
            self._owed.clear()
            self._grown = 0

    def _grow_on(self) -> None:
        """What memory holds is to say what the file says."""
        from workstation.store import refold  # noqa: PLC0415 - a start writes nothing

        refold.grow_on(self._owed[self._grown :], self._kept)
        self._grown = len(self._owed)

    def settle_if_possible(self) -> None:
        """The same; when the disk says no, lists show what they showed, as they do while rows are behind."""
        with suppress(StoreTrouble):
            self.settle()

    # -- inside somebody's transaction, before which everything was settled -----------------------------------

    def refold(self, contacts: Iterable[ContactId], cx: sa.Connection) -> None:
        """Make the rows of these contacts anew, inside somebody's transaction (`journal`)."""
        from workstation.store import refold  # noqa: PLC0415 - a start writes nothing

        if self._lines_of is None:
            _note(cx, _STATE, _STALE)
        else:
            refold.refold(cx, contacts, self._lines_of, self._kept)
            _made_up_to_here(cx)

    def heard(
        self, fresh: Sequence[Entry], cx: sa.Connection, begun: frozenset[ContactId] = frozenset()
    ) -> None:
        """The same for the contacts of these entries, which were just added: nothing else happened to them. Of
        those that are `begun` nothing was said before.
        """
        from workstation.store import refold  # noqa: PLC0415 - a start writes nothing

        if self._lines_of is None:
            _note(cx, _STATE, _STALE)
            return
        older = [entry for entry in fresh if entry.contact not in begun]
        refold.grow_on(older, self._kept)
        refold.settle(cx, dict.fromkeys(entry.contact for entry in older), self._lines_of, self._kept)
        stories: dict[ContactId, list[Entry]] = {}
        for entry in fresh if begun else ():
            if entry.contact in begun:
                stories.setdefault(entry.contact, []).append(entry)
        if stories:
            refold.begin(cx, stories, self._lines_of)
        _made_up_to_here(cx)

    def defer(self, contacts: Iterable[ContactId], cx: sa.Connection) -> None:
        """Write down, inside somebody's transaction, that the rows of these contacts are behind. Lists show what
        they showed until `catch_up`; after a crash the next `follow` catches up.
        """
        from workstation.store.engine import run_many  # noqa: PLC0415 - a start writes nothing

        if self._lines_of is None:
            _note(cx, _STATE, _STALE)
            return
        behind = list(contacts)
        self._kept.forget(behind)
        run_many(cx, "INSERT OR IGNORE INTO behind VALUES (?)", [(contact,) for contact in behind])
        _made_up_to_here(cx)

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

    def _catch_up_all(self, owed: Sequence[ContactId], progress: Progress | None) -> None:
        from workstation.store.engine import writing  # noqa: PLC0415 - hardly ever needed

        with writing(self._engine()) as cx:
            self.defer(owed, cx)
        done, more = 0, True
        while more:
            with writing(self._engine()) as cx:
                now = len(self.catch_up(_AT_ONCE, cx))
            done, more = done + now, now == _AT_ONCE
            if now and progress is not None:
                progress(done)

    def forget(self, contacts: Iterable[ContactId] | None = None) -> None:
        """What memory holds of these contacts (or of all) is not what the file says any more."""
        self._kept.forget(contacts)

    def file(self, contact: ContactId) -> ContactFile | None:
        """The contact file as the journal has it, if memory holds it: on the thread that writes."""
        if self._grown < len(self._owed):
            with self._turn:
                self._grow_on()
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
            _note(cx, _STATE, f"made {edition}")
            _made_up_to_here(cx)


def _made_up_to_here(cx: sa.Connection) -> None:
    from workstation.store.engine import run  # noqa: PLC0415 - a start writes nothing

    newest = run(cx, _NEWEST)
    _note(cx, _UPTO, newest[0][0] if newest else "")


def _note(cx: sa.Connection, name: str, value: str) -> None:
    from workstation.store.engine import run  # noqa: PLC0415 - a start writes nothing

    run(cx, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [name, value])
