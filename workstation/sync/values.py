"""Values in PostgreSQL's binary form, for a question to the server (`connection`)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final, cast

from msgspec import Struct


class Value(Struct, frozen=True):
    """One value on its way to the server, in PostgreSQL's binary form."""

    oid: int
    raw: bytes | None


TEXT, BYTES, LONG, INT = 25, 17, 20, 23
_ARRAYS: Final = {TEXT: 1009, BYTES: 1001, LONG: 1016}
_NOTHING: Final = -1


class _Lengths(dict[int, bytes]):
    """A length as it stands before what it is the length of; the short ones are there already."""

    def __missing__(self, size: int) -> bytes:
        return struct.pack("!i", size)


_lengths: Final = _Lengths({size: struct.pack("!i", size) for size in range(_NOTHING, 1024)})


def text(value: str) -> Value:
    """A word or more."""
    return Value(TEXT, value.encode())


def binary(value: bytes) -> Value:
    """Bytes."""
    return Value(BYTES, value)


def long(value: int) -> Value:
    """A number of eight bytes."""
    return Value(LONG, struct.pack("!q", value))


def integer(value: int) -> Value:
    """A number of four bytes."""
    return Value(INT, struct.pack("!i", value))


def texts(values: Sequence[str]) -> Value:
    """Many words."""
    return _array(TEXT, [value.encode() for value in values])


def binaries(values: Sequence[bytes | None]) -> Value:
    """Many bytes, or nothing in their place."""
    return _array(BYTES, values)


def longs(values: Sequence[int]) -> Value:
    """Many numbers."""
    packed = struct.pack("!" + "iq" * len(values), *[part for value in values for part in (8, value)])
    return Value(_ARRAYS[LONG], _header(LONG, len(values)) + packed)


def _array(element: int, values: Sequence[bytes | None]) -> Value:
    """One dimension, counted from 1; each element is its length and its bytes, or -1 for nothing. Five hundred
    entries are eight thousand elements: hardly any of them costs a step of Python's own.
    """
    there = [value or b"" for value in values] if None in values else cast("Sequence[bytes]", values)
    parts = [b""] * (2 * len(values))
    parts[::2] = map(_lengths.__getitem__, map(len, there))
    parts[1::2] = there
    for place, value in enumerate(values if there is not values else ()):
        if value is None:
            parts[2 * place] = _lengths[_NOTHING]
    return Value(_ARRAYS[element], _header(element, len(values)) + b"".join(parts))


def _header(element: int, many: int) -> bytes:
    return struct.pack("!iiiii", 1, 1, element, many, 1)
