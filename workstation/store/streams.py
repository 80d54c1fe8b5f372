"""The stream a contact is in: the front door's, unless it was begun in another. It stays there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import sqlalchemy as sa

from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import ContactId
from workstation.store.engine import marks, run
from workstation.store.record import batched

_MOST: Final = 1000
"""Contacts whose stream is remembered."""


class Streams:
    """The streams of contacts, looked up one by one and remembered."""

    def __init__(self) -> None:
        self._known: dict[ContactId | None, str] = {}

    def of(self, cx: sa.Connection, contact: ContactId | None) -> str:
        """The stream this contact is in, or begins in."""
        known = self._known.get(contact)
        if known is None:
            said = run(cx, "SELECT stream FROM entries WHERE contact = ? LIMIT 1", (contact,))
            if not said:
                return FRONT_DOOR
            known = str(said[0][0])
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[contact] = known
        return known


def streams_of(cx: sa.Connection, contacts: Iterable[ContactId]) -> dict[ContactId, str]:
    """The stream of each of these contacts of which anything is said."""
    found: dict[ContactId, str] = {}
    for batch in batched(contacts):
        found |= run(cx, f"SELECT contact, stream FROM entries WHERE contact IN {marks(batch)}", batch)  # noqa: S608
    return found


def of(streams: Mapping[ContactId, str], contact: ContactId | None) -> str:
    """The stream this contact is in among those that are here, or begins in."""
    return FRONT_DOOR if contact is None else streams.get(contact, FRONT_DOOR)
