"""What a person asks for when they ask for a copy: who reads it, which paper, with the address or without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, Protocol

from workstation.domain import checks, copies, full_copies, kinds, lawful, wording
from workstation.domain.after import safe_ways
from workstation.domain.contact import ContactFile
from workstation.domain.full_copies import FullRequest, Standing
from workstation.domain.guide import Guide
from workstation.domain.ids import AuthorId, ContactId, EntryId, PersonId
from workstation.domain.kinds import AdultNamed, ParentTold
from workstation.domain.past import Past
from workstation.domain.people import Worker, may_read
from workstation.domain.thresholds import Thresholds
from workstation.report.chronology import Filtered
from workstation.report.known_words import groups
from workstation.report.parts import Copy, Summary
from workstation.report.recipients import OF_THE_PAST, WHOLE, Recipient
from workstation.services import readers
from workstation.services.desk import Desk
from workstation.trouble import BadInput, RuleTrouble

__all__ = [
    "OF_THE_PAST", "WHOLE", "Filtered", "Form", "Full", "FullCopy", "NotAgreed", "NotForThem", "Offers", "Order",
    "Paper",
    "Recipient", "as_order", "check", "may_agree", "offers",
]  # fmt: skip
Form = Literal["pdf", "html", "text"]
_LONGEST: Final = 200
_NOBODY: Final = frozenset(" ".join(row) for row in groups("whole services"))
"""Whole services and places: a copy with a hidden address is for a person or a desk that can be named."""


class FullCopy(RuleTrouble):
    """A copy that shows a hidden address is for somebody who can be named (block B7)."""

    advice = "Name the reader, say why they need the address, and choose who agreed. It cannot be you."
    code = "LT-901"


class NotAgreed(RuleTrouble):
    """Your colleague has not agreed to this copy."""

    advice = "They agree here with their own password, or on their own computer: for one copy, within a day."
    code = "LT-905"


class NotForThem(RuleTrouble):
    """This reader may not have that copy."""

    advice = "Choose another copy for them."
    code = "LT-902"


class Paper(Protocol):
    """What a kind of paper says of a contact, without the words in `hide`."""

    def __call__(
        self, file: ContactFile, guide: Guide, past: Past, staff: Mapping[AuthorId, Worker], *,
        hide: tuple[str, ...], copy: Copy, thresholds: Mapping[str, Thresholds] | None = None,
    ) -> Summary: ...  # fmt: skip


@dataclass(frozen=True)
class Full:
    """A copy with the hidden address: why, and which colleague agreed. They have to have said so themselves
    (`agreeing`).
    """

    because: str = ""
    agreed_by: AuthorId | None = None


@dataclass(frozen=True)
class Order:
    """One copy. `read` are the hidden places (`Preview.hidden_found`) that a person has read."""

    for_whom: str
    recipient: Recipient = Recipient.CASE_FILE
    paper: Literal["summary", "chronology"] = "summary"
    reader: PersonId | None = None
    """Who of the family reads it."""
    full: Full | None = None
    override: str = ""
    """Why a family copy is safe on paper although nothing says that post is."""
    read: tuple[str, ...] = ()
    no_names: tuple[str, ...] = ()
    """Words that a person has read on the copy that names nobody, and that are no names; for this copy alone."""
    filtered: Filtered = field(default_factory=Filtered)


def as_order(order: Order | str) -> Order:
    """An order; a word alone is a summary from the case file for somebody."""
    return order if isinstance(order, Order) else Order(order)


def check(desk: Desk, file: ContactFile, order: Order) -> None:
    """Refuse an order that must not be filled, in the words a person reads."""
    if not order.for_whom.strip():
        raise BadInput("Who is this copy for?", "Write a name, a service, or ‘case file’.")
    if len(order.for_whom) > _LONGEST:
        raise BadInput("That is too long for the foot of a page.", f"Use at most {_LONGEST} letters.")
    why = lawful.no_copy_for(file, desk.guide, order.for_whom)
    if why:
        raise RuleTrouble(why, "Tell them another way. Their safe contact is in Parents.")
    if order.paper == "chronology" and order.recipient not in OF_THE_PAST:
        raise NotForThem("A chronology is for the case file, the receiving team or quality.")
    if order.recipient is Recipient.REFERRER and file.referrer is not None and file.referrer.anonymous:
        raise NotForThem("The referrer did not give a name. There is nobody to give a copy to.")
    if order.recipient is Recipient.FAMILY:
        _family(file, desk.guide, order)
    if order.full is not None:
        _full(desk, file, order, order.full)


def _family(file: ContactFile, guide: Guide, order: Order) -> None:
    from workstation.services import afterwards  # noqa: PLC0415 - seldom printed

    adult = next((a for a in _readers(file) if a.person == order.reader), None)
    if adult is None:
        raise BadInput("Which parent or carer is this copy for?", "Choose somebody who is named in step 2.")
    may_be_written_to(file, adult)
    why = lawful.no_letter(file, guide, adult.person)
    if why:
        raise RuleTrouble(why, "Tell them another way. Their safe contact is in Parents.")
    afterwards.may_tell(file, adult, safe_ways.LETTER, order.override)


def may_be_written_to(file: ContactFile, adult: AdultNamed) -> None:
    """`NotForThem` for somebody of the family who was not told because of risk: no copy, and no letter."""
    told = file.told(adult.person)
    if told is not None and isinstance(told.body, ParentTold) and told.body.told == "no: risk":
        raise NotForThem(
            f"{wording.sentence(wording.polite_name(adult))} was not told, because of risk.",
            "Nothing goes to them. If that has changed, say so in Parents first.",
        )


def _readers(file: ContactFile) -> tuple[AdultNamed, ...]:
    """Who of the family could read a copy: named adults, and young people who answer for themselves."""
    return tuple(line.adult for line in checks.everyone_asked(file) if line.adult.known)


def _full(desk: Desk, file: ContactFile, order: Order, full: Full) -> None:
    """Block B7: a named reader, a reason, and another person's own word on it."""
    if order.recipient not in WHOLE:
        raise NotForThem("Only the case file and the team that takes the family on may have the address.")
    full_ready(desk, file, order.for_whom, full.because, full.agreed_by)
    if agreement(desk, file, order) is None:
        who = desk.person(full.agreed_by)
        raise NotAgreed(f"{who.name if who else 'Your colleague'} has not agreed to this copy.")


def full_ready(
    desk: Desk, file: ContactFile, for_whom: str, because: str, of: AuthorId | None
) -> kinds.FullCopyAsked:
    """What a colleague is asked to agree to. `FullCopy` when it is not said for whom, why, or who is asked."""
    asked = desk.person(of)
    named = " ".join(for_whom.casefold().split()) not in {*_NOBODY, ""}
    if not (named and because.strip() and asked and may_read(asked) and asked.id != desk.worker.id):
        raise FullCopy(desk.guide.rules.say("B7"))
    against = readers.refusal(file, for_whom)
    if against:
        raise NotForThem(against, readers.WHOLE_NAME)
    return kinds.FullCopyAsked(for_whom=for_whom.strip(), because=because.strip(), of=asked.id)


def agreement(desk: Desk, file: ContactFile, order: Order) -> EntryId | None:
    """The colleague's own entry that this order rests on; None when there is none that can be used now."""
    full = order.full
    if full is None:
        return None
    asked = full_copies.requests(file, desk.now())
    found = full_copies.newest(asked, desk.worker.id, full.agreed_by, order.for_whom, full.because)
    if found is None or found.decided is None or found.standing is not Standing.AGREED:
        return None
    return found.decided.entry


def must_still_be_agreed(desk: Desk, contact: ContactId, body: kinds.Printed) -> None:
    """Refuse a copy with the address whose yes was used or taken back since it was begun."""
    if body.agreement is None:
        return
    good = {
        one.decided.entry
        for one in full_copies.requests(desk.file(contact), desk.now())
        if one.decided is not None and one.standing is Standing.AGREED
    }
    if body.agreement not in good:
        raise NotAgreed("What your colleague agreed to was used meanwhile, or they said no.")


def may_agree(desk: Desk) -> tuple[tuple[AuthorId, str], ...]:
    """Who can be named as having agreed: everybody who reads contacts, but whoever sits here."""
    found = [w for w in desk.staff.values() if may_read(w) and w.id != desk.worker.id]
    return tuple((w.id, f"{w.name}, {w.role.lower()}") for w in sorted(found, key=lambda w: w.name))


class Offers(NamedTuple):
    """What a person can choose from when they ask for a copy of a contact."""

    readers: tuple[tuple[PersonId, str], ...] = ()
    """Adults of the family who are named, and young people who answer for themselves."""
    referrer: str = ""
    """Who told us; empty when they gave no name."""
    agree: tuple[tuple[AuthorId, str], ...] = ()
    must_not_see: tuple[str, ...] = ()
    secret: bool = False
    """Whether an address is hidden."""
    me: AuthorId = AuthorId("")
    """Who sits here."""
    asked: tuple[FullRequest, ...] = ()
    """What was asked about copies with the address, and how it stands: by this person, or of them."""
    names: Mapping[AuthorId, str] = {}
    block: str = ""
    """What is said while somebody or something of that is missing (block B7)."""
    login: bool = False
    """Whether a colleague who agrees here says under which name they sign in: Central knows people by it."""
    password: bool = False
    """Whether they show with their password who they are. In practice one person plays all parts."""


def _asked(desk: Desk, file: ContactFile) -> tuple[FullRequest, ...]:
    me = desk.worker.id
    return tuple(
        one for one in full_copies.requests(file, desk.now()) if me in (one.asked.by, one.asked.body.of)
    )


def offers(desk: Desk, contact: ContactId) -> Offers:
    """Who could read a copy of this contact, and who could agree that the address is on it."""
    file = desk.file(contact)
    named = file.referrer
    parts = (named.name, named.agency) if named is not None and not named.anonymous else ()
    return Offers(
        tuple((a.person, f"{wording.adult_name(a)}, {a.relationship or 'adult'}") for a in _readers(file)),
        ", ".join(part for part in parts if part), may_agree(desk),
        copies.must_not_see(file), file.hidden, desk.worker.id, _asked(desk, file),
        {w.id: w.name for w in desk.staff.values()}, desk.guide.rules.say("B7"),
        login=desk.session is not None, password=not desk.practice,
    )  # fmt: skip
