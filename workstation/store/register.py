"""The register: lists, people and the past, read quickly (`lists`). A cache: deleting it loses nothing.

Rows are made from entries by `refold`, in the transaction that adds the entries. How a contact file becomes
lines depends on the guide and the staff, which the store does not know: `follow` is told once, after opening.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from workstation.domain.entries import Entry
from workstation.domain.ids import ContactId
from workstation.store.lists import Filter, Lists, Sort, View
from workstation.store.look import Look
from workstation.store.told import Kept, LinesOf, Progress

if TYPE_CHECKING:
    import sqlalchemy as sa

__all__ = ["Filter", "Lists", "Register", "Sort", "View"]

_STALE: Final = "stale"
_STATE: Final = "SELECT value FROM meta WHERE key = 'register'"


class Register(Lists):
    """The rows of one file. To make them takes `refold` and SQLAlchemy, which are loaded when there is a need."""

    def __init__(self, look: Look, engine: Callable[[], sa.Engine]) -> None:
        super().__init__(look)
        self._engine = engine
        self._lines_of: LinesOf | None = None
        self._kept = Kept()
        self._made = ""

    def follow(self, lines_of: LinesOf, edition: str = "", progress: Progress | None = None) -> None:
        """From now on make lines this way. Everything is made anew when it was last made in another
        `edition` (guide, program), or when entries came while nobody was following.
        """
        self._lines_of, self._made = lines_of, f"made {edition}"
        if self._look.value(_STATE) != self._made:
            self.rebuild(progress, edition)

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

    def forget(self, contacts: Iterable[ContactId] | None = None) -> None:
        """What memory holds of these contacts (or of all) is not what the file says any more."""
        self._kept.forget(contacts)

    def put_off(self, cx: sa.Connection) -> bool:
        """Many entries came at once. Until `caught_up`, a start makes every row anew. Whether they should be folded
        afterwards: not while nobody follows.
        """
        _write_down(cx, _STALE)
        return self._lines_of is not None

    def caught_up(self, cx: sa.Connection) -> None:
        """What was put off is done."""
        if self._lines_of is not None:
            _write_down(cx, self._made)

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
