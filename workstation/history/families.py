"""Of which households an enquiry as a whole speaks, when the child may be new: the relatives named, the address, a
phone and the child's surname, added up for each contact. One of them alone is often too common to say anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workstation.history import evidence, kinship, levels, scoring
from workstation.history.asking import Asked
from workstation.history.building import CROWD
from workstation.history.kinship import Beside, Contacts, Kin
from workstation.history.room import NONE, Bits, Room
from workstation.history.segment import People, Segment, ranges
from workstation.history.weighing import Scales
from workstation.history.weights import HOUSEHOLD, Weights

_PLACES: Final = (("place", "near"), ("phone",))
_LOOKED_AT: Final = 400
"""For so many of the likeliest contacts it is looked whether the child's surname is there."""
_NOBODY_ELSE: Final = frozenset[str]()


class Household(NamedTuple):
    """A contact the enquiry speaks of."""

    bits: float
    contact: int
    relative: bool
    """Whether somebody like a relative named now is there; else only the address, the phone, the surname."""


def spoken_of(
    rooms: Sequence[Room], asked: Asked, kins: Sequence[Kin], scales: Scales, weights: Weights
) -> list[Household]:
    """The likeliest first."""
    places = [each for room in rooms for each in _at_places(room, asked, scales, weights)]
    contacts, bits = kinship.households(kins, places)
    if not len(contacts):
        return []
    best = np.argsort(-bits, kind="stable")[:_LOOKED_AT]
    contacts, bits = contacts[best], bits[best]
    if not _shared(asked):
        bits = bits + np.maximum.reduce([_surname(room, contacts, asked, scales) for room in rooms])
    bits = bits - np.float32(np.log2(max(scales.people, 1)))
    related = np.isin(contacts, np.concatenate([np.zeros(0, np.uint64), *(kin.contacts for kin in kins)]))
    order = [int(at) for at in np.lexsort((contacts, -bits)) if bits[at] >= HOUSEHOLD]
    return [Household(float(bits[at]), int(contacts[at]), bool(related[at])) for at in order]


def _at_places(room: Room, asked: Asked, scales: Scales, weights: Weights) -> Iterator[Beside]:
    """The contacts of whoever is recorded at the address, and of whoever has the phone."""
    pieces = list(evidence.pieces(room.segment, asked, scales.sharing, weights))
    for kinds in _PLACES:
        people, bits = evidence.column(pieces, kinds)
        if len(people):
            yield _by_contact(room.segment, people, bits)


def _by_contact(segment: Segment, people: People, bits: Bits) -> Beside:
    sizes = segment.lives[people + 1] - segment.lives[people]
    places = segment.lives_at[ranges(segment.lives[people], sizes)]
    at, whose = np.unique(places, return_inverse=True)
    best = np.zeros(len(at), np.float32)
    np.maximum.at(best, whose, np.repeat(bits, sizes))
    small = segment.contacts.starts[at + 1] - segment.contacts.starts[at] <= CROWD
    return Beside(segment.contacts.keys[at[small]].astype(np.uint64), best[small])


def _shared(asked: Asked) -> bool:
    """Whether a relative who was named has the child's surname, so that finding it says nothing more."""
    return any(
        levels.alike(one, word, _NOBODY_ELSE) <= levels.NEAR
        for other in asked.others
        for one in other.spelt.family
        for word in asked.spelt.family
    )


def _surname(room: Room, contacts: Contacts, asked: Asked, scales: Scales) -> Bits:
    """What it says that somebody in these contacts has the child's surname."""
    found = np.zeros(len(contacts), np.float32)
    members, whose = _members(room.segment, contacts)
    if not len(members) or not asked.spelt.family:
        return found
    people, place = np.unique(members, return_inverse=True)
    room.settle(people)
    for word in asked.spelt.family:
        hits = scoring.words_of(room.segment, scales.weigh(word)).family
        bits = room.column(people, hits)[place]
        np.maximum.at(found, whose, np.where(bits > NONE / 2, bits, 0))
    return found


def _members(segment: Segment, contacts: Contacts) -> tuple[People, NDArray[np.intp]]:
    """Everybody in these contacts, with the contact they are in: who is in several of them comes several times."""
    at = np.searchsorted(segment.contacts.keys, contacts)
    at[at == len(segment.contacts.keys)] = 0
    known = np.flatnonzero(segment.contacts.keys[at] == contacts) if len(segment.contacts.keys) else at[:0]
    sizes = segment.contacts.starts[at[known] + 1] - segment.contacts.starts[at[known]]
    members = segment.contacts.people[ranges(segment.contacts.starts[at[known]], sizes)]
    return members, np.repeat(known, sizes)
