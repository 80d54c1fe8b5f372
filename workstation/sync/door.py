"""The way in: who somebody is, in Central's word.

It is apart from `central` because it comes before there is a file, and with a password in hand. This computer is
made known there by the first exchange (`Central.enrol`), which also knows when it has to be done again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from msgspec import Struct

from workstation.domain.people import Worker


class Introduction(Struct, frozen=True):
    """Who Central takes somebody for. `colleagues` are all it names of the team; `at` is its own clock."""

    worker: Worker
    at: datetime
    colleagues: tuple[Worker, ...] = ()


class Door(Protocol):
    """One question. `CentralAway` when nobody answers; asking again is safe."""

    def sign_in(self, login: str, password: str) -> Introduction:
        """Let this person in. `WrongPassword` for a name and password that do not match, `CentralRefuses` for
        somebody who is switched off.
        """
        ...
