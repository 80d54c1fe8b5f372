"""Deciding: recommend for each child, send to a manager, send back, sign off, escalate, lower, reopen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workstation.domain import gates, kinds
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.kinds import Body, Request
from workstation.domain.people import may_recommend, may_sign
from workstation.domain.times import local
from workstation.services import find, protect, record
from workstation.services.desk import Desk
from workstation.trouble import BadInput, GateShut, NotYours, RuleTrouble

STEP_DOWN_WEEKS = 12


def recommend(
    desk: Desk,
    contact: ContactId,
    child: PersonId,
    outcome: str,
    *,
    by: date | None = None,
    who: str = "",
    next_time: str = "",
) -> Changed:
    """Recommend what should happen for one child. Decisions are per child, evidence per contact."""
    if not may_recommend(desk.worker):
        raise NotYours(f"{desk.worker.role} does not recommend an outcome.", "Ask a social worker to.")
    file = desk.file(contact)
    if file.stage is Stage.DECIDED:
        raise RuleTrouble("You cannot change what was decided.", "You can add to it, or open it again.")
    if ("outcome", child) in file.conflicts:
        raise RuleTrouble("Two outcomes stand for this child.", "Choose first which of them holds.")
    body = kinds.Recommended(child=child, outcome=outcome, by=by, who=who, next_time=next_time)
    return record.put(desk, contact, [body], file=file)


def hold_open(desk: Desk, contact: ContactId, because: str, until: datetime, agreed_by: str = "") -> Changed:
    """Hold a contact open past its time: a respectable state, with a reason and an end."""
    if not because.strip():
        raise BadInput("Say why it is held open.")
    if until <= desk.now():
        raise BadInput("Held open until when? That time is over.")
    return record.put(desk, contact, [kinds.HeldOpen(because=because, until=until, agreed_by=agreed_by)])


def send_to_manager(
    desk: Desk, contact: ContactId, to: AuthorId, *, tell_referrer_now: bool = False
) -> Changed:
    """Send the decision to a manager. `GateShut` names what is still to finish; a strategy discussion never
    waits for it (requirement R31).
    """
    file = desk.file(contact)
    past = find.all_around(desk, file)
    manager = desk.person(to)
    if manager is None or not may_sign(manager):
        raise RuleTrouble("That person cannot sign off.", "Choose a manager.")
    if to in file.authors_of_decision:
        raise RuleTrouble(f"{manager.name} wrote part of this decision.", "Choose another manager.")
    left = () if protected(desk, file) else gates.blocks(file, desk.guide, past)
    if left:
        raise GateShut(left[0].words)
    tell = "now" if tell_referrer_now else "when signed off"
    body = kinds.SentToManager(
        to=to,
        saw=file.head,
        tell_referrer=tell,  # type: ignore[arg-type]
        warned=tuple(gates.key_of(gap) for gap in gates.warnings(file, desk.guide, past)),
        outcomes=tuple(kinds.Decision(o.body.child, o.body.outcome) for o in file.outcomes),
    )
    return record.put(desk, contact, [body], file=file)


def protected(desk: Desk, file: ContactFile) -> bool:
    """Whether protect-first holds, so that no gate stands in the way: a strategy discussion is recommended, or it
    is marked *act now* and what is recommended for each child does not close it. The gaps are tasks then (R31).
    """
    chosen = [desk.guide.outcome(o.body.outcome) for o in file.outcomes]
    if any(outcome.protect for outcome in chosen):
        return True
    whole = bool(file.children) and len(chosen) == len(file.children)
    return file.act_now is not None and whole and not any(outcome.closes for outcome in chosen)


def send_back(
    desk: Desk, contact: ContactId, requests: tuple[Request, ...], why: str, reading_seconds: int = 0
) -> Changed:
    """A manager sends it back with exact requests."""
    file = _for_signing(desk, contact)
    if not requests:
        raise BadInput("What should the worker do?", "Choose ‘Send back for this’ for at least one point.")
    if not why.strip():
        raise BadInput("Say why you send it back.")
    body = kinds.SentBack(requests=requests, why=why, saw=file.head, reading_seconds=reading_seconds)
    return record.put(desk, contact, [body], file=file)


@dataclass(frozen=True)
class Agreement:
    """A manager's agreement: their words, what they accept and why, which exact file they read."""

    why: str
    accepted: tuple[Request, ...]
    saw: str
    reading_seconds: int = 0


def sign_off(desk: Desk, contact: ContactId, agreed: Agreement) -> Changed:
    """Sign off. Never the author (B6); every gap answered in words (G8); bound to the exact entries read."""
    file = _for_signing(desk, contact)
    if agreed.saw != file.head:
        raise RuleTrouble("The worker added something since you opened this.", "Read it, then decide.")
    # Not what other decisions share: that depends on what else this computer holds, and a signature must not.
    gaps = gates.for_manager(file, desk.guide, find.past(desk, contact))
    accepted = {a.gap for a in agreed.accepted if a.words.strip()}
    left = [g for g in gaps if f"{g.rule}:{g.place}" not in accepted]
    if left:
        raise GateShut(f"{len(left)} answers to go." if len(left) > 1 else "1 answer to go.")
    if not agreed.why.strip():
        raise BadInput("Say why you agree.", "Agreeing needs your words, as sending back does.")
    if any(question[0] == "outcome" for question in file.conflicts):
        raise GateShut("Two outcomes stand for one child.", "Choose first which of them holds.")
    decisions = tuple(kinds.Decision(o.body.child, o.body.outcome) for o in file.outcomes)
    if not decisions and file.children:
        raise RuleTrouble("There is no recommended outcome to sign.", "Send it back, or ask the worker.")
    bodies: list[Body] = [
        kinds.SignedOff(
            saw=file.head,
            decisions=decisions,
            why=agreed.why,
            accepted=agreed.accepted,
            reading_seconds=agreed.reading_seconds,
        )
    ]
    if any(desk.guide.outcome(d.outcome).stepdown for d in decisions):
        until = local(desk.now()).date() + timedelta(weeks=STEP_DOWN_WEEKS)
        bodies.append(kinds.StepDownWatched(until=until))
    return record.put(desk, contact, bodies, file=file)


def _for_signing(desk: Desk, contact: ContactId) -> ContactFile:
    file = desk.file(contact)
    refused = gates.may_not_sign(file, desk.worker)
    if refused is not None:
        raise NotYours(refused.words)
    if file.stage not in (Stage.WITH_MANAGER, Stage.TWO_ANSWERS):
        raise RuleTrouble("This contact is not waiting for a manager.", "Open the list again.")
    return file


def escalate(desk: Desk, contact: ContactId, danger: str, told: str = "", agreed: str = "") -> Changed:
    """Act now: marks it everywhere at once, whatever else is unfinished."""
    return protect.act_now(desk, contact, danger, told=told, agreed=agreed)


def lower(desk: Desk, contact: ContactId, because: str) -> Changed:
    """A manager lowers an act now, with a reason."""
    if not may_sign(desk.worker):
        raise NotYours("Only a manager can lower an act now.")
    if not because.strip():
        raise BadInput("Say why the danger is lower.")
    return record.put(desk, contact, [kinds.Lowered(because=because)])


def reopen(desk: Desk, contact: ContactId, because: str) -> Changed:
    """Open a decided contact again. The old decision stays; a new one will be linked to it."""
    if desk.file(contact).stage is not Stage.DECIDED:
        raise RuleTrouble("This contact is open already.")
    if not because.strip():
        raise BadInput("Say why it is opened again.")
    return record.put(desk, contact, [kinds.Reopened(because=because)])
