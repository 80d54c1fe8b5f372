"""Hidden addresses that come into a contact with a match and go with it: nobody sees where a stranger lives."""

from __future__ import annotations

from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.times import local
from workstation.services.desk import Desk
from workstation.services.secrets import confidential_of


def hidden_of(
    desk: Desk, person: PersonId, contact: ContactId | None = None
) -> tuple[kinds.AddressRecorded, ...]:
    """The confidential addresses of a person, from whichever of their contacts they stand in."""
    past = desk.store.register.past_of([person])
    contacts = dict.fromkeys((*([contact] if contact else []), *(c.contact for c in past)))
    found: dict[str, kinds.AddressRecorded] = {}
    for one in contacts:
        for address in confidential_of(desk.store.journal.of_contact(one)):
            found.setdefault(address.address, address)
    return tuple(found.values())


def have_words(desk: Desk, contact: ContactId) -> frozenset[str]:
    """The addresses of a contact that are more than a mark that there was one."""
    shown = {a.address for a in desk.file(contact).addresses if not a.confidential}
    hidden = confidential_of(desk.store.journal.of_contact(contact))
    return frozenset(shown | {a.address for a in hidden if a.lines.strip() or a.postcode.strip()})


def left_behind(
    desk: Desk, contact: ContactId, person: PersonId, other: PersonId
) -> list[kinds.AddressRecorded]:
    """What takes the words out of addresses that this contact has from `other` alone, now that they are not (or not
    for sure) the same. They stay hidden here, as only a manager ends that; the words stand where they were written.
    """
    ours = {a.address for a in desk.file(contact).addresses if a.confidential}
    theirs = ours & {a.address for a in hidden_of(desk, other)}
    rows = desk.store.register
    others = {c.contact for c in rows.past_of([other])} - {contact}
    came = {address for address in theirs if not _written_here(desk, contact, address, others)}
    if not came:
        return []
    people = {p.person for p in rows.people_of(contact)}
    joined = [line for line in rows.judged(people) if line.verdict == "same"]
    still = [
        mate
        for line in joined
        for mate, of in ((line.other, line.person), (line.person, line.other))
        if of in people and {line.person, line.other} != {person, other} and mate != other
    ]
    kept = {a.address for mate in still for a in _alone(desk, mate)}
    today = local(desk.now()).date()
    return [
        kinds.AddressRecorded(address=address, confidential=True, until=today)
        for address in sorted(came - kept)
    ]


def _alone(desk: Desk, person: PersonId) -> tuple[kinds.AddressRecorded, ...]:
    """Those in the contact in which a person is named so, and not in those of whoever is joined with them."""
    line = desk.store.register.persons([person]).get(person)
    return confidential_of(desk.store.journal.of_contact(line.contact)) if line is not None else ()


def _written_here(desk: Desk, contact: ContactId, address: str, others: set[ContactId]) -> bool:
    """Whether an address was first written down in this contact, and not carried into it."""
    here = _first(desk, contact, address)
    there = [first for one in others if (first := _first(desk, one, address)) is not None]
    return here is not None and (not there or here <= min(there))


def _first(desk: Desk, contact: ContactId, address: str) -> int | None:
    said = desk.file(contact).log(kinds.AddressRecorded)
    return min((s.recorded for s in said if s.body.address == address), default=None)
