"""Identities. All are text, made on the workstation, and never used again for anything else."""

from __future__ import annotations

import hashlib
import secrets
from typing import NewType

EntryId = NewType("EntryId", str)
ContactId = NewType("ContactId", str)
PersonId = NewType("PersonId", str)
"""One person as named in one contact. Whether two are the same human being is a judgement (`Matched`)."""
AuthorId = NewType("AuthorId", str)
DeviceId = NewType("DeviceId", str)


def uuid7(milliseconds: int, chance: bytes | None = None) -> str:
    """A version 7 UUID (RFC 9562): 48 bits of Unix milliseconds, then chance (10 bytes, for replays)."""
    rest = int.from_bytes(chance if chance is not None else secrets.token_bytes(10), "big")
    high = (milliseconds & 0xFFFFFFFFFFFF) << 80
    value = high | (0x7 << 76) | (((rest >> 64) & 0xFFF) << 64) | (0b10 << 62) | (rest & 0x3FFFFFFFFFFFFFFF)
    return _dashed(value)


def uuid_of(*parts: str) -> str:
    """A version 8 UUID made of the parts: the same parts give the same identity (idempotent imports)."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    value = int.from_bytes(digest[:16], "big")
    value = value & ~(0xF << 76) | (0x8 << 76)
    value = value & ~(0b11 << 62) | (0b10 << 62)
    return _dashed(value)


def _dashed(value: int) -> str:
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
