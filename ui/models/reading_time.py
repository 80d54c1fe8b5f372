"""How long somebody has looked at a thing: the sum of the times it was in front of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from workstation.domain.times import Clock


class ReadingTime:
    """Runs while looked at, stands while not. It is recorded with a decision; it is no target and never shown."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._before = timedelta()
        self._since: datetime | None = None

    def restart(self) -> None:
        """Something else is read from now on."""
        running = self._since is not None
        self._before = timedelta()
        self._since = self._clock.now() if running else None

    def look(self) -> None:
        """It is in front now."""
        if self._since is None:
            self._since = self._clock.now()

    def look_away(self) -> None:
        """It is not in front any more."""
        self._before = self._so_far()
        self._since = None

    def seconds(self) -> int:
        """How long so far, in whole seconds."""
        return max(0, int(self._so_far().total_seconds()))

    def _so_far(self) -> timedelta:
        return self._before + (self._clock.now() - self._since if self._since is not None else timedelta())
