"""The words of confidential addresses, read from the journal alone, for the few acts that may have them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from workstation.domain import fold, kinds, whereabouts
from workstation.domain.entries import Entry, decode
from workstation.domain.fold import hidden_words

__all__ = ["confidential_of", "doors_of", "hidden_words", "never_written", "words_of"]


def confidential_of(entries: Iterable[Entry]) -> tuple[kinds.AddressRecorded, ...]:
    """The confidential addresses of a contact, whole, to be carried into another contact of the family."""
    known = tuple(entries)
    if not known:
        return ()
    found = fold.confidential_of(known[0].contact, known)
    return tuple(msgspec.structs.replace(body, confidential=True, people=()) for body in found)


def words_of(entries: Iterable[Entry], address: str) -> tuple[str, ...]:
    """The lines and postcode of one address; of several versions that stand, each."""
    found = [a for a in confidential_of(entries) if a.address == address]
    return tuple(line for a in found for line in (*a.lines.splitlines(), a.postcode) if line.strip())


def never_written(entries: Iterable[Entry], address: str) -> bool:
    """Whether no version of an address ever had words here: the file it came from kept them back."""
    bodies = (decode(e.kind, e.body) for e in entries if e.body is not None)
    ours = (b for b in bodies if isinstance(b, kinds.AddressRecorded) and b.address == address)
    return not any((body.lines + body.postcode).strip() for body in ours)


def doors_of(entries: Iterable[Entry]) -> frozenset[str]:
    """The hidden addresses of a contact as they can be compared, so that no other contact gives them away."""
    return frozenset(whereabouts.door(a.lines, a.postcode) for a in confidential_of(entries)) - {""}
