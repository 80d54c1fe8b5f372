"""How the text of a file is encoded: told by reading it through once. Runs in the separate process."""

from __future__ import annotations

import codecs
from typing import BinaryIO, Final, NamedTuple

_CHUNK: Final = 256 * 1024
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_NAMES: Final = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}  # fmt: skip
_CONTROL: Final = bytes([*range(9), 11, 12, *range(14, 27), *range(28, 32)])


class Encoded(NamedTuple):
    """The codec to read a text with, and about how many lines it has."""

    codec: str
    lines: int

    @property
    def name(self) -> str:
        """The encoding as people call it."""
        return _NAMES[self.codec]


def look(file: BinaryIO) -> Encoded | None:
    """How the text of this file is encoded; None when it is no text. Leaves the file at its beginning."""
    file.seek(0)
    head = file.read(_CHUNK)
    codec = _by_head(head)
    if codec is None:
        return None
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")("strict") if codec == "utf-8" else None
    returns = feeds = 0
    last = b""
    while chunk := file.read(_CHUNK):
        last = chunk[-2:]
        returns += chunk.count(b"\r")
        feeds += chunk.count(b"\n")
        if decoder is not None and not _decodes(decoder, chunk):
            codec, decoder = "cp1252", None
    if decoder is not None and not _decodes(decoder, b"", final=True):
        codec = "cp1252"
    file.seek(0)
    ended = last.strip(b"\x00")[-1:] in (b"\r", b"\n")
    return Encoded(codec, max(returns, feeds) + (not ended))


def _by_head(head: bytes) -> str | None:
    """The codec by the first bytes: a mark of order, or zeros in every other place; None for what is no text."""
    for bom, codec in _BOMS:
        if head.startswith(bom):
            return codec
    even, odd = head[0::2].count(0), head[1::2].count(0)
    few, most = len(head) // 20, len(head) // 5
    if odd > most and even <= few:
        return "utf-16-le"
    if even > most and odd <= few:
        return "utf-16-be"
    strange = len(head) - len(head.translate(None, _CONTROL))
    return None if strange > max(8, len(head) // 20) else "utf-8"


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True
