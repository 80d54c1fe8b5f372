"""What one person said at one time, and entries whose words cannot be shown."""

from __future__ import annotations

from datetime import datetime
from typing import Generic, TypeVar

from msgspec import Struct

from workstation.domain.ids import AuthorId, EntryId
from workstation.domain.kinds import Body

B = TypeVar("B", bound=Body)


class Said(Struct, Generic[B], frozen=True, gc=False):
    """What one person said at one time: the body of an entry with the part of its envelope people read.

    `answers` are the entries it replaced: what its writer had before them.
    """

    body: B
    entry: EntryId
    by: AuthorId
    happened: datetime
    recorded: int
    edition: str = ""
    answers: tuple[EntryId, ...] = ()

    @property
    def when(self) -> tuple[datetime, int]:
        """When it happened; of the same minute, when it was written down."""
        return self.happened, self.recorded


class Unread(Struct, frozen=True):
    """An entry whose words cannot be shown: written by a newer version, or lawfully erased."""

    entry: EntryId
    kind: str
    by: AuthorId
    happened: datetime
    erased: bool
