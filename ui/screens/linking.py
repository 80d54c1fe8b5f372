"""Which earlier contacts the reasons name. Before there is a view of the history, they are kept beside it."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import record, words
from workstation.services.desk import Desk

_NOTHING = Changed(frozenset(), frozenset())


@dataclass(frozen=True)
class Linked:
    """What came of it: whether the contact is linked now, which ones are, and what changed in the record."""

    linked: bool
    all: tuple[ContactId, ...]
    changed: Changed = _NOTHING


def key_of(contact: ContactId) -> str:
    """Where links are kept that belong to no view yet."""
    return f"contact/{contact}/history.linked"


def kept(desk: Desk, contact: ContactId) -> tuple[ContactId, ...]:
    """Links that belong to no view yet."""
    return read(words.kept(desk, key_of(contact)))


def keep(desk: Desk, contact: ContactId, linked: tuple[ContactId, ...]) -> None:
    """Keep links for the view that is still to come."""
    words.keep(desk, key_of(contact), contact, ",".join(linked))


def read(text: str) -> tuple[ContactId, ...]:
    """Links as they are kept."""
    return tuple(ContactId(part) for part in text.split(",") if part)


def toggle(desk: Desk, contact: ContactId, other: ContactId) -> Linked:
    """Link an earlier contact, or take it out. Runs beside the window."""
    view = desk.file(contact).history_view
    before = view.body.linked if view is not None else kept(desk, contact)
    linked = other not in before
    after = (*before, other) if linked else tuple(c for c in before if c != other)
    if view is None:
        keep(desk, contact, after)
        return Linked(linked, after)
    body = msgspec.structs.replace(view.body, linked=after, none_matter=False)
    return Linked(linked, after, record.say(desk, contact, body))
