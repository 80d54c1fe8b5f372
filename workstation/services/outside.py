"""Words that leave this computer by the clipboard or by email: always the hidden version."""

from __future__ import annotations

from workstation.domain.fold import hidden_words
from workstation.domain.ids import ContactId
from workstation.domain.past import VERY_LIKELY, Past
from workstation.report.called import people_of
from workstation.report.redact import HIDDEN, Redactor
from workstation.report.summary import may_hide
from workstation.services import find
from workstation.services.desk import Desk

__all__ = ["HIDDEN", "hidden_version", "hidden_with", "redactor"]


def hidden_version(desk: Desk, contact: ContactId, words: str) -> str:
    """The words without what this contact hides, or any other contact of the family."""
    return redactor(desk, contact).clean(words)


def redactor(desk: Desk, contact: ContactId) -> Redactor:
    """What cleans words of it. A place that was hidden in May is hidden from whoever is written to in November."""
    others = hidden_with(desk, contact, find.past(desk, contact))
    stories = desk.store.journal.of_contacts([contact, *others]).values()
    hide = tuple(dict.fromkeys(word for story in stories for word in hidden_words(story)))
    people = people_of(desk.file(contact), (worker.name for worker in desk.staff.values()))
    return Redactor(may_hide(hide, desk.council), desk.council, people)


def hidden_with(desk: Desk, contact: ContactId, known: Past) -> tuple[ContactId, ...]:
    """The other contacts whose hidden places are hidden here, too: what is on record of the family or may be, and
    all there is of somebody who is very likely one of them, until a person says that it is somebody else.
    """
    found = [c.contact for c in known.on_record]
    likely = [c for c in known.candidates if c.strength == VERY_LIKELY]
    if likely:
        found += [c.other_contact for c in likely]
        found += [c.contact for c in desk.store.register.past_of([c.other for c in likely])]
    return tuple(other for other in dict.fromkeys(found) if other != contact)
