"""A contact as it will be remembered: the line of the register that later contacts of the same people find."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Final, Literal

from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.guide import Guide
from workstation.domain.ids import AuthorId, PersonId
from workstation.domain.past import (
    ChildOutcome,
    PastContact,
    PastDecision,
    PastDecline,
    PastFactor,
    PersonThen,
)
from workstation.domain.people import Worker
from workstation.domain.said import Said
from workstation.domain.times import local, of_hybrid

Staff = Mapping[AuthorId, Worker]
_OVER: Final = (Stage.DECIDED, Stage.RETURNED)
NO_DAY: Final = wording.NO_DAY


def past_of(file: ContactFile, guide: Guide, staff: Staff, agency: str) -> tuple[PastContact, ...]:
    """What is remembered of one contact file; of a record from before Lintel, each of its events."""
    if file.received is None:
        return tuple(_event(file, rows, part, guide) for part, rows in enumerate(_events(file)))
    return (_contact(file, file.received, guide, staff, agency),)


def themes_in_words(themes: tuple[str, ...], guide: Guide) -> str:
    """`Domestic abuse, alcohol`."""
    return wording.sentence(", ".join(guide.theme(theme).words.lower() for theme in themes))


def home(postcode: str) -> str:
    """A word that differs where the address does, and does not say where that is: an old address may give a hidden
    one away. Empty for part of a postcode, which says too little.
    """
    bare = "".join(postcode.upper().split())
    whole = 5 <= len(bare) <= 7 and bare[-3].isdigit() and bare[-2:].isalpha()
    return hashlib.blake2s(bare.encode(), digest_size=4).hexdigest() if whole else ""


# -- a contact in Lintel --------------------------------------------------------------------------------------


def _contact(
    file: ContactFile, received: Said[kinds.Received], guide: Guide, staff: Staff, agency: str
) -> PastContact:
    signed = file.signed
    deciders = staff.get(signed.by) if signed else None
    worker = staff.get(file.worker) if file.worker else None
    decisions = signed.body.decisions if signed else ()
    recorded = local(of_hybrid(received.recorded)).date()
    return PastContact(
        contact=file.contact,
        at=received.happened,
        recorded_on=recorded if recorded > local(received.happened).date() else None,
        number=received.body.number,
        source=received.body.source,
        agency=agency,
        themes=file.themes,
        about=themes_in_words(file.themes, guide),
        outcomes=tuple(dict.fromkeys(d.outcome for d in decisions)),
        of_each=tuple(ChildOutcome(d.child, d.outcome) for d in decisions),
        decided_by=deciders.short if deciders else "",
        decided_at=signed.happened if signed else None,
        before=tuple(_decided(said, staff) for said in file.earlier_decisions),
        parents=_parents_word(file),
        agreed=any((a := file.agrees(p.person)) and a.agrees == "yes" for p in file.adults),
        declines=tuple(
            PastDecline(d.body.reason, d.body.words, _who(file, d.body.person), d.body.person)
            for d in file.refusals
        ),
        factors=tuple(
            PastFactor(s.body.person, s.body.factor) for s in file.factors if s.body.answer == "yes"
        ),
        children=_children(file),
        adults=_adults(file),
        people=_people(file),
        # What changed since it was signed is with the manager again; what was decided stays what was decided.
        open=signed is None or file.stage not in _OVER,
        worker=worker.short if worker else "",
        watched_until=file.watched.until if file.watched else None,
    )


def _decided(said: Said[kinds.SignedOff], staff: Staff) -> PastDecision:
    """A decision that stood until it was opened again."""
    by = staff.get(said.by)
    each = tuple(ChildOutcome(d.child, d.outcome) for d in said.body.decisions)
    return PastDecision(said.happened, by.short if by else "", each)


def _who(file: ContactFile, person: PersonId) -> str:
    adult = file.adult(person)
    return wording.polite_name(adult) if adult else ""


def _parents_word(file: ContactFile) -> Literal["", "spoken", "not spoken", "declined"]:
    if file.refusals:
        return "declined"
    told = [s.body for a in file.adults if (s := file.told(a.person)) is not None]
    if any(isinstance(b, kinds.ParentTold) and b.told == "yes" for b in told):
        return "spoken"
    return "not spoken" if file.signed else ""


# -- who was named --------------------------------------------------------------------------------------------


def _children(file: ContactFile) -> tuple[str, ...]:
    return tuple(wording.full_name(c.name) for c in file.children)


def _adults(file: ContactFile) -> tuple[str, ...]:
    return tuple(wording.full_name(a.name) for a in file.adults if a.known)


def _people(file: ContactFile) -> tuple[PersonThen, ...]:
    """Everybody, as they were called and where they lived. Nothing is said of homes while one has to be hidden."""
    homes = (
        {} if file.hidden else {p: home(a.postcode) for a in file.addresses if not a.until for p in a.people}
    )
    children = (
        PersonThen(
            c.person, wording.full_name(c.name), c.name.also,
            "" if file.hidden else homes.get(c.person) or home(c.postcode),
        )
        for c in file.children
    )  # fmt: skip
    adults = (
        PersonThen(a.person, wording.full_name(a.name), a.name.also, homes.get(a.person, ""))
        for a in file.adults
        if a.known
    )
    return (*children, *adults)


# -- before Lintel --------------------------------------------------------------------------------------------


def _events(file: ContactFile) -> list[list[Said[kinds.EarlierTaken]]]:
    """The events of a record. Rows about several children of one contact are one contact; a list and a census that
    both tell of a referral on one day tell of one referral.
    """
    groups: dict[object, list[Said[kinds.EarlierTaken]]] = {}
    for said in file.earlier:
        body = said.body
        same: object = said.entry
        if body.reference:
            same = (body.reference, body.event, body.on)
        elif body.key and body.on:
            same = (body.child, body.event, body.on, body.source, body.agency)
        groups.setdefault(same, []).append(said)
    return list(groups.values())


def _event(file: ContactFile, rows: list[Said[kinds.EarlierTaken]], part: int, guide: Guide) -> PastContact:
    first, bodies = rows[0], [said.body for said in rows]
    body = first.body
    themes = tuple(dict.fromkeys(theme for b in bodies for theme in b.themes))
    decided = next((b.decided_on for b in bodies if b.decided_on), None)
    return PastContact(
        contact=file.contact,
        part=part,
        at=first.happened if body.on else noon(NO_DAY),
        number=body.reference,
        source=body.source,
        agency=body.agency,
        themes=themes,
        about=themes_in_words(themes, guide) or body.event,
        event=body.event,
        detail="; ".join(dict.fromkeys(b.detail for b in bodies if b.detail)),
        outcomes=tuple(dict.fromkeys(o for b in bodies for o in (b.outcomes or _closed_if(b)))),
        of_each=tuple(
            ChildOutcome(PersonId(b.child), o) for b in bodies if b.child for o in b.outcomes or _closed_if(b)
        ),
        decided_by=body.decided_by or body.worker or body.team,
        decided_at=noon(decided) if decided else None,
        worker=body.worker,
        factor_codes=tuple(dict.fromkeys(code for b in bodies for code in b.factors)),
        children=tuple(
            wording.full_name(c.name) for c in file.children if c.person in {b.child for b in bodies}
        ),
        adults=_adults(file),
        people=_people_of(file, bodies),
        ended=body.ended,
        as_of=max((b.as_of for b in bodies if b.as_of), default=None),
    )


def _people_of(file: ContactFile, bodies: list[kinds.EarlierTaken]) -> tuple[PersonThen, ...]:
    """The children the rows are about, by number only where they have no name, and every adult named with them."""
    meant = {b.child for b in bodies}
    others = {c.person for c in file.children if c.person not in meant}
    named = tuple(p for p in _people(file) if p.person not in others)
    return named if any(meant) else (*named, PersonThen(PersonId(file.contact)))


def _closed_if(body: kinds.EarlierTaken) -> tuple[str, ...]:
    return ("O07",) if body.nfa == "yes" else ()


def noon(day: date) -> datetime:
    """The middle of a day of which no hour is known."""
    return datetime.combine(day, time(12), UTC)
