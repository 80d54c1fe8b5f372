"""What other contacts of a family hide: a copy of this one that shows it should come back; a new one hides it."""

from __future__ import annotations

from collections.abc import Mapping

from workstation.domain import copies, kinds
from workstation.domain.contact import ContactFile
from workstation.domain.entries import Entry
from workstation.domain.fold import hidden_words
from workstation.domain.ids import ContactId
from workstation.report.called import people_of
from workstation.report.recipients.reduced import worded
from workstation.report.redact import Redactor
from workstation.report.summary import may_hide
from workstation.services import past
from workstation.services.desk import Desk
from workstation.services.secrets import confidential_of

Stories = Mapping[ContactId, tuple[Entry, ...]]


def addresses(desk: Desk, file: ContactFile) -> tuple[str, ...]:
    """The addresses that are hidden anywhere in the family, by their identity alone: what a copy made now hides."""
    elsewhere = (a.address for entries in _stories(desk, file).values() for a in confidential_of(entries))
    return tuple(dict.fromkeys((*copies.hidden_addresses(file), *elsewhere)))


def elsewhere(desk: Desk, file: ContactFile) -> bool:
    """Whether another contact of the family hides an address that is not hidden in this one."""
    return len(addresses(desk, file)) > len(set(copies.hidden_addresses(file)))


def on_paper(desk: Desk, file: ContactFile) -> tuple[str, ...]:
    """The addresses that other contacts of the family hide by now, that this contact gives away, and that some copy
    of it did not hide when it was made (for `domain.copies`).
    """
    out = [copy for copy in copies.copies(file) if copy.out and copy.said.body.shows]
    if not out:
        return ()
    hid = set.intersection(*(set(copy.said.body.hid) for copy in out))
    hid.update(copies.hidden_addresses(file))
    found = dict[str, None]()
    for entries in _stories(desk, file).values():
        new = {a.address for a in confidential_of(entries)} - hid
        if new and _stands_here(desk, file, hidden_words(entries)):
            found.update(dict.fromkeys(sorted(new)))
    return tuple(found)


def _stories(desk: Desk, file: ContactFile) -> Stories:
    line = desk.store.register.contact(file.contact)
    if line is None:
        return {}
    family = past.of_contact(desk, line, match=False).contacts
    return desk.store.journal.of_contacts([c.contact for c in family if c.contact != file.contact])


def _stands_here(desk: Desk, file: ContactFile, hide: tuple[str, ...]) -> bool:
    """Whether anything that this contact says gives one of these words away."""
    people = people_of(file, (worker.name for worker in desk.staff.values()))
    clean = Redactor(may_hide(hide, desk.council), desk.council, people).clean
    said = (s.body for s in file.story if not isinstance(s.body, kinds.Printed))
    return any(worded(body, clean) is not body for body in said)
