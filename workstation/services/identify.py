"""Who it is about: judging matches, and addresses that must not be seen."""

from __future__ import annotations

from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId, uuid7
from workstation.domain.kinds import Body
from workstation.domain.past import Candidate
from workstation.domain.people import may_sign
from workstation.domain.times import milliseconds
from workstation.services import record
from workstation.services.desk import Desk
from workstation.services.secrets import confidential_of, words_of
from workstation.trouble import BadInput, NotYours


def judge_match(desk: Desk, contact: ContactId, candidate: Candidate, verdict: str) -> Changed:
    """Answer whether two people are the same: `same`, `different` or `not sure`.

    A confidential address is inherited with `same`: it is hidden here too, from this moment.
    """
    return record.put(desk, contact, match_bodies(desk, contact, candidate, verdict))


def match_bodies(desk: Desk, contact: ContactId | None, candidate: Candidate, verdict: str) -> list[Body]:
    """The bodies of a judged match, with the confidential address it brings along."""
    matched = kinds.Matched(
        person=candidate.person,
        other=candidate.other,
        other_contact=candidate.other_contact,
        verdict=verdict,  # type: ignore[arg-type]
        reasons=candidate.reasons,
    )
    if verdict != "same":
        return [matched]
    here = desk.file(contact).addresses if contact else ()
    known = {a.address for a in here}
    return [matched, *(a for a in _hidden_of(desk, candidate) if a.address not in known)]


def _hidden_of(desk: Desk, candidate: Candidate) -> tuple[kinds.AddressRecorded, ...]:
    """The confidential addresses of a person, from whichever of their contacts they stand in."""
    past = desk.store.register.past_of([candidate.other])
    contacts = dict.fromkeys((candidate.other_contact, *(c.contact for c in past)))
    found: dict[str, kinds.AddressRecorded] = {}
    for one in contacts:
        for address in confidential_of(desk.store.journal.of_contact(one)):
            found.setdefault(address.address, address)
    return tuple(found.values())


def record_address(desk: Desk, contact: ContactId, address: kinds.AddressRecorded) -> Changed:
    """Record where people live. Anyone may make it confidential; nobody unmakes it this way."""
    file = desk.file(contact)
    before = next((a for a in file.addresses if a.address == address.address), None)
    if before is not None and before.confidential and not address.confidential:
        raise NotYours("This address is confidential.", "A manager can change that, with a reason.")
    return record.put(desk, contact, [address], file=file)


def new_address_id(desk: Desk) -> str:
    """An identity for a new address."""
    return uuid7(milliseconds(desk.now()))


def make_confidential(desk: Desk, contact: ContactId, address: str) -> Changed:
    """Hide an address, everywhere, now."""
    body = kinds.ConfidentialityChanged(address=address, confidential=True)
    return record.put(desk, contact, [body])


def release_address(desk: Desk, contact: ContactId, address: str, because: str) -> Changed:
    """A manager decides, with a reason, that an address need not be hidden any more."""
    if not may_sign(desk.worker):
        raise NotYours("Only a manager can stop hiding an address.")
    if not because.strip():
        raise BadInput("Say why this address need not be hidden any more.")
    body = kinds.ConfidentialityChanged(address=address, confidential=False, because=because)
    return record.put(desk, contact, [body])


def show_address(desk: Desk, contact: ContactId, address: str, why: str) -> tuple[Changed, tuple[str, ...]]:
    """Look at a hidden address for a moment. The look is recorded first; then the lines are given."""
    if not why.strip():
        raise BadInput("Say why you need it.")
    done = record.put(desk, contact, [kinds.AddressShown(address=address, why=why)])
    lines = words_of(desk.store.journal.of_contact(contact), address)
    return done, lines
