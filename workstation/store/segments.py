"""A piece of a stream as it travels to a new computer: entries column by column, and how they go into the record.

    raw = packed(rows)                         # whoever packs (`sync.packing`); it is encrypted there
    columns = opened(raw)                      # what came, of the right types and nothing else: not believed yet
    pour(cx, stream, piece, after)             # once it was looked through (`sync.unpacking`)

A piece is never on a disk, neither encrypted nor plain: it is in memory until it is in the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import repeat
from typing import Annotated, Any, Final

import msgspec
import sqlalchemy as sa
from msgspec import Meta, Struct

from workstation.domain.ids import ContactId, EntryId
from workstation.domain.travel import Doubt, Mark
from workstation.store import places, rows
from workstation.store.engine import run
from workstation.trouble import Trouble

Row = tuple[Any, ...]
Whole = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]


class BadSegment(Trouble):
    """A packed piece of the record is not what it should be."""

    advice = (
        "Nothing of it was taken over: the same is read in the slower way. Tell the service desk the code."
    )
    code = "LT-115"


class Columns(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """The entries of a piece: of each column of `rows.NAMES` but place and stream, which whoever asked knows."""

    id: list[str]
    contact: list[str]
    kind: list[str]
    author: list[str]
    device: list[str]
    seq: list[Whole]
    previous: list[bytes]
    happened: list[str]
    recorded: list[Whole]
    answers: list[str]
    edition: list[str]
    digest: list[bytes]
    body: list[bytes | None]
    salt: list[bytes]
    sig: list[bytes]

    def rows(self, stream: str, first: int) -> Iterator[Row]:
        """The same in rows, as `rows.to_row` makes them; `first` is the place of the first."""
        places = range(first, first + len(self.id))
        return zip(
            self.id, self.contact, self.kind, self.author, self.device, self.seq, self.previous, self.happened,
            self.recorded, self.answers, self.edition, self.digest, self.body, places, repeat(stream), self.salt,
            self.sig, strict=False,
        )  # fmt: skip


_OURS: Final = tuple(rows.NAMES.index(name) for name in Columns.__struct_fields__)
_encoder: Final = msgspec.msgpack.Encoder()
_decoder: Final = msgspec.msgpack.Decoder(Columns)


@dataclass(frozen=True)
class Piece:
    """A checked piece: where it begins and ends, what of it is doubted, and which contacts it is about."""

    columns: Columns
    first: int
    after: Mark
    doubtful: Mapping[EntryId, Doubt]
    contacts: frozenset[ContactId]


def packed(found: Iterable[Row]) -> bytes:
    """These rows (`rows.to_row`) as a piece."""
    columns = list(zip(*found, strict=True)) or [()] * len(rows.NAMES)
    return _encoder.encode([columns[place] for place in _OURS])


def opened(raw: bytes) -> Columns:
    """What is in a piece. `BadSegment` when it is none."""
    try:
        columns = _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadSegment from None
    if len({len(getattr(columns, name)) for name in columns.__struct_fields__}) != 1:
        raise BadSegment
    return columns


def pour(cx: sa.Connection, stream: str, piece: Piece, after: int) -> None:
    """Copy what is behind this place into the record. `EntryRefused` when some of it is here already, or something
    else is at one of its places.
    """
    found = piece.columns.rows(stream, piece.first)
    places.add(cx, list(found)[max(after + 1 - piece.first, 0) :])


def erasing(cx: sa.Connection) -> list[str]:
    """The contacts of which words were to be erased."""
    return [contact for (contact,) in run(cx, "SELECT DISTINCT contact FROM entries WHERE kind = 'Redacted'")]
