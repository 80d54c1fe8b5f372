"""A police notification laid into the fields of a new contact: a proposal that is read before it is saved."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from ui.screens.taking.taken_down import Asked, Child, Named, TakenDown
from workstation.domain import kinds, said_dates, wording
from workstation.domain.notification import Notification, Person
from workstation.services import notifications
from workstation.services.desk import Desk


def laid_in(desk: Desk, taken: TakenDown, notification: Notification) -> TakenDown:
    """What is taken down already, with everything that was found in the fields it belongs to. What somebody typed
    there stays.
    """
    sender = notifications.referrer(desk, notification)
    lines, postcode, private = notifications.address_of(notification)
    said = {
        body.question_id: Asked(answer=body.answer)
        for body in notifications.answers(notification)
        if isinstance(body, kinds.Answered)
    }
    return replace(
        taken,
        mode="paste" if taken.mode == "phone" else taken.mode,
        words=notification.text,
        who=taken.who or sender.name,
        role=taken.role or sender.role,
        agency=taken.agency or sender.agency,
        phone=taken.phone or sender.phone,
        source=notifications.POLICE,
        reference=taken.reference or notification.reference,
        children=_children(desk, taken, notification, postcode),
        named=(*taken.named, *(Named(notifications.new_person(desk), one) for one in notification.adults)),
        asked=said | taken.asked,
        address=taken.address or lines or postcode,
        private=taken.private or private,
        letter=notification.letter,
    )


def _children(desk: Desk, taken: TakenDown, notification: Notification, postcode: str) -> tuple[Child, ...]:
    kept = tuple(c for c in taken.children if c.name.strip() or c.born.strip() or c.postcode.strip())
    names = {c.name.casefold().strip() for c in kept}
    new = (
        Child(notifications.new_person(desk), _called(one), _born(one), postcode, more=one)
        for one in notification.children
    )
    return (*kept, *(child for child in new if child.name.casefold() not in names))


def _called(person: Person) -> str:
    return " ".join(part for part in (person.name.given, person.name.family) if part)


def _born(person: Person) -> str:
    """As one would type it."""
    born = person.born
    if born.on is not None:
        return f"{born.on:%d %b %Y}"
    if born.due is not None:
        return f"due {born.due:%d %b %Y}"
    return born.said or (str(born.age) if born.age is not None else "")


def summary(notification: Notification, today: date) -> tuple[tuple[str, str], ...]:
    """What was found, in lines: what it is, and the words of the notification."""
    found = []
    if notification.reference:
        found.append(("Reference", notification.reference))
    if notification.children:
        found.append(("Children", "; ".join(_with_birth(one, today) for one in notification.children)))
    if notification.adults:
        found.append(("Adults", "; ".join(_with_role(one) for one in notification.adults)))
    when = notification.words("incident_when")
    if when:
        found.append(("Happened", when))
    dash = notification.words("dash")
    if dash:
        found.append(("DASH", dash))
    left = len(notifications.answers(notification)) - sum(bool(part) for part in (when, dash))
    if left > 0:
        found.append(("And", wording.count(left, "other answer")))
    return tuple(found)


def _with_birth(person: Person, today: date) -> str:
    born = said_dates.words(person.born, today)
    return f"{wording.full_name(person.name)}{f', born {born}' if born else ''}"


def _with_role(person: Person) -> str:
    return f"{wording.full_name(person.name)}{f' ({person.role})' if person.role else ''}"
