"""What the council decided for this computer, then what the person at it wants. Neither holds a secret.

    council = "Northbeck"                       # machine file, see `paths.machine_settings`
    duty_phone = "0191 498 0100"
    extra_days_off = [2026-12-29]
    lock_after = 5                              # minutes, 15 at most
    lease_hours = 12                            # 72 at most
    decide_first = 10                           # 1 in so many no-further-action decisions; 0 for none
    decide_first_others = 10                    # 1 in so many of all others; left out, the same
    pack_pieces = true                          # idle supervisors' computers pack the record for new ones
    [duty]                                      # whom to ring when a child is in danger, besides the police
    "Out-of-hours team" = "0191 498 0101"
    [central]                                   # the rest: `sync.address.Address`, read by `sync.door`
    host = "central.northbeck.example"
    root = "root.pem"                           # the certificate of the authority that vouches for it
    revoked = "revoked.pem"                     # its list of certificates that count no more; may be left out

The person's own file (`paths.user_settings`) may say the same things, but for what is the council's alone. How they
like to read is kept with their work, inside the encrypted file.

A key nobody knows is refused, so that a slip of the pen is not a setting that silently does nothing.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Final

from workstation.domain.covering import ONE_IN, Rates
from workstation.trouble import Trouble

Plain = str | int | bool

PRACTICE_KEY: Final = hashlib.sha256(b"Lintel practice authority: made-up families, nothing to hide").digest()
"""The key of every practice file. It is no secret: a real store is never made with it nor opened by it."""


class SettingsTrouble(Trouble):
    """The settings of this computer could not be read."""

    advice = "Ring the service desk: they can put the file right. Nothing of the record is affected."
    code = "LT-700"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force."""

    council: str = ""
    duty_phone: str = ""
    service_desk: str = ""
    """The telephone of whoever helps with computers."""
    marking: str = "OFFICIAL-SENSITIVE"
    """Printed at the top and bottom of every page."""
    extra_days_off: tuple[date, ...] = ()
    """Days on which this council does not work, besides weekends and bank holidays."""
    lock_after: int = 5
    """Minutes without a key or a press after which the screen locks."""
    lease_hours: int = 12
    """Hours after the last word from Central in which everything here may be read."""
    decide_first: int = ONE_IN
    """One in so many decisions to take no further action is decided by the manager before they see the
    worker's; 0 for none.
    """
    decide_first_others: int | None = None
    """The same of all other decisions. As long as nothing is said it is the same number, so that being asked to
    decide first does not tell what the worker recommends.
    """
    pack_pieces: bool = True
    """Whether a supervisor's computer on which nobody works packs the record for new ones (`sync.idle_packing`)."""
    recovery_key: str = ""
    """The public half of the organisation's recovery key (`lintelctl recovery make-key`)."""
    duty: Mapping[str, Plain] = field(default_factory=dict)
    """Numbers to ring when a child is in danger, by whose they are: shown with *act now*, also offline."""
    central: Mapping[str, Plain] = field(default_factory=dict)
    """Where Central is; empty for a computer that works alone."""

    @property
    def rates(self) -> Rates:
        """How many decisions a manager makes before they see the worker's."""
        others = self.decide_first if self.decide_first_others is None else self.decide_first_others
        return Rates(self.decide_first, others)


_KNOWN: Final = {each.name for each in fields(Settings)}
_SECTIONS: Final = {"central", "duty"}
_BETWEEN: Final = {
    "lock_after": (1, 15),
    "lease_hours": (1, 72),
    "decide_first": (0, 1000),
    "decide_first_others": (0, 1000),
}
_COUNCIL_ONLY: Final = frozenset({"central", "duty", "recovery_key", "pack_pieces", *_BETWEEN})
"""What keeps the record safe is for the council alone to say, whatever stands in a person's file."""


def load(machine: Path, user: Path) -> Settings:
    """The settings of both files; what the user's file says wins, but for what is the council's alone. A file that
    is not there says nothing.
    """
    own = {name: value for name, value in _read(user).items() if name not in _COUNCIL_ONLY}
    return Settings(**(_read(machine) | own))


def _read(path: Path) -> dict[str, Any]:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SettingsTrouble(f"The settings file {path.name} could not be read.") from error
    return {name: _checked(path, name, value) for name, value in told.items()}


def _checked(path: Path, name: str, value: object) -> object:
    if name not in _KNOWN:
        raise SettingsTrouble(f"The settings file {path.name} has a line nobody knows: {name[:40]}.")
    if name in _SECTIONS:
        good = isinstance(value, dict) and all(isinstance(each, str | int | bool) for each in value.values())
    elif name in _BETWEEN:
        least, most = _BETWEEN[name]
        good = type(value) is int and least <= value <= most
    elif name == "pack_pieces":
        good = type(value) is bool
    elif name == "extra_days_off":
        good = isinstance(value, list) and all(type(each) is date for each in value)
    else:
        good = isinstance(value, str)
    if not good:
        raise SettingsTrouble(f"The settings file {path.name} says something at {name} that cannot be.")
    return tuple(value) if isinstance(value, list) else value
