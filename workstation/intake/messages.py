"""What the separate process may say: one JSON value a line, checked against these types and nothing else."""

from __future__ import annotations

from typing import Final, Literal

import msgspec
from msgspec import Struct

MOST_LINE_BYTES: Final = 16_000_000
"""The longest line that is believed to be honest."""

Kind = Literal["text", "number", "day", "yes", "replaced", "error", "formula", "long", "broken", "twice"]
"""What a cell is. `replaced` is text in which hidden characters became U+FFFD; the last five have no value."""


class Cell(Struct, frozen=True, array_like=True, gc=False):
    """One filled cell. `text` is the value in words: a number, an ISO day, `yes`/`no`, Excel's error, a length."""

    kind: Kind
    text: str


class Row(Struct, frozen=True, array_like=True, gc=False):
    """One row, as wide as its last filled cell. A row with a `fault` has no cells: it was too big to hand over.
    `odd` is said of a row that could be read only by guessing where its cells end.
    """

    number: int
    cells: tuple[Cell | None, ...]
    fault: str = ""
    odd: str = ""


FileKind = Literal["workbook", "table", "census"]
"""What the content is: an Excel workbook, a text file with one table (CSV), the children in need census (XML)."""


class Opened(Struct, frozen=True, tag="opened"):
    """The file is of a kind we read: about how many rows (or children) it has; whether the days of a workbook
    count from 1904; how the text of a table is encoded and what parts its cells.
    """

    rows: int
    from_1904: bool = False
    kind: FileKind = "workbook"
    encoding: str = ""
    delimiter: str = ""


class SheetBegun(Struct, frozen=True, tag="sheet"):
    """The rows that follow are of this sheet. A table of text has one, without a name."""

    name: str


class Element(Struct, frozen=True, array_like=True):
    """One element of a census: its text when it has no elements inside, else what stands loose between them."""

    name: str
    text: str = ""
    inside: tuple[Element, ...] = ()


class HeaderRead(Struct, frozen=True, tag="header"):
    """What a census says of itself."""

    header: Element


class ChildRead(Struct, frozen=True, tag="child"):
    """One child of a census, counted from 1, the line it begins on, and what was wrong with its XML."""

    number: int
    line: int
    child: Element
    faults: tuple[str, ...] = ()


class Noted(Struct, frozen=True, tag="noted"):
    """Something about the file as a whole: a word of `refusals.NOTES`."""

    what: str


class RowsRead(Struct, frozen=True, tag="rows"):
    """Some rows, in the order of the sheet."""

    rows: tuple[Row, ...]


class TextRead(Struct, frozen=True, tag="text"):
    """The words of a file that is plain text."""

    text: str


class Attached(Struct, frozen=True, array_like=True):
    """A file that came with a letter: how it calls itself, what it says it is, about how many bytes. Not opened."""

    name: str
    kind: str
    size: int


class LetterRead(Struct, frozen=True, tag="letter"):
    """An email. `sent` is an ISO time with its zone, or nothing when it is not said or makes no sense."""

    text: str
    address: str = ""
    called: str = ""
    subject: str = ""
    sent: str = ""
    attached: tuple[Attached, ...] = ()
    from_page: bool = False
    """It had no plain text: the words are those of its web page."""
    guessed: bool = False
    """It is not written in the letters it says: they were guessed."""


class PairsRead(Struct, frozen=True, tag="pairs"):
    """One object of a JSON file as headings and values, in its order; a heading is the path to its value."""

    number: int
    pairs: tuple[tuple[str, str], ...]


class Finished(Struct, frozen=True, tag="finished"):
    """The file was read to its end."""


class Refused(Struct, frozen=True, tag="refused"):
    """The file is not read (any further). `why` is a word of `refusals.REASONS`."""

    why: str


Message = (
    Opened | SheetBegun | RowsRead | HeaderRead | ChildRead | TextRead | LetterRead | PairsRead | Noted | Finished
    | Refused
)  # fmt: skip

_encoder = msgspec.json.Encoder()
_decoder: Final = msgspec.json.Decoder(Message)


def to_line(message: Message) -> bytes:
    """The message as one line."""
    return _encoder.encode(message) + b"\n"


def from_line(line: bytes) -> Message:
    """The message in a line; msgspec's errors when it is not one."""
    message: Message = _decoder.decode(line)
    return message
