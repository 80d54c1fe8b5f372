"""Evidence that is looked up: the house, the postcode, phones and numbers. Each key is a hash in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workstation.history import numbers
from workstation.history.asking import Asked
from workstation.history.hashes import hash_of, hashes_of, near_postcode_keys
from workstation.history.places import half_postcode, nearly_numbers, nearly_streets
from workstation.history.segment import People, Segment
from workstation.history.weights import Weights

_HOUSEHOLD: Final = 5
"""More people than this at one address make it say less: a hostel, a refuge, a block of flats."""
_HALF: Final = 0.5
"""So often a family is asked about where it lived before."""


class Piece(NamedTuple):
    """Who shares one piece of evidence, what kind it is, and what it says."""

    kind: str
    people: People
    bits: float


def pieces(
    segment: Segment, asked: Asked, sharing: Callable[[int], int], everybody: int, weights: Weights
) -> Iterator[Piece]:
    """Everything of the enquiry that can be looked up, as far as somebody has it. `sharing`: how many do in all."""
    for kind, key, bits in _looked_up(asked, weights):
        hashed = hash_of(key)
        people = segment.evidence.of(hashed)
        if len(people):
            yield Piece(kind, people, _shared(kind, bits, sharing(hashed), everybody))
    yield from _near_houses(segment, asked, sharing, everybody, weights)
    yield from _near_postcodes(segment, asked, weights)


def house_keys(asked: Asked) -> list[str]:
    """What this very home can be looked up by, the surest first."""
    return [key for key in asked.place.keys if key[0] == "f" or (key[0] in "nhs" and asked.place.number)]


def _looked_up(asked: Asked, weights: Weights) -> Iterator[tuple[str, str, float]]:
    for key in asked.place.keys:
        if key[0] == "s" and not asked.place.number:
            yield "place", key, weights.postcode
        else:
            yield "place", key, _says(key[0], weights)
    if asked.phone:
        yield "phone", f"t:{asked.phone}", weights.phone
    if asked.nhs:
        yield "nhs", f"i:{asked.nhs}", weights.nhs if numbers.good_nhs(asked.nhs) else weights.bad_nhs
    if asked.la_child_id:
        yield "council", f"l:{asked.la_child_id}", weights.council
    if asked.upn:
        yield "upn", f"u:{asked.upn}", weights.upn


def _says(what: str, weights: Weights) -> float:
    """A flat says as much as a house; which of many in one building, the building alone does not."""
    says = {
        "f": weights.house,
        "n": weights.house,
        "h": weights.house,
        "s": weights.street,
        "p": weights.postcode,
    }
    return says[what]


def _shared(kind: str, bits: float, people: int, everybody: int) -> float:
    """The more people share it, the less it says; and never more than it tells some from all others."""
    if kind in {"place", "phone"}:
        bits = min(bits, float(np.log2(_HALF * everybody / max(people, _HOUSEHOLD))))
        crowd = max(people / (_HOUSEHOLD if bits > 5 else 60), 1.0)
        return max(bits - float(np.log2(crowd)), 0.5)
    return bits


def _near_houses(
    segment: Segment, asked: Asked, sharing: Callable[[int], int], everybody: int, weights: Weights
) -> Iterator[Piece]:
    """The same number in a street that is written or was heard nearly so, or nearly the same number in the same
    street. What that says is told by how many live in such a house.
    """
    place = asked.place
    if not place.number or not place.street:
        return
    keys = _near_keys(place.number, place.street)
    there = [int(key) for key in keys[segment.evidence.among(keys) >= 0]]
    if not there:
        return
    people = max(sum(map(sharing, there)), _HOUSEHOLD)
    bits = min(weights.near_house, float(np.log2(weights.misheard * everybody / people)))
    if bits > 0:
        yield Piece("near house", np.concatenate([segment.evidence.of(key) for key in there]), bits)


@lru_cache(maxsize=256)
def _near_keys(number: str, street: str) -> NDArray[np.uint64]:
    """Of every house one slip away, ascending; kept, for a family is asked about again and again."""
    near = [f"s:{number}:{other}" for other in nearly_streets(street)]
    near += [f"s:{other}:{street}" for other in nearly_numbers(number)]
    return np.sort(hashes_of(near))


def _near_postcodes(segment: Segment, asked: Asked, weights: Weights) -> Iterator[Piece]:
    if half_postcode(asked.place.postcode):
        return
    keys = np.fromiter(near_postcode_keys(asked.place.postcode), np.uint64)
    found = segment.evidence.keys
    if not len(found) or not len(keys):
        return
    at = np.searchsorted(found, keys)
    at[at == len(found)] = 0
    for place in at[found[at] == keys]:
        yield Piece("near", segment.evidence.at(int(place)), weights.near_postcode)


def column(pieces_: list[Piece], kinds: tuple[str, ...]) -> tuple[People, NDArray[np.float32]]:
    """The pieces of some kinds as one list, the strongest last."""
    chosen = sorted((piece for piece in pieces_ if piece.kind in kinds), key=lambda piece: piece.bits)
    if not chosen:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    people = np.concatenate([piece.people for piece in chosen])
    return people, np.repeat(np.array([p.bits for p in chosen], np.float32), [len(p.people) for p in chosen])
