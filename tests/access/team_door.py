"""A way in whose people are kept in memory: who they are, and whether anybody answers."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from workstation.domain.entries import FRONT_DOOR
from workstation.domain.people import Worker
from workstation.domain.times import Clock
from workstation.sync.central import CentralAway, CentralRefuses
from workstation.sync.door import Introduction
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
