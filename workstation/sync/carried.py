"""The journal, as an exchange sees it: what is here, what waits, and how far Central's story was followed.

`store.carrying.Carrying` is the real one (each call is one transaction of the file); the simulator brings its
own, with a crash between any two writes. Both pass `tests/sync/test_carried.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from workstation.domain.entries import Entry
from workstation.domain.ids import ContactId, DeviceId, EntryId
from workstation.domain.travel import DeviceKey, Doubt, Mark, Reason
from workstation.store.segments import Piece


class Carried(Protocol):
    """Every call is all or nothing, and on the disk when it returns; only what can be had again (`receive`,
    `fold_some`) may be undone by a power cut, if nothing was written after it. The troubles are the store's.
    """

    @property
    def device(self) -> DeviceId:
        """The name this file writes under now."""
        ...

    def tip(self, device: DeviceId) -> tuple[int, bytes]:
        """The highest number of a device here and the chain digest of that entry; (0, b"") before the first. What
        is doubted does not count, and the next entry of this device never follows on it: its signature would
        vouch for what somebody else wrote in its name.
        """
        ...

    def digests_at(self, device: DeviceId, seq: int) -> tuple[bytes, ...]:
        """The chain digests of the entries of a device with this number: none, one, or two after a fork."""
        ...

    def rename(self) -> DeviceId:
        """Write under a new name from now on. What was written under the old one stays as it is."""
        ...

    def mark(self, stream: str) -> Mark:
        """How far this stream was followed."""
        ...

    def streams(self) -> tuple[str, ...]:
        """Every stream that was followed here, or in which Central gave us a position."""
        ...

    def waiting(self, most: int, most_bytes: int) -> tuple[Entry, ...]:
        """The oldest entries without a position, in the order in which they came here, all of one stream, and at
        least one if any waits. Whoever wrote them; own ones are signed. Not what Central refused (`refuse`).

        What erases (`ERASING`) comes before everything else: words that are gone here are handed over as a
        skeleton, and with this computer nobody may be left who knows why they are gone.
        """
        ...

    def believed(self, ids: Sequence[EntryId]) -> tuple[Entry, ...]:
        """Those of these entries that are here and not doubted; own ones are signed."""
        ...

    def confirm(self, stream: str, positions: Mapping[EntryId, int]) -> None:
        """Central holds these entries at these positions. `PlaceTaken`, and nothing done, when another entry is
        at one of them here. An entry that has another position here is left as it is.
        """
        ...

    def refuse(self, reasons: Mapping[EntryId, Reason]) -> None:
        """Central keeps these in quarantine: do not send them again until `ask_again`."""
        ...

    def ask_again(self) -> None:
        """Send once more what was refused, and what was set aside."""
        ...

    def aside(self, most: int) -> tuple[Entry, ...]:
        """What was set aside (`receive`), and Central was not told of yet: it keeps that in quarantine."""
        ...

    def told_aside(self, entries: Sequence[Entry]) -> None:
        """Central was told of these that were set aside."""
        ...

    def receive(
        self, stream: str, before: Mark, page: Sequence[Entry], after: Mark, doubtful: Mapping[EntryId, Doubt]
    ) -> frozenset[ContactId]:
        """Take over a page and move the mark from `before` to `after`, in one transaction; which contacts have
        something new.

        Those in `doubtful` are kept at their place, and never folded; what the last call says of an entry holds,
        unless it was written here: then Central's copy of it is odd, and ours is not.
        An entry that is here gets its position (it moves only by `forget`). One that is here under the same id,
        but says something else and has no position, is set aside: Central's stands. `PlaceTaken`, and nothing
        done, when another entry is at a position of the page, or this one at another; `EntryDiffers` when one
        with a position says something else. Nothing when the mark is no longer `before`.

        Words go when a page brings the erasure that two people agreed on, neither of them doubtful; and words that
        come after their erasure are not kept.
        """
        ...

    def fold_some(self) -> frozenset[ContactId]:
        """The lists may leave out for a while what a long page brought. Bring some of the contacts in them up to
        date; which, and none when all are.
        """
        ...

    def pour(self, stream: str, before: Mark, piece: Piece) -> bool:
        """Take over a checked piece and move the mark, in one transaction; the contacts it touches are folded later
        (`fold_some`). False, and nothing done, when the mark is no longer `before`, or when something of the piece
        is here already: that is for `receive`, which looks at each entry. Words go as with `receive`.
        """
        ...

    def empty_log(self) -> None:
        """Bring the file in order after a piece. Another thread may pour the next one meanwhile; nothing of what is
        here changes.
        """
        ...

    def furthest(self, stream: str) -> int:
        """The highest position of this stream here: the mark's, or one after it that Central confirmed to us."""
        ...

    def beyond(self, stream: str) -> Mapping[int, bytes]:
        """Positions after the mark that Central confirmed to us, each with the chain digest of its entry."""
        ...

    def links(self, stream: str, positions: Sequence[int]) -> tuple[bytes, ...]:
        """The stream's chain at these positions (0 to the mark), worked out from what is here."""
        ...

    def forget(self, stream: str, after: Mark, positions: Sequence[int]) -> int:
        """Central does not have what we thought: set the mark back to `after`. Every entry between it and the
        old mark, and every entry at these positions, waits again, own or not. How many those are.
        """
        ...

    def own_key(self) -> DeviceKey:
        """How this file's device is enrolled."""
        ...

    def keys(self) -> Mapping[DeviceId, DeviceKey]:
        """The devices that were ever told here, as first told."""
        ...

    def learn(self, keys: Sequence[DeviceKey]) -> None:
        """Keep the keys of devices that are new here; a known device never gets another key."""
        ...
