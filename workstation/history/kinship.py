"""Evidence from a household: who is named in one contact with people who look like the relatives named now.

It is kept by contact (as a hash), not by person, because the people of one contact may lie in different segments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workstation.history.building import CROWD
from workstation.history.segment import ADULT, FEMALE, MALE, People, Segment, ranges
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


class Kin(NamedTuple):
    """For one named relative: in which contacts somebody like them is named, and what that is worth there."""

    contacts: Contacts
    """Sorted, each once."""
    best: Bits
    owner: NDArray[np.int64]
    """Whose the best is: nobody is their own relative."""
    second: Bits
    raw: Bits
    """The bits of the best, before they are worth less for being about somebody else."""
    opening: Contacts
    """Contacts whose people are candidates for that alone."""


def kin(found: Sequence[Found], segments: Sequence[Segment], weights: Weights) -> Kin:
    """The evidence of one relative, from what each segment has of them."""
    contacts, bits, owner = [], [], []
    for number, (everybody, segment) in enumerate(zip(found, segments, strict=True)):
        who = _best_of(everybody)
        sizes = segment.lives[who.people + 1] - segment.lives[who.people]
        places = segment.lives_at[ranges(segment.lives[who.people], sizes)]
        contacts.append(segment.contacts.keys[places])
        bits.append(np.repeat(who.bits, sizes))
        owner.append(np.repeat(who.people.astype(np.int64) | number << 40, sizes))
    return _by_contact(
        np.concatenate([*contacts, np.zeros(0, np.uint64)]).astype(np.uint64),
        np.concatenate([*bits, np.zeros(0, np.float32)]).astype(np.float32),
        np.concatenate([*owner, np.zeros(0, np.int64)]).astype(np.int64),
        weights,
    )


def _best_of(found: Found) -> Found:
    if len(found.people) <= _MOST:
        return found
    least = np.partition(found.bits, -_MOST)[-_MOST]
    kept = found.bits >= least
    return Found(found.people[kept], found.bits[kept])


def _by_contact(contacts: Contacts, bits: Bits, owner: NDArray[np.int64], weights: Weights) -> Kin:
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
        contacts[at], _worth(best, weights), owner[at], _worth(second, weights), best, contacts[at[strong]]
    )


def _worth(bits: Bits, weights: Weights) -> Bits:
    worth = (bits - np.float32(weights.kin_from)) * np.float32(weights.kin)
    found: Bits = np.clip(worth, 0, weights.most_kin).astype(np.float32)
    return found


class Beside(NamedTuple):
    """Contacts in which something else that was given is found (an address, a phone), and what it says there."""

    contacts: Contacts
    bits: Bits


def households(kins: Sequence[Kin], others: Sequence[Beside]) -> tuple[Contacts, Bits]:
    """The contacts of which the relatives named and whatever else was given speak, and how much in all."""
    contacts = [*(kin.contacts for kin in kins), *(each.contacts for each in others), np.zeros(0, np.uint64)]
    bits = [*(kin.raw for kin in kins), *(each.bits for each in others), np.zeros(0, np.float32)]
    keys, place = np.unique(np.concatenate(contacts), return_inverse=True)
    return keys, np.bincount(place, np.concatenate(bits), len(keys)).astype(np.float32)


def opened(segment: Segment, kin: Kin) -> People:
    """Everybody of a segment who is named with a good hit."""
    at = np.searchsorted(segment.contacts.keys, kin.opening)
    at = at[at < len(segment.contacts.keys)] if len(segment.contacts.keys) else at[:0]
    known = at[np.isin(segment.contacts.keys[at], kin.opening)]
    sizes = _sizes(segment, known)
    known, sizes = known[sizes <= CROWD], sizes[sizes <= CROWD]
    return segment.contacts.people[ranges(segment.contacts.starts[known], sizes)]


def support(
    segment: Segment, number: int, people: People, kins: Sequence[Kin], sexes: Sequence[str], weights: Weights
) -> Bits:
    """What the relatives who were named say to each of these people of a segment: for those who are recorded beside
    somebody like them, and a little against those who have another mother (another father) on record.
    """
    sizes = segment.lives[people + 1] - segment.lives[people]
    places = segment.lives_at[ranges(segment.lives[people], sizes)]
    whose = np.repeat(np.arange(len(people)), sizes)
    crowded = _sizes(segment, places) > CROWD
    places, whose = places[~crowded], whose[~crowded]
    contacts, own = segment.contacts.keys[places], people[whose].astype(np.int64) | number << 40
    total = np.zeros(len(people), np.float32)
    for one, sex in zip(kins, sexes, strict=True):
        best = np.zeros(len(people), np.float32)
        if len(one.contacts) and len(contacts):
            at = np.searchsorted(one.contacts, contacts)
            at[at == len(one.contacts)] = 0
            there = one.contacts[at] == contacts
            bits = np.where(one.owner[at] == own, one.second[at], one.best[at])
            np.maximum.at(best, whose[there], bits[there])
        total += best
        if sex:
            another = _has_parent(segment, places, whose, people, sex) & (best == 0)
            total += np.where(another, np.float32(weights.other_parent), np.float32(0))
    return np.minimum(total, np.float32(weights.all_kin))


def _sizes(segment: Segment, places: NDArray[Any]) -> NDArray[np.int32]:
    """How many people are named in the contacts at these places."""
    sizes: NDArray[np.int32] = segment.contacts.starts[places + 1] - segment.contacts.starts[places]
    return sizes


def _has_parent(
    segment: Segment, places: NDArray[np.int32], whose: NDArray[np.intp], people: People, sex: str
) -> NDArray[np.bool_]:
    """Who of the people is named with a grown-up of this sex."""
    sizes = _sizes(segment, places)
    members = segment.contacts.people[ranges(segment.contacts.starts[places], sizes)]
    owner = np.repeat(whose, sizes)
    wanted = ADULT | (FEMALE if sex == "F" else MALE)
    fits = (segment.flags[members] & wanted == wanted) & (members != people[owner])
    found = np.zeros(len(people), bool)
    found[owner[fits]] = True
    return found
