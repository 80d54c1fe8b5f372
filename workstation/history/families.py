"""Of which households an enquiry as a whole speaks, when the child may be new: the relatives named, the address, a
phone and the child's surname, added up for each contact. One of them alone is often too common to say anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workstation.history import evidence, kinship, levels, name_words
from workstation.history.asking import Asked
from workstation.history.evidence import Piece
from workstation.history.kinship import Beside, Contacts, Kin
from workstation.history.room import Bits, Hits, Room
from workstation.history.segment import People, Segment, ranges
from workstation.history.weighing import Scales
from workstation.history.weights import HOUSEHOLD, Weights

_PLACES: Final = (("place",), ("near",), ("phone",))
_LOOKED_AT: Final = 400
"""For so many of the likeliest contacts it is looked who else is there."""
MOST: Final = 15
"""Households."""
_NOBODY_ELSE: Final = frozenset[str]()


class Household(NamedTuple):
    """A contact the enquiry speaks of."""

    bits: float
    contact: int
    relatives: frozenset[int]
    """Who is like a relative named now (`kinship.Kin.owner`); nobody when only the address or a phone fits."""


def spoken_of(
    rooms: Sequence[Room],
    asked: Asked,
    kins: Sequence[Kin],
    pieces: Sequence[list[Piece]],
    scales: Scales,
    weights: Weights,
) -> list[Household]:
    """The likeliest first. `pieces` of each room are what else was given and is on record there."""
    places = [each for room, found in zip(rooms, pieces, strict=True) for each in _at_places(room, found)]
    contacts, bits = kinship.households(kins, places, weights)
    if not len(contacts):
        return []
    best = np.argsort(-bits, kind="stable")[:_LOOKED_AT]
    contacts, bits = contacts[best], bits[best]
    known = [_among(contacts, kin.contacts) for kin in kins]
    half = np.maximum.reduce([_by_half(room, contacts, asked, known, scales, weights) for room in rooms])
    bits = bits + np.float32(weights.together) * half
    bits = bits - np.float32(np.log2(max(scales.people, 1)))
    order = [int(at) for at in np.lexsort((contacts, -bits))[:MOST] if bits[at] >= HOUSEHOLD]
    return [Household(float(bits[at]), int(contacts[at]), _owners(kins, contacts[at])) for at in order]


def _owners(kins: Sequence[Kin], contact: np.uint64) -> frozenset[int]:
    """Who of a contact is like the relatives named."""
    found = []
    for kin in kins:
        at = int(np.searchsorted(kin.contacts, contact))
        if at < len(kin.contacts) and kin.contacts[at] == contact:
            found.append(int(kin.owner[at]))
    return frozenset(found)


def _among(contacts: Contacts, others: Contacts) -> NDArray[np.bool_]:
    """Which of the contacts are among these others, which are sorted."""
    if not len(others):
        return np.zeros(len(contacts), bool)
    at = np.searchsorted(others, contacts)
    at[at == len(others)] = 0
    found: NDArray[np.bool_] = others[at] == contacts
    return found


def _at_places(room: Room, pieces: list[Piece]) -> Iterator[Beside]:
    """The contacts of whoever is recorded at the address, and of whoever has the phone."""
    for kinds in _PLACES:
        people, bits = evidence.column(pieces, kinds)
        if len(people):
            yield kinship.contacts_of(room.segment, people, bits)


def _by_half(
    room: Room,
    contacts: Contacts,
    asked: Asked,
    known: Sequence[NDArray[np.bool_]],
    scales: Scales,
    weights: Weights,
) -> Bits:
    """What half a name says in these contacts, beside those who are known there by their whole name: the surname of
    the child or of a relative; the first name of a relative who may have been called otherwise.
    """
    found = np.zeros(len(contacts), np.float32)
    members, whose = _members(room.segment, contacts)
    if not len(members):
        return found
    people, place = np.unique(members, return_inverse=True)
    room.settle(people)

    def best(hits: Hits) -> Bits:
        bits = np.zeros(len(contacts), np.float32)
        np.maximum.at(bits, whose, room.column(people, hits)[place])
        return bits

    for word, less in _surnames(asked, weights).items():
        bits = best(name_words.hits_of(room, scales.weigh(word)).family) + np.float32(less)
        bits[_said_by(word, asked.others, known, len(contacts))] = 0
        np.maximum(found, bits, out=found)
    for other, there in zip(asked.others, known, strict=True):
        if words := other.spelt.given[:1]:
            bits = best(name_words.hits_of(room, scales.weigh(words[0])).given)
            bits += np.float32(weights.other_family if other.spelt.family else 0)
            found += np.where(there, 0, np.maximum(bits, 0))
    return found


def _surnames(asked: Asked, weights: Weights) -> dict[str, float]:
    """What may be a surname of the household; the child's first name too, where a surname may stand by mistake."""
    turned = weights.surname_first if asked.spelt.loose else weights.swapped
    return dict.fromkeys(asked.spelt.given, turned) | {
        word: 0.0 for one in (*asked.others, asked) for word in one.spelt.family
    }


def _said_by(
    word: str, others: Sequence[Asked], known: Sequence[NDArray[np.bool_]], size: int
) -> NDArray[np.bool_]:
    """In which contacts a relative of this surname is known, so that finding it there says nothing more."""
    found = np.zeros(size, bool)
    for other, there in zip(others, known, strict=True):
        if any(levels.alike(one, word, _NOBODY_ELSE) <= levels.NEAR for one in other.spelt.family):
            found |= there
    return found


def _members(segment: Segment, contacts: Contacts) -> tuple[People, NDArray[np.intp]]:
    """Everybody in these contacts, with the contact they are in: who is in several of them comes several times."""
    at = np.searchsorted(segment.contacts.keys, contacts)
    at[at == len(segment.contacts.keys)] = 0
    known = np.flatnonzero(segment.contacts.keys[at] == contacts) if len(segment.contacts.keys) else at[:0]
    sizes = segment.contacts.starts[at[known] + 1] - segment.contacts.starts[at[known]]
    members = segment.contacts.people[ranges(segment.contacts.starts[at[known]], sizes)]
    return members, np.repeat(known, sizes)
