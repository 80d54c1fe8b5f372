"""A first sync: pieces of ten thousand entries, packed before, where reading page by page would take long.

A piece is fetched and looked through (`unpacking`) while the journal takes over the one before it. Whatever is odd
about one ends this for the round, and the ordinary reading goes on from the mark, past it: so a piece can be
missing, out of date or false, and nothing is lost but time. Contacts are folded later, as after long pages.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workstation.domain.travel import Doubt, Mark
from workstation.store.cipher import translated
from workstation.store.record import PlaceTaken
from workstation.store.segments import BadSegment, Piece
from workstation.sync.carried import Carried
from workstation.sync.central import Central, Packed, Packs, StreamHead
from workstation.sync.doubts import Genuine
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
                _pour(journal, central, genuine, head.stream, done)


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
        rooms = [self._journal.room(number) for number in range(3)]
        try:
            with (
                ThreadPoolExecutor(1, thread_name_prefix="fetching") as fetching,
                ThreadPoolExecutor(1, thread_name_prefix="pouring") as pouring,
            ):
                try:
                    self._pour(offered, rooms, fetching, pouring)
                finally:
                    self._landed()
        finally:
            with translated():
                for room in rooms:
                    room.unlink(missing_ok=True)

    def _pour(
        self, offered: Sequence[Packed], rooms: Sequence[Path], fetching: Executor, pouring: Executor
    ) -> None:
        """One piece is fetched, the one before it looked through, and the one before that taken over."""
        mark = self._journal.mark(self._stream)
        packed = _covering(offered, mark.cursor)
        if packed is None:
            return
        fetched = fetching.submit(self._fetched, packed, rooms[0])
        for number in range(PIECES):
            if packed is None:
                return
            following = _covering(offered, packed.last)
            try:
                if not fetched.result():
                    return
                if following is not None:
                    fetched = fetching.submit(self._fetched, following, rooms[(number + 1) % 3])
                piece = self._looked_through(packed, rooms[number % 3], mark)
            except BadSegment:
                self._poured.spoiled += 1
                return
            if piece is None:
                return
            if not self._landed():
                piece.opened.close()
                return
            self._under_way = mark, piece, pouring.submit(self._journal.pour, self._stream, mark, piece)
            mark, packed = piece.after, following
        self._poured.more = packed is not None

    def _landed(self) -> bool:
        """Whether the piece before is taken over; its file is not needed any more either way."""
        if self._under_way is None:
            return True
        (before, piece, future), self._under_way = self._under_way, None
        try:
            done = future.result()
        finally:
            piece.opened.close()
        if done:
            self._poured.entries += piece.after.cursor - before.cursor
            self._poured.doubtful += len(piece.doubtful)
            return True
        return False

    def _looked_through(self, packed: Packed, room: Path, mark: Mark) -> Piece | None:
        """A piece that was checked; None when it is better to read page by page."""
        opened = self._journal.open_piece(room, packed.key)
        piece = None
        try:
            piece = unpacked(opened, packed, self._stream, mark, self._keys, self._genuine)
            if Doubt.DEVICE in piece.doubtful.values():
                piece = None  # Central does not know a computer any more: it went back
        except PlaceTaken:
            pass  # the same, and whoever reads page by page knows what to do
        finally:
            if piece is None:
                opened.close()
        return piece

    def _fetched(self, packed: Packed, room: Path) -> bool:
        """Whether it is in its place now, as it was packed."""
        told = hashlib.sha256()
        with translated():
            room.unlink(missing_ok=True)
            handle = os.open(room, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with open(handle, "wb") as file:  # noqa: PTH123 - it is open already, and only for us
            for number in range(1, packed.parts + 1):
                data = self._central.part(self._stream, packed, number)
                if data is None:
                    return False
                told.update(data)
                with translated():
                    file.write(data)
        if told.digest() != packed.sha256:
            raise BadSegment
        return True


def _covering(offered: Sequence[Packed], cursor: int) -> Packed | None:
    """The piece in which our story goes on."""
    return next((packed for packed in offered if packed.first <= cursor + 1 <= packed.last), None)
