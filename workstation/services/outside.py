"""Words that leave this computer by the clipboard or by email: always the hidden version."""

from __future__ import annotations

from workstation.domain.fold import hidden_words
from workstation.domain.ids import ContactId
from workstation.report.called import people_of
from workstation.report.redact import HIDDEN, Redactor
from workstation.report.summary import may_hide
from workstation.services import find
from workstation.services.desk import Desk

__all__ = ["HIDDEN", "hidden_version", "redactor"]


def hidden_version(desk: Desk, contact: ContactId, words: str) -> str:
    """The words without what this contact hides, or any other contact of the family."""
    return redactor(desk, contact).clean(words)


def redactor(desk: Desk, contact: ContactId) -> Redactor:
    """What cleans words of it. A place that was hidden in May is hidden from whoever is written to in November."""
    known = [c.contact for c in find.past(desk, contact, match=False).contacts]
    stories = desk.store.journal.of_contacts(list(dict.fromkeys([*known, contact]))).values()
    hide = tuple(dict.fromkeys(word for story in stories for word in hidden_words(story)))
    people = people_of(desk.file(contact), (worker.name for worker in desk.staff.values()))
    return Redactor(may_hide(hide, desk.council), desk.council, people)
