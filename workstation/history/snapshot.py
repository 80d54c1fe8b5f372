"""The big segment as bytes and back: raw arrays with a version, counts and a digest. Never pickle.

What does not fit is no snapshot: everybody is read again. Nothing of it leaves the encrypted file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from workstation.history.segment import Postings, Segment
from workstation.history.vocabulary import Vocabulary

VERSION: Final = 7
"""Changed whenever the arrays are made or meant differently."""
_POSTINGS: Final = ("given", "middle", "family", "kin", "evidence", "births", "contacts")
_PARTS: Final = ("keys", "starts", "people")
_SINGLE: Final = (
    "first_birth",
    "more_births",
    "more_births_at",
    "flags",
    "lives",
    "lives_at",
    "id_starts",
    "id_bytes",
)
_WORDS: Final = ("masks", "lengths", "sounds", "order")
_PART: Final = 1 << 20


class Piece(Struct, frozen=True):
    """One array: what it is called, its type, how many numbers."""

    name: str
    kind: str
    count: int


class Header(Struct, frozen=True, kw_only=True):
    """What the bytes are."""

    version: int
    edition: str
    """Of the lists of names: another one means that words were taken apart differently."""
    until: int
    """The number of the last change that is in it."""
    people: int
    pieces: tuple[Piece, ...]
    digest: str


_json = msgspec.json.Decoder(Header)


def packed(segment: Segment, vocabulary: Vocabulary, edition: str, until: int) -> tuple[bytes, list[bytes]]:
    """The header, and the bytes in parts of 1 MB."""
    arrays = {**_arrays(segment), **vocabulary.measured(), "words": _text(vocabulary.words)}
    body = b"".join(array.tobytes() for array in arrays.values())
    header = Header(
        version=VERSION,
        edition=edition,
        until=until,
        people=segment.people,
        pieces=tuple(Piece(name, array.dtype.str, len(array)) for name, array in arrays.items()),
        digest=hashlib.sha256(body).hexdigest(),
    )
    return msgspec.json.encode(header), [body[at : at + _PART] for at in range(0, len(body), _PART)]


def header_of(raw: bytes | str | None) -> Header | None:
    """The header, if it is one that we understand."""
    if raw is None:
        return None
    try:
        found = _json.decode(raw)
    except msgspec.DecodeError:
        return None
    return found if found.version == VERSION else None


def unpacked(
    header: Header, parts: Iterable[bytes]
) -> tuple[Segment, dict[str, NDArray[Any]], list[str]] | None:
    """The segment, what was measured of its words, and the words; None when anything does not fit."""
    body = b"".join(parts)
    if hashlib.sha256(body).hexdigest() != header.digest:
        return None
    arrays: dict[str, NDArray[Any]] = {}
    at = 0
    for piece in header.pieces:
        kind = np.dtype(piece.kind)
        found = np.frombuffer(body, kind, piece.count, at)
        # numpy copies the whole of an array that begins at an odd place whenever it looks something up there.
        arrays[piece.name] = found if found.flags.aligned else found.copy()
        at += kind.itemsize * piece.count
    segment = _segment(arrays)
    words = arrays["words"].tobytes().decode().split("\n") if len(arrays["words"]) else []
    if at != len(body) or segment.people != header.people or len(words) != len(arrays["masks"]):
        return None
    return segment, {name: arrays[name] for name in _WORDS}, words


def _text(words: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _arrays(segment: Segment) -> dict[str, NDArray[Any]]:
    return dict(_named(segment))


def _named(segment: Segment) -> Iterator[tuple[str, NDArray[Any]]]:
    lists = (*segment.names, segment.evidence, segment.births, segment.contacts)
    for name, postings in zip(_POSTINGS, lists, strict=True):
        for part in _PARTS:
            yield f"{name}.{part}", getattr(postings, part)
    for name in _SINGLE:
        yield name, getattr(segment, name)


def _segment(arrays: dict[str, NDArray[Any]]) -> Segment:
    lists = [Postings(*(arrays[f"{name}.{part}"] for part in _PARTS)) for name in _POSTINGS]
    given, middle, family, kin, evidence, births, contacts = lists
    return Segment(
        names=(given, middle, family, kin), evidence=evidence, births=births, contacts=contacts,
        **{name: arrays[name] for name in _SINGLE},
    )  # fmt: skip
