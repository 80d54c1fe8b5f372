"""The digests of a history, remembered: most of the time of a simulation would go into making them again.

What is remembered of an entry belongs to it as it lies in memory, so a changed copy is never taken for it. All
else is remembered by the very bytes that it was made of.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from workstation.domain import entries, fold, travel
from workstation.domain.entries import Entry
from workstation.sync import central

_known: Final[dict[int, bytes]] = {}
_alive: Final[list[Entry]] = []
"""Those whose digest is known, so that no other one can take their place in memory."""
_MANY: Final = 1 << 14
"""More than a history makes of anything."""

digest: Final = lru_cache(_MANY)(entries.digest)
link: Final = lru_cache(_MANY)(travel.link)
decode: Final = lru_cache(_MANY)(entries.decode)


def chain(entry: Entry) -> bytes:
    """`entries.chain`."""
    try:
        return _known[id(entry)]
    except KeyError:
        return note(entry, entries.chain(entry))


def note(entry: Entry, digest: bytes) -> bytes:
    """Remember the digest of an entry."""
    _known[id(entry)] = digest
    _alive.append(entry)
    return digest


def skeleton(entry: Entry) -> Entry:
    """An entry without its words: they are not in its digest."""
    if entry.body is None and not entry.salt:
        return entry
    return _alike(entry, replace(entry, body=None, salt=b""))


def placed(entry: Entry, position: int | None) -> Entry:
    """An entry with its number at Central, which is not in its digest either."""
    return entry if entry.position == position else _alike(entry, replace(entry, position=position))


def _alike(entry: Entry, other: Entry) -> Entry:
    note(other, chain(entry))
    return other


def begin() -> None:
    """Forget every entry, and let the pages of the exchange and the fold ask here."""
    _known.clear()
    _alive.clear()
    central.chain = chain  # type: ignore[attr-defined]
    fold.decode = decode  # type: ignore[attr-defined]
