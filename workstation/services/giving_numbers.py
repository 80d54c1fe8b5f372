"""Giving a new contact its number without asking anybody: no other computer can give it too (`contact_numbers`)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime

from workstation.domain.contact_numbers import beginning, computer_letters, fresh_number
from workstation.domain.times import local
from workstation.services.desk import Desk


def fresh(desk: Desk, at: datetime) -> str:
    """A number for a contact that came in at this time. It is taken, whatever becomes of the contact: it is given
    to no other, not even when all that is known of this one was erased.
    """
    year, letters = local(at).year, _letters(desk)
    begins = beginning(year, letters)
    note, given = f"contact numbers {begins}", desk.store.register.numbers(begins)
    taken = desk.store.notes.get(note).split()
    number = fresh_number(year, letters, given.union(taken), _chance(desk, len(taken)))
    desk.store.notes.keep(note, " ".join((*taken, number)))
    return number


def _letters(desk: Desk) -> str:
    """Those of the name under which whoever sits here writes to this file. In practice the same on every computer,
    so that a course sees on its screens what is in its notes.
    """
    journal = desk.store.journal
    return computer_letters(
        f"practice {desk.worker.id} {desk.store.name}" if desk.practice else journal.device
    )


def _chance(desk: Desk, so_far: int) -> Callable[[int], int]:
    if not desk.practice:
        return secrets.randbelow
    tries = iter(range(1_000_000))

    def next_of(many: int) -> int:
        told = f"{desk.worker.id}\x1f{so_far}\x1f{next(tries)}"
        return int.from_bytes(hashlib.sha256(told.encode()).digest()[:8], "big") % many

    return next_of
