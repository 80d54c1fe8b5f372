"""Evidence from a household: who is named in one contact with people who look like the relatives named now.

It is kept by contact (as a hash), not by person, because the people of one contact may lie in different segments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workstation.history.building import CROWD
from workstation.history.room import Hits, Room
from workstation.history.segment import ADULT, CHILD, FEMALE, MALE, People, Segment, ranges
from workstation.history.weights import Weights

Bits = NDArray[np.float32]
Contacts = NDArray[np.uint64]
_MOST: Final = 4000
"""Hits of one relative that are followed, the best."""
_OPENING: Final = 9.0
"""From so many bits on, whoever is named with a hit becomes a candidate."""
_OPENED: Final = 150


class Found(NamedTuple):
    """People of one segment who look like one relative, and how much."""

    people: People
    bits: Bits
    together: Bits
    """The same, where the names say less because a first name and a surname go together."""


class Kin(NamedTuple):
    """For one named relative: in which contacts somebody like them is named, and what that is worth there."""

    contacts: Contacts
    """Sorted, each once."""
    best: Bits
    owner: NDArray[np.int64]
    """Whose the best is: nobody is their own relative."""
    second: Bits
    raw: Bits
    """What the best are told by, for the household as a whole (`Found.together`)."""
    opening: Contacts
    """Contacts whose people are candidates for that alone."""


def kin(found: Sequence[Found], segments: Sequence[Segment], weights: Weights) -> Kin:
    """The evidence of one relative, from what each segment has of them."""
    contacts, bits, together, owner = [], [], [], []
    for number, (everybody, segment) in enumerate(zip(found, segments, strict=True)):
        who = _best_of(everybody)
        sizes = segment.lives[who.people + 1] - segment.lives[who.people]
        places = segment.lives_at[ranges(segment.lives[who.people], sizes)]
        contacts.append(segment.contacts.keys[places])
        bits.append(np.repeat(who.bits, sizes))
        together.append(np.repeat(who.together, sizes))
        owner.append(np.repeat(who.people.astype(np.int64) | number << 40, sizes))
    return _by_contact(
        np.concatenate([*contacts, np.zeros(0, np.uint64)]).astype(np.uint64),
        np.concatenate([*bits, np.zeros(0, np.float32)]).astype(np.float32),
        np.concatenate([*together, np.zeros(0, np.float32)]).astype(np.float32),
        np.concatenate([*owner, np.zeros(0, np.int64)]).astype(np.int64),
        weights,
    )


def _best_of(found: Found) -> Found:
    if len(found.people) <= _MOST:
        return found
    least = np.partition(found.bits, -_MOST)[-_MOST]
    kept = found.bits >= least
    return Found(found.people[kept], found.bits[kept], found.together[kept])


def _by_contact(
    contacts: Contacts, bits: Bits, together: Bits, owner: NDArray[np.int64], weights: Weights
) -> Kin:
    order = np.lexsort((owner, -bits, contacts))
    contacts, bits, owner = contacts[order], bits[order], owner[order]
    first = np.ones(len(contacts), bool)
    first[1:] = contacts[1:] != contacts[:-1]
    at = np.flatnonzero(first)
    second = np.zeros(len(at), np.float32)
    has_second = np.append(~first[1:], False)[at]
    second[has_second] = bits[at[has_second] + 1]
    best = bits[at]
    strong = np.flatnonzero(best >= _OPENING)
    if len(strong) > _OPENED:
        strong = strong[best[strong] >= np.partition(best[strong], -_OPENED)[-_OPENED]]
    return Kin(
        contacts[at],
        _worth(best, weights),
        owner[at],
        _worth(second, weights),
        together[order][at],
        contacts[at[strong]],
    )


def _worth(bits: Bits, weights: Weights) -> Bits:
    worth = (bits - np.float32(weights.kin_from)) * np.float32(weights.kin)
    found: Bits = np.clip(worth, 0, weights.most_kin).astype(np.float32)
    return found


class Sought(NamedTuple):
    """A relative named now."""

    kin: Kin
    given: Hits
    """Who has their first name, or one like it."""
    sex: str
    parent: bool
    child: bool
    surname: Bits
    """What their surname says of each of the people, who may have it or be named with somebody who has; that of the
    one asked about says nothing more.
    """


class Beside(NamedTuple):
    """Contacts in which something else that was given is found (an address, a phone), and what it says there."""

    contacts: Contacts
    bits: Bits


def households(kins: Sequence[Kin], others: Sequence[Beside], weights: Weights) -> tuple[Contacts, Bits]:
    """The contacts of which the relatives named and whatever else was given speak, and how much in all. Whoever is
    found beside another relative says less: families share a surname, and marry within a community.
    """
    contacts = [*(kin.contacts for kin in kins), *(each.contacts for each in others), np.zeros(0, np.uint64)]
    keys, place = np.unique(np.concatenate(contacts), return_inverse=True)
    known = sum(len(kin.contacts) for kin in kins)
    names = np.concatenate([*(kin.raw for kin in kins), np.zeros(0, np.float32)])
    bits = np.concatenate([np.maximum(names - weights.beside, 0), *(each.bits for each in others)])
    best = np.zeros(len(keys), np.float32)
    np.maximum.at(best, place[:known], names)
    total = np.bincount(place, bits, len(keys)).astype(np.float32)
    return keys, total + np.minimum(best, np.float32(weights.beside))


def opened(segment: Segment, kin: Kin) -> People:
    """Everybody of a segment who is named with a good hit."""
    at = segment.contacts.among(kin.opening)
    known = at[at >= 0]
    sizes = _sizes(segment, known)
    known, sizes = known[sizes <= CROWD], sizes[sizes <= CROWD]
    return segment.contacts.people[ranges(segment.contacts.starts[known], sizes)]


def support(room: Room, number: int, people: People, sought: Sequence[Sought], weights: Weights) -> Bits:
    """What the relatives who were named say to each of these people of a segment: for those who are recorded beside
    somebody like them, or of their surname, and a little against those who have another mother (another father) on
    record.
    """
    segment = room.segment
    sizes = segment.lives[people + 1] - segment.lives[people]
    places = segment.lives_at[ranges(segment.lives[people], sizes)]
    whose = np.repeat(np.arange(len(people)), sizes)
    crowded = _sizes(segment, places) > CROWD
    places, whose = places[~crowded], whose[~crowded]
    contacts, own = segment.contacts.keys[places], people[whose].astype(np.int64) | number << 40
    beside = _recorded_with(segment, places, whose, people)
    total, against, surname = (np.zeros(len(people), np.float32) for _ in range(3))
    for one in sought:
        best = np.zeros(len(people), np.float32)
        kin = one.kin
        if len(kin.contacts) and len(contacts):
            at = np.searchsorted(kin.contacts, contacts)
            at[at == len(kin.contacts)] = 0
            there = kin.contacts[at] == contacts
            bits = np.where(kin.owner[at] == own, kin.second[at], kin.best[at])
            np.maximum.at(best, whose[there], bits[there])
        total += best
        nobody = best == 0
        np.maximum(surname, np.where(nobody, of_relative(one.surname, weights), 0), out=surname)
        nobody &= ~_half_known(room, one, beside, weights)
        against += np.where(nobody, np.float32(weights.no_relative), np.float32(0))
        if one.parent and one.sex:
            another = nobody & _has(segment, beside, ADULT | (FEMALE if one.sex == "F" else MALE))
            against += np.where(another, np.float32(weights.other_parent), np.float32(0))
    found: Bits = np.minimum(total + surname, np.float32(weights.all_kin)) + against
    return found


def of_relative(bits: Bits, weights: Weights) -> Bits:
    """What something says of somebody that was found with one of their family only."""
    worth = (bits - np.float32(weights.kin_from)) * np.float32(weights.of_relative)
    found: Bits = np.clip(worth, 0, weights.most_of_relative).astype(np.float32)
    return found


def at_home(segment: Segment, people: People, home: Beside) -> Bits:
    """What is said of these people by a house where somebody named with them lived."""
    found = np.zeros(len(people), np.float32)
    if not len(home.contacts):
        return found
    sizes = segment.lives[people + 1] - segment.lives[people]
    contacts = segment.contacts.keys[segment.lives_at[ranges(segment.lives[people], sizes)]]
    at = np.searchsorted(home.contacts, contacts)
    at[at == len(home.contacts)] = 0
    there = home.contacts[at] == contacts
    np.maximum.at(found, np.repeat(np.arange(len(people)), sizes)[there], home.bits[at[there]])
    return found


def contacts_of(segment: Segment, people: People, bits: Bits) -> Beside:
    """The contacts in which these people are named, and what is said of the best of them; sorted."""
    sizes = segment.lives[people + 1] - segment.lives[people]
    places = segment.lives_at[ranges(segment.lives[people], sizes)]
    order = places.argsort(kind="stable")
    places, said = places[order], bits.repeat(sizes)[order]
    first = np.append(True, places[1:] != places[:-1])[: len(places)].nonzero()[0]
    at, best = places[first], np.maximum.reduceat(said, first) if len(first) else said
    small = segment.contacts.starts[at + 1] - segment.contacts.starts[at] <= CROWD
    return Beside(segment.contacts.keys[at[small]].astype(np.uint64), best[small])


class _Recorded(NamedTuple):
    """Everybody who is named with somebody: who, with which of so many people."""

    who: People
    whose: NDArray[np.intp]
    people: int


def _recorded_with(
    segment: Segment, places: NDArray[np.int32], whose: NDArray[np.intp], people: People
) -> _Recorded:
    sizes = _sizes(segment, places)
    members = segment.contacts.people[ranges(segment.contacts.starts[places], sizes)]
    owner = np.repeat(whose, sizes)
    others = members != people[owner]
    return _Recorded(members[others], owner[others], len(people))


def _has(segment: Segment, beside: _Recorded, wanted: int) -> NDArray[np.bool_]:
    """Who is recorded with somebody of this kind."""
    return _marked(beside, segment.flags[beside.who] & wanted == wanted)


def _half_known(room: Room, one: Sought, beside: _Recorded, weights: Weights) -> NDArray[np.bool_]:
    """Who is recorded with somebody of this relative's first name: people marry, and part."""
    alike = one.given.people[one.given.bits >= weights.half_relative]
    room.seen[alike] = True
    fits = room.seen[beside.who]
    room.seen[alike] = False
    flags = room.segment.flags[beside.who]
    if one.parent:
        other = {"F": MALE, "M": FEMALE}.get(one.sex, 0)
        fits &= (flags & ADULT != 0) & (flags & (FEMALE | MALE) != other if other else True)
    elif one.child:
        fits &= flags & CHILD != 0
    return _marked(beside, fits)


def _marked(beside: _Recorded, fits: NDArray[np.bool_]) -> NDArray[np.bool_]:
    found = np.zeros(beside.people, bool)
    found[beside.whose[fits]] = True
    return found


def _sizes(segment: Segment, places: NDArray[Any]) -> NDArray[np.int32]:
    """How many people are named in the contacts at these places."""
    sizes: NDArray[np.int32] = segment.contacts.starts[places + 1] - segment.contacts.starts[places]
    return sizes
