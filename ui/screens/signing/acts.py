"""What sign-off does beside the window: open a contact, give one's own view; and what it says once it is done."""

from __future__ import annotations

from collections.abc import Sequence

from ui.models.called import number_word
from workstation.domain import clocks
from workstation.domain.changed import Changed
from workstation.domain.covering import Cover
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Decision
from workstation.services import opinions, signing, words
from workstation.services.desk import Desk
from workstation.services.find import OpenContact
from workstation.services.signing import ToSign


def open_contact(desk: Desk, contact: ContactId) -> tuple[ToSign, dict[str, str]]:
    """A contact as it is decided on, and what was being typed about it."""
    return signing.look(desk, contact), words.kept_under(desk, f"sign/{contact}/")


def give_view(desk: Desk, shown: OpenContact, outcomes: Sequence[Decision], why: str) -> Changed:
    """What this person would do, before they see what others decided."""
    file = shown.file
    if shown.cover is Cover.OPINION:
        return opinions.give(desk, file.contact, outcomes, why)
    return signing.decide_first(desk, file.contact, outcomes, why, file.head)


def sent_back_words(desk: Desk, shown: OpenContact, asked: int) -> str:
    """`Two requests sent to A. Okafor. The clock is still running: 1 h 10 min.`."""
    worker = desk.person(shown.file.worker)
    whom = worker.short if worker else "the worker"
    told = f"{number_word(asked)} request{'s' if asked != 1 else ''} sent to {whom}."
    left = shown.due_at - desk.now() if shown.due_at else None
    if left is None:
        return told
    if left.total_seconds() > 0:
        return f"{told} The clock is still running: {clocks.words_left(left)}."
    return f"{told} It is overdue by {clocks.words_left(left)}."
