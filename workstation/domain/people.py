"""Who works here, in which role, and what a role may do (`domain.md` 4b, roles: separate duties)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct

from workstation.domain.ids import AuthorId


class Role(StrEnum):
    """The roles of the front door, in the words shown on screen."""

    CONTACT_OFFICER = "Contact officer"
    SOCIAL_WORKER = "Social worker"
    MANAGER = "Team manager"
    POLICE = "Police colleague"
    DOMESTIC_ABUSE = "Domestic abuse colleague"
    EARLY_HELP = "Early help colleague"
    OUT_OF_HOURS = "Out-of-hours worker"
    QUALITY = "Quality lead"
    READER = "Head of service"
    ADMINISTRATOR = "Administrator"


class Worker(Struct, frozen=True):
    """One person who signs in."""

    id: AuthorId
    name: str
    role: Role
    team: str = ""
    pronoun: str = "they"
    """Subject pronoun, for sentences such as 'she will see what is new'."""

    @property
    def short(self) -> str:
        """`R. Shah`, for narrow columns."""
        first, _, last = self.name.rpartition(" ")
        return f"{first[:1]}. {last}" if first else last


_RECORDERS: Final = frozenset(
    {Role.CONTACT_OFFICER, Role.SOCIAL_WORKER, Role.MANAGER, Role.OUT_OF_HOURS, Role.EARLY_HELP, Role.POLICE,
     Role.DOMESTIC_ABUSE}
)  # fmt: skip
_RECOMMENDERS: Final = frozenset({Role.SOCIAL_WORKER, Role.MANAGER, Role.OUT_OF_HOURS})


ACTS_OF_MANAGERS: Final = frozenset(
    {"SignedOff", "SentBack", "DecidedFirst", "DispenseDecided", "Lowered", "TripwireAnswered", "ErasureAgreed",
     "Redacted", "AddressReleased"}
)  # fmt: skip
"""The kinds of entry (`kinds`) that count only from whoever `may_sign`. The services ask before they write one;
Central asks again, because somebody may connect with a program of their own (`trust.md` T10).
"""


def may_record(worker: Worker) -> bool:
    """Whether this person may add to a contact at all. An administrator never sees case content."""
    return worker.role in _RECORDERS


def may_recommend(worker: Worker) -> bool:
    """Whether this person may recommend an outcome and send it to a manager."""
    return worker.role in _RECOMMENDERS


def may_sign(worker: Worker) -> bool:
    """Whether this person may sign off (never their own work: `signoff.may_sign_this`)."""
    return worker.role is Role.MANAGER


def may_read(worker: Worker) -> bool:
    """Whether this person may open a contact."""
    return worker.role is not Role.ADMINISTRATOR
