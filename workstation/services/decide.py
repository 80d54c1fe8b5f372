"""Deciding: recommend for each child, send to a manager, send back, sign off, escalate, lower, reopen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from msgspec.structs import replace

from workstation.domain import covering, gates, kinds
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile, Said, Stage
from workstation.domain.criteria import left_to_judge, overridden
from workstation.domain.handing import last_signed
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.kinds import Body, Request
from workstation.domain.people import may_recommend, may_sign
from workstation.domain.times import local
from workstation.guidebook.signoff import criteria
from workstation.services import find, protect, record
from workstation.services.covering import DecideFirst
from workstation.services.covering import of as covered
from workstation.services.desk import Desk
from workstation.store.act import Act
from workstation.trouble import BadInput, GateShut, NotYours, RuleTrouble

STEP_DOWN_WEEKS = 12
DIFFERS: Final = "R25:differs"
"""What a manager answers who decided first, and otherwise than the worker recommends."""
NOT_SENT: Final = {
    Stage.DECIDED: ("It is decided.", "Open it again first, and say why."),
    Stage.RETURNED: (
        "It went back to whoever sent it.",
        "It opens again when they reply, or you add something.",
    ),
}
"""Where nothing is left to send, with what to do: sent once more, its decision would stand no longer."""


OF_ONE_DECISION: Final = frozenset({"handover", "outcome", "reasons", "held", "warning"})
"""Questions that are answered for one decision, and asked again once a contact was opened again."""


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
    if file.stage in NOT_SENT:
        raise RuleTrouble(*NOT_SENT[file.stage])
    past = find.all_around(desk, file)
    manager = desk.person(to)
    if manager is None or not may_sign(manager):
        raise RuleTrouble("That person cannot sign off.", "Choose a manager.")
    if to in file.authors_of_decision:
        raise RuleTrouble(f"{manager.name} wrote part of this decision.", "Choose another manager.")
    if to == desk.worker.id or gates.may_not_sign(file, manager, desk.guide):
        raise RuleTrouble(f"{manager.name} took part in this decision.", "Choose another manager.")
    left = () if protected(desk, file) else gates.blocks(file, desk.guide, past)
    if left:
        raise GateShut(left[0].words)
    tell: Literal["now", "when signed off"] = "now" if tell_referrer_now else "when signed off"
    body = kinds.SentToManager(
        to=to,
        saw=file.head,
        tell_referrer=tell,
        warned=tuple(gates.key_of(gap) for gap in gates.warnings(file, desk.guide, past)),
        outcomes=outcomes_of(file),
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
    """A manager sends it back with exact requests. How long they read is kept, as with a signature."""
    file = _for_signing(desk, contact)
    if not requests or any(not request.words.strip() for request in requests):
        raise BadInput("What should the worker do?", "Choose ‘Send back for this’ for at least one point.")
    if not why.strip():
        raise BadInput("Say why you send it back.")
    body = kinds.SentBack(requests=requests, why=why, saw=file.head, reading_seconds=reading_seconds)
    return record.put(desk, contact, [body], file=file)


@dataclass(frozen=True)
class Agreement:
    """A manager's agreement: their words, what they accept and why, which exact file they read, and their judgement
    of each criterion.
    """

    why: str
    accepted: tuple[Request, ...]
    saw: str
    reading_seconds: int = 0
    criteria: tuple[kinds.Criterion, ...] = ()


def sign_off(desk: Desk, contact: ContactId, agreed: Agreement) -> Changed:
    """Sign off one contact. Never the author (B6); every gap answered in words and every criterion judged
    (G8); bound to the exact entries read. What is passed over is counted.
    """
    file = _for_signing(desk, contact)
    if agreed.saw != file.head:
        raise RuleTrouble("The worker added something since you opened this.", "Read it, then decide.")
    first = covering.decided_first(file, desk.worker.id)
    hard = _must_be_answered(desk, file, agreed, first)
    if not agreed.why.strip():
        raise BadInput("Say why you agree.", "Agreeing needs your words, as sending back does.")
    if any(question[0] == "outcome" for question in file.conflicts):
        raise GateShut("Two outcomes stand for one child.", "Choose first which of them holds.")
    decisions = outcomes_of(file)
    if not decisions and not gates.returning(file):
        raise RuleTrouble("There is no recommended outcome to sign.", "Send it back, or ask the worker.")
    asked = criteria()
    not_met = tuple(Request(key, words) for key, words in overridden(asked, agreed.criteria))
    bodies: list[Body] = [
        kinds.SignedOff(
            saw=file.head, decisions=decisions, why=agreed.why, accepted=agreed.accepted,
            reading_seconds=agreed.reading_seconds, criteria=agreed.criteria, criteria_of=asked.edition,
            overrode=(*(a for a in agreed.accepted if a.gap in hard), *not_met), decided_first=first is not None,
        )
    ]  # fmt: skip
    if first is not None and covering.differs(first.body, file):
        because = next(a.words for a in agreed.accepted if a.gap == DIFFERS)
        bodies.insert(0, replace(first.body, differ_because=because))
    before = last_signed(file)
    watched = file.watched is not None and before is not None and before.body.decisions == decisions
    if not watched and any(desk.guide.outcome(d.outcome).stepdown for d in decisions):
        until = local(desk.now()).date() + timedelta(weeks=STEP_DOWN_WEEKS)
        bodies.append(kinds.StepDownWatched(until=until))
    return record.put(desk, contact, bodies, file=file)


def _must_be_answered(
    desk: Desk, file: ContactFile, agreed: Agreement, first: Said[kinds.DecidedFirst] | None
) -> frozenset[str]:
    """`GateShut` while anything is unanswered, or is missing that no words stand in for; else the keys of the
    gaps that stop a worker, all of which this manager accepts.
    """
    past = find.past(desk, file.contact)
    gaps = gates.for_manager(file, desk.guide, past)
    never = next((gap for gap in gaps if gates.never_passed(gap)), None)
    if never is not None:
        raise GateShut(never.words, "Send it back for this.")
    wanted = {gates.key_of(gap) for gap in gaps}
    if first is not None and covering.differs(first.body, file):
        wanted.add(DIFFERS)
    accepted = {a.gap for a in agreed.accepted if a.words.strip()}
    left = len(wanted - accepted) + len(left_to_judge(criteria(), agreed.criteria))
    if left:
        raise GateShut(f"{left} answers to go." if left > 1 else "1 answer to go.")
    return frozenset(gates.key_of(gap) for gap in gates.blocks(file, desk.guide, past))


def outcomes_of(file: ContactFile) -> tuple[kinds.Decision, ...]:
    """What is recommended for each child."""
    return tuple(kinds.Decision(o.body.child, o.body.outcome) for o in file.outcomes)


def _for_signing(desk: Desk, contact: ContactId) -> ContactFile:
    file = desk.file(contact)
    refused = gates.may_not_sign(file, desk.worker, desk.guide)
    if refused is not None:
        raise NotYours(refused.words)
    if file.stage not in (Stage.WITH_MANAGER, Stage.TWO_ANSWERS):
        raise RuleTrouble("This contact is not waiting for a manager.", "Open the list again.")
    if covered(desk, file):
        raise DecideFirst
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
    """Open a decided contact again. The old decision stays, with its reasons, and is history: what should happen
    now is recommended anew. Facts stay: people, what was asked and answered, how the history was weighed.
    """
    file = desk.file(contact)
    if file.stage is not Stage.DECIDED:
        raise RuleTrouble("This contact is open already.")
    if not because.strip():
        raise BadInput("Say why it is opened again.")
    over = [asked for asked in file.standing if asked[0] in OF_ONE_DECISION]
    answers = tuple(said.entry for asked in over for said in file.answers(*asked))
    return record.put(desk, contact, [Act(kinds.Reopened(because=because), answers=answers)], file=file)
