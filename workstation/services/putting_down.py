"""Putting the work down for a moment or for the day: at a lock, at the end, after an exchange.

What this computer must know without the file is then brought up to date: the head of the chain in the keystore, and
beside the file how many entries have not reached Central. A keystore takes its time, so the store thread only
looks; the writing is done beside it.
"""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workstation import log
from workstation.access import anchor, desks
from workstation.access.anchor import Head
from workstation.access.desks import Tag
from workstation.access.keys import Keystore
from workstation.log import Event
from workstation.services.desk import Desk
from workstation.trouble import AccessTrouble, StoreTrouble


@dataclass(frozen=True)
class Stranded:
    """Entries of somebody on this computer that Central does not have. `refused`: they are not let in any more."""

    name: str
    waiting: int
    since: str
    refused: bool


def put_down(desk: Desk) -> None:
    """Bring all of it up to date. Comes back before the keystore has answered; never a trouble of its own."""
    with suppress(StoreTrouble):  # whoever reads next is told
        _begin(desk)


def put_down_for_good(desk: Desk) -> None:
    """The same before the file is closed, and wait for it."""
    with suppress(StoreTrouble):
        done = _begin(desk)
        if done is not None:
            done.result()


def heard_from_central(desk: Desk, at: datetime, *, moved: bool = True) -> None:
    """A round with Central went well, and this was its time: the lease begins anew. On the store thread. Unless
    something `moved`, the rest is brought up to date every few minutes only.
    """
    written = desk.lease.renew(at) if desk.lease is not None else False
    if written or moved:
        put_down(desk)


def stranded(shared: Path) -> tuple[Stranded, ...]:
    """What waits in the files of the people at this computer. Nobody's key is needed to know that."""
    return _waiting(desks.folder_of(shared))


def stranded_beside(own: Path) -> tuple[Stranded, ...]:
    """The same for everybody but the owner of this file."""
    return _waiting(own.parent, own)


def _waiting(folder: Path, but: Path | None = None) -> tuple[Stranded, ...]:
    tags = [desks.tag(path) for path in desks.files(folder) if path != but]
    return tuple(Stranded(one.name, one.waiting, one.since, one.refused) for one in tags if one.waiting)


def _begin(desk: Desk) -> Future[None] | None:
    if desk.practice or desk.path is None:
        return None
    head, tag = desk.in_store(_look, desk)
    return desk.side.submit(_write, desk.path, desk.keystore_name, head, tag)


def _look(desk: Desk) -> tuple[Head, Tag | None]:
    """On the store thread: what is in the file now."""
    if desk.lease is not None:
        desk.lease.look()
    device = desk.store.journal.device
    head = Head(device, *desk.store.journal.tip(device))
    if desk.session is None or desk.path is None:  # a record without Central waits for nobody
        return head, None
    oldest = desk.store.notes.oldest_waiting()
    return head, Tag(
        desk.worker.name,
        desk.store.notes.waiting(),
        oldest.isoformat() if oldest else "",
        desk.now().isoformat(),
        desks.tag(desk.path).refused,
    )


def _write(path: Path, store: str, head: Head, tag: Tag | None) -> None:
    """Beside the store thread. What cannot be written now is written the next time."""
    try:
        if tag is not None:
            desks.put_tag(path, tag)
        keystore = Keystore()
        if anchor.kept(keystore, store) != head:
            anchor.keep(keystore, store, head)
    except AccessTrouble as trouble:
        log.note(Event.TROUBLE, code=trouble.code)
