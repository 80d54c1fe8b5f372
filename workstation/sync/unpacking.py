"""Looks through a packed piece of a stream before anything of it is believed.

Nothing in it is taken from whoever packed it. Central's own chain says what every entry is and in which order; its
seal says how each was signed and which have words; the digests hold the words; and the signatures are judged as
those of a page are (`doubts`). A piece that passes says what a reading page by page would have said.

Nearly always each computer's entries follow each other, and one signature vouches for all of them: the first look
sees that, on the bare values of the rows, in half the time an `Entry` takes to make. Otherwise there is a second.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final, cast

import msgspec

from workstation.domain.entries import FRONT_DOOR, genuine as words_are_genuine
from workstation.domain.ids import ContactId, DeviceId, EntryId
from workstation.domain.travel import DeviceKey, Doubt, Mark, Piece
from workstation.store.record import PlaceTaken
from workstation.store.segments import BadSegment, look
from workstation.sync.central import Packed
from workstation.sync.doubts import Genuine

Row = tuple[Any, ...]

_DIGEST: Final = 32
_YEARS: Final = range(1900, 2201)  # domain.times.in_range, without a call for each entry
_answers: Final = msgspec.json.Decoder(list[str])
_sha = hashlib.sha256


@dataclass
class _Run:
    """The entries of one computer, one after the other: where they end, and whether they are one run."""

    end: bytes
    sig: bytes
    author: str
    whole: bool = True


@dataclass
class _Seen:
    """What the first look saw."""

    chain: bytes
    seal: bytes
    many: int
    apart: bool
    contacts: set[str]
    runs: dict[str, _Run] = field(default_factory=dict)


def unpacked(
    path: Path, packed: Packed, stream: str, mark: Mark, keys: Mapping[DeviceId, DeviceKey], genuine: Genuine
) -> Piece:
    """The piece in this file, of which what is behind `mark` may be taken over. `BadSegment` when it is not, entry by
    entry, what Central says is there; `PlaceTaken` when Central tells another story than the one that is here.
    """
    try:
        seen = _walked(look(path, packed.key), packed, stream, mark)
    except (TypeError, ValueError, msgspec.DecodeError):
        raise BadSegment from None
    if (seen.chain, seen.seal) != (packed.chain, packed.seal) or seen.many != packed.last - packed.first + 1:
        raise BadSegment
    if seen.apart:
        raise PlaceTaken
