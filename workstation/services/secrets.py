"""The words of confidential addresses, read from the journal alone, for the few acts that may have them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from workstation.domain import kinds
from workstation.domain.entries import Entry, decode
from workstation.domain.fold import fold, hidden_words

__all__ = ["confidential_of", "hidden_words", "words_of"]


def confidential_of(entries: Iterable[Entry]) -> tuple[kinds.AddressRecorded, ...]:
    """The confidential addresses of a contact, whole, to be carried into another contact of the family."""
    known = tuple(entries)
    if not known:
        return ()
    secret = {a.address for a in fold(known[0].contact, known).addresses if a.confidential}
    latest: dict[str, kinds.AddressRecorded] = {}
    for entry in known:
        body = decode(entry.kind, entry.body) if entry.body is not None else None
        if isinstance(body, kinds.AddressRecorded) and body.address in secret:
            latest[body.address] = msgspec.structs.replace(body, confidential=True, people=())
    return tuple(latest.values())


def words_of(entries: Iterable[Entry], address: str) -> tuple[str, ...]:
    """The lines and postcode of one address."""
    found = [a for a in confidential_of(entries) if a.address == address]
    return tuple(line for a in found for line in (*a.lines.splitlines(), a.postcode) if line.strip())
