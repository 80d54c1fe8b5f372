"""What other contacts of a family hide: a copy of this one that shows it should come back; a new one hides it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from workstation.domain import copies, kinds, whereabouts
from workstation.domain.contact import ContactFile
from workstation.domain.entries import Entry
from workstation.domain.fold import hidden_words
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Body
from workstation.domain.past import Past
from workstation.domain.said import Said
from workstation.report.called import people_of
from workstation.report.recipients.reduced import worded
from workstation.report.redact import Redactor
from workstation.report.summary import may_hide
from workstation.services import past
from workstation.services.desk import Desk
from workstation.services.on_screen import Clean
from workstation.services.secrets import confidential_of, doors_of

Stories = Mapping[ContactId, tuple[Entry, ...]]


def addresses(desk: Desk, file: ContactFile) -> tuple[str, ...]:
    """The addresses that are hidden anywhere in the family, by their identity alone: what a copy made now hides."""
    elsewhere = (a.address for entries in _stories(desk, file).values() for a in confidential_of(entries))
    return tuple(dict.fromkeys((*copies.hidden_addresses(file), *elsewhere)))


def elsewhere(desk: Desk, file: ContactFile) -> bool:
    """Whether another contact of the family hides an address that is not hidden in this one."""
    return len(addresses(desk, file)) > len(set(copies.hidden_addresses(file)))


def hiding(desk: Desk, file: ContactFile, known: Past) -> tuple[ContactId, ...]:
    """The contacts of the family, of those this one's history shows, that hide an address."""
    family = {c.contact for c in known.contacts} - {file.contact}
    return tuple(
        contact for contact, line in desk.store.register.these(sorted(family)).items() if line.hidden
    )


def hidden_here(
    desk: Desk, file: ContactFile, others: Sequence[ContactId], clean: Clean
) -> tuple[ContactFile, frozenset[str]]:
    """A contact as the window has it, and which of its open addresses are hidden there because `others` hide them:
    an address that was written down before it had to be hidden, or once more without a word, gives nobody away.
    """
    if not others or clean is None:
        return file, frozenset()
    doors = frozenset(
        door for story in desk.store.journal.of_contacts(others).values() for door in doors_of(story)
    )
    known = [a for a in file.addresses if not a.confidential]
    told = frozenset(a.address for a in known if _is_there(a, doors, clean))
    return (_hidden(file, told) if told else file), told


def _is_there(address: kinds.AddressRecorded, doors: frozenset[str], clean: Callable[[str], str]) -> bool:
    words = f"{address.lines}\n{address.postcode}"
    return whereabouts.door(address.lines, address.postcode) in doors or clean(words) != words


def _hidden(file: ContactFile, told: frozenset[str]) -> ContactFile:
    """The same contact with these addresses kept back, as `fold` does with what is hidden in the contact itself."""

    def kept(said: Said[Body]) -> Said[Body]:
        body = said.body
        if isinstance(body, kinds.AddressRecorded) and body.address in told:
            body = structs.replace(body, lines="", postcode="", hide_words=(), confidential=True)
        elif isinstance(body, kinds.ChildNamed) and body.postcode:
            body = structs.replace(body, postcode="")
        return said if body is said.body else structs.replace(said, body=body)

    return replace(
        file,
        story=tuple(map(kept, file.story)),
        standing={asked: tuple(map(kept, all_)) for asked, all_ in file.standing.items()},
    )


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
