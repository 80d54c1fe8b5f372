"""The stream a contact is in: the one in which it was begun. It stays there.

New ones are begun at the front door, or in the stream of a team that writes in its own only (`Streams.begin_in`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import sqlalchemy as sa

from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import ContactId
from workstation.store.engine import marks, run
from workstation.store.record import batched

_BEGUN_IN: Final = "contacts are begun in"
"""The note that names that stream, where it is not the front door's."""
_MOST: Final = 1000
"""Contacts whose stream is remembered."""


class Streams:
    """The streams of contacts, looked up one by one and remembered."""

    def __init__(self) -> None:
        self._known: dict[ContactId | None, str] = {}
        self._home = ""

    def of(
        self, cx: sa.Connection, contact: ContactId | None, all_here: Mapping[ContactId, str] | None = None
    ) -> str:
        """The stream this contact is in, or begins in; out of `all_here`, where somebody asked `streams_of`."""
        if all_here is not None and contact is not None:
            return all_here.get(contact) or self.home(cx)
        known = self._known.get(contact)
        if known is None:
            said = run(cx, "SELECT stream FROM entries WHERE contact = ? LIMIT 1", (contact,))
            if not said:
                return self.home(cx)
            known = str(said[0][0])
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[contact] = known
        return known

    def home(self, cx: sa.Connection) -> str:
        """The stream in which a new contact begins."""
        if not self._home:
            said = run(cx, "SELECT value FROM meta WHERE key = ?", (_BEGUN_IN,))
            self._home = str(said[0][0]) if said else FRONT_DOOR
        return self._home

    def begin_in(self, cx: sa.Connection, stream: str) -> None:
        """New contacts begin in this one from now on."""
        run(cx, "INSERT OR REPLACE INTO meta VALUES (?, ?)", (_BEGUN_IN, stream))
        self._home = ""


def streams_of(cx: sa.Connection, contacts: Iterable[ContactId]) -> dict[ContactId, str]:
    """The stream of each of these contacts of which anything is said."""
    found: dict[ContactId, str] = {}
    for batch in batched(contacts):
        found |= run(cx, f"SELECT contact, stream FROM entries WHERE contact IN {marks(batch)}", batch)  # noqa: S608
    return found
