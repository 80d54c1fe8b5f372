"""What a manager signed off and has changed since: told at once, because somebody may act on it by now."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.services.came import of_the_day
from workstation.services.desk import Desk


class SignedNews(Struct, frozen=True):
    """A contact that waits for this manager again. `head` names what it holds now."""

    contact: ContactId
    head: str
    words: str


def signed_news(desk: Desk, came: Iterable[ContactId]) -> tuple[SignedNews, ...]:
    """Of contacts that just came: those this person signed off, which hold something they had not seen."""
    lines = desk.store.register.these(of_the_day(desk, came))
    mine = [c for c, line in lines.items() if line.changed and line.stage is Stage.WITH_MANAGER]
    found = (desk.file(contact) for contact in mine)
    return tuple(
        SignedNews(file.contact, file.head, f"{file.number} has changed since you signed it off.")
        for file in found
        if desk.worker.id in file.signers
    )
