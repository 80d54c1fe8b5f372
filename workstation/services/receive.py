"""A contact reaches the front door: the phone rings, a notification is pasted, a form comes in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from workstation.domain import arrivals, kinds
from workstation.domain.changed import Changed
from workstation.domain.guide import source_group
from workstation.domain.ids import ContactId, uuid7
from workstation.domain.kinds import Body
from workstation.domain.times import milliseconds
from workstation.services import giving_numbers, record
from workstation.services.desk import Desk
from workstation.store.act import Act
from workstation.trouble import BadInput, RuleTrouble

_LOGGED_LATE = timedelta(hours=1)


class ReceivedBefore(RuleTrouble):
    """This police notification was received before."""

    advice = (
        "Nothing was saved twice. Add it to the contact that is there, or say that it is a different one."
    )
    code = "LT-832"

    def __init__(self, title: str = "", advice: str = "", contact: ContactId | None = None) -> None:
        super().__init__(title, advice)
        self.contact = contact
        """The contact that is there."""


@dataclass(frozen=True)
class NewContact:
    """What was taken down. Only `words` (one thing they said) is needed.

    `said` holds everything else as bodies: children, adults, answers, themes, matches, an address.
    """

    words: str
    channel: str = "phone"
    source: str = "10"
    agency: str = ""
    reference: str = ""
    received_at: datetime | None = None
    late_because: str = ""
    another: ContactId | None = None
    """The contact that looks like this one, when the worker has said that this one is different."""
    referrer: kinds.ReferrerNamed | None = None
    said: tuple[Body, ...] = field(default=())
    sheet: str = ""
    """The paper sheet it was written on while Lintel was away, as the worker types its reference: `R-07 K7QM3D`."""
    taken_by: str = ""
    """Who wrote on the sheet."""
    acted_at: datetime | None = None
    """When *act now* was called on paper: the time of any such mark in `said`."""


def receive(desk: Desk, new: NewContact, *, draft: str | None = None) -> Changed:
    """Put a new contact on the record and start its clock. The worker who took it works on it.

    `BadInput` without any words, for a time to come, or for a time more than an hour ago without a reason.
    `ReceivedBefore` for a police notification that is there already, unless the worker said that it is another;
    `SheetEnteredBefore` for a paper sheet that was entered.
    """
    record.must_record(desk)
    new, now = _from_paper(desk, new) if new.sheet else new, desk.now()
    at = new.received_at or now
    if not new.words.strip():
        raise BadInput("Nothing is written down yet.", "Write one thing they told you.")
    if at > now:
        raise BadInput("That time has not come yet.", "Check when it was received.")
    if new.acted_at is not None and not at <= new.acted_at <= now:
        raise BadInput(
            "Act now cannot have been then.", "Check when it was called: after it came in, before now."
        )
    if now - at > _LOGGED_LATE and not new.late_because.strip():
        raise BadInput("This was received more than an hour ago.", "Say why it is logged late.")
    before = received_before(desk, new.source, new.reference, new.words)
    if before is not None and before != new.another:
        raise ReceivedBefore(contact=before)
    contact = ContactId(uuid7(milliseconds(now)))
    bodies: list[Body] = [
        kinds.Received(
            number=giving_numbers.fresh(desk, at),
            channel=new.channel,
            source=new.source,
            agency=new.agency,
            words=new.words,
            reference=new.reference,
            logged_late_because=new.late_because,
        ),
        kinds.Allocated(worker=desk.worker.id),
        *([new.referrer] if new.referrer else []),
        *new.said,
    ]
    if new.another is not None:
        bodies.append(
            kinds.EventMatched(other=new.another, verdict="different", reasons=("said at receipt",))
        )
    acts = [Act(one, happened=new.acted_at) if isinstance(one, kinds.Escalated) else one for one in bodies]
    return record.put(desk, contact, acts, happened=at, draft=draft)


def _from_paper(desk: Desk, new: NewContact) -> NewContact:
    """What a sheet makes of a contact: the reason for its being late is the sheet, and who wrote on it."""
    from workstation.domain import paper_sheet  # noqa: PLC0415 - a start enters no sheet
    from workstation.services import sheets  # noqa: PLC0415 - as above

    sheet = sheets.reference(desk, new.sheet)
    sheets.must_be_new(desk, sheet)
    late = paper_sheet.why_late(sheet, new.taken_by)
    return replace(new, late_because=late, reference=new.reference.strip() or sheet.words)


def received_before(desk: Desk, source: str, reference: str, words: str) -> ContactId | None:
    """The contact of the same police notification: one with the same reference, or the same words.

    Once the lease is over nobody looks among others' work, and nothing stops a new contact: two of one event are
    then asked about.
    """
    if source_group(source) != "police" or not desk.all_open:
        return None
    found = desk.store.register.marked(arrivals.marks(reference, words))
    return found[0] if found else None
