"""Ready texts to ask for what is missing. They carry numbers, and never a name or an address."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.screens import ask_back
from ui.seat import Seat
from workstation.domain import clarity, kinds, wording
from workstation.domain.guide import source_group
from workstation.services import record
from workstation.services.desk import Desk
from workstation.services.find import OpenContact


def ask(seat: Seat, over: QWidget, shown: OpenContact, ids: Sequence[str]) -> None:
    """Copy a ready text, and put on record that these were asked. Whoever is not the police is sent the questions
    that make a contact clear, and the contact waits for the answer.
    """
    if source_group(shown.file.source) != "police":
        ask_back.ask(seat, over, shown, ids)
        return
    copy(seat, shown, ids)
    bodies = [_asked(shown, name) for name in ids]
    work = partial(record.say, seat.desk, shown.file.contact, *bodies)
    seat.bench.run(work, done=seat.changes.publish)


def _asked(shown: OpenContact, name: str) -> kinds.Answered:
    """Asked, or asked once more: each time is a line in the log, with its time."""
    before = shown.file.asked(name)
    again = before.chased + 1 if before is not None and before.state == "asked" else 0
    return kinds.Answered(question_id=name, state="asked", chased=again)


def none_said(seat: Seat, shown: OpenContact, ids: Sequence[str]) -> None:
    """They were asked and will not say: the questions are closed, and stay without an answer."""
    bodies = [kinds.Answered(question_id=name, state="did not say") for name in ids]
    work = partial(record.say, seat.desk, shown.file.contact, *bodies)
    seat.bench.run(work, done=seat.changes.publish)


def copy(seat: Seat, shown: OpenContact, ids: Sequence[str]) -> None:
    """Put the questions on the clipboard. Nothing leaves this computer by itself."""
    QGuiApplication.clipboard().setText(asking_text(shown, seat.desk, ids))
    count = wording.count(len(ids), "question")
    seat.notices.settled(f"{count} copied. Paste {'it' if len(ids) == 1 else 'them'} into an email.")


def asking_text(shown: OpenContact, desk: Desk, ids: Sequence[str]) -> str:
    """An email to whoever contacted us, with these questions."""
    file, received = shown.file, shown.file.received
    theirs = received.body.reference if received else ""
    about = f"your reference {theirs}" if theirs else f"our contact {file.number}"
    when = f" of {wording.day(file.received_at)}" if file.received_at else ""
    kind = "notification" if source_group(file.source) == "police" else "contact"
    questions = "\n".join(
        f"{at}. {clarity.ask_words(desk.guide, name)}\n" for at, name in enumerate(ids, start=1)
    )
    reply = f"Quote {file.number} when you reply." if file.number else ""
    return (
        f"About your {kind}{when} ({about}).\n\n"
        f"We could not find the answer to {'this' if len(ids) == 1 else 'these'} in it:\n\n{questions}\n"
        f"{reply}\n{desk.worker.name}, {desk.worker.role}\n{desk.council}".strip()
        + "\n"
    )
