"""How long to wait before the next round. Everybody asks for themselves and by chance, so that two hundred
computers do not come back in the same second when the server does (full jitter; `sync.md` 2, "Herd").
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

BUSY: Final = 2.0
"""Seconds between two rounds while somebody works here."""
IDLE: Final = 10.0
"""The same when nobody has touched anything for a while."""
LONGEST: Final = 60.0
WRONG: Final = 900.0
"""The same when Central does not take the password: a directory may lock whoever tries a wrong one too often."""
_FIRST: Final = 1.0
_LONG_OUTAGE: Final = 60.0
_SPREAD: Final = 30.0


@dataclass
class Pace:
    """Counts what failed. `dice` decides, so that a test can know what comes."""

    dice: Random
    failures: int = 0
    away: float = 0.0
    """Seconds for which Central has not answered."""

    def after_good(self, *, more: bool, busy: bool) -> float:
        """A round went through. With `more` there is more to fetch or to send: go on at once."""
        self.failures, self.away = 0, 0.0
        usual = BUSY if busy else IDLE
        return 0.0 if more else self.dice.uniform(0.75, 1.25) * usual

    def after_trouble(self, *, wrong_login: bool = False) -> float:
        """A round did not go through: wait longer each time, up to a minute, by chance. With a password that is not
        taken only four times an hour: the directory that knows it may be away, so never again would be too late.
        """
        self.failures += 1
        pause = self.dice.uniform(0.75, 1.25) * WRONG if wrong_login else self._by_chance()
        self.away += pause
        return pause

    def _by_chance(self) -> float:
        return self.dice.uniform(0, min(LONGEST, _FIRST * 2 ** min(self.failures, 10)))

    def before_first(self) -> float:
        """Central answers again. After a long outage hold back what is not urgent for a moment: the others are
        back as well.
        """
        return self.dice.uniform(0, _SPREAD) if self.away > _LONG_OUTAGE else 0.0
