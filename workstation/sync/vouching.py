"""What erases, and from whom Central believes it: PostgreSQL cannot check a signature, but knows who is signed in.

So each of the two who erase hands their own entry over, also when colleagues have brought it already. And nobody
hands over in their own name what somebody forged there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId
from workstation.domain.travel import ERASING, Reason
from workstation.sync.carried import Carried
from workstation.sync.central import Welcome


def awaited(journal: Carried, welcome: Welcome) -> Iterator[tuple[str, list[Entry]]]:
    """What we said who erase, and Central heard from others only; by stream. What is doubted here we never said."""
    for head in welcome.streams:
        if head.write and head.awaited:
            said = [entry for entry in journal.believed(head.awaited) if entry.author == welcome.worker]
            if said:
                yield head.stream, said


def without_forged(journal: Carried, worker: AuthorId, batch: Sequence[Entry]) -> list[Entry]:
    """A batch without what erases in our name and is not ours: Central went back and lost a forgery, and from us it
    would believe it. Whoever else has it may hand it over.
    """
    own = [entry.id for entry in batch if entry.author == worker and entry.kind in ERASING]
    forged = set(own).difference(entry.id for entry in journal.believed(own)) if own else set()
    if forged:
        journal.refuse(dict.fromkeys(forged, Reason.NOT_YOURS))
    return [entry for entry in batch if entry.id not in forged]
