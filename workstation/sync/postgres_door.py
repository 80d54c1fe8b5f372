"""The way in to the council's PostgreSQL: one connection with this name and password, two questions, and gone."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from workstation.domain.ids import DeviceId
from workstation.domain.people import Role, Worker
from workstation.sync.central import CentralOdd, PasswordRefused
from workstation.sync.connection import Address
from workstation.sync.door import Introduction
from workstation.sync.postgres import Colleague, PostgresCentral
from workstation.trouble import WrongPassword

_NOBODY: Final = DeviceId("")
"""A computer that was never enrolled: what Central knows of one is not asked here."""
_WORDS: Final = {"host", "database", "method", "certificate", "key", "root"}
_NUMBERS: Final = {"port", "patience", "long_patience"}


class PostgresDoor:
    """A door at this address."""

    def __init__(self, address: Address) -> None:
        self.address = address

    def sign_in(self, login: str, password: str) -> Introduction:
        """Who this is, and who their colleagues are."""
        with closing(PostgresCentral(self.address, login, password)) as central:
            try:
                welcome = central.hello(_NOBODY)
                everybody = {one.id: _worker(one) for one in central.staff() if one.active}
            except PasswordRefused as refused:
                raise WrongPassword from refused
        me = everybody.pop(welcome.worker, None)
        if me is None:
            raise CentralOdd
        return Introduction(me, welcome.at, tuple(everybody.values()))


def address_of(central: Mapping[str, str | int | bool]) -> Address:
    """Where Central is, as `[central]` in the settings of this computer says. `CentralOdd` when it says it wrong.

    host, root (the certificate of the authority), and where they differ from the usual: port, database, method,
    bound, certificate, key, patience, long_patience.
    """
    odd = set(central) - _WORDS - _NUMBERS - {"bound"}
    wrong = [name for name in _WORDS & set(central) if not isinstance(central[name], str)]
    wrong += [name for name in _NUMBERS & set(central) if type(central[name]) is not int]
    if odd or wrong or not {"host", "root"} <= set(central):
        raise CentralOdd(
            "The settings of this computer do not say rightly where the server is.",
            "Ring the service desk: host and root are needed, and every line has to be known.",
        )
    usual = Address(host=str(central["host"]), root=Path(str(central["root"])))
    certificate, key = (
        Path(str(central[name])) if name in central else None for name in ("certificate", "key")
    )
    return Address(
        host=usual.host, root=usual.root, port=int(central.get("port", usual.port)),
        database=str(central.get("database", usual.database)), method=str(central.get("method", usual.method)),
        bound=bool(central.get("bound", usual.bound)), certificate=certificate, key=key,
        patience=float(central.get("patience", usual.patience)),
        long_patience=float(central.get("long_patience", usual.long_patience)),
    )  # fmt: skip


def _worker(colleague: Colleague) -> Worker:
    """A colleague as the record names them. A role of a newer version may read and do nothing else."""
    known = {role.value: role for role in Role}
    return Worker(
        colleague.id, colleague.name, known.get(colleague.role, Role.READER), colleague.team,
        colleague.pronoun or "they",
    )  # fmt: skip
