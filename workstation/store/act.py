"""One thing to say, as it is handed to the journal."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from workstation.domain.ids import ContactId, EntryId
from workstation.domain.kinds import Body


class Act(Struct, frozen=True, gc=False):
    """One thing to say. What is left out is taken from the call to `append`."""

    body: Body
    contact: ContactId | None = None
    happened: datetime | None = None
    answers: tuple[EntryId, ...] = ()
    edition: str = ""
    entry: EntryId | None = None
    """The identity it brings along (a row of a file: the same row is the same entry); else a new one."""
