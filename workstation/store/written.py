"""Entries of some kinds read straight through the file, for what is counted or compared over all contacts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from workstation.domain.ids import AuthorId, ContactId
from workstation.store.look import Look

_BETWEEN: Final = """SELECT no, contact, kind, author, recorded, body FROM entries WHERE no > ? AND no <= ?
    AND recorded >= ? AND kind IN ({}) AND doubt = '' AND body IS NOT NULL ORDER BY no"""
_OF_CONTACTS: Final = """SELECT no, contact, kind, author, recorded, body, id, answers FROM entries
    WHERE contact IN ({}) AND (answers <> '[]' OR kind IN ({})) AND doubt = '' ORDER BY no"""
_AT_ONCE: Final = 400
"""SQLite takes a limited number of values in one statement."""


class Written(NamedTuple):
    """What one entry says: where it stands in the file, its contact, kind, author, hybrid time, and its words."""

    no: int
    contact: ContactId
    kind: str
    author: AuthorId
    recorded: int
    body: bytes


class WrittenDown:
    """The entries of one file. What is doubted or erased is never among them."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def last(self) -> int:
        """The place of the entry that was written to this file last; 0 for an empty file."""
        return int(self._look.value("SELECT max(no) FROM entries") or 0)

    def between(self, after: int, upto: int, kinds: Sequence[str], since: int = 0) -> list[Written]:
        """Those of these kinds in a stretch of the file, recorded at or after a hybrid time, in order."""
        rows = self._look.rows(_BETWEEN.format(_marks(kinds)), [after, upto, since, *kinds])
        return [Written(*row) for row in rows]

    def standing(self, contacts: Iterable[ContactId], kinds: Sequence[str]) -> list[Written]:
        """Those of these kinds in these contacts that no other entry answers."""
        asked = list(dict.fromkeys(contacts))
        found: list[Written] = []
        for at in range(0, len(asked), _AT_ONCE):
            found += self._standing(asked[at : at + _AT_ONCE], kinds)
        return found

    def _standing(self, contacts: Sequence[ContactId], kinds: Sequence[str]) -> list[Written]:
        rows = self._look.rows(_OF_CONTACTS.format(_marks(contacts), _marks(kinds)), [*contacts, *kinds])
        answered = {one for row in rows for one in json.loads(row[7])}
        wanted = frozenset(kinds)
        return [
            Written(*row[:6])
            for row in rows
            if row[2] in wanted and row[5] is not None and row[6] not in answered
        ]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
