"""The way in: who somebody is, in Central's word, and making this computer known there.

It is apart from `central` because it happens before there is a file, and with a password in hand. `postgres`
opens the connection with this name and password, and keeps it for what follows.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from msgspec import Struct

from workstation.domain.ids import DeviceId
from workstation.domain.people import Worker


class Introduction(Struct, frozen=True):
    """Who Central takes somebody for. `colleagues` are all it names of the team; `at` is its own clock."""

    worker: Worker
    at: datetime
    colleagues: tuple[Worker, ...] = ()


class Door(Protocol):
    """Two questions. `CentralAway` when nobody answers; the outcome is then unknown, and asking again is safe."""

    def sign_in(self, login: str, password: str) -> Introduction:
        """Let this person in. `WrongPassword` for a name and password that do not match, `CentralRefuses` for
        somebody who is switched off.
        """
        ...

    def enrol(self, device: DeviceId, key: bytes) -> None:
        """This computer writes for whoever signed in, and this key checks its signatures. Again is no matter;
        another key for a known device is `CentralRefuses`.
        """
        ...
