"""How long something will still take, in words; and where a long reading is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_SOON: Final = 3.0
"""Seconds before anything is said: the first guess is always wrong."""


@dataclass
class Going:
    """How far the reading is, and whether it should stop. Two threads look at it; each writes its own half."""

    read: int = 0
    of: int = 0
    stop: bool = False
    kept: bool = False
    """Whether every row is on record: what is left is to make people findable."""

    def all_kept(self) -> None:
        """The reader says that every row is on record."""
        self.kept = True

    def tell(self, read: int, of: int) -> None:
        """The reader says how far it is."""
        self.read, self.of = read, of

    def stopped(self) -> bool:
        """The reader asks whether to stop."""
        return self.stop

    @property
    def whole(self) -> int:
        """About how many rows there are."""
        return max(self.of, self.read)


def time_left(read: int, of: int, seconds: float) -> str:
    """About how long the rest takes when `read` of `of` took so many seconds; empty while nobody can say."""
    if not read or seconds < _SOON or read >= of:
        return ""
    left = seconds * (of - read) / read
    if left < 50:
        return "Less than a minute left."
    minutes = round(left / 60)
    if minutes < 60:
        return f"About {minutes} {'minute' if minutes == 1 else 'minutes'} left."
    return f"About {round(left / 3600)} hours left." if left >= 5400 else "About an hour left."
