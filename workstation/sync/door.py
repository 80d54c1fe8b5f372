"""The way in: who somebody is, in Central's word.

It is apart from `central` because it comes before there is a file, and with a password in hand. This computer is
made known there by the first exchange (`Central.enrol`), which also knows when it has to be done again.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

import msgspec
from msgspec import Struct

from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import DeviceId
from workstation.domain.people import Role, Worker
from workstation.settings import Plain, SettingsTrouble
from workstation.sync.address import Address
from workstation.sync.central import CentralOdd, CentralTrouble, WrongLogin
from workstation.sync.connection import Line
from workstation.sync.postgres import Colleague, PostgresCentral
from workstation.trouble import WrongPassword

_NOBODY: Final = DeviceId("none")
"""Asked about before there is a file: no computer has this name."""


class Introduction(Struct, frozen=True):
    """Who Central takes somebody for. `colleagues` are all it names of the team; `at` is its own clock; what this
    person begins goes into the stream `begins_in`.
    """

    worker: Worker
    at: datetime
    colleagues: tuple[Worker, ...] = ()
    begins_in: str = FRONT_DOOR


class NotTaken(CentralTrouble):
    """The server did not take the new password."""

    advice = "Nothing was changed. Try again later. If it happens again, ring the service desk."
    code = "LT-817"


class MayBeChanged(CentralTrouble):
    """The server did not answer in the end, so it may have the new password or the old one."""

    advice = (
        "Type both here again when the server can be reached: that settles it. Until then this computer opens with "
        "the old one."
    )
    code = "LT-818"


class Door(Protocol):
    """Two questions. `CentralAway` when nobody answers; asking again is safe."""

    def sign_in(self, login: str, password: str) -> Introduction:
        """Let this person in. `WrongPassword` for a name and password that do not match, `DoorShut` where the
        server takes nobody from here, and any other `CentralRefuses` for somebody who is switched off.
        """
        ...

    def change_password(self, login: str, old: str, new: str) -> None:
        """Let them in with the new one from now on. `CentralAway`, `WrongLogin` (neither of the two is right) and
        `NotTaken` leave things as they were; after `MayBeChanged` nobody knows. Asking again is what settles it.
        """
        ...


class PostgresDoor:
    """The door of the council's database: whoever can connect and is known there is let in."""

    def __init__(self, address: Address) -> None:
        self._address = address

    def sign_in(self, login: str, password: str) -> Introduction:
        """Let this person in (`Door`)."""
        central = PostgresCentral(self._address, login, password)
        try:
            welcome = central.hello(_NOBODY)
            people = tuple(_worker(colleague) for colleague in central.staff())
        except WrongLogin as wrong:
            raise WrongPassword from wrong
        finally:
            central.close()
        me = next((worker for worker in people if worker.id == welcome.worker), None)
        if me is None:
            raise CentralOdd
        others = tuple(worker for worker in people if worker is not me)
        return Introduction(me, welcome.at, others, welcome.begins_in or FRONT_DOOR)

    def change_password(self, login: str, old: str, new: str) -> None:
        """Each role may change its own password in PostgreSQL (`Door`)."""
        try:
            line = Line(self._address, login, old)
        except WrongLogin:
            if self.lets_in(login, new):  # it was changed before, and the answer did not come back
                return
            raise
        with closing(line):
            said = _said(line, login, new)
            try:
                changed = self.lets_in(login, new)
            except CentralTrouble as trouble:
                if said:
                    return
                raise MayBeChanged from trouble
            if changed:
                return
            if said:  # a pooler in between has a list of its own, and would let nobody in any more
                _said(line, login, old)
        raise NotTaken

    def lets_in(self, login: str, password: str) -> bool:
        """Whether the server knows this name with this password."""
        try:
            Line(self._address, login, password).close()
        except WrongLogin:
            return False
        return True


def _said(line: Line, login: str, password: str) -> bool:
    """Whether the server says that it has taken this password. It may have taken it and not been heard."""
    try:
        line.set_own_password(login, password)
    except CentralTrouble:
        return False
    return True


def address_of(told: Mapping[str, Plain]) -> Address:
    """Central's address, as the settings of this computer say it. `SettingsTrouble` when that cannot be one."""
    unreadable = SettingsTrouble("The settings of this computer do not say how to reach the server.")
    if not set(told) <= set(Address.__struct_fields__):
        raise unreadable
    try:
        return msgspec.convert(dict(told), type=Address, dec_hook=_path)
    except (msgspec.ValidationError, TypeError, NotImplementedError) as error:
        raise unreadable from error


def _path(wanted: type, value: object) -> object:
    if wanted is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError


def _worker(colleague: Colleague) -> Worker:
    try:
        role = Role(colleague.role)
    except ValueError:
        role = Role.READER  # a role of a newer version: it may look, until this one is updated
    return Worker(colleague.id, colleague.name, role, colleague.team, colleague.pronoun)
