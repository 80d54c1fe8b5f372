"""What the separate process may say: one JSON value a line, checked against these types and nothing else."""

from __future__ import annotations

from typing import Final, Literal

import msgspec
from msgspec import Struct

MOST_LINE_BYTES: Final = 16_000_000
"""The longest line that is believed to be honest."""

Kind = Literal["text", "number", "day", "yes", "replaced", "error", "formula", "long", "broken", "twice"]
"""What a cell is. `replaced` is text in which hidden characters became U+FFFD; the last five have no value."""


class Cell(Struct, frozen=True, array_like=True):
    """One filled cell. `text` is the value in words: a number, an ISO day, `yes`/`no`, Excel's error, a length."""

    kind: Kind
    text: str


class Row(Struct, frozen=True, array_like=True):
    """One row, as wide as its last filled cell. A row with a `fault` has no cells: it was too big to hand over."""

    number: int
    cells: tuple[Cell | None, ...]
    fault: str = ""


class Opened(Struct, frozen=True, tag="opened"):
    """The file is a workbook: about how many rows it has, and whether its days count from 1904."""

    rows: int
    from_1904: bool


class SheetBegun(Struct, frozen=True, tag="sheet"):
    """The rows that follow are of this sheet."""

    name: str


class RowsRead(Struct, frozen=True, tag="rows"):
    """Some rows, in the order of the sheet."""

    rows: tuple[Row, ...]


class Finished(Struct, frozen=True, tag="finished"):
    """The file was read to its end."""


class Refused(Struct, frozen=True, tag="refused"):
    """The file is not read (any further). `why` is a word of `refusals.REASONS`."""

    why: str


Message = Opened | SheetBegun | RowsRead | Finished | Refused

_encoder = msgspec.json.Encoder()
_decoder: Final = msgspec.json.Decoder(Message)


def to_line(message: Message) -> bytes:
    """The message as one line."""
    return _encoder.encode(message) + b"\n"


def from_line(line: bytes) -> Message:
    """The message in a line; msgspec's errors when it is not one."""
    message: Message = _decoder.decode(line)
    return message
