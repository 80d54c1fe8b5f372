"""Second opinions: a colleague is asked, sees facts only, says what they would do; then both see both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile, Said, Stage
from workstation.domain.ids import AuthorId, ContactId, EntryId
from workstation.domain.kinds import Body, Decision
from workstation.domain.people import Worker, may_recommend
from workstation.domain.queue import QueueRow
from workstation.services import find, record
from workstation.services.came import of_the_day
from workstation.services.desk import Desk
from workstation.trouble import BadInput, NotYours, RuleTrouble

_MOST = 2_000
"""Contacts that are live at one time, among which those are looked for that ask somebody."""


def colleagues(desk: Desk, contact: ContactId) -> tuple[Worker, ...]:
    """Who can be asked: whoever may recommend an outcome, has no part in this decision and was not asked
    before. Not the manager it waits for: a second opinion is a second pair of eyes.
    """
    file = desk.file(contact)
    return tuple(w for w in desk.staff.values() if _why_not(desk, file, w) is None)


def ask(desk: Desk, contact: ContactId, of: AuthorId, about: str = "") -> Changed:
    """Ask a colleague for their own view. They see facts only until they have given it."""
    file, colleague = desk.file(contact), desk.person(of)
    if not may_recommend(desk.worker):
        raise NotYours(f"{desk.worker.role} does not ask for a second opinion.", "Ask a social worker to.")
    if file.stage is Stage.DECIDED:
        raise RuleTrouble("This is decided already.", "Open it again first.")
    why_not = "Nobody of that name works here." if colleague is None else _why_not(desk, file, colleague)
    if why_not is not None:
        raise RuleTrouble(why_not, "Ask somebody else.")
    return record.put(desk, contact, [kinds.OpinionAsked(of=of, about=about.strip())], file=file)


def _why_not(desk: Desk, file: ContactFile, colleague: Worker) -> str | None:
    """Why this colleague is not asked, in a sentence."""
    if colleague.id == desk.worker.id:
        return "Your own opinion is the first one."
    if not may_recommend(colleague):
        return f"{colleague.name} does not recommend outcomes."
    if colleague.id in file.authors_of_decision | file.senders or colleague.id == file.worker:
        return f"{colleague.name} has a part in this decision."
    if colleague.id in file.signers:
        return f"{colleague.name} is the one who signs it off."
    if file.answers("opinion", colleague.id):
        return f"{colleague.name} was asked already."
    return None


def give(desk: Desk, contact: ContactId, outcomes: Iterable[Decision], why: str) -> Changed:
    """Give one's own view, having seen facts only."""
    file, me = desk.file(contact), desk.worker.id
    asked = file.last("opinion", me)
    if asked is None or not isinstance(asked.body, kinds.OpinionAsked):
        raise RuleTrouble("Nobody asked for your opinion on this.", "If they did, it has been given already.")
    given = whole(file, outcomes, why)
    return record.put(desk, contact, [kinds.OpinionGiven(of=me, outcomes=given, why=why.strip())], file=file)


def whole(file: ContactFile, outcomes: Iterable[Decision], why: str) -> tuple[Decision, ...]:
    """A view that is whole: an outcome for each child, and why. `BadInput` names what is missing."""
    given = tuple(d for d in outcomes if d.outcome)
    if {d.child for d in given} != {c.person for c in file.children}:
        raise BadInput("Choose what should happen for each child.", "“Not enough to decide” is an answer.")
    if not why.strip():
        raise BadInput("Say why.", "A few words are enough.")
    return given


@dataclass(frozen=True)
class OpinionNews:
    """A second opinion that is asked for (of whoever looks), or was given (to whoever asked): by whom, and
    about whom.
    """

    contact: ContactId
    entry: EntryId
    who: AuthorId
    child: str
    given: bool
    about: str = ""


def news(desk: Desk, contacts: Iterable[ContactId]) -> tuple[OpinionNews, ...]:
    """Of contacts that just came: where this person is asked, and what they asked for and has been given."""
    return tuple(one for contact in of_the_day(desk, contacts) for one in _news(desk, contact))


def asked_of_me(desk: Desk) -> tuple[OpinionNews, ...]:
    """Everything that this person is asked for and has not given; nothing while colleagues' records are closed."""
    if not desk.all_open:
        return ()
    return tuple(one for row in waiting_for_me(desk) for one in _news(desk, row.contact) if not one.given)


def _news(desk: Desk, contact: ContactId) -> Iterator[OpinionNews]:
    line, me = desk.store.register.contact(contact), desk.worker.id
    if line is None or line.stage is Stage.EARLIER:
        return
    file = desk.file(contact)
    for said in (s for q in file.standing if q[0] == "opinion" if (s := file.last(*q)) is not None):
        body = said.body
        if isinstance(body, kinds.OpinionAsked) and body.of == me:
            yield OpinionNews(contact, said.entry, said.by, line.child, given=False, about=body.about)
        elif isinstance(body, kinds.OpinionGiven) and _asked_by(file, said) == me:
            yield OpinionNews(contact, said.entry, said.by, line.child, given=True)


def _asked_by(file: ContactFile, given: Said[Body]) -> AuthorId | None:
    return next((s.by for s in file.log(kinds.OpinionAsked) if s.entry in given.answers), None)


def waiting_for_me(desk: Desk) -> tuple[QueueRow, ...]:
    """Contacts on which this person's opinion is asked for, and not given yet."""
    lines, _ = desk.store.register.queue("everyone", now=desk.now(), limit=_MOST)
    return find.rows(desk, [line for line in lines if desk.worker.id in line.asked])
