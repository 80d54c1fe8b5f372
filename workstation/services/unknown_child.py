"""Of a child whom nobody found: who of their family may be on record, from everything the contact says by now."""

from __future__ import annotations

from workstation.domain.ids import ContactId
from workstation.history.matcher import Relative
from workstation.services import find
from workstation.services.desk import Desk


def family_of(desk: Desk, contact_id: ContactId) -> tuple[Relative, ...]:
    """Those for whom everything that was given speaks, without whoever is named in this contact already."""
    from workstation.history.asking import enquiry_for  # noqa: PLC0415 - a start compares nobody

    people = desk.store.register.people_of(contact_id)
    found: dict[str, Relative] = {}
    for child in (line for line in people if line.role == "child"):
        for relative in find.family_on_record(desk, enquiry_for(child, tuple(people))):
            found.setdefault(relative.person, relative)
    return tuple(found.values())
