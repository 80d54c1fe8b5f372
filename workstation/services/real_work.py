"""Opening the record of real work, and what has to be known about it before anybody reads in it.

It is apart from `opening`, because practice needs neither ciphers for passwords nor a keystore.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workstation import paths
from workstation.access import anchor, desks, sign_in
from workstation.access.keys import Keystore
from workstation.access.memory import keep_private
from workstation.access.sign_in import Keys
from workstation.domain import wording
from workstation.domain.ids import AuthorId
from workstation.domain.people import Role, Worker, may_sign
from workstation.domain.times import Clock, SystemClock
from workstation.guidebook import council
from workstation.services import opening, putting_down
from workstation.services.desk import Desk, Session
from workstation.services.lease import LeaseKeeper
from workstation.store.file import Store
from workstation.trouble import AccessTrouble, StoreTrouble, Trouble

__all__ = ["colleagues", "first_desk", "keep_private", "news", "open_real", "real_desk"]


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


def real_desk(
    worker: AuthorId, password: str, path: Path | None = None, *, clock: Clock | None = None
) -> Desk:
    """The record of a computer that works alone, for a person who knows their password at a computer that knows its
    half of the key. `WrongPassword`, `KeystoreMissing` or a `StoreTrouble` say why not; then nothing was touched.
    """
    path, clock = path or paths.store_file(), clock or SystemClock()
    return open_real(path, sign_in.open_up(path, worker, password, clock=clock), worker, clock=clock)


def first_desk(
    name: str, role: Role, password: str, path: Path | None = None, *, clock: Clock | None = None
) -> Desk:
    """Make the record of a computer that works alone, with its first worker."""
    path, clock = path or paths.store_file(), clock or SystemClock()
    path.parent.mkdir(parents=True, exist_ok=True)
    worker, keys = sign_in.begin(path, name, role, password, clock=clock)
    return open_real(path, keys, worker.id, clock=clock, first=worker)


def open_real(
    path: Path,
    keys: Keys,
    worker: AuthorId,
    *,
    clock: Clock,
    first: Worker | None = None,
    session: Session | None = None,
    told: Sequence[Worker] = (),
) -> Desk:
    """The desk over a real file. With `first` the file is made, with this worker in it; with a `session` (it
    belongs to Central) it has a lease. `told` are people as Central names them now.
    """
    chosen, aside = opening.chosen(), council.open_shelf(paths.council_guide())
    store, behind = _open_and_compare(path, keys, clock, first)
    try:
        for one in told:
            if store.people.get(one.id) != one:
                store.people.add(one)
        desk = opening.assemble(store, clock, chosen, practice=False)
        desk.path, desk.seals, desk.keystore_name = path, keys.seals, keys.store
        desk.folder, desk.guide_aside = path.parent, aside
        desk.fell_behind, desk.session = behind, session
        desk.lease = LeaseKeeper(store, clock, chosen.lease_hours) if session is not None else None
        opening.sit_down(desk, worker)
        sign_in.seal_for_custodians(path, keys.key, chosen.recovery_key)
        if session is None:
            store.opened_well()
    except BaseException:
        store.close()
        raise
    desk.before_close.append(lambda: putting_down.put_down_for_good(desk))
    return desk


def _open_and_compare(path: Path, keys: Keys, clock: Clock, first: Worker | None) -> tuple[Store, bool]:
    """The open store, and whether it lacks what this computer wrote. Then it writes under a new name."""
    store = Store.open(path, keys.key, clock=clock, kind="real", create=first is not None, first=first)
    try:
        remembered = anchor.kept(Keystore(), keys.store)
        here = store.journal.digests_at(remembered.device, remembered.seq) if remembered else ()
        if not anchor.fell_behind(remembered, here):
            return store, False
        store.notes.forget_name()
    except BaseException:
        store.close()
        raise
    store.close()
    return Store.open(path, keys.key, clock=clock, kind="real"), True


def colleagues(path: Path | None = None) -> tuple[tuple[AuthorId, str], ...]:
    """Who may sign in to the record of real work on this computer; nobody when there is none yet."""
    return tuple((place.worker, place.name) for place in desks.shared_by(path or paths.store_file()))


def news(desk: Desk) -> Trouble | None:
    """What whoever sat down has to know first: a file that fell behind, a lease that is over, and for a manager
    what others have left behind on this computer.
    """
    if desk.fell_behind:
        return FileFellBehind()
    if not desk.all_open:
        return desk.lease_ended()
    if desk.guide_aside is not None:
        return desk.guide_aside
    if not may_sign(desk.worker) or desk.path is None or desk.session is None:
        return None
    left = putting_down.stranded_beside(desk.path)
    said = wording.listed([f"{wording.count(one.waiting, 'entry', 'entries')} of {one.name}" for one in left])
    return LeftBehind(f"On this computer {said} have not reached the server.") if left else None
