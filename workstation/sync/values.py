"""Values in PostgreSQL's binary form, for a question to the server (`connection`)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final

from msgspec import Struct


class Value(Struct, frozen=True):
    """One value on its way to the server, in PostgreSQL's binary form."""

    oid: int
    raw: bytes | None


TEXT, BYTES, LONG, INT = 25, 17, 20, 23
_ARRAYS: Final = {TEXT: 1009, BYTES: 1001, LONG: 1016}


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
    return _array(LONG, [struct.pack("!q", value) for value in values])


def _array(element: int, values: Sequence[bytes | None]) -> Value:
    """One dimension, counted from 1; each element is its length and its bytes, or -1 for nothing."""
    parts = [struct.pack("!iiiii", 1, 1, element, len(values), 1)]
    for value in values:
        if value is None:
            parts.append(b"\xff\xff\xff\xff")
        else:
            parts += (struct.pack("!i", len(value)), value)
    return Value(_ARRAYS[element], b"".join(parts))
