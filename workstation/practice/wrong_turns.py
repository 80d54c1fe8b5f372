"""Practice contacts that would have gone wrong: one for each requirement that concerns a contact itself."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec
from msgspec import Struct

import resources


class WrongTurn(Struct, frozen=True):
    """Which contact of which family it is, how it would have gone wrong, and where it safely ends now."""

    case: str
    contact: str
    wrong: str
    safe: str


@cache
def wrong_turns() -> dict[str, WrongTurn]:
    """Every one of them, by the requirement it stands for (`R6`)."""
    found = tomllib.loads(resources.read_text("practice/requirements.toml"))
    return msgspec.convert(found, dict[str, WrongTurn])
