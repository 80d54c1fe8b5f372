"""A way in whose people are kept in memory: who they are, and whether anybody answers."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from workstation.domain.entries import FRONT_DOOR
from workstation.domain.people import Worker
from workstation.domain.times import Clock
from workstation.sync.central import CentralAway, CentralRefuses, WrongLogin
from workstation.sync.door import Introduction, MayBeChanged
from workstation.trouble import WrongPassword


@dataclass
class TeamDoor:
    """Central, as far as signing in goes."""

    clock: Clock
    people: dict[str, tuple[Worker, str]]
    off: set[str] = field(default_factory=set)
    away: bool = False
    stalls: bool = False
    asked: int = 0
    begins_in: str = FRONT_DOOR
    slow: bool = False
    """A new password takes until it is `over`."""
    forgets_to_say: bool = False
    """A new password is taken, and nobody hears of it."""
    over: threading.Event = field(default_factory=threading.Event)

    def sign_in(self, login: str, password: str) -> Introduction:
        self.asked += 1
        if self.stalls:
            self.over.wait(60)
        if self.away or self.stalls:
            raise CentralAway
        worker, right = self.people.get(login, (None, ""))
        if worker is None or password != right:
            raise WrongPassword
        if login in self.off:
            raise CentralRefuses
        team = tuple(one for one, _ in self.people.values())
        return Introduction(worker, self.clock.now(), team, self.begins_in)

    def change_password(self, login: str, old: str, new: str) -> None:
        if self.stalls or self.slow:
            self.over.wait(60)
        if self.away or self.stalls:
            raise CentralAway
        worker, right = self.people[login]
        if right not in (old, new):
            raise WrongLogin
        self.people[login] = (worker, new)
        if self.forgets_to_say:
            raise MayBeChanged
