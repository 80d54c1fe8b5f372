"""What every part of a summary is written from: the contact file and what is known around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide, source_group
from workstation.domain.ids import AuthorId, PersonId
from workstation.domain.past import Past
from workstation.domain.people import Worker
from workstation.domain.thresholds import Thresholds
from workstation.domain.times import local
from workstation.report.called import people_of

NOT_PROVIDED: Final = "Not provided"
NOT_ASKED: Final = "Not asked"

_SOURCES: Final = {
    "police": "Police", "school": "School", "health": "Health", "la": "Council", "public": "Family or public",
    "other": "Other",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A contact file with the guide, the history and the names of the staff."""

    file: ContactFile
    guide: Guide
    past: Past
    staff: Mapping[AuthorId, Worker]
    thresholds: Mapping[str, Thresholds] = field(default_factory=dict)
    """The threshold documents by which its levels were judged, by edition."""
    hidden: bool = False
    """Whether this copy hides address, phone, school and GP."""
    address_shown: bool = False
    """Whether it shows an address that is hidden elsewhere: then that stands once, under the black band."""
    criteria: Mapping[str, str] = field(default_factory=dict)
    """What the criteria of sign-off are called, by their id."""
    named_before: tuple[str, ...] = ()
    """Whom other contacts of the family name, for the copy that names nobody."""
    facts_only: bool = False
    """Whether it is for somebody who decides before they see what was decided: the file is without it."""

    @property
    def people(self) -> frozenset[str]:
        """What everybody here is called, word by word."""
        return people_of(self.file, (worker.name for worker in self.staff.values()))

    def short(self, author: AuthorId) -> str:
        """`R. Shah`."""
        worker = self.staff.get(author)
        return worker.short if worker else "a colleague"

    def full(self, author: AuthorId) -> str:
        """`Rukhsana Shah, social worker`."""
        worker = self.staff.get(author)
        return f"{worker.name}, {worker.role.lower()}" if worker else "a colleague not known on this computer"

    def when(self, at: datetime) -> str:
        """`09:44` on the day the contact arrived, else with its date."""
        received = self.file.received_at
        same_day = received is not None and local(received).date() == local(at).date()
        return wording.clock(at) if same_day else wording.moment(at)

    def called(self, child: kinds.ChildNamed) -> str:
        """How a child is called in a sentence."""
        return child.name.given or wording.full_name(child.name)

    def child_called(self, person: PersonId) -> str:
        """The same by id."""
        child = self.file.child(person)
        return self.called(child) if child else "A child no longer named"


def came_from(source: str, agency: str) -> str:
    """Who told us: the agency by its own name, else the kind of source."""
    return agency or (_SOURCES[source_group(source)] if source else "Not recorded")


def stopped(words: str) -> str:
    """The words with a full stop, unless they end with a mark of their own."""
    words = words.rstrip()
    return words if not words or words.rstrip("”’\"'")[-1:] in (*".!?…", "") else f"{words}."


def quoted(words: str) -> str:
    """The words as somebody's own."""
    words = words.strip()
    return words if words[:1] in "“\"‘'" else f"“{words}”"
