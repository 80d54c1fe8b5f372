"""What other contacts of a family hide: it is hidden on the screen of this one and on its new copies, and a copy
that shows it should come back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from msgspec import Struct, structs

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
from workstation.services.secrets import confidential_of

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


def elsewhere_hidden(desk: Desk, others: Sequence[ContactId]) -> Elsewhere:
    """What these contacts hide, to be found in one that does not."""
    known = [a for story in desk.store.journal.of_contacts(others).values() for a in confidential_of(story)]
    return Elsewhere(
        doors=frozenset(whereabouts.door(a.lines, a.postcode) for a in known) - {""},
        codes=frozenset(_code(a.postcode) for a in known) - {""},
        homes=tuple(_home(a) for a in known),
    )


def hidden_here(file: ContactFile, others: Elsewhere) -> tuple[ContactFile, frozenset[str]]:
    """A contact as the window has it, and which of its open addresses are hidden there because others hide them: an
    address that was written down before it had to be hidden, or once more without a word, gives nobody away.
    """
    if not others.homes:
        return file, frozenset()
    told = frozenset(a.address for a in file.addresses if not a.confidential and others.hides(a))
    shown = replace(
        file,
        story=tuple(map(others.kept, file.story)),
        standing={asked: tuple(map(others.kept, all_)) for asked, all_ in file.standing.items()},
    )
    return shown, told


class Elsewhere(Struct, frozen=True):
    """What other contacts of a family hide: the doors, the postcodes, and the numbers and words of each home."""

    doors: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    homes: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()

    def hides(self, address: kinds.AddressRecorded) -> bool:
        """Whether this is one of these homes, however it is written. Another home in the same town is not; of a
        postcode without a door nobody knows.
        """
        door = whereabouts.door(address.lines, address.postcode)
        numbers, words = _home(address)
        return (
            door in self.doors
            or (not door and _code(address.postcode) in self.codes)
            or any(numbers & there and words & called for there, called in self.homes)
        )

    def kept(self, said: Said[Body]) -> Said[Body]:
        """What somebody said without these places, as `fold` keeps back what is hidden in the contact itself."""
        body = said.body
        if isinstance(body, kinds.AddressRecorded) and not body.confidential and self.hides(body):
            body = structs.replace(body, lines="", postcode="", hide_words=(), confidential=True)
        elif isinstance(body, kinds.ChildNamed) and _code(body.postcode) in self.codes:
            body = structs.replace(body, postcode="")
        return said if body is said.body else structs.replace(said, body=body)


_NUMBER: Final = re.compile(r"\b\d+[a-z]?\b")
_CALLED: Final = re.compile(r"[^\W\d_]{4,}")
_ANY_STREET: Final = frozenset({
    "avenue", "close", "court", "crescent", "drive", "flat", "gardens", "green", "grove", "hill", "house", "lane",
    "park", "place", "road", "row", "square", "street", "terrace", "view", "walk", "way",
})  # fmt: skip


def _home(address: kinds.AddressRecorded) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers and the names in the lines of an address."""
    said = address.lines.casefold()
    return frozenset(_NUMBER.findall(said)), frozenset(_CALLED.findall(said)) - _ANY_STREET


def _code(postcode: str) -> str:
    return "".join(postcode.casefold().split())


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
