"""One source of chance for the whole invented council: the same seed makes the same town, byte for byte."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from workstation.domain.ids import uuid7

T = TypeVar("T")


class Weighted(Generic[T]):
    """Things with weights, ready to be drawn from many times."""

    def __init__(self, weights: dict[T, float]) -> None:
        self.things: tuple[T, ...] = tuple(weights)
        self.sums: list[float] = list(accumulate(weights.values()))


class Dice:
    """Draws. Only `random.Random` with a whole number as its seed, never anything that hashes text."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  invented people need no secure randomness
        self.roll = self._random.random

    def chance(self, share: float) -> bool:
        """True in this share of draws (0 to 1)."""
        return self.roll() < share

    def below(self, top: int) -> int:
        """A whole number from 0 to `top` - 1."""
        return int(self.roll() * top)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.roll() * (high - low + 1))

    def pick(self, things: Sequence[T]) -> T:
        """One of these."""
        return things[int(self.roll() * len(things))]

    def draw(self, weighted: Weighted[T]) -> T:
        """One of these, by weight."""
        return self._random.choices(weighted.things, cum_weights=weighted.sums)[0]

    def gap(self, mean: float) -> float:
        """A waiting time whose mean is `mean` (exponential)."""
        return self._random.expovariate(1 / mean)

    def uuid(self, milliseconds: int) -> str:
        """A version 7 UUID of this moment."""
        return uuid7(milliseconds, self._random.getrandbits(80).to_bytes(10, "big"))
