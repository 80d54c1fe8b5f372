"""What may be read of others' work while Central is silent, and what a person is told when that time is over.

The time is counted in `access.lease`; here it is kept in the encrypted file and asked before anything is opened.
A computer that works alone, and the practice authority, have no lease.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from workstation.access import lease
from workstation.access.lease import Known, Lease, Moment
from workstation.domain import wording
from workstation.domain.past import Fact
from workstation.domain.times import Clock
from workstation.settings import Settings
from workstation.store.file import Store
from workstation.trouble import AccessTrouble

_NOTE: Final = "lease"
_WRITE_EVERY: Final = 5 * 60_000


class LeaseEnded(AccessTrouble):
    """Offline sign-in ended."""

    advice = "Ring the service desk. You can still record new contacts and read what you wrote yourself."
    code = "LT-210"


@dataclass
class LeaseKeeper:
    """The lease of one open file. Used on the store thread."""

    store: Store
    clock: Clock
    hours: int = lease.HOURS
    moment: Callable[[Clock], Moment] = lease.moment

    def __post_init__(self) -> None:
        self._known = lease.decode(self.store.notes.get(_NOTE))
        self._written = 0

    def state(self) -> Lease | None:
        """The lease now; None when this file never heard from Central."""
        if self._known is None:
            return None
        return lease.state(self._known, self.moment(self.clock), self._newest(), self.hours)

    @property
    def heard(self) -> datetime | None:
        """When Central last answered this file, also before the program was started; None when it never did."""
        return lease.heard(self._known) if self._known is not None else None

    @property
    def open(self) -> bool:
        """Whether everything here may be read."""
        now = self.state()
        return now is not None and now.open

    def renew(self, central: datetime) -> bool:
        """Central answered, and this was its time: call it after every good exchange. Whether it went to the disk:
        a line that is asked every few seconds need not write every few seconds.
        """
        self._known = lease.renewed(central, self.moment(self.clock))
        if self._known.central - self._written < _WRITE_EVERY:
            return False
        self._keep(self._known)
        return True

    def look(self) -> None:
        """Remember how late it is, so that a clock that is put back gains nothing."""
        if self._known is not None:
            self._keep(lease.looked(self._known, self.moment(self.clock), self._newest()))

    def _newest(self) -> int:
        return self.store.notes.last_written()

    def _keep(self, known: Known) -> None:
        self.store.notes.keep(_NOTE, lease.encode(known))
        self._known, self._written = known, known.central


def ended(keeper: LeaseKeeper, settings: Settings, now: datetime) -> LeaseEnded:
    """What to say when it is over: since when, and whom to ring."""
    lease_now = keeper.state()
    title = f"Offline sign-in ended {_when(lease_now.until, now)}." if lease_now else ""
    desk = (
        f"Ring the service desk on {settings.service_desk}"
        if settings.service_desk
        else "Ring the service desk"
    )
    duty = f", or the duty manager on {settings.duty_phone} about a child" if settings.duty_phone else ""
    return LeaseEnded(
        title, f"{desk}{duty}. You can still record new contacts and read what you wrote yourself."
    )


def closed_history(trouble: LeaseEnded) -> Fact:
    """Stands where the history would be, so that nobody takes a closed record for none."""
    return Fact(
        rule="closed", tone="warning", headline="Earlier records are closed, so nobody was compared",
        detail=f"{trouble.title} {trouble.what_to_do}", chip="History closed", icon="lock", flagged=False,
    )  # fmt: skip


def _when(at: datetime, now: datetime) -> str:
    """`at 18:00` today, `yesterday 18:00`."""
    return f"at {wording.clock(at)}" if wording.day(at) == wording.day(now) else wording.near(at, now)
