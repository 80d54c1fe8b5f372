"""The contacts last written about, kept in memory as they were folded: the next act neither reads nor folds them.

What is kept is what the file says, or it is not kept: every change that is not a new entry at the end (a number
from Central, an erasure, a page from Central), and every act that failed, makes us forget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from workstation.domain.contact import ContactFile
from workstation.domain.growing import Grown
from workstation.domain.ids import ContactId
from workstation.domain.line import Lines

LinesOf = Callable[[ContactFile], Lines]
"""What the services know and the store does not: the lines of a contact file under today's guide and staff."""

Progress = Callable[[int], None]
Row = tuple[Any, ...]

MOST: Final = 500
"""Contacts: about those that are live at one front door (one takes some 10 KB)."""


class Told(NamedTuple):
    """One contact as it was last said, its row in the list of contacts, and the contact file the row was made of:
    rows are made a moment later (`register`).
    """

    grown: Grown
    row: Row
    drawn: ContactFile


class Kept:
    """What is told by contact; the one longest untouched makes room."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._told: dict[ContactId, Told] = {}

    def file(self, contact: ContactId) -> ContactFile | None:
        """The contact file, if this contact is kept."""
        told = self._told.get(contact)
        return None if told is None else told.grown.file

    def take(self, contact: ContactId) -> Told | None:
        """What is kept of this contact. It is kept no longer: `keep` what became of it."""
        return self._told.pop(contact, None)

    def told(self, contact: ContactId) -> Told | None:
        """What is kept of this contact."""
        return self._told.get(contact)

    def keep(self, contact: ContactId, told: Told) -> None:
        """Remember this until it is taken or forgotten."""
        self._told[contact] = told
        if len(self._told) > self._most:
            del self._told[next(iter(self._told))]

    def forget(self, contacts: Iterable[ContactId] | None = None) -> None:
        """Forget these contacts, or all of them: the next act about them reads the file."""
        if contacts is None:
            self._told.clear()
        else:
            for contact in contacts:
                self._told.pop(contact, None)
