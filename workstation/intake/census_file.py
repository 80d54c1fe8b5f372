"""Reads the children in need census (XML) into messages, child by child. Runs in the separate process.

No definitions and nothing outside the file: the parser is defusedxml's, and a file that holds a definition is
refused before it sees it. Where the XML is broken (somebody's program, an interrupted copy) the rest is read by
`mending`, which believes tags only as far as they make sense, and says so at every child.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import DefusedXMLParser

from workstation.intake import encoded, mending
from workstation.intake.census_tree import Builder
from workstation.intake.messages import Finished, Message, Noted, Opened
from workstation.intake.zipped import Refusal, check_window

_CHUNK: Final = 64 * 1024
_OVERLAP: Final = 64
_CHILD: Final = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,20}:)?Child[\s>/]")
_STRANGE: Final = re.compile(rb"<\?(?!xml\s)|XInclude", re.IGNORECASE)


def read(file: BinaryIO) -> Iterator[Message]:
    """The header and the children; `Refusal` when it is not such a census."""
    children, strange = _look_through(file)
    builder = Builder()
    yield Opened(rows=children, kind="census")
    if strange:
        yield Noted("instructions")
    yield from _parsed(file, builder)
    if not builder.is_census:
        raise Refusal("other xml")
    yield Finished()


def _look_through(file: BinaryIO) -> tuple[int, bool]:
    """About how many children there are, and whether something stands there that asks to be followed. Definitions
    are refused wherever they stand.
    """
    children, strange, before = 0, False, b""
    while chunk := file.read(_CHUNK):
        window = before + chunk
        check_window(window)
        text = window.replace(b"\x00", b"")
        children += sum(1 for hit in _CHILD.finditer(text) if hit.end() > len(before))
        strange = strange or bool(_STRANGE.search(text))
        before = text[-_OVERLAP:]
    file.seek(0)
    return children, strange


class _Target:
    """Passes on what the parser finds, with the line it stands on."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.parser: Any = None
        self.at = (0, 1)
        """The byte and the line up to which every child is finished."""

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """An element begins."""
        place = self.parser.parser
        bare = name.rpartition("}")[2]
        if bare == "Child":
            self.at = (place.CurrentByteIndex, place.CurrentLineNumber)
        self.builder.start(bare, place.CurrentLineNumber)

    def end(self, name: str) -> None:
        """An element ends."""
        if name.endswith("Child"):
            place = self.parser.parser
            self.at = (place.CurrentByteIndex, place.CurrentLineNumber)
        self.builder.end()

    def data(self, text: str) -> None:
        """Words inside an element, or a part of them."""
        self.builder.data(text)

    def close(self) -> None:
        """The end of the file."""


def _parsed(file: BinaryIO, builder: Builder) -> Iterator[Message]:
    target = _Target(builder)
    target.parser = parser = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        while chunk := file.read(_CHUNK):
            parser.feed(chunk)
            yield from builder.take()
        parser.close()
    except (ParseError, LookupError, ValueError):  # an encoding nobody knows is broken XML too
        yield from builder.take()
        yield Noted("broken xml")
        yield from _mended(file, builder, target.at)
    yield from builder.take()


def _mended(file: BinaryIO, builder: Builder, at: tuple[int, int]) -> Iterator[Message]:
    """The rest of a broken file, from the beginning of the child that was not finished."""
    found = encoded.look(file)
    if found is None:
        raise Refusal("damaged")
    byte, line = at
    if byte == 0 or found.codec.startswith("utf-16"):  # of two bytes a character, places say nothing
        byte, line = 0, 1
        builder.begin_again()
    else:
        builder.back_to_children()
    file.seek(byte)
    codec = "utf-8" if found.codec == "utf-8-sig" and byte else found.codec
    text = io.TextIOWrapper(file, encoding=codec, errors="replace").read()
    yield from mending.read(text, builder, line)
