"""Who works here, as the rest of the program asks for it. The record keeps its own list inside the encrypted
file (`workstation.store.people.StoredPeople`).
"""

from __future__ import annotations

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
