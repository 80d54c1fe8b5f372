"""A new password for whoever sits here, by themselves.

    kept_by(desk)                       # who keeps it: what the page says, and whether it can be changed here
    change(desk, Change(old, new))      # may wait for Central: on `desk.side`

Where Central keeps it, it is changed there first: a crash before the second step leaves a computer that opens with
the old one, and signing in with the new one puts that right (`signing_in`, `PasswordChanged`), as it does on every
other computer of the same person.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Final

from workstation.access import sign_in as access
from workstation.access.sign_in import Keys
from workstation.services import signing_in
from workstation.services.desk import Desk, Session
from workstation.sync.central import CentralAway, CentralTrouble, WrongLogin
from workstation.sync.door import Door, address_of
from workstation.trouble import AccessTrouble, BadInput

_SCRAM: Final = frozenset({"scram-sha-256"})
_NONE: Final = frozenset({"gss", "sspi", "none"})
"""Ways of showing the server who one is in which no password is asked for."""


class KeptBy(Enum):
    """Who keeps a password."""

    HERE = "here"
    """This computer only: it works alone, or the server knows people in another way."""
    SERVER = "server"
    """PostgreSQL, and this computer."""
    ELSEWHERE = "elsewhere"
    """A directory that the server asks."""


class KeptElsewhere(AccessTrouble):
    """Your password is not kept by Lintel or its server, so it cannot be changed here."""

    advice = (
        "Change it where you change the one for your computer and email, or ring the service desk. Lintel then "
        "asks once for the one you used before."
    )
    code = "LT-214"


class NeedsServer(CentralTrouble):
    """Your password can be changed only while the server can be reached."""

    advice = "Nothing was changed. Your old password goes on working. Try again when you are back online."
    code = "LT-814"


class OtherAtServer(CentralTrouble):
    """The server has another password for you than the one you use here."""

    advice = (
        "Nothing was changed. Lock this screen, choose Somebody else, and sign in with the one that the server "
        "has. If you do not know it, ring the service desk."
    )
    code = "LT-815"


class OnlyAtServer(CentralTrouble):
    """The server has your new password, but it could not be kept on this computer."""

    advice = (
        "Try once more here. If that does not help, sign in with the new one next time: Lintel then asks once for "
        "the old one, and nothing is lost."
    )
    code = "LT-816"


@dataclass(frozen=True)
class Change:
    """What somebody typed."""

    old: str = field(repr=False)
    new: str = field(repr=False)


def kept_by(desk: Desk) -> KeptBy:
    """Who keeps the password of whoever sits here."""
    if desk.session is None or not desk.settings.central:
        return KeptBy.HERE
    ways = frozenset(address_of(desk.settings.central).method.split(","))
    if ways <= _NONE:
        return KeptBy.HERE
    return KeptBy.SERVER if ways == _SCRAM else KeptBy.ELSEWHERE


def change(desk: Desk, typed: Change, door: Door | None = None) -> KeptBy:
    """Change it wherever it is kept; who keeps it. `WrongPassword` and `TooManyTries` as when one signs in;
    `BadInput` for a new one that will not do; a `CentralTrouble` says what became of it at the server.
    """
    if desk.path is None:
        raise ValueError("nobody in practice has a password")
    path, session, kept = desk.path, desk.session, kept_by(desk)
    if kept is KeptBy.ELSEWHERE:
        raise KeptElsewhere
    access.check_password(typed.new)
    if typed.new == typed.old:
        raise BadInput("That is the password you have now.", "Choose another one.")
    if kept is KeptBy.HERE or session is None:
        desk.in_store(access.change_password, path, desk.worker.id, typed.old, typed.new, clock=desk.clock)
        return kept
    keys = desk.in_store(access.open_up, path, desk.worker.id, typed.old, clock=desk.clock)
    door = door or signing_in.door(desk.settings)
    if door is None:
        raise NeedsServer
    _at_the_server(door, session.login, typed)
    desk.in_store(_here, desk, path, session, keys, typed.new)
    return kept


def _at_the_server(door: Door, login: str, typed: Change) -> None:
    try:
        door.change_password(login, typed.old, typed.new)
    except CentralAway as away:
        raise NeedsServer from away
    except WrongLogin as wrong:
        raise OtherAtServer from wrong


def _here(desk: Desk, path: Path, session: Session, keys: Keys, new: str) -> None:
    desk.session = replace(session, password=new)  # the line to Central is made with it from now on
    try:
        access.rewrap(path, desk.worker.id, keys.key, new)
    except AccessTrouble as trouble:
        raise OnlyAtServer from trouble
