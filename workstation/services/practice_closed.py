"""What is kept closed at the practice server: one contact about the family of somebody who works there."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from workstation.domain.entries import chain
from workstation.domain.ids import AuthorId
from workstation.domain.people import Worker, may_read
from workstation.domain.travel import DeviceKey
from workstation.services.desk import Desk
from workstation.services.practice_seals import PracticeSeals
from workstation.sync import embedded_guard
from workstation.sync.embedded import Embedded

STREAM: Final = "families-of-staff"
_TAKEN_BY: Final = AuthorId("wendy.pinder")
_PARENT: Final = AuthorId("graham.tulley")
"""Whose own family it is: they never read it."""


def streams_of(desk: Desk, worker: Worker) -> tuple[str, ...]:
    """What this colleague may read at the practice server once they said why."""
    return (STREAM,) if _TAKEN_BY in desk.staff and may_read(worker) else ()


def keep_closed(desk: Desk, office: Embedded) -> None:
    """Put it there, once, and keep it closed. Nothing in another authority than the invented one."""
    if _TAKEN_BY not in desk.staff:
        return
    with office.writing() as raw:
        embedded_guard.guard(raw, STREAM)
        embedded_guard.bar(raw, _PARENT, STREAM)
    line = office.line(_TAKEN_BY)
    if line.proofs(STREAM, [1]):
        return
    from workstation.practice import family_of_staff  # noqa: PLC0415 - once for each practice authority

    said = list(family_of_staff.entries(desk.now(), STREAM, _TAKEN_BY))
    seals = PracticeSeals()
    for device in {entry.device for entry in said}:
        line.enrol(DeviceKey(device, _TAKEN_BY, seals.public(device)))
    line.push(STREAM, [replace(entry, sig=seals.sign(entry.device, chain(entry))) for entry in said])
