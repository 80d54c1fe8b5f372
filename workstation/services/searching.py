"""The one box: people, then contacts, then agencies, for whatever was typed. Nothing of it is kept anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from workstation.domain import paper_sheet
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.line import ContactLine
from workstation.history.folding import digits, key
from workstation.history.matcher import Found, FoundAgency, FoundPerson
from workstation.services import covering
from workstation.services.desk import Desk, KnownAgency

_OPEN: Final = frozenset({Stage.OPEN, Stage.SENT_BACK, Stage.WITH_MANAGER, Stage.TWO_ANSWERS, Stage.RETURNED})
_CONTACTS: Final = 8
_AGENCIES: Final = 6
_EACH: Final = 6
"""Of one person no more contacts than this: their chronology has them all."""
_DIGITS: Final = 5
"""From so many digits a phone is looked for."""


def search(desk: Desk, words: str, most: int) -> Found:
    """Who and what fits, with who works on it."""
    found = desk.matcher.search(words, most)
    wanted = [contact for person in found.people for contact in person.contacts[:_EACH]]
    lines = desk.store.register.these(dict.fromkeys(wanted))
    people = _open_first([_with_worker(desk, person, lines) for person in found.people])
    in_order = [contact for person in people for contact in person.contacts[:_EACH]]
    theirs = {line.contact: line for contact in in_order if (line := lines.get(contact)) is not None}
    contacts = _from_paper(desk, words) | {line.contact: line for line in found.contacts} | theirs
    return replace(
        found,
        people=people,
        contacts=covering.lines(desk, contacts.values())[: max(_CONTACTS, len(found.contacts))],
        agencies=tuple(_agencies(desk, words)),
        twice=desk.store.register.given_twice(line.number for line in contacts.values()),
    )


def _from_paper(desk: Desk, words: str) -> dict[ContactId, ContactLine]:
    """The contacts that were entered from the paper sheet with this reference."""
    sheet = paper_sheet.understood(words)
    if sheet is None:
        return {}
    return desk.store.register.these(dict.fromkeys(desk.store.register.marked([sheet.mark])))


def called_on_record(desk: Desk, person: PersonId) -> tuple[str, str, str]:
    """Name, date of birth and postcode of a person on record, as one would type them. No postcode of somebody who
    is hidden anywhere.
    """
    humans = desk.store.register.humans
    cluster = humans.clusters_of([person]).get(person, "")
    lines = humans.of([cluster]).get(cluster, [])
    named = [line for line in lines if line.family or line.given]
    newest = max(named, key=lambda line: line.contact, default=None)
    born = next((line.born_on for line in reversed(lines) if line.born_on is not None), None)
    open_ = not any(line.hidden for line in lines)
    postcode = next((line.postcode for line in reversed(lines) if line.postcode), "") if open_ else ""
    name = f"{newest.given} {newest.family}".strip() if newest else ""
    return name, f"{born:%d %b %Y}" if born else "", postcode


def _with_worker(desk: Desk, person: FoundPerson, lines: Mapping[ContactId, ContactLine]) -> FoundPerson:
    """Who works on the newest open contact of this person."""
    for contact in person.contacts:
        line = lines.get(contact)
        if line is not None and line.stage in _OPEN:
            worker = desk.person(line.worker)
            return replace(person, open_with=worker.short if worker else "not allocated")
    return person


def _open_first(people: Iterable[FoundPerson]) -> tuple[FoundPerson, ...]:
    """Of people who fit for the same reasons, such as three of one name, those who are being worked on come first:
    whoever presses Enter at once most likely means them.
    """
    alike = (tuple(those) for _fit, those in groupby(people, key=lambda one: (one.strength, one.why)))
    return tuple(person for those in alike for person in sorted(those, key=lambda one: not one.open_with))


def _agencies(desk: Desk, words: str) -> Iterator[FoundAgency]:
    """Agencies with all these words in their name, kind or people; or with these digits in their phone."""
    asked, number = key(words).split(), digits(words)
    found = 0
    for agency in desk.agencies:
        kind = desk.guide.agency(agency.kind).words
        by_phone = len(number) >= _DIGITS and number in digits(agency.phone)
        if by_phone or (asked and all(_begins(word, agency, kind) for word in asked)):
            yield FoundAgency(agency.name, kind, agency.phone, agency.people)
            found += 1
        if found == _AGENCIES:
            return


def _begins(word: str, agency: KnownAgency, kind: str) -> bool:
    said = key(" ".join((agency.name, kind, *agency.people))).split()
    return any(each.startswith(word) for each in said)
