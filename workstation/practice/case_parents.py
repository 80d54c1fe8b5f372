"""What the parents of a written case were told and said, as entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workstation.domain import kinds
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Body
from workstation.practice.case_file import CaseContact, Told


def parents(contact: CaseContact, people: Mapping[str, PersonId]) -> Iterator[Body]:
    """Told, left for later, agreed, not asked, declined: in this order."""
    for told in contact.told:
        yield _told(told, people[told.person])
    for person, because in contact.left:
        yield kinds.ParentLeft(person=people[person], because=because)
    for person, to in contact.agreed:
        yield kinds.ParentAgreed(person=people[person], agrees="yes", to=to)
    for person, because in contact.not_asked:
        yield kinds.ParentAgreed(person=people[person], agrees="not asked", because=because)
    for no in contact.declined:
        yield kinds.SupportDeclined(
            person=people[no.person], offered=no.offered, reason=no.reason, words=no.words
        )


def _told(told: Told, person: PersonId) -> kinds.ParentTold:
    return kinds.ParentTold(
        person=person, told=told.told, lawful=told.lawful, tries=told.tries,
        words=told.words if told.told == "yes" else "",
        how=told.words if told.tries else "",
        because=told.words if told.told != "yes" and not told.tries else "",
    )  # fmt: skip
