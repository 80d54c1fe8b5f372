"""Lines: what the register keeps of a contact file for lists, search and history. A cache: refolded at will."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache, partial
from typing import Final

from msgspec import Struct

from workstation.domain import (
    arrivals,
    checks,
    clarity,
    clocks,
    full_copies,
    gates,
    kinds,
    lawful,
    past_line,
    returning,
    way_back,
    wording,
)
from workstation.domain.after.watch import WatchLine, watch_line
from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.full_copies import Awaited
from workstation.domain.guide import Guide
from workstation.domain.handing import passings
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.past import Past, PastContact
from workstation.domain.people import Worker
from workstation.domain.person_line import PersonLine, people_lines
from workstation.domain.said import Said
from workstation.domain.times import local

_NOTHING_FOUND: Final = Past()
"""Lists show what the record of the contact says; the search for its history is for whoever opens it."""

_IN_NO_LINE: Final = frozenset({
    kinds.NoteMade, kinds.Printed, kinds.PrintOutcome, kinds.Recalled, kinds.AddressShown, kinds.ErasureAgreed,
})  # fmt: skip
"""Kinds that answer no question and that nothing below looks for in the story (law test)."""

_born_words = lru_cache(maxsize=1024)(wording.born)


class ContactLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One contact in a list. Never holds an address."""

    contact: ContactId
    number: str
    received_at: datetime | None
    due_at: datetime | None
    stage: Stage
    act_now_since: datetime | None = None
    source: str = ""
    agency: str = ""
    child: str = ""
    """`FARROW, Ellie +1`."""
    born: str = ""
    worry: str = ""
    checks: tuple[str, ...] = ()
    """States of history, agencies, parents, reasons."""
    hidden: bool = False
    taken_by: AuthorId | None = None
    """Who took it down."""
    worker: AuthorId | None = None
    manager: AuthorId | None = None
    handed_at: datetime | None = None
    parked_for: str = ""
    parked_until: datetime | None = None
    held_because: str = ""
    held_until: datetime | None = None
    waiting: bool = False
    """An agency, or whoever told us, was asked and has not answered."""
    clarify: bool = False
    """What they worry about, or what they want us to do, is not clear (R12)."""
    asked_whom: str = ""
    """Who was asked back and has not answered: `Mill Lane Primary`."""
    reply_due: datetime | None = None
    replied_at: datetime | None = None
    """When they answered, while nobody has gone on with it since."""
    chase_at: datetime | None = None
    """When the first agency that has not answered is to be chased (clock C6), and who that is."""
    chase_whom: str = ""
    not_sure: bool = False
    watched_until: date | None = None
    outcomes: tuple[str, ...] = ()
    gaps: int = 0
    conflicts: int = 0
    asks_leave: bool = False
    """A manager is asked to let it go on without the parents."""
    afraid: bool = False
    """Somebody refused support out of fear, and nobody has looked at their safety."""
    again: int = 0
    """How often the same notification was received again."""
    changed: bool = False
    """Something came since it was signed off, which the signer had not seen."""
    asked: tuple[AuthorId, ...] = ()
    """Colleagues whose second opinion was asked for and is not given yet."""
    copy_asked: tuple[Awaited, ...] = ()
    """Colleagues who are asked to agree to a copy with the address, and have not answered."""
    unmet: int = 0
    """Of what a manager asked for: how many things the worker has not answered yet."""
    tasks: int = 0
    """How many tasks an act now has left behind."""
    todo: tuple[str, ...] = ()
    """What is still to do after the decision (gate G9), in few words each."""
    passed_to: AuthorId | None = None
    """Who was passed this as information on a case they have, until they have read it."""
    also_passed_to: tuple[AuthorId, ...] = ()
    """The others who were passed it, of other children."""
    declined_at: datetime | None = None
    """When support was last declined here."""
    opened_again: datetime | None = None
    """When it was last opened again after a decision: its clocks run from then."""
    watch: WatchLine | None = None
    """The watch after a step-down to early help."""


class MatchLine(Struct, frozen=True, omit_defaults=True):
    """A standing judgement about two people: who judged, when, and what was shown to them."""

    contact: ContactId
    person: PersonId
    other: PersonId
    other_contact: ContactId
    verdict: str
    by: AuthorId | None = None
    at: datetime | None = None
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class PairLine(Struct, frozen=True):
    """A standing judgement whether two contacts are about the same event."""

    contact: ContactId
    other: ContactId
    verdict: str
    goes_on: ContactId | None = None


class Lines(Struct, frozen=True):
    """Everything the register keeps of one contact."""

    contact: ContactLine
    people: tuple[PersonLine, ...]
    past: tuple[PastContact, ...]
    matches: tuple[MatchLine, ...]
    pairs: tuple[PairLine, ...] = ()
    marks: tuple[str, ...] = ()
    """What its notifications are known by (`arrivals`)."""


def lines_of(file: ContactFile, guide: Guide, days: WorkingDays, staff: dict[AuthorId, Worker]) -> Lines:
    """The lines of one contact file. `staff` gives names to ids in past lines."""
    contact = contact_line(file, guide, days)
    return Lines(
        contact=contact,
        people=people_lines(file),
        past=past_line.past_of(file, guide, staff, contact.agency),
        matches=tuple(map(partial(_match, file.contact), file.matches)),
        pairs=tuple(
            PairLine(file.contact, s.body.other, s.body.verdict, s.body.goes_on) for s in file.events
        ),
        marks=arrivals.marks_of(file),
    )


def _match(contact: ContactId, said: Said[kinds.Matched]) -> MatchLine:
    body = said.body
    return MatchLine(
        contact, body.person, body.other, body.other_contact, body.verdict, said.by, said.happened, body.reasons,
        body.against,
    )  # fmt: skip


def same_lines(before: ContactFile, after: ContactFile) -> bool:
    """Whether a file that grew certainly has the lines it had: nothing else stands, no line shows what was added,
    and whoever signed it has seen as much of it as before.
    """
    added = after.story[len(before.story) :]
    return (
        after.standing is before.standing
        and all(type(said.body) in _IN_NO_LINE for said in added)
        and after.changed_since_signed == before.changed_since_signed
    )


def contact_line(file: ContactFile, guide: Guide, days: WorkingDays) -> ContactLine:
    """The line of one contact, or of its facts only."""
    if file.stage is Stage.EARLIER:  # in no list: nothing is due, checked or decided here
        return ContactLine(
            contact=file.contact, number="", received_at=None, due_at=None, stage=Stage.EARLIER,
            child=child_label(file), hidden=file.hidden,
        )  # fmt: skip
    handover, parked, held, back = file.handover, file.parked, file.held, file.asked_back
    agencies, history = checks.asking(file, guide), checks.history(file, _NOTHING_FOUND)
    four = (history, agencies.check, checks.parents(file, guide), checks.decision(file, guide))
    todo, watch = _todo(file, guide, days), watch_line(file, guide)
    return ContactLine(
        contact=file.contact,
        number=file.number,
        received_at=file.received_at,
        due_at=_due(file, days, todo),
        stage=file.stage,
        act_now_since=file.act_now.happened if file.act_now else None,
        source=file.source,
        agency=_agency(file),
        child=child_label(file),
        born=_born(file),
        worry=worry(file, guide),
        checks=tuple(check.state.value for check in four),
        hidden=file.hidden,
        taken_by=file.received.by if file.received else None,
        worker=file.worker,
        manager=_manager(file),
        handed_at=handover.happened if handover else None,
        parked_for=parked.body.waiting_for if parked else "",
        parked_until=parked.body.until if parked else None,
        held_because=held.because if held else "",
        held_until=held.until if held else None,
        waiting=agencies.waiting or back is not None,
        chase_at=agencies.chase_at,
        chase_whom=agencies.chase_whom,
        clarify=bool(clarity.to_clarify(file, guide)),
        asked_whom=way_back.whom(file) if back else "",
        reply_due=back.body.due if back else None,
        replied_at=way_back.fresh_reply(file),
        not_sure=any(m.body.verdict == "not sure" for m in file.matches),
        watched_until=watch.last_day if watch else file.watched.until if file.watched else None,
        outcomes=tuple(o.body.outcome for o in file.outcomes),
        gaps=len(_requests(file)),
        conflicts=len(file.conflicts),
        again=len(file.log(kinds.ReceivedAgain)),
        asks_leave=lawful.without_agreement(file).leave is lawful.Leave.WAITING,
        afraid=bool(lawful.afraid(file, guide)),
        changed=file.changed_since_signed and not file.given_back,
        asked=file.opinions_asked,
        copy_asked=full_copies.awaited(file),
        unmet=sum(not asked.done for asked in returning.checklist(file)),
        tasks=sum(1 for one in todo if one.task),
        todo=tuple(one.short for one in todo) if file.stage is Stage.DECIDED else (),
        passed_to=_passed_to(file),
        also_passed_to=_readers(file)[1:],
        opened_again=file.opened_again.happened if file.opened_again else None,
        declined_at=max((d.happened for d in file.refusals), default=None),
        watch=watch,
    )


def _manager(file: ContactFile) -> AuthorId | None:
    """The first manager it waits for."""
    waits = file.stage in (Stage.WITH_MANAGER, Stage.TWO_ANSWERS)
    return next(iter(file.signers), None) if waits else None


def _todo(file: ContactFile, guide: Guide, days: WorkingDays) -> tuple[gates.Todo, ...]:
    if file.stage is Stage.DECIDED:
        return gates.still_to_do(file, guide, _NOTHING_FOUND, days)
    return gates.tasks(file, guide, _NOTHING_FOUND)


def _due(file: ContactFile, days: WorkingDays, todo: tuple[gates.Todo, ...]) -> datetime | None:
    """When it has to be decided; once it is, when the next thing that is left has to be done."""
    if file.stage is Stage.DECIDED and todo:
        return min((one.due for one in todo if one.due is not None), default=None)
    return clocks.due(file, days)


def _passed_to(file: ContactFile) -> AuthorId | None:
    return next(iter(_readers(file)), None)


def _readers(file: ContactFile) -> tuple[AuthorId, ...]:
    """To whom it was passed as information, and who have not read it."""
    waits = (one.passed.body.to for one in passings(file) if one.taken is None)
    return tuple(dict.fromkeys(to for to in waits if to is not None))


def _requests(file: ContactFile) -> tuple[kinds.Request, ...]:
    handover = file.handover
    return handover.body.requests if handover and isinstance(handover.body, kinds.SentBack) else ()


def _agency(file: ContactFile) -> str:
    received = file.received
    said = file.referrer.agency if file.referrer else ""
    return said or (received.body.agency if received else "")


def child_label(file: ContactFile) -> str:
    """`FARROW, Ellie +1`, or `Unknown child`."""
    names = [
        wording.full_name(c.name) if c.name.family or c.name.given else "Unknown child" for c in file.children
    ]
    if not names:
        return "Unknown child" if file.received else ""
    return names[0] + (f" +{len(names) - 1}" if len(names) > 1 else "")


def _born(file: ContactFile) -> str:
    if not file.children or file.received_at is None:
        return ""
    return _born_words(file.children[0].born, local(file.received_at).date())


def worry(file: ContactFile, guide: Guide) -> str:
    """`Domestic abuse, alcohol`: the themes in words."""
    return past_line.themes_in_words(file.themes, guide)
