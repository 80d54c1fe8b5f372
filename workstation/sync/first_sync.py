"""A first sync: pieces of ten thousand entries, packed before, where reading page by page would take long.

A piece is fetched and looked through (`unpacking`) while the journal takes over the one before it, and while what
the one before that left in the log is brought into the file. Whatever is odd
about one ends this for the round, and the ordinary reading goes on from the mark, past it: so a piece can be
missing, out of date or false, and nothing is lost but time. Contacts are folded later, as after long pages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from workstation.domain.travel import Doubt, Mark
from workstation.store.record import PlaceTaken
from workstation.store.segments import BadSegment, Columns, Piece
from workstation.sync.carried import Carried
from workstation.sync.central import Central, CentralRefuses, Packed, Packs, StreamHead
from workstation.sync.doubts import Genuine
from workstation.sync.packing import MOST_BYTES, decrypted
from workstation.sync.unpacking import unpacked

FAR: Final = 20_000
"""From how far behind pieces are worth their while."""
PIECES: Final = 20
"""The most pieces of a stream in a round: a first sync must not keep what waits here from being sent."""


@dataclass
class Poured:
    """What came by pieces in a round. `spoiled`: pieces that were not what they should be."""

    entries: int = 0
    doubtful: int = 0
    spoiled: int = 0
    more: bool = False
    """Whether the next round may go on with pieces."""


def pour_far(
    done: Poured, journal: Carried, central: Central, genuine: Genuine, heads: Sequence[StreamHead]
) -> None:
    """Take over pieces of every stream that is far ahead of us, and note it in `done`. Some Centrals, and most
    rounds, have no pieces.
    """
    long = [head for head in heads if head.head >= FAR]  # in most rounds none, and then nothing else is asked
    if long and isinstance(central, Packs):
        for head in long:
            if head.head - journal.mark(head.stream).cursor >= FAR:
                try:
                    _pour(journal, central, genuine, head.stream, done)
                except CentralRefuses as refused:  # closed to us since `hello`
                    if not refused.of_one_stream:
                        raise


def _pour(journal: Carried, central: Packs, genuine: Genuine, stream: str, done: Poured) -> None:
    offered = central.packed(stream, journal.mark(stream).cursor)
    if offered:
        journal.learn(central.devices())
        _Pouring(journal, central, genuine, stream, done).go(offered)


class _Pouring:
    """One stream's pieces, one after the other."""

    def __init__(
        self, journal: Carried, central: Packs, genuine: Genuine, stream: str, poured: Poured
    ) -> None:
        self._journal, self._central, self._genuine = journal, central, genuine
        self._stream, self._poured = stream, poured
        self._keys = journal.keys()
        self._under_way: tuple[Mark, Piece, Future[bool]] | None = None

    def go(self, offered: Sequence[Packed]) -> None:
        with ThreadPoolExecutor(2, thread_name_prefix="pouring") as pouring:
            try:
                self._pour(offered, pouring)
            finally:
                self._landed(pouring)

    def _pour(self, offered: Sequence[Packed], pouring: Executor) -> None:
        """One piece is fetched and looked through while the one before it is taken over."""
        mark = self._journal.mark(self._stream)
        packed = _covering(offered, mark.cursor)
        for _ in range(PIECES):
            if packed is None:
                return
            try:
                columns = self._fetched(packed)
                piece = None if columns is None else self._looked_through(packed, columns, mark)
            except BadSegment:
                self._poured.spoiled += 1
                return
            if piece is None or not self._landed(pouring):
                return
            self._under_way = mark, piece, pouring.submit(self._journal.pour, self._stream, mark, piece)
            mark, packed = piece.after, _covering(offered, packed.last)
        self._poured.more = packed is not None

    def _landed(self, pouring: Executor) -> bool:
        """Whether the piece before is taken over. If its log cannot be emptied, the next piece or save says why."""
        if self._under_way is None:
            return True
        (before, piece, future), self._under_way = self._under_way, None
        if not future.result():
            return False
        pouring.submit(self._journal.empty_log)
        self._poured.entries += piece.after.cursor - before.cursor
        self._poured.doubtful += len(piece.doubtful)
        return True

    def _looked_through(self, packed: Packed, columns: Columns, mark: Mark) -> Piece | None:
        """A piece that was checked; None when it is better to read page by page."""
        try:
            piece = unpacked(columns, packed, self._stream, mark, self._keys, self._genuine)
        except PlaceTaken:
            return None  # whoever reads page by page knows what to do
        if Doubt.DEVICE in piece.doubtful.values():
            return None  # Central does not know a computer any more: it went back
        return piece

    def _fetched(self, packed: Packed) -> Columns | None:
        """What is in a piece, if it is as it was packed; None when it is not there any more."""
        told, parts, size = hashlib.sha256(), list[bytes](), 0
        for number in range(1, packed.parts + 1):
            data = self._central.part(self._stream, packed, number)
            if data is None:
                return None
            told.update(data)
            parts.append(data)
            size += len(data)
            if size > MOST_BYTES:
                raise BadSegment
        if told.digest() != packed.sha256:
            raise BadSegment
        return decrypted(b"".join(parts), packed.key)


def _covering(offered: Sequence[Packed], cursor: int) -> Packed | None:
    """The piece in which our story goes on."""
    return next((packed for packed in offered if packed.first <= cursor + 1 <= packed.last), None)
