"""What the matcher reads: the register of the store, as far as it has to do with people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from workstation.domain.ids import ContactId, PersonId
from workstation.domain.line import ContactLine
from workstation.domain.person_line import PersonLine


class Seen(Protocol):
    """How often somebody was seen: contacts, events from before Lintel, and when last (Unix milliseconds)."""

    @property
    def contacts(self) -> int: ...
    @property
    def events(self) -> int: ...
    @property
    def last(self) -> int | None: ...


class HumansOnRecord(Protocol):
    """People as human beings (clusters), with every line about them."""

    def together(self) -> AbstractContextManager[None]:
        """Whatever this thread reads meanwhile is of one moment."""
        ...

    def after(self, cluster: str, most: int) -> list[tuple[str, list[PersonLine]]]:
        """The next human beings in the order of their clusters, with about so many lines; empty at the end."""
        ...

    def few(self, most: int) -> bool:
        """Whether there are no more lines than this."""
        ...

    def of(self, clusters: Iterable[str]) -> dict[str, list[PersonLine]]:
        """Every line about these."""
        ...

    def named_in(self, contacts: Iterable[ContactId]) -> dict[ContactId, list[tuple[str, PersonLine]]]:
        """Everybody named in these contacts, each with their cluster."""
        ...

    def clusters_in(self, contacts: Iterable[ContactId]) -> set[str]:
        """Who is named in these contacts."""
        ...

    def clusters_of(self, people: Iterable[PersonId]) -> dict[PersonId, str]:
        """Which human being each of these is."""
        ...

    def seen(self, clusters: Iterable[str]) -> Mapping[str, Seen]:
        """How often each was seen, and when last."""
        ...

    def contacts_of(self, clusters: Iterable[str]) -> dict[str, list[ContactId]]:
        """In which contacts each is named, the newest first."""
        ...

    def judged(self, person: PersonId) -> Mapping[str, str]:
        """What people said of this person beside others: the verdict for each cluster."""
        ...

    def moved_since(self, number: int) -> tuple[int, list[ContactId]] | None:
        """Contacts whose people changed after this number, and the number up to now; None: read everybody."""
        ...

    def follow(self) -> int:
        """From now on note whose people change; the number up to now."""
        ...

    def kept_header(self) -> str | None:
        """What was said of the kept index; None when none is kept."""
        ...

    def kept_parts(self) -> list[bytes]:
        """The bytes of the kept index."""
        ...

    def keep_part(self, number: int, part: bytes) -> None:
        """Write one part of an index. Part 0 begins anew."""
        ...

    def keep_header(self, header: str, until: int) -> None:
        """The parts written are whole, and changes up to `until` are in them."""
        ...


class OnRecord(Protocol):
    """The register."""

    @property
    def humans(self) -> HumansOnRecord:
        """Its people."""
        ...

    def numbered(self, begins: str, most: int) -> tuple[ContactLine, ...]:
        """Contacts whose number begins like this."""
        ...

    def called(self, numbers: Iterable[str]) -> Mapping[str, ContactLine]:
        """The contacts with these numbers, by number."""
        ...
