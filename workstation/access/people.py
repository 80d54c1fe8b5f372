"""Who works here, as the rest of the program asks for it. The record keeps its own list inside the encrypted
file (`workstation.store.people.StoredPeople`); a practice authority brings one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from workstation.domain.ids import AuthorId
from workstation.domain.people import Worker


class People(Protocol):
    """The staff list."""

    def all(self) -> tuple[Worker, ...]:
        """Everybody, by name."""
        ...

    def get(self, worker: AuthorId) -> Worker | None:
        """One worker, or None."""
        ...

    def add(self, worker: Worker) -> None:
        """Write a worker down, in place of what was written about them before."""
        ...


class ListedPeople:
    """A staff list that was given (practice, tests) and is gone when the program ends."""

    def __init__(self, workers: Iterable[Worker] = ()) -> None:
        self._workers = {worker.id: worker for worker in workers}

    def all(self) -> tuple[Worker, ...]:
        """Everybody, by name."""
        return tuple(sorted(self._workers.values(), key=lambda worker: worker.name))

    def get(self, worker: AuthorId) -> Worker | None:
        """One worker, or None."""
        return self._workers.get(worker)

    def add(self, worker: Worker) -> None:
        """Write a worker down, in place of what was written about them before."""
        self._workers[worker.id] = worker
