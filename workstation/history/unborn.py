"""Children who were expected when they were recorded: no first name, the mother's surname, a day that was guessed.

Later they are asked about by a name that nobody knew then. The day, the mother and the house must find them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workstation.history import days
from workstation.history.asking import Asked
from workstation.history.room import NONE, Bits, Hits, Room
from workstation.history.segment import CHILD, GIVEN, People, Segment
from workstation.history.weights import Weights

_ABOUT: Final = timedelta(days=45)


class Expected(NamedTuple):
    """Who was expected and may be the child for that alone; and who has the surname of a mother named now."""

    people: Sequence[People]
    mothers: Sequence[Hits]


def are(segment: Segment, people: People) -> NDArray[np.bool_]:
    """Who of these had no first name yet."""
    found: NDArray[np.bool_] = segment.flags[people] & (GIVEN | CHILD) == CHILD
    return found


def expected(room: Room, asked: Asked, surname: Callable[[str], Hits]) -> Expected:
    """Expected about the day of birth, or by a mother of this surname."""
    mothers = [
        surname(word) for one in asked.others if one.parent and one.sex == "F" for word in one.spelt.family
    ]
    theirs = [hits.people[are(room.segment, hits.people)] for hits in mothers]
    return Expected([*theirs, *_due_about(room.segment, asked)], mothers)


def _due_about(segment: Segment, asked: Asked) -> Iterator[People]:
    if asked.born_on is None or not _ABOUT.days < asked.born_on.toordinal() < 3_000_000:
        return
    first, last = (days.exact(day) | days.DUE for day in (asked.born_on - _ABOUT, asked.born_on + _ABOUT))
    yield segment.births.between(first, last)


def named(
    room: Room, people: People, bits: Bits, mothers: Sequence[Hits], first: Sequence[Hits], weights: Weights
) -> Bits:
    """What the names say (`bits`, of everybody) of those who had none yet: either surname may be the one on record,
    and the first name now (`first`: who has it) is usual with some surnames. The people are settled.
    """
    unborn = are(room.segment, people)
    if not unborn.any():
        return bits
    best = bits.copy()
    for hits in mothers:
        surname = room.column(people, hits)
        by_mother = np.float32(weights.together) * surname + np.float32(weights.mothers_before_birth)
        best = np.where(surname > NONE / 2, np.maximum(best, by_mother), best)
    best[unborn] += _called_among(room, people[unborn], first, weights)
    found: Bits = np.where(unborn, best + np.float32(weights.unborn), bits)
    return found


def _called_among(room: Room, people: People, first: Sequence[Hits], weights: Weights) -> Bits:
    """How much oftener those of their surname are called so than others: Mandeep is a Grewal rather than a Vyas."""
    family, whole = room.segment.names[2], max(room.segment.people, 1)
    whose, places = room.surnames_of(
        people, lambda: np.flatnonzero(are(room.segment, _everybody(room.segment)))
    )
    if not len(places) or not first:
        return np.zeros(len(people), np.float32)
    words, at = np.unique(places, return_inverse=True)
    bearers = np.unique(np.concatenate([hits.people for hits in first]))
    room.seen[bearers] = True
    everybody, sizes = family.gathered(words)
    both = np.add.reduceat(room.seen[everybody], np.cumsum(sizes) - sizes, dtype=np.int64)
    room.seen[bearers] = False
    lift = np.log2((both + 1) / (sizes * (len(bearers) / whole) + 1))
    found = np.zeros(len(people), np.float32)
    found[whose] = -weights.community
    np.maximum.at(found, whose, np.minimum(lift, weights.community)[at].astype(np.float32))
    return found


def _everybody(segment: Segment) -> People:
    return np.arange(segment.people, dtype=np.int32)
