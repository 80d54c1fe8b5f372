"""A supervisor's computer on which nobody works packs the record in pieces for new computers (`packing`).

It looks now and then, by chance, so that not all look at once; Central lets one pack a piece and tells the others
that somebody does. Whoever begins to work stops it: what was begun is begun anew later, and nothing was promised.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, Final

from workstation.domain.ids import DeviceId
from workstation.store import rows
from workstation.sync import packing
from workstation.sync.central import Central, CentralRefuses, Packed, Page, StreamHead, TakesPieces

SELDOM: Final = 30
"""It looks after one quiet round in so many: every five minutes, about."""


class Packer:
    """Packs for as long as nobody is held up by it."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._may = True
        self._left: set[tuple[str, int]] = (
            set()
        )  # what Central would not take, or a colleague's computer packs

    def look(self, central: Central, device: DeviceId, go_on: Callable[[], bool]) -> bool:
        """Maybe pack one piece; whether Central took it in. To be called after a round that brought nothing."""
        if not self._may or not isinstance(central, TakesPieces) or self._dice.randrange(SELDOM):
            return False
        try:
            for head in central.hello(device).streams:
                first = _free(central, head, {place for stream, place in self._left if stream == head.stream})
                if first and go_on():
                    return self._packed(central, head.stream, first, go_on)
        except CentralRefuses:
            self._may = False  # this person packs nothing: never ask again
        return False

    def _packed(self, central: TakesPieces, stream: str, first: int, go_on: Callable[[], bool]) -> bool:
        done = pack_piece(central, stream, first, first + packing.SIZE - 1, go_on)
        if not done and go_on():
            self._left.add((stream, first))
        return done


def _free(central: TakesPieces, head: StreamHead, packed: set[int]) -> int:
    """Where the first whole piece begins that is not packed, and not among these; 0 for none."""
    after = 0
    while head.head >= packing.SIZE and (offered := central.packed(head.stream, after)):
        packed |= {piece.first for piece in offered}
        after = offered[-1].last
    places = range(1, head.head - packing.SIZE + 2, packing.SIZE)
    return next((first for first in places if first not in packed), 0)


def pack_piece(
    central: TakesPieces, stream: str, first: int, last: int, go_on: Callable[[], bool] = lambda: True
) -> bool:
    """Pack this piece; whether Central took it in. Nothing is packed when `go_on` says no."""
    if not central.begin_piece(stream, first, last):
        return False
    before, chain = _told(central, stream, first - 1), _told(central, stream, last)
    raw, key = packing.encrypted(_rows(central, stream, first, last, go_on))
    if len(raw) > packing.MOST_BYTES:
        return False
    number = 0
    for number, data in packing.parts(raw):
        if not go_on() or not central.add_part(stream, first, number, data):
            return False
    made = Packed(first, last, before, chain, b"", hashlib.sha256(raw).digest(), key, len(raw), number)
    return go_on() and central.end_piece(stream, made)


def _told(central: Central, stream: str, position: int) -> bytes:
    """Central's chain at a position. If it is not there any more, no piece ends like that."""
    return next((proof.chain for proof in central.proofs(stream, [position])), b"")


def _rows(
    central: Central, stream: str, first: int, last: int, go_on: Callable[[], bool]
) -> Iterator[tuple[Any, ...]]:
    """The rows of a piece as `store.rows.to_row` makes them; fewer when Central went back, or it is to stop."""
    place = first - 1
    while place < last and go_on():
        page: Page = central.pull(stream, place, last - place)
        if not page.entries:
            return
        yield from map(rows.to_row, page.entries)
        place += len(page.entries)
