"""Asking agencies: nobody is asked, and no request is made, before the law and the gate G4 allow it.

A request is text that says who asks, about whom, what is true of the contact, and why asking is lawful. There is no
other way to one than `request`, and none to an `AgencyAsked` than the verbs here; both go through `_ground`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from workstation.domain import checks, clocks, gates, kinds, wording
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Agency
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Body, YesNo
from workstation.domain.matrix import WithoutReason
from workstation.domain.request import Sender, request_text
from workstation.report.redact import HIDDEN
from workstation.services import outside, prints, record
from workstation.services.desk import Desk
from workstation.trouble import BadInput, GateShut, RuleTrouble

How = Literal["phone", "message", "letter", "meeting"]
_PHONE: Final = re.compile(r"\+?\(?\d(?:[^\w\n]{0,3}\d){8,14}")
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE)


class MayNotAsk(GateShut):
    """Nobody may be asked about this family yet."""

    advice = (
        "Record what is missing in steps 4 and 5. If a child is in danger now, press F12: nothing waits then."
    )
    code = "LT-843"


class NotTried(RuleTrouble):
    """This agency has not been tried yet."""

    advice = "Try it first, and record that it did not answer; or choose another reason."
    code = "LT-844"


@dataclass(frozen=True)
class Answer:
    """What an agency said: who, their words, what it means, and whether they saw or heard it themselves."""

    who: str
    said: str
    means: str
    first_hand: YesNo = "not known"


@dataclass(frozen=True)
class Seen:
    """The contact as the worker had it before them, and the draft their words come from."""

    file: ContactFile | None = None
    draft: str | None = None


# -- asking ----------------------------------------------------------------------------------------------------


def request(desk: Desk, contact: ContactId, agency: str, ask: str = "") -> str:
    """The text of a request to this agency. `MayNotAsk` (gate G4) while it must not be made; `NotYours` for a role
    that adds nothing to contacts.
    """
    record.must_record(desk)
    file = desk.file(contact)
    _ground(desk, file)
    return _text(desk, file, _agency(desk, file, agency), ask)


def letter(desk: Desk, contact: ContactId, agency: str) -> tuple[Changed, bytes]:
    """The same request as pages to print. The record knows of the copy; that it was sent is told by `ask`."""
    words = request(desk, contact, agency)
    return prints.letter(desk, contact, _agency(desk, desk.file(contact), agency).words, words)


def ask(
    desk: Desk, contact: ContactId, agency: str, how: How = "phone", *, who: str = "", question: str = "",
    chase_by: datetime | None = None,
) -> Changed:  # fmt: skip
    """An agency is asked now; it comes back to the worker when clock C6 runs out, or at the time they set."""
    file = desk.file(contact)
    bodies = _asked(desk, file, agency, how, who=who, question=question, chase_by=chase_by)
    return record.put(desk, contact, bodies, file=file)


def answered(
    desk: Desk,
    contact: ContactId,
    agency: str,
    answer: Answer,
    *,
    unasked: bool = False,
    seen: Seen | None = None,
) -> Changed:
    """What an agency said. Where it was not asked before, it was asked now, unless it told us by itself
    (`unasked`): then nothing left this house, and no lawful basis is needed for it.
    """
    if not answer.said.strip():
        raise BadInput("Write what they said.")
    if not answer.means.strip():
        raise BadInput("Say what it tells you.", "“Nothing new” is an answer.")
    file, at = desk.file(contact), seen or Seen()
    known = unasked or bool(file.asks(agency))
    first = [] if known else _asked(desk, file, agency, "phone", who=answer.who)
    body = kinds.AgencyAnswered(
        agency=agency, who=answer.who.strip(), said=answer.said.strip(), means=answer.means.strip(),
        first_hand=answer.first_hand,
    )  # fmt: skip
    return record.put(desk, contact, [*first, body], file=file, draft=at.draft, seen=at.file)


def no_reply(
    desk: Desk, contact: ContactId, agency: str, how: How = "phone", *, who: str = "", result: str = "",
    chase_by: datetime | None = None,
) -> Changed:  # fmt: skip
    """Tried, and nobody answered; the first time that is the question itself. It comes back when C6 runs out."""
    file = desk.file(contact)
    if not file.asks(agency):
        bodies = _asked(desk, file, agency, how, who=who, chase_by=chase_by)
    else:
        at = chase_by or _chase_by(desk, file)
        tried = kinds.AgencyTried(agency=agency, how=how, who=who, result=result, chase_by=at)
        bodies = [*_ground(desk, file), tried]
    return record.put(desk, contact, bodies, file=file)


def add(desk: Desk, contact: ContactId, name: str, because: str, *, draft: str | None = None) -> Changed:
    """Put an agency on the list that no rule put there, with the reason for asking it."""
    if not name.strip():
        raise BadInput("Name the agency.")
    if not because.strip():
        raise BadInput("Say why they should be asked.")
    body = kinds.AgencyListed(agency=code_of(desk, name), name=name.strip(), because=because.strip())
    return record.put(desk, contact, [body], draft=draft)


def code_of(desk: Desk, name: str) -> str:
    """The code of an agency by its words; a new one for one the matrix does not have."""
    wanted = name.strip().casefold()
    known = next((a.id for a in desk.guide.agencies if a.words.casefold() == wanted), "")
    return known or re.sub(r"\W+", "_", wanted).strip("_") or "agency"


# -- not asking ------------------------------------------------------------------------------------------------


def reasons_for(desk: Desk, file: ContactFile, agency: str) -> tuple[WithoutReason, ...]:
    """The reasons that can be given now for leaving this agency out."""
    tries, danger = len(file.asks(agency)), checks.protect_first(file)
    return tuple(
        reason
        for reason in desk.guide.matrix.reasons
        if reason.tries <= tries and not (danger and reason.not_when_protecting)
    )


def not_needed(
    desk: Desk, contact: ContactId, agency: str, reason: str, because: str, *, seen: Seen | None = None
) -> Changed:
    """An agency need not be asked: which of the council's reasons, and why in words. `NotTried` for one that says
    it could not be reached while no try is on record.
    """
    file, at = desk.file(contact), seen or Seen()
    known = desk.guide.matrix.reason(reason)
    if known is None:
        raise BadInput("Which reason is it?", "Choose one of the list.")
    if not because.strip():
        raise BadInput("Say why, in a few words.")
    tries = len(file.asks(agency))
    if tries < known.tries:
        raise NotTried
    if known.not_when_protecting and checks.protect_first(file):
        raise RuleTrouble("A child may be in danger, so nobody’s agreement is needed to ask.", "Ask them.")
    body = kinds.AgencyNotNeeded(agency=agency, because=because.strip(), tried=tries > 0, code=reason)
    return record.put(desk, contact, [body], file=file, draft=at.draft, seen=at.file)


def go_ahead(
    desk: Desk, contact: ContactId, agency: str, because: str, *, seen: Seen | None = None
) -> Changed:
    """Tried without an answer, and going ahead because. `NotTried` while no try is on record."""
    file, at = desk.file(contact), seen or Seen()
    if not file.asks(agency):
        raise NotTried
    if not because.strip():
        raise BadInput("Say why you can decide without them.")
    unreached = next((reason.id for reason in desk.guide.matrix.reasons if reason.tries), "")
    body = kinds.AgencyNotNeeded(agency=agency, because=because.strip(), tried=True, code=unreached)
    return record.put(desk, contact, [body], file=file, draft=at.draft, seen=at.file)


# -- the gate and the text -------------------------------------------------------------------------------------


def _ground(desk: Desk, file: ContactFile) -> tuple[Body, ...]:
    """What has to be recorded together with a request. `MayNotAsk` while gate G4 is shut."""
    shut = gates.may_not_ask(file, desk.guide)
    if shut is not None:
        raise MayNotAsk(shut.words)
    if file.basis is None:
        because = "A child may be in danger now; recorded with the first request."
        return (kinds.BasisRecorded(basis="protection", because=because),)
    return ()


def _asked(
    desk: Desk, file: ContactFile, agency: str, how: How, *, who: str = "", question: str = "",
    chase_by: datetime | None = None,
) -> list[Body]:  # fmt: skip
    record.must_record(desk)
    ground = _ground(desk, file)
    basis = file.basis.basis if file.basis else "protection"
    text = _text(desk, file, _agency(desk, file, agency), question)
    at = chase_by or _chase_by(desk, file)
    body = kinds.AgencyAsked(agency=agency, how=how, who=who, question=text, basis=basis, chase_by=at)
    return [*ground, body]


def _chase_by(desk: Desk, file: ContactFile) -> datetime:
    rating = "red" if checks.protect_first(file) else file.rating.rating if file.rating else ""
    return clocks.chase_by(desk.now(), rating, desk.guide.matrix.chase, desk.days)


def chased_at(desk: Desk, file: ContactFile) -> str:
    """When a question that is asked now comes back, in words: `today 14:42`."""
    return wording.near(_chase_by(desk, file), desk.now())


def _agency(desk: Desk, file: ContactFile, code: str) -> Agency:
    named = next((added.name for added in file.listed if added.agency == code), "")
    return desk.guide.agency(code, named)


def _text(desk: Desk, file: ContactFile, agency: Agency, ask: str) -> str:
    sender = Sender(desk.worker.name, desk.worker.role, desk.council)
    return request_text(agency, file, desk.guide, sender, clean=_cleaner(desk, file), ask=ask)


def _cleaner(desk: Desk, file: ContactFile) -> Callable[[str], str]:
    """Takes hidden addresses, phone numbers and postcodes out of words of the record, however they got there."""
    redactor = outside.redactor(desk, file.contact)

    def clean(text: str) -> str:
        return _POSTCODE.sub(HIDDEN, _PHONE.sub(HIDDEN, redactor.clean(text)))

    return clean
