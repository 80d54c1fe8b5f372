"""The chance in a history."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice(random.Random):
    """`random.Random`, throw for throw. Most of what a history asks for is a choice, so that is one call here."""

    def choice(self, seq: Sequence[T]) -> T:  # type: ignore[override]
        """One of these."""
        count = len(seq)
        bits = count.bit_length()
        found = self.getrandbits(bits)
        while found >= count:
            found = self.getrandbits(bits)
        return seq[found]
