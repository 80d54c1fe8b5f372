"""An office whose Central is a file."""

from __future__ import annotations

from pathlib import Path

from workstation.domain.ids import AuthorId, DeviceId, EntryId
from workstation.sync import embedded_guard
from workstation.sync.central import Central
from workstation.sync.embedded import Embedded
from workstation.sync.embedded_supervisor import SupervisorLine

KEY = bytes(range(32))


class EmbeddedOffice:
    """Every worker opens the file for themselves, as programs on one computer do."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = Embedded(path, KEY)
        self._open = [self._file]

    def hire(self, worker: str, *streams: str, reads: tuple[str, ...] = (), manager: bool = True) -> Central:
        """A worker who may write to these streams and read those."""
        self._file.hire(AuthorId(worker), *(streams or ("front-door",)), reads=reads, manager=manager)
        return self.central(worker)

    def central(self, worker: str) -> Central:
        """Central once more for a worker."""
        file = Embedded(self._path, KEY)
        self._open.append(file)
        return file.line(AuthorId(worker))

    def supervisor(self, worker: str, stream: str = "front-door") -> SupervisorLine:
        """A manager."""
        self._file.hire(AuthorId(worker), stream)
        return SupervisorLine(self._file, AuthorId(worker))

    def ungrant(self, worker: str, stream: str) -> None:
        """This person has nothing to do with that stream any more."""
        self._file.ungrant(AuthorId(worker), stream)

    def guard(self, stream: str) -> None:
        """Keep this stream closed."""
        with self._file.writing() as raw:
            embedded_guard.guard(raw, stream)

    def bar(self, worker: str, stream: str) -> None:
        """It is this person's own family."""
        with self._file.writing() as raw:
            embedded_guard.bar(raw, AuthorId(worker), stream)

    def disable(self, worker: str) -> None:
        """This person has left."""
        self._file.disable(AuthorId(worker))

    def revoke(self, device: DeviceId) -> None:
        """Lock a computer out."""
        self._file.revoke(device)

    def agree(self, device: DeviceId) -> None:
        """A supervisor agrees to what was claimed."""
        self._file.agree(device)

    def quarantine(self) -> dict[EntryId, str]:
        """What waits there, with the reason."""
        return {entry: reason.value for entry, reason in self._file.quarantine().items()}

    def release(self, entry: EntryId) -> str:
        """A supervisor lets one in."""
        return self._file.release(entry).value

    def confirm_erasure(self, entry: EntryId, worker: str) -> bool:
        """A manager says that the two whose erasure waits meant it."""
        return self._file.confirm_erasure(entry, AuthorId(worker))

    def alarms(self) -> set[tuple[str, EntryId]]:
        """What a supervisor is told to look at."""
        return self._file.alarms()

    def close(self) -> None:
        """The test is over."""
        for file in self._open:
            file.close()
