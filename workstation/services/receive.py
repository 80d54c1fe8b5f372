"""A contact reaches the front door: the phone rings, a notification is pasted, a form comes in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId, contact_number, uuid7
from workstation.domain.kinds import Body
from workstation.domain.times import local, milliseconds
from workstation.services import record
from workstation.services.desk import Desk
from workstation.trouble import BadInput

_LOGGED_LATE = timedelta(hours=1)


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
    referrer: kinds.ReferrerNamed | None = None
    said: tuple[Body, ...] = field(default=())


def receive(desk: Desk, new: NewContact, *, draft: str | None = None) -> Changed:
    """Put a new contact on the record and start its clock. The worker who took it works on it.

    `BadInput` without any words, for a time to come, or for a time more than an hour ago without a reason.
    """
    record.must_record(desk)
    now = desk.now()
    at = new.received_at or now
    if not new.words.strip():
        raise BadInput("Nothing is written down yet.", "Write one thing they told you.")
    if at > now:
        raise BadInput("That time has not come yet.", "Check when it was received.")
    if now - at > _LOGGED_LATE and not new.late_because.strip():
        raise BadInput("This was received more than an hour ago.", "Say why it is logged late.")
    contact = ContactId(uuid7(milliseconds(now)))
    bodies: list[Body] = [
        kinds.Received(
            number=_next_number(desk, at),
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
    return record.put(desk, contact, bodies, happened=at, draft=draft)


def _next_number(desk: Desk, at: datetime) -> str:
    year = local(at).year
    return contact_number(year, desk.store.register.last_serial(year) + 1)
