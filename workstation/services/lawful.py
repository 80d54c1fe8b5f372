"""Going without a parent's agreement, refusals of support, and the safety of those who are afraid.

A worker asks; a manager who did not ask decides, before the first check leaves. A refusal is kept whole: what was
offered, by whom and how, why they said no, and what that means for the child.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from workstation.domain import kinds, lawful
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.ids import ContactId, EntryId, PersonId
from workstation.domain.kinds import Body, SupportDeclined
from workstation.domain.lawful import Leave
from workstation.domain.people import may_sign
from workstation.services import record
from workstation.services.came import of_the_day
from workstation.services.desk import Desk
from workstation.trouble import BadInput, NotYours, RuleTrouble


def ask_leave(desk: Desk, contact: ContactId, because: str, risk: str = "") -> Changed:
    """Ask a manager to go on without telling the parents, or against their will: why, and what asking would risk.
    It is asked about those who are left out now, and without whom no manager has agreed to go on.

    `RuleTrouble` when a manager agreed already, `BadInput` without a why.
    """
    record.must_record(desk)
    file = _undecided(desk, contact)
    out = lawful.not_agreed(file)
    if lawful.without_agreement(file).leave is Leave.AGREED and not out:
        raise RuleTrouble("A manager has agreed to this already.")
    if not because.strip():
        raise BadInput("Say why they cannot be told or asked.", "A manager reads it and decides.")
    people = tuple(adult.person for adult in out or lawful.holders(file))
    body = kinds.DispenseAsked(because=because.strip(), risk_if_asked=risk.strip(), people=people)
    return record.put(desk, contact, [body], file=file)


def decide_leave(desk: Desk, contact: ContactId, because: str, *, approved: bool) -> Changed:
    """A manager agrees, or says no, and why. Never the one who asked.

    `NotYours` for everybody else, `RuleTrouble` when nothing waits.
    """
    file = desk.file(contact)
    without = lawful.without_agreement(file)
    if not may_sign(desk.worker):
        raise NotYours("Only a manager can agree to go on without the parents.")
    if without.asked is None or without.leave is not Leave.WAITING:
        raise RuleTrouble("Nobody asks to go on without the parents.", "Open the contact again.")
    if without.asked.by == desk.worker.id:
        raise NotYours("You asked for this yourself.", "Another manager has to decide.")
    if not because.strip():
        raise BadInput("Say why.", "Agreeing needs your words, as saying no does.")
    body = kinds.DispenseDecided(approved=approved, because=because.strip())
    return record.put(desk, contact, [body], file=file)


def decline(desk: Desk, contact: ContactId, refusal: SupportDeclined, draft: str | None = None) -> Changed:
    """Record that somebody refused support. Out of fear of another person: every address is hidden from now on,
    until their safety was looked at and a manager says otherwise.

    `BadInput` without an offer or a reason; not having been reached, or not having been asked, is no refusal.
    """
    file = desk.file(contact)
    reason = desk.guide.refusal(refusal.reason)
    if not refusal.offered.strip():
        raise BadInput("Say what they were offered.", "Without an offer nobody refused one.")
    if reason is None:
        raise BadInput("Choose why they declined.", "“They did not say” is a reason.")
    bodies: list[Body] = [
        kinds.ParentAgreed(person=refusal.person, agrees="no", to=refusal.offered, how=refusal.how_asked),
        refusal,
    ]
    if reason.safety:
        bodies += _hidden(file)
    return record.put(desk, contact, bodies, file=file, draft=draft)


def review_safety(
    desk: Desk, contact: ContactId, person: PersonId, found: str, plan: str = "", draft: str | None = None
) -> Changed:
    """Record what was found out about the safety of somebody who refused out of fear, and what keeps them safe."""
    if not found.strip():
        raise BadInput("Say what you found out about their safety.")
    body = kinds.SafetyReviewed(person=person, found=found.strip(), plan=plan.strip())
    return record.put(desk, contact, [body], draft=draft)


def _undecided(desk: Desk, contact: ContactId) -> ContactFile:
    file = desk.file(contact)
    if file.stage is Stage.DECIDED:
        raise RuleTrouble("This contact is decided.", "Open it again first.")
    return file


def _hidden(file: ContactFile) -> list[Body]:
    because = "Refused support out of fear of another person."
    return [
        kinds.ConfidentialityChanged(address=a.address, because=because)
        for a in file.addresses
        if not a.confidential
    ]


class LeaveNews(Struct, frozen=True):
    """Something about going on without the parents that whoever sits here has to know."""

    contact: ContactId
    entry: EntryId
    words: str
    mine: bool
    """A manager answered what this person asked; else this person is asked to decide."""


def leave_news(desk: Desk, came: Iterable[ContactId]) -> tuple[LeaveNews, ...]:
    """What just came of it: for a manager what is asked of them, for the worker what a manager said."""
    lines, me = desk.store.register.these(of_the_day(desk, came)), desk.worker
    mine = [c for c, line in lines.items() if line.asks_leave or me.id in (line.worker, line.taken_by)]
    return tuple(found for contact in mine if (found := _news(desk, contact)) is not None)


def _news(desk: Desk, contact: ContactId) -> LeaveNews | None:
    file, me = desk.file(contact), desk.worker
    without, number = lawful.without_agreement(file), file.number
    asked, decided = without.asked, without.decided
    if asked is None:
        return None
    if without.leave is Leave.WAITING and may_sign(me) and asked.by != me.id:
        who = desk.person(asked.by)
        name = who.short if who else "A colleague"
        return LeaveNews(
            contact, asked.entry, f"{name} asks to go on without the parents: {number}.", mine=False
        )
    if decided is not None and without.leave is not Leave.WAITING and asked.by == me.id != decided.by:
        who = desk.person(decided.by)
        verb = "agreed to go on" if decided.body.approved else "said no to going on"
        name = who.short if who else "A manager"
        return LeaveNews(contact, decided.entry, f"{name} {verb} without the parents: {number}.", mine=True)
    return None
