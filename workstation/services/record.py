"""Saying things about a contact: one verb for every plain answer.

`say` works out which standing answers a new one replaces (those seen here), leaves out what is already said in
the same words, and appends the rest in one transaction. Kinds that carry a rule of their own are refused here:
they have their own verbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import structs

from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile
from workstation.domain.entries import Entry, decode
from workstation.domain.ids import ContactId, EntryId, PersonId
from workstation.domain.kinds import Body, ChildNamed, question
from workstation.domain.people import may_record
from workstation.services import covering
from workstation.services.desk import Desk
from workstation.store.act import Act
from workstation.trouble import BadInput, NotYours, RuleTrouble

_OWN_VERB = (
    kinds.Received, kinds.SentToManager, kinds.SentBack, kinds.SignedOff, kinds.Reopened, kinds.Escalated,
    kinds.Lowered, kinds.Settled, kinds.Redacted, kinds.ErasureAgreed, kinds.Withdrawn, kinds.Printed,
    kinds.PrintOutcome, kinds.Recalled, kinds.FullCopyAsked, kinds.FullCopyDecided,
    kinds.AddressShown, kinds.EarlierTaken, kinds.Recommended, kinds.ConfidentialityChanged, kinds.AddressReleased,
    kinds.DecidedFirst, kinds.OpinionAsked, kinds.OpinionGiven, kinds.RequestMet,
    kinds.ReferrerAsked, kinds.Resubmitted, kinds.LevelJudged,
    kinds.AgencyAsked, kinds.AgencyTried, kinds.AgencyNotNeeded,
    kinds.DispenseAsked, kinds.DispenseDecided, kinds.SafetyReviewed, kinds.SupportDeclined,
    kinds.ReferrerTold, kinds.FamilyTold, kinds.HandedOver, kinds.HandOverTaken, kinds.StepDownMoved,
    kinds.TripwireAnswered, kinds.InformationPassed, kinds.Challenged, kinds.StrategyRequested, kinds.TaskDone,
)  # fmt: skip
_BY_THE_MATRIX = (
    kinds.AgencyAsked, kinds.AgencyTried, kinds.AgencyAnswered, kinds.AgencyNotNeeded, kinds.AgencyListed,
)  # fmt: skip
"""What answers a question of the check matrix, and so names its edition."""
_BACKDATED_AT_MOST = timedelta(minutes=5)


def say(
    desk: Desk,
    contact: ContactId,
    *bodies: Body,
    happened: datetime | None = None,
    draft: str | None = None,
    seen: ContactFile | None = None,
) -> Changed:
    """Record plain answers about a contact.

    `happened` when it took place earlier than now. `seen` is the contact as the worker had it before them: what
    a colleague wrote since then is not replaced, but stands beside it.

    `NotYours` for a role that does not record, `BadInput` for
    a time in the future, `RuleTrouble` for a kind that has its own verb.
    """
    for body in bodies:
        if isinstance(body, _OWN_VERB):
            raise RuleTrouble("That needs its own step.", "Use the button for it.")
    return put(desk, contact, bodies, happened=happened, draft=draft, seen=seen)


def put(
    desk: Desk,
    contact: ContactId,
    bodies: Sequence[Body | Act],
    *,
    happened: datetime | None = None,
    draft: str | None = None,
    file: ContactFile | None = None,
    seen: ContactFile | None = None,
) -> Changed:
    """Append bodies that answer what stands and was seen. For the verbs of this package; the window says `say`.

    An act in place of a body brings a time of its own, and what it answers beside its own question.
    """
    must_record(desk)
    if happened is not None and happened > desk.now() + _BACKDATED_AT_MOST:
        raise BadInput("That time has not come yet.", "Check the date and time.")
    file = file or desk.file(contact)
    covering.may_say(desk, file, [one.body if isinstance(one, Act) else one for one in bodies])
    known = {s.entry for s in seen.story} if seen else None
    whole = (one if isinstance(one, Act) else _with_hidden(desk, file, one, seen) for one in bodies)
    acts = [act for body in whole if (act := _act(desk, file, body, known)) is not None]
    if not acts:
        if draft is not None:
            desk.store.drafts.drop(draft, worker=desk.worker.id)
        return Changed(frozenset(), frozenset())
    made = desk.store.journal.append(
        contact, acts, desk.worker.id, happened=happened, edition=desk.guide.edition, draft=draft
    )
    return changed(desk, made)


def changed(desk: Desk, made: Sequence[Entry]) -> Changed:
    """What these new entries changed; whoever holds people in memory is told."""
    desk.matcher.moved({e.contact for e in made})
    desk.link.wrote()
    return Changed(
        frozenset(e.contact for e in made), frozenset(e.kind for e in made), "me", tuple(e.id for e in made)
    )


def must_record(desk: Desk) -> None:
    """Refuse a role that does not add to contacts."""
    if not may_record(desk.worker):
        raise NotYours(f"{desk.worker.role} cannot add to a contact.")


def _act(desk: Desk, file: ContactFile, said: Body | Act, known: set[EntryId] | None) -> Act | None:
    body, happened = (said.body, said.happened) if isinstance(said, Act) else (said, None)
    more = said.answers if isinstance(said, Act) else ()
    edition = desk.guide.matrix.edition if isinstance(body, _BY_THE_MATRIX) else ""
    asked = question(body)
    if asked is None:
        return Act(body, happened=happened, edition=edition)
    standing = file.answers(*asked)
    if len(standing) == 1 and standing[0].body == body:
        return None
    # What somebody else wrote since the worker looked is not answered: nobody replaces what they have not seen.
    me = desk.worker.id
    answered = (s.entry for s in standing if known is None or s.entry in known or s.by == me)
    return Act(body, happened=happened, answers=tuple(dict.fromkeys((*answered, *more))), edition=edition)


def _with_hidden(desk: Desk, file: ContactFile, body: Body, seen: ContactFile | None) -> Body:
    """The same with the child's postcode that is hidden from whoever says it: they have not seen it, so an empty
    one does not take its place.
    """
    if not isinstance(body, ChildNamed) or body.postcode:
        return body
    there, shown = file.child(body.person), (seen or file).child(body.person)
    if there is None or (shown is not None and shown.postcode):
        return body
    postcode = there.postcode or (_hidden_postcode(desk, file, body.person) if file.hidden else "")
    return structs.replace(body, postcode=postcode) if postcode else body


def _hidden_postcode(desk: Desk, file: ContactFile, person: PersonId) -> str:
    standing = {said.entry for said in file.answers("person", person)}
    story = desk.store.journal.of_contact(file.contact)
    said = (decode(e.kind, e.body) for e in story if e.id in standing and e.body is not None)
    return next((b.postcode for b in said if isinstance(b, ChildNamed) and b.postcode), "")


def undo(desk: Desk, contact: ContactId, entries: Sequence[EntryId]) -> Changed:
    """Take back what this worker said moments ago: what stood before stands again; the history keeps both."""
    file = desk.file(contact)
    mine = {s.entry for s in file.story if s.by == desk.worker.id}
    if not set(entries) <= mine:
        raise NotYours("You can take back only what you wrote yourself.")
    made = desk.store.journal.append(
        contact,
        [Act(kinds.Withdrawn(because="undo"), answers=(entry,)) for entry in entries],
        desk.worker.id,
        edition=desk.guide.edition,
    )
    return changed(desk, made)
