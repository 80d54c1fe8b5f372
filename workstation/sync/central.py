"""Central, as an exchange sees it: six questions, each one call, each safe to ask again.

A *stream* is the unit of permission and of order. Central gives its entries the positions 1, 2, 3 ... without a
gap, and every position a chain digest (`domain.travel.link`). Who holds 1..n and the chain at
n therefore knows by itself whether Central still tells the same story (`sync.md` 4).

Two things speak this: `postgres` (the council's database) and `embedded` (a file on this computer, for practice
and for a computer that works alone). Both pass `tests/sync/test_central.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Final, Protocol, runtime_checkable

from msgspec import Struct

from workstation.domain.entries import FRONT_DOOR, Entry, chain
from workstation.domain.ids import AuthorId, DeviceId, EntryId
from workstation.domain.travel import DeviceKey, Prepared, Reason
from workstation.trouble import Trouble

PROTOCOL: Final = 1
MOST_ENTRIES: Final = 500
MOST_BYTES: Final = 1_000_000
"""The most that one push carries: whichever comes first, and always at least one entry."""
MOST_PULLED: Final = 2_000
"""The most entries in one page, of no more than `MOST_BYTES` either: reading holds up nobody's writing, and each
page is a transaction of the file that reads it.
"""


LEAST_WHY, MOST_WHY = 10, 500
"""Letters in a reason that Central is given: for leaving something out, or for reading what is kept closed."""


class CentralTrouble(Trouble):
    """Something is wrong on the way to the server."""

    advice = "Everything you write is safe on this computer and will be sent later."
    code = "LT-800"


class CentralAway(CentralTrouble):
    """The server cannot be reached. What was asked of it may or may not have happened: ask again."""

    code = "LT-801"


class CentralRefuses(CentralTrouble):
    """The server does not let this person or this computer in."""

    advice = "Ring the service desk. Everything you wrote is safe on this computer."
    code = "LT-802"
    switched_off = True
    """Whether it is the person who is not let in any more."""

    @property
    def of_one_stream(self) -> bool:
        """Whether it may be about the stream that was asked for alone."""
        return self.switched_off


class DoorShut(CentralRefuses):
    """The server lets nobody in from this computer."""

    code = "LT-808"
    switched_off = False


class WrongLogin(CentralRefuses):
    """The server does not take the password you signed in with."""

    advice = "If it was changed, sign out and sign in with the new one. Everything you wrote is safe here."
    code = "LT-807"
    switched_off = False


class CentralOdd(CentralTrouble):
    """The server gave an answer that cannot be true."""

    advice = "Nothing was taken over. Ring the service desk and read them the code."
    code = "LT-803"


class CentralTooNew(CentralTrouble):
    """The server speaks a newer language than this version of Lintel."""

    advice = "Ask the service desk for the new version. Everything you write is safe on this computer."
    code = "LT-804"


class Verdict(StrEnum):
    """What Central did with one entry of a push. Nothing that was handed over is ever thrown away."""

    OK = "ok"  # taken in now
    DUP = "dup"  # it was there already: as good as ok
    CLASH = "clash"  # another entry has this identity: kept in quarantine, an alarm for the supervisor
    QUARANTINED = "quarantined"  # kept where a supervisor sees it, not in the stream; `reason` says why


class Answer(Struct, frozen=True):
    """Central's word on one entry. `position` with ok and dup. `forked`, with ok and dup: another entry of this
    device has the same number, so the device's file was copied or put back: it must take a new name before it
    writes again. A dup says it, too: the answer to the first push may have been lost.
    """

    entry: EntryId
    verdict: Verdict
    position: int | None = None
    reason: Reason | None = None
    forked: bool = False


class StreamHead(Struct, frozen=True):
    """How far a stream goes, its chain there, up to where an off-site copy is known to exist, and whether we may
    add to it. `awaited` are entries there that erase, in our name, brought by somebody else: they take effect at
    Central when we hand them over ourselves.
    """

    stream: str
    head: int
    chain: bytes
    safe: int = 0
    write: bool = True
    awaited: tuple[EntryId, ...] = ()
    open_until: datetime | None = None
    """For a stream that is kept closed, and was opened to us."""


class Shut(Struct, frozen=True):
    """A stream that is kept closed until whoever may read it says why, and whether we may add to it."""

    stream: str
    write: bool = True


class Welcome(Struct, frozen=True):
    """Who Central takes us for, and how things stand there.

    `seq` and `seq_chain` are the highest number it knows of this device and the chain digest of that entry; a
    number we have not reached, or another digest, means that our file was copied or put back. A device that is
    not `enrolled` (new, or Central went back to before it was) enrols itself.
    """

    worker: AuthorId
    at: datetime
    streams: tuple[StreamHead, ...]
    seq: int = 0
    seq_chain: bytes = b""
    enrolled: bool = True
    read_only: bool = False
    revoked: bool = False
    oldest: int = PROTOCOL
    newest: int = PROTOCOL
    shut: tuple[Shut, ...] = ()
    """Streams that we may read once we said why (`Guards`): none of them is among `streams`."""

    @property
    def begins_in(self) -> str:
        """The stream in which this person's new contacts begin: the front door's if they may write there, else the
        first in which they may, of those that are not kept closed if there is any; empty when they may in none.
        """
        plain = [head.stream for head in self.streams if head.write and head.open_until is None]
        kept = [head.stream for head in self.streams if head.write and head.open_until is not None]
        kept += [one.stream for one in self.shut if one.write]
        return FRONT_DOOR if FRONT_DOOR in (*plain, *kept) else (*sorted(plain), *sorted(kept), "")[0]


class Page(Struct, frozen=True, dict=True):
    """The entries after a cursor, in order and without a gap, from one look at the stream.

    `chain` is Central's chain at the last entry of the page; at `min(cursor, head)` when it is empty.
    """

    head: int
    chain: bytes
    entries: tuple[Entry, ...]

    @cached_property
    def digests(self) -> Sequence[bytes]:
        """The chain digest of each entry: always worked out here, from the entry, and taken over from nobody."""
        known = self.entries.chains if isinstance(self.entries, Prepared) else ()
        return known or list(map(chain, self.entries))


class Proof(Struct, frozen=True):
    """What Central has at one position: the chain digest of the entry, and the stream's chain there."""

    position: int
    entry: bytes
    chain: bytes


class Packed(Struct, frozen=True):
    """A piece of a stream that was packed for new computers: an encrypted file in `parts`, with its key.

    `before` and `chain` are Central's own chain before `first` and at `last`. `seal` is Central's own digest of the
    signature of each entry and whether it has words. So nothing has to be believed of whoever packed it.
    """

    first: int
    last: int
    before: bytes
    chain: bytes
    seal: bytes
    sha256: bytes
    key: bytes
    size: int
    parts: int


class Central(Protocol):
    """The six questions. Each raises a `CentralTrouble`; after `CentralAway` the outcome is unknown."""

    def hello(self, device: DeviceId) -> Welcome:
        """How things stand, for the person this connection belongs to."""
        ...

    def push(self, stream: str, entries: Sequence[Entry]) -> tuple[Answer, ...]:
        """Hand over entries, oldest first; one answer for each, in their order. One bad entry never holds up
        another. Everybody may hand over anybody's entry: its author signed it. `CentralOdd`, and nothing taken in,
        for more than one call may carry (`MOST_ENTRIES`, `MOST_BYTES`).
        """
        ...

    def pull(self, stream: str, cursor: int, most: int = MOST_PULLED) -> Page:
        """The page after `cursor`, from one look."""
        ...

    def proofs(self, stream: str, positions: Sequence[int]) -> tuple[Proof, ...]:
        """What is at these positions, `MOST_ENTRIES` of them at the most; those beyond the head are left out.
        Everybody who may come in may ask, for any stream: who lost a stream must still see that Central lost what
        they wrote there.
        """
        ...

    def devices(self) -> tuple[DeviceKey, ...]:
        """Every computer that was enrolled, with its key."""
        ...

    def enrol(self, device: DeviceKey) -> None:
        """Make a computer known. Our own counts at once; somebody else's (Central went back and forgot it, we
        did not) is kept as a claim until a supervisor agrees. One that is known keeps its key.
        """
        ...


@runtime_checkable
class Guards(Central, Protocol):
    """Two more questions, of a Central with streams that are kept closed: colleagues' own families, say. Everybody
    who reads one of them says first why they have to, and a supervisor sees what they said. `CentralRefuses` alike
    for a stream that is not kept closed, is not ours, or is not there.
    """

    def ask(self, stream: str, why: str) -> str:
        """Say why we have to read it, in `LEAST_WHY` to `MOST_WHY` letters (else `CentralOdd`); the ticket that
        opens it. That we asked stays there, whatever comes after.
        """
        ...

    def open(self, ticket: str) -> datetime:
        """Open it with a ticket of our own, once, within five minutes; until when, by Central's clock."""
        ...


@runtime_checkable
class Packs(Central, Protocol):
    """Two more questions, which a Central may have or not: a first sync is quicker with them, and nothing else."""

    def packed(self, stream: str, after: int) -> tuple[Packed, ...]:
        """The pieces that go beyond this position, in order; there may be gaps, and more after the last of them."""
        ...

    def part(self, stream: str, packed: Packed, number: int) -> bytes | None:
        """One part of a piece, counted from 1; None when there is no such piece any more."""
        ...


@runtime_checkable
class TakesPieces(Packs, Protocol):
    """Three more, of a Central that is told which pieces to hand out. False each time when it does not take it: a
    colleague's computer packs that piece, an erasure came meanwhile, or it is not what is there. `CentralRefuses`
    for those who may not pack.
    """

    def begin_piece(self, stream: str, first: int, last: int) -> bool:
        """Say what will be packed, before it is read. Nobody else may pack it for an hour."""
        ...

    def add_part(self, stream: str, first: int, number: int, data: bytes) -> bool:
        """The next part of the file, counted from 1."""
        ...

    def end_piece(self, stream: str, packed: Packed) -> bool:
        """That was all of it: hand it out from now on. Of `packed` the seal, the size and the parts are not looked
        at, because Central knows them better.
        """
        ...
