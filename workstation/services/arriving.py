"""Sitting down at an open desk, and coming back to it: who was here last, how they read, what they had open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workstation import paths
from workstation.access import sign_in
from workstation.domain import wording
from workstation.domain.ids import AuthorId
from workstation.domain.people import Worker, may_sign
from workstation.services import opening, putting_down, reading
from workstation.services.desk import Desk
from workstation.services.reading import Plain
from workstation.trouble import AccessTrouble, StoreTrouble, Trouble

_LAST = "here/"


@dataclass(frozen=True)
class Arrival:
    """A worker who has sat down, with what was kept for them on this computer."""

    worker: Worker
    reading: dict[str, Plain]
    places: list[dict[str, str]]


def arrive(desk: Desk, worker: AuthorId) -> Arrival:
    """Sit down. The desk remembers when, for the line *last here* of next time."""
    found = opening.sit_down(desk, worker)
    desk.store.drafts.put(f"{_LAST}{worker}", None, desk.now().isoformat(), desk.now())
    return Arrival(found, reading.kept(desk), reading.kept_places(desk))


class FileFellBehind(StoreTrouble):
    """The file on this computer was put back to an earlier state, or lost its end."""

    advice = (
        "What had reached the server comes back by itself. Look whether your last notes are here, and ring the "
        "service desk."
    )
    code = "LT-114"


class LeftBehind(AccessTrouble):
    """There are entries on this computer that have not reached the server."""

    advice = "Ask them to sign in here once more. The service desk can bring them over with both custodians."
    code = "LT-213"


def news(desk: Desk) -> Trouble | None:
    """What whoever sat down has to know first: a file that fell behind, a lease that is over, and for a manager
    what others have left behind on this computer.
    """
    if desk.fell_behind:
        return FileFellBehind()
    if not desk.all_open:
        return desk.lease_ended()
    if not may_sign(desk.worker) or desk.path is None or desk.session is None:
        return None
    left = putting_down.stranded(desk.path.parent.with_name("record.lintel"), but=desk.path)
    said = wording.listed([f"{wording.count(one.waiting, 'entry', 'entries')} of {one.name}" for one in left])
    return LeftBehind(f"On this computer {said} have not reached the server.") if left else None


def last_here(desk: Desk) -> dict[AuthorId, datetime]:
    """When each worker last sat down at this computer."""
    kept = desk.store.drafts.of_worker()
    return {AuthorId(one.key.removeprefix(_LAST)): one.at for one in kept if one.key.startswith(_LAST)}


def unlock(desk: Desk, password: str) -> None:
    """Whether this is the password of whoever sits here. `WrongPassword` or another `AccessTrouble` says no.

    The record stays open behind a locked screen, so nothing that was being typed is lost.
    """
    sign_in.unlock(desk.path or paths.store_file(), desk.worker.id, password, clock=desk.clock)
