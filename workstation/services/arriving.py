"""Sitting down at an open desk, and coming back to it: who was here last, how they read, what they had open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workstation import paths
from workstation.domain.ids import AuthorId
from workstation.domain.people import Worker
from workstation.services import opening, reading
from workstation.services.desk import Desk
from workstation.services.reading import Plain

_LAST = "here/"


@dataclass(frozen=True)
class Arrival:
    """A worker who has sat down, with what was kept for them on this computer."""

    worker: Worker
    reading: dict[str, Plain]
    places: list[dict[str, str]]


def arrive(desk: Desk, worker: AuthorId) -> Arrival:
    """Sit down. It only reads, so that the queue comes at once; `note` writes down that they were here."""
    found = opening.sit_down(desk, worker)
    return Arrival(found, reading.kept(desk), reading.kept_places(desk))


def note(desk: Desk) -> None:
    """Remember when this worker was here, for the line *last here* of next time."""
    worker, now = desk.worker.id, desk.now()
    desk.store.drafts.put(f"{_LAST}{worker}", None, now.isoformat(), now)


def last_here(desk: Desk) -> dict[AuthorId, datetime]:
    """When each worker last sat down at this computer."""
    kept = desk.store.drafts.of_worker()
    return {AuthorId(one.key.removeprefix(_LAST)): one.at for one in kept if one.key.startswith(_LAST)}


def unlock(desk: Desk, password: str) -> None:
    """Whether this is the password of whoever sits here. `WrongPassword` or another `AccessTrouble` says no.

    The record stays open behind a locked screen, so nothing that was being typed is lost.
    """
    from workstation.access import sign_in  # noqa: PLC0415 - practice needs no cipher for passwords

    sign_in.unlock(desk.path or paths.store_file(), desk.worker.id, password, clock=desk.clock)
