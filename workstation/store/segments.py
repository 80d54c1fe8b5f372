"""A piece of a stream as it travels to a new computer: entries column by column.

    raw = packed(rows)                         # whoever packs (`sync.packing`); it is encrypted there
    columns = opened(raw)                      # what came, of the right types and nothing else: not believed yet
    journal.pour(stream, before, piece)        # once it was looked through (`sync.unpacking`)

A piece is never on a disk, neither encrypted nor plain: it is in memory until it is in the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Annotated, Any, Final

import msgspec
import sqlalchemy as sa
from msgspec import Meta, Struct

from workstation.domain.ids import ContactId, EntryId
from workstation.domain.travel import Doubt, Mark
from workstation.store import rows
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
    """The entries of a piece: of each column of `rows.NAMES` but place and stream, which whoever asked knows. Bytes
    are of the kind that the file's library takes as they are; it would ask around for each of the other kind.
    """

    id: list[str]
    contact: list[str]
    kind: list[str]
    author: list[str]
    device: list[str]
    seq: list[Whole]
    previous: list[bytearray]
    happened: list[str]
    recorded: list[Whole]
    answers: list[str]
    edition: list[str]
    digest: list[bytearray]
    body: list[bytearray | None]
    salt: list[bytearray]
    sig: list[bytearray]

    def parts(self, size: int, after: int = 0) -> Iterator[Columns]:
        """The same in parts of so many entries, without the first `after`."""
        columns = [getattr(self, name) for name in self.__struct_fields__]
        for start in range(after, len(self.id), size):
            yield Columns(*[column[start : start + size] for column in columns])

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
    """A checked piece, or what of it is new here: in lots (`rows.lots`), where it ends, what of it is doubted, and
    which contacts it is about.
    """

    lots: Sequence[Sequence[Any]]
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


def erasing(cx: sa.Connection) -> list[str]:
    """The contacts of which words were to be erased."""
    return [contact for (contact,) in run(cx, "SELECT DISTINCT contact FROM entries WHERE kind = 'Redacted'")]
