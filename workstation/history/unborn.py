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

ABOUT: Final = timedelta(days=45)
"""So far from the day that was expected children come."""


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
    return Expected([*theirs, *due_about(room.segment, asked)], mothers)


def due_about(segment: Segment, asked: Asked) -> Iterator[People]:
    """Who was expected about the day of birth."""
    if asked.born_on is None or not ABOUT.days < asked.born_on.toordinal() < 3_000_000:
        return
    first, last = (days.exact(day) | days.DUE for day in (asked.born_on - ABOUT, asked.born_on + ABOUT))
    yield segment.births.between(first, last)


def named(room: Room, people: People, bits: Bits, mothers: Sequence[Hits], weights: Weights) -> Bits:
    """What the names say (`bits`, of everybody) of those who had none yet: either surname may be the one on record.
    The people are settled.
    """
    unborn = are(room.segment, people)
    if not unborn.any():
        return bits
    best = bits
    for hits in mothers:
        surname = room.column(people, hits)
        by_mother = np.float32(weights.together) * surname + np.float32(weights.mothers_before_birth)
        best = np.where(surname > NONE / 2, np.maximum(best, by_mother), best)
    found: Bits = np.where(unborn, best + np.float32(weights.unborn), bits)
    return found
