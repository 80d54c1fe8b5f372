"""What a household is put together from: the rows that lead from person to person, read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from workstation.domain import wording
from workstation.domain.household import day_of
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Name
from workstation.domain.line import MatchLine
from workstation.domain.past import PastContact
from workstation.domain.person_line import PersonLine


class Kin(Protocol):
    """What is read: the register of the store."""

    def clusters(self, people: Iterable[PersonId]) -> dict[PersonId, tuple[PersonId, ...]]:
        """For each person, everybody judged to be the same human being."""
        ...

    def past_of(self, people: Iterable[PersonId]) -> tuple[PastContact, ...]:
        """Every contact of these people and of those judged the same, newest first."""
        ...

    def people_in(self, contacts: Iterable[ContactId]) -> tuple[PersonLine, ...]:
        """Everybody named in these contacts."""
        ...

    def judged(self, people: Iterable[PersonId]) -> tuple[MatchLine, ...]:
        """Every standing judgement about these people."""
        ...

    def met_at(self, keys: Iterable[str]) -> tuple[tuple[str, PersonLine], ...]:
        """Whoever was recorded at these addresses or on these phones."""
        ...


@dataclass
class Known:
    """What was read so far."""

    kin: Kin
    past: dict[ContactId, PastContact] = field(default_factory=dict)
    """Each contact; of a record from before Lintel, its newest event."""
    events: dict[str, PastContact] = field(default_factory=dict)
    """Every contact and every event, by key."""
    lines: dict[ContactId, tuple[PersonLine, ...]] = field(default_factory=dict)
    cluster: dict[PersonId, PersonId] = field(default_factory=dict)

    def read(self, people: Iterable[PersonId]) -> set[ContactId]:
        """Read the contacts of these people, and everybody named there; which contacts those are."""
        asked = list(people)
        told = self.kin.past_of(asked)
        found = {p.contact: p for p in reversed(told)}
        self.events |= {p.key: p for p in told}
        new = [c for c in found if c not in self.past]
        self.past |= found
        by_contact: dict[ContactId, list[PersonLine]] = {c: [] for c in new}
        for line in self.kin.people_in(new):
            by_contact[line.contact].append(line)
        self.lines |= {c: tuple(lines) for c, lines in by_contact.items()}
        named = [line.person for lines in by_contact.values() for line in lines]
        for person, mates in self.kin.clusters([*asked, *named]).items():
            self.cluster[person] = min(mates)
        return set(found)

    def of(self, person: PersonId) -> PersonId:
        """The name of the human being, as far as people have judged."""
        return self.cluster.get(person, person)

    def day(self, contact: ContactId) -> date:
        """The day of a contact."""
        return day_of(self.past[contact].at)


def named(line: PersonLine) -> str:
    """`FARROW, Dana`."""
    return wording.full_name(Name(line.family, line.given))
