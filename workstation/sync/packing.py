"""Packs a stream in pieces for new computers, with a supervisor's own login. Safe to repeat, any time. Computers do
it by themselves (`idle_packing`); this is for an administrator who does not want to wait for them.

Central is told what will be packed before it is read. So an erasure that comes meanwhile takes the piece away, and
Central takes in nothing that still holds the words.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

import msgspec

from workstation.store import segments
from workstation.store.cipher import KEY_BYTES

if TYPE_CHECKING:
    import psycopg
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SIZE: Final = 10_000
"""Entries in a piece; only whole ones are packed."""
_PART: Final = 1_000_000
_ONCE: Final = bytes(12)
"""The number that may not come twice with one key: no key is used twice."""
_KIND: Final = b"lintel piece 1"
MOST_BYTES: Final = 64_000_000
"""A longer piece is not packed: it is read page by page."""
_BEGIN: Final = "select lintel.segment_begin_v1(%s, %s, %s)"
_ADD: Final = "select lintel.segment_add_v1(%s, %s, %s, %b)"
_DONE: Final = "select lintel.segment_done_v1(%s, %s, %b, %b, %b, %b)"
_DROP: Final = "select lintel.segment_drop_v1(%s, %s)"
_HEADS: Final = "select stream, head from lintel.hello_v1('')"
_PACKED: Final = "select first, last from lintel.segments_v1(%s, %s)"
_PULL: Final = "select * from lintel.pull_v1(%s, %s, 2000)"

if TYPE_CHECKING:
    Cx = psycopg.Connection[Any]


def pack(cx: Cx, stream: str, *, size: int = 0) -> int:
    """Pack what is not packed yet, in pieces of `SIZE` entries or of another size; how many pieces that were. `cx`
    commits each statement by itself.
    """
    size = size or SIZE
    heads = dict(cx.execute(_HEADS).fetchall())
    packed = _packed(cx, stream)
    free = [first for first in range(1, heads.get(stream, 0) - size + 2, size) if first not in packed]
    return sum(_pack(cx, stream, first, first + size - 1) for first in free)


def drop(cx: Cx, stream: str, first: int) -> bool:
    """Take a piece away that computers could not believe; `pack` makes it anew."""
    return _said(cx, _DROP, (stream, first))


def _packed(cx: Cx, stream: str) -> set[int]:
    found: set[int] = set()
    after = 0
    while rows := cx.execute(_PACKED, (stream, after)).fetchall():
        found |= {first for first, _ in rows}
        after = rows[-1][1]
    return found


def _pack(cx: Cx, stream: str, first: int, last: int) -> bool:
    """Pack one piece; whether Central took it in."""
    if not _said(cx, _BEGIN, (stream, first, last)):
        return False
    reading = _Reading(cx, stream, first, last)
    raw, key = encrypted(reading.rows())
    if len(raw) > MOST_BYTES:
        drop(cx, stream, first)
        return False
    for number, data in parts(raw):
        if not _said(cx, _ADD, (stream, first, number, data)):
            return False
    told = (stream, first, reading.before, reading.chain, hashlib.sha256(raw).digest(), key)
    return _said(cx, _DONE, told)


def encrypted(found: Iterable[tuple[Any, ...]]) -> tuple[bytes, bytes]:
    """These rows as an encrypted piece, and its key, which is for this piece alone."""
    key = secrets.token_bytes(KEY_BYTES)
    return _cipher(key).encrypt(_ONCE, segments.packed(found), _KIND), key


def decrypted(raw: bytes, key: bytes) -> segments.Columns:
    """What is in a piece, of which nothing is believed yet. `BadSegment` when it is none."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - slow to load, and seldom needed

    try:
        return segments.opened(_cipher(key).decrypt(_ONCE, raw, _KIND))
    except (InvalidTag, ValueError):
        raise segments.BadSegment from None


def _cipher(key: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above

    return AESGCM(key)


def parts(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The parts of such a piece as Central takes them, each with its number."""
    for number, start in enumerate(range(0, len(raw), _PART), start=1):
        yield number, raw[start : start + _PART]


class _Reading:
    """Reads a part of a stream, and notes Central's chain before it and at its end."""

    def __init__(self, cx: Cx, stream: str, first: int, last: int) -> None:
        self._cx, self._stream, self._first, self._last = cx, stream, first, last
        self.before = self.chain = b""

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows as `store.rows.to_row` makes them."""
        place = self._first - 1
        while place < self._last:
            page = self._cx.execute(_PULL, (self._stream, place), binary=True).fetchall()
            if place == self._first - 1:
                self.before = page[0][1]
            for row in page:
                if row[2] is None or row[2] > self._last:  # Central went back meanwhile, or this is the end
                    place = self._last
                    break
                place, self.chain = row[2], row[-1]
                yield self._row(row)

    def _row(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        (_, _, place, id_, contact, kind, author, device, seq, previous, happened, recorded, answers, edition, salt,
         digest, body, sig, _) = row  # fmt: skip
        named = msgspec.json.encode(answers.split(",") if answers else []).decode()
        words = None if body is None else body.encode()
        return (
            id_, contact, kind, author, device, seq, previous, happened, recorded, named, edition, digest, words,
            place, self._stream, salt or b"", sig,
        )  # fmt: skip


def _said(cx: Cx, statement: Any, values: tuple[Any, ...]) -> bool:  # noqa: ANN401 - one of ours
    found = cx.execute(statement, values).fetchone()
    return bool(found and found[0])
