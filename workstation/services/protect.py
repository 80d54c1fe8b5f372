"""Protect first (requirement R31): a child is in danger now, and nothing has to be filled in.

    act_now(desk, None, "Burn that does not fit.", name="Tobi")   # begins a contact if none is open
    ask_for_strategy(desk, contact)                                # a strategy discussion is asked for

It works offline, with unfinished checks, and before anybody knows who the child is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workstation.domain import kinds, said_names
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile
from workstation.domain.ids import ContactId, PersonId, uuid7
from workstation.domain.kinds import Body
from workstation.domain.times import milliseconds
from workstation.services import receive, record
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.trouble import BadInput

PROTECTION = "protection"
"""The lawful basis of immediate protection (section 47): gate G4 is met by it."""
_EMERGENCY = "999"


@dataclass(frozen=True)
class Number:
    """Whom to ring, and on which number."""

    who: str
    phone: str


def act_now(
    desk: Desk, contact: ContactId | None, worry: str, *, name: str = "", told: str = "", agreed: str = ""
) -> Changed:
    """Mark *act now*, at once and whatever is unfinished. Without a contact one is begun with nothing but these
    words, and the child's name if somebody knows it. `BadInput` without a worry.
    """
    if not worry.strip():
        raise BadInput("What is the danger now?", "A few words are enough.")
    if contact is None:
        new = NewContact(words=worry, said=_child(desk, name) + _marks(worry, told, agreed, None))
        return receive.receive(desk, new)
    file = desk.file(contact)
    return record.put(desk, contact, _marks(worry, told, agreed, file), file=file)


def _marks(worry: str, told: str, agreed: str, file: ContactFile | None) -> tuple[Body, ...]:
    """The mark, and the basis of immediate protection where no other is recorded."""
    mark = kinds.Escalated(danger=worry.strip(), told=told.strip(), agreed=agreed.strip())
    if file is not None and file.basis is not None:
        return (mark,)
    return mark, kinds.BasisRecorded(basis=PROTECTION, because=worry.strip())


def as_on_paper(worry: str, agreed: str) -> tuple[Body, ...]:
    """The mark of a new contact that was called on paper, for `receive.NewContact`; nothing without a danger."""
    return _marks(worry, "", agreed, None) if worry.strip() else ()


def _child(desk: Desk, name: str) -> tuple[Body, ...]:
    if not name.strip():
        return ()
    person = PersonId(uuid7(milliseconds(desk.now())))
    return (kinds.ChildNamed(person=person, name=said_names.name_of(name)),)


def ask_for_strategy(desk: Desk, contact: ContactId, to: str = "", how: str = "") -> Changed:
    """Record that a strategy discussion was asked for. Nothing has to be complete."""
    file = desk.file(contact)
    body = kinds.StrategyRequested(to=to.strip(), how=how.strip(), worry=worry_of(file))
    return record.put(desk, contact, [body], file=file)


def worry_of(file: ContactFile) -> str:
    """The danger in the words of whoever marked it; else what we were told."""
    if file.act_now is not None:
        return file.act_now.body.danger
    worried = file.asked("worried")
    if worried is not None and worried.answer.strip():
        return worried.answer
    received = file.received
    return received.body.words if received else ""


def numbers(desk: Desk) -> Sequence[Number]:
    """Whom to ring now: the police first, then the duty manager, then whom else the council named."""
    known = desk.settings.duty
    found = [Number("Police, if a child is in danger this minute", _EMERGENCY)]
    if desk.settings.duty_phone:
        found.append(Number("Duty manager", desk.settings.duty_phone))
    return (*found, *(Number(who, str(phone)) for who, phone in known.items()))


def task_done(desk: Desk, contact: ContactId, task: str, words: str) -> Changed:
    """Say that a task of an act now is done, and how; or why it is not needed any more."""
    if not words.strip():
        raise BadInput("Say how it was done, or why it is not needed.")
    return record.put(desk, contact, [kinds.TaskDone(task=task, words=words.strip())])
