"""Who else is at work on a contact, in words."""

from __future__ import annotations

from workstation.domain import presence, wording
from workstation.domain.contact import ContactFile
from workstation.services.desk import Desk

BOTH = "You can both work. What you write is joined, and nothing is overwritten."
_MOST = 2


def at_work(file: ContactFile, desk: Desk) -> str:
    """`J. Patel wrote here at 10:41`; empty when nobody did."""
    others = presence.wrote_lately(file, desk.worker.id, desk.now())[:_MOST]
    if not others:
        return ""
    people = [(desk.person(said.by), said) for said in others]
    told = [
        f"{who.short if who else 'Somebody'} wrote here at {wording.clock(at.happened)}" for who, at in people
    ]
    return ", ".join(told)
