"""What a test of Central needs around it: people, rights and a supervisor, whichever Central it is."""

from __future__ import annotations

from typing import Protocol

from workstation.domain.ids import DeviceId, EntryId
from workstation.sync.central import Central
from workstation.sync.supervising import Supervises


class Office(Protocol):
    """A Central that was made for one test, with a stream `front-door` and nobody in it."""

    def hire(self, worker: str, *streams: str, reads: tuple[str, ...] = (), manager: bool = True) -> Central:
        """Somebody, a manager or not, who may write to these streams (made if need be) and read those; gives their
        Central.
        """
        ...

    def central(self, worker: str) -> Central:
        """Central once more for a worker: another connection."""
        ...

    def supervisor(self, worker: str, stream: str = "front-door") -> Supervises:
        """A manager with a supervisor's rights, who reads that stream and may write to it."""
        ...

    def ungrant(self, worker: str, stream: str) -> None:
        """This person has nothing to do with that stream any more."""
        ...

    def guard(self, stream: str) -> None:
        """Keep this stream closed: whoever may read it says first why."""
        ...

    def bar(self, worker: str, stream: str) -> None:
        """It is this person's own family."""
        ...

    def disable(self, worker: str) -> None:
        """This person has left."""
        ...

    def revoke(self, device: DeviceId) -> None:
        """Lock a computer out."""
        ...

    def agree(self, device: DeviceId) -> None:
        """A supervisor agrees to what was claimed about a computer."""
        ...

    def quarantine(self) -> dict[EntryId, str]:
        """What waits there, with the reason."""
        ...

    def release(self, entry: EntryId) -> str:
        """A supervisor lets one in; the verdict."""
        ...

    def confirm_erasure(self, entry: EntryId, worker: str) -> bool:
        """A manager says that the two whose erasure waits meant it; whether it is erased now."""
        ...

    def alarms(self) -> set[tuple[str, EntryId]]:
        """What a supervisor is told to look at."""
        ...

    def close(self) -> None:
        """The test is over."""
        ...
