"""Police notifications: what a text or a file holds, offered to a worker; and what becomes of it when they say so.

Nothing here is taken by itself. What was found is a proposal; the same notification twice is one contact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from workstation.domain import arrivals, kinds, wording
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId, PersonId, uuid7
from workstation.domain.kinds import Body
from workstation.domain.line import ContactLine
from workstation.domain.notification import Letter, Notification, Person, keeps_private, private_place
from workstation.domain.times import local, milliseconds
from workstation.guidebook.notification_fields import notification_fields
from workstation.intake.notification.finding import proposes
from workstation.intake.notification.reading import read
from workstation.intake.notification.texts import of_text
from workstation.services import identify, receive, record
from workstation.services.desk import Desk

POLICE: Final = "6"
CHANNEL: Final = "notification"


@dataclass(frozen=True)
class Before:
    """The contact of the same notification that came before, and whether this one says anything else."""

    line: ContactLine
    same_words: bool
    same_reference: bool

    @property
    def contact(self) -> ContactId:
        """Which contact it is."""
        return self.line.contact


@dataclass(frozen=True)
class Offered:
    """One notification, and the one that came before, if it did."""

    notification: Notification
    before: Before | None = None


@dataclass(frozen=True)
class InFile:
    """What a file holds, and sentences about the file."""

    name: str
    offered: tuple[Offered, ...]
    notes: tuple[str, ...] = ()


def in_file(desk: Desk, path: Path, cancelled: Callable[[], bool] | None = None) -> InFile:
    """The notifications in a file. Run it on `desk.side`: it waits for the separate process.

    `IntakeTrouble` when the file is refused or holds none.
    """
    record.must_record(desk)
    found = read(path, notification_fields(), local(desk.now()).date(), cancelled=cancelled)
    return InFile(path.name, desk.in_store(_offered, desk, found.notifications), found.notes)


def in_words(desk: Desk, words: str) -> tuple[Offered, ...]:
    """The notifications in pasted words; none when they do not read like one. Run it on `desk.side`: long words
    take a moment.
    """
    found = of_text(words, notification_fields(), local(desk.now()).date())
    return desk.in_store(_offered, desk, [one for one in found if proposes(one)])


def _offered(desk: Desk, found: Sequence[Notification]) -> tuple[Offered, ...]:
    return tuple(Offered(one, before(desk, one.reference, one.text)) for one in found)


def look_again(desk: Desk, notification: Notification) -> Offered:
    """One notification, with the one that came before as it is known now."""
    return Offered(notification, before(desk, notification.reference, notification.text))


def before(desk: Desk, reference: str, words: str) -> Before | None:
    """The contact in which this notification was received already."""
    contact = receive.received_before(desk, POLICE, reference, words)
    line = desk.store.register.contact(contact) if contact else None
    if contact is None or line is None:
        return None
    known = desk.file(contact)
    texts = [known.received.body.words] if known.received else []
    texts += [said.body.words for said in known.log(kinds.ReceivedAgain)]
    mark = arrivals.reference_mark(reference)
    return Before(
        line,
        same_words=any(arrivals.only_again(text, words) for text in texts if text),
        same_reference=bool(mark) and mark in arrivals.marks_of(known),
    )


def said_before(found: Before, now: datetime) -> str:
    """Told plainly: what came before, about whom, and whether this one says anything else."""
    line = found.line
    when = f" {wording.near(line.received_at, now)}" if line.received_at else ""
    why = "the same words" if found.same_words else "the same force reference, other words"
    return f"This came before{when}: {line.number}, {line.child or 'unknown child'}. It has {why}."


# -- on the record ----------------------------------------------------------------------------------------------


def take(
    desk: Desk,
    notification: Notification,
    *,
    received_at: datetime | None = None,
    late_because: str = "",
    another: ContactId | None = None,
) -> Changed:
    """Make one contact of a notification, with everything of it that the worker left in.

    `ReceivedBefore` when it is there already and the worker has not said that it is `another`.
    """
    people = [(person, new_person(desk)) for person in notification.people]
    new = receive.NewContact(
        words=notification.text,
        channel=CHANNEL,
        source=POLICE,
        agency=force(desk),
        reference=notification.reference,
        received_at=received_at,
        late_because=late_because,
        another=another,
        referrer=referrer(desk, notification),
        said=(
            *(named(person, id_) for person, id_ in people),
            *answers(notification),
            *_address(desk, notification, [id_ for person, id_ in people if person.part == "child"]),
            *_heard(notification, people),
            *notes(notification),
        ),
    )
    return receive.receive(desk, new)


def add_again(desk: Desk, contact: ContactId, notification: Notification) -> Changed:
    """Put down in its contact that the notification was received again, with its words where they are new ones."""
    found = before(desk, notification.reference, notification.text)
    same = found is not None and found.contact == contact and found.same_words
    channel = "email" if notification.letter else CHANNEL
    body = kinds.ReceivedAgain(
        channel=channel, reference=notification.reference, words="" if same else notification.text
    )
    return record.put(desk, contact, [body, *notes(notification)])


def referrer(desk: Desk, notification: Notification) -> kinds.ReferrerNamed:
    """Who sent it: the officer, by their force."""
    name = " ".join(dict.fromkeys(w for f in ("officer", "collar") if (w := notification.words(f))))
    return kinds.ReferrerNamed(
        name=name,
        role="Police officer" if name else "",
        agency=force(desk),
        phone=notification.words("phone"),
    )


def force(desk: Desk) -> str:
    """The police as the council knows them, when it knows one force."""
    known = [agency.name for agency in desk.agencies if agency.kind == "police"]
    return known[0] if len(known) == 1 else "Police"


def named(person: Person, id_: PersonId) -> Body:
    """A child or an adult as the notification names them."""
    if person.part == "child":
        return kinds.ChildNamed(
            person=id_, name=person.name, born=person.born, sex=person.sex, school=person.school
        )
    return kinds.AdultNamed(person=id_, name=person.name, born=person.born, relationship=person.role)


def answers(notification: Notification) -> list[Body]:
    """Answers to the questions of the guide, in the notification's words."""
    fields = notification_fields()
    places = ("reference", "officer", "phone", "address", "postcode", "")
    found: dict[str, list[str]] = {}
    for value in notification.values:
        fills = fields.field(value.field).fills
        if fills not in places:
            found.setdefault(fills, []).append(value.words)
    if "children_seen" not in found and (seen := _each(notification, "seen")):
        found["children_seen"] = [seen]
    if "child_said" not in found and (said := _each(notification, "said")):
        found["child_said"] = [said]
    return [kinds.Answered(question_id=name, answer="; ".join(words)) for name, words in found.items()]


def address_of(notification: Notification) -> tuple[str, str, bool]:
    """Where it happened, the postcode, and whether it is to be kept private. What the notification names as the
    address to keep private is one of these places, and hidden with the other.
    """
    private = notification.words("private_address")
    places = dict.fromkeys((private_place(private), notification.words("address")))
    lines = ", ".join(place for place in places if place)
    return lines, notification.words("postcode").upper(), keeps_private(private)


def notes(notification: Notification) -> list[Body]:
    """A line in the log about the email it came in, and the files that nobody opened."""
    return letter_notes(notification.letter)


def letter_notes(letter: Letter | None) -> list[Body]:
    """What is noted of an email."""
    if letter is None:
        return []
    called = f", who calls themselves “{letter.called}”" if letter.called else ""
    subject = f" Subject: “{letter.subject}”." if letter.subject else ""
    sent = f" Sent {wording.moment(letter.sent)}." if letter.sent else ""
    listed = "; ".join(f"{one.name} ({one.kind}, {_size(one.size)})" for one in letter.enclosures)
    files = f" Came with it, not opened: {listed}." if listed else ""
    return [
        kinds.NoteMade(text=f"Came by email from {letter.address or 'nobody'}{called}.{subject}{sent}{files}")
    ]


def _size(size: int) -> str:
    return f"{max(1, size // 1000):,} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _each(notification: Notification, part: str) -> str:
    told = [(child, str(getattr(child, part))) for child in notification.children]
    return "; ".join(f"{child.name.given or 'Child'}: {words}" for child, words in told if words)


def _heard(notification: Notification, people: Sequence[tuple[Person, PersonId]]) -> list[Body]:
    """A child's own words, heard by the officer."""
    by = notification.words("officer") or "Police"
    return [
        kinds.ChildHeard(person=id_, words=person.said, heard_by=by)
        for person, id_ in people
        if person.part == "child" and person.said
    ]


def _address(desk: Desk, notification: Notification, children: Sequence[PersonId]) -> list[Body]:
    lines, postcode, private = address_of(notification)
    if not (lines or postcode):
        return []
    address = identify.new_address_id(desk)
    return [
        kinds.AddressRecorded(
            address=address, people=tuple(children), lines=lines, postcode=postcode, confidential=private
        )
    ]


def new_person(desk: Desk) -> PersonId:
    """An identity for somebody who is named for the first time."""
    return PersonId(uuid7(milliseconds(desk.now())))
