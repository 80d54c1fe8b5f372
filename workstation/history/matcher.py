"""What finding earlier involvement is asked and answers: one small interface, whatever way stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.line import ContactLine, MatchLine, PersonLine
from workstation.domain.past import Candidate


class Enquiry(Struct, frozen=True, kw_only=True):
    """Somebody we ask about, as far as it is known while they are still being described.

    `name` is what was typed, in any order; `person` the identity the candidate will be judged for.
    """

    person: PersonId
    name: str = ""
    born: kinds.Born = kinds.Born()
    postcode: str = ""
    phone: str = ""
    la_child_id: str = ""
    nhs: str = ""
    contact: ContactId | None = None
    """The contact it is for: its own people are not candidates."""


class FoundPerson(Struct, frozen=True):
    """One human being found by a search: how they are called, and why they were found."""

    person: PersonId
    contact: ContactId
    """Their latest contact."""
    name: str
    born: str
    last: str
    why: str
    contacts: tuple[ContactId, ...]


class Found(Struct, frozen=True):
    """What a search gives. `near` is a contact number that differs by one slip, when the one typed is none."""

    people: tuple[FoundPerson, ...] = ()
    contacts: tuple[ContactLine, ...] = ()
    near: str = ""


class Matcher(Protocol):
    """Finds people on record. Answers are questions for a person, never joins."""

    @property
    def searched(self) -> tuple[str, ...]:
        """What it looks at, in words, for 'none found'."""
        ...

    @property
    def ready(self) -> bool:
        """Whether it can answer at once, or would first have to read everybody."""
        ...

    def candidates(self, enquiry: Enquiry, most: int = 5) -> tuple[Candidate, ...]:
        """People who may be the one asked about, most likely first, each with its reasons."""
        ...

    def unjudged(
        self, people: Sequence[PersonLine], judged: Sequence[MatchLine], most: int = 5
    ) -> tuple[Candidate, ...]:
        """Candidates for the children of a contact that nobody has judged yet."""
        ...

    def moved(self, contacts: Iterable[ContactId]) -> None:
        """These contacts changed since they were last looked at."""
        ...

    def forget(self) -> None:
        """Drop everything held in memory (the window was locked, the record was made anew)."""
        ...

    def search(self, words: str, most: int = 20) -> Found:
        """People and contacts for words in one box."""
        ...
