"""What entries need on their way between computers: how far a story was followed, keys, and doubts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final

from msgspec import Struct

from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, DeviceId

ERASING: Final = ("ErasureAgreed", "Redacted")
"""The kinds that take words away, by two people, one after the other."""


class Mark(Struct, frozen=True):
    """How far a stream was followed: everything up to `cursor` is here, and `chain` is its chain there."""

    cursor: int = 0
    chain: bytes = b""


class Prepared(tuple[Entry, ...]):  # noqa: SLOT001 - a tuple cannot have any
    """Entries, with what whoever made them had at hand and others would have to work out again. It says nothing
    that the entries do not say, and is made here, never taken over from somebody.
    """

    chains: Sequence[bytes] = ()
    """The chain digest of each."""
    rows: Sequence[tuple[Any, ...]] = ()
    """Each as `store.rows.to_row` makes it."""
    whole: bool | None = None
    """Whether the words of each are those of its digest; None when nobody has looked."""


class DeviceKey(Struct, frozen=True):
    """A computer that writes, the person it writes for, and the key its signatures are checked with."""

    device: DeviceId
    worker: AuthorId
    key: bytes


class Reason(StrEnum):
    """Why Central kept an entry in quarantine; the window has a sentence for each."""

    CLASH = "clash"  # another entry has this identity
    UNKNOWN_DEVICE = "unknown device"  # nobody has enrolled the computer it was written on
    NOT_YOURS = "not yours"  # the computer belongs to somebody else than its author
    REVOKED = "revoked"  # written on a computer after it was locked out
    NOT_GRANTED = "not granted"  # whoever hands it over may not write to this stream
    ALTERED = "altered"  # its digests do not fit what it says
    TOO_LONG = "too long"
    UNREADABLE = "unreadable"  # words or dates that the database cannot keep
    ERASURE = "erasure"  # words may be erased only when two people agreed
    ROLE = "role"  # an act of a manager, by somebody who is none


class Doubt(StrEnum):
    """Why an entry from Central is not believed: it is kept, passed on, and never shown as true."""

    DEVICE = "device"  # nobody told us the key of the computer it is said to come from
    AUTHOR = "author"  # that computer writes for somebody else
    SIGNATURE = "signature"  # not signed by that computer
    WORDS = "words"  # the words are not those it was signed for


def link(told: bytes, entry: bytes) -> bytes:
    """The stream's chain at a position: of the chain before it and the chain digest of the entry there."""
    return hashlib.sha256(told + entry).digest()
