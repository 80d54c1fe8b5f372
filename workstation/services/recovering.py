"""The way back that two custodians open together: a new password for a file, or what somebody left behind in it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from workstation.access import desks, recovery, sign_in, slots
from workstation.access.seals import Seals
from workstation.access.slots import Slot
from workstation.domain.entries import Entry, chain
from workstation.services.desk import Desk
from workstation.store.file import Store
from workstation.trouble import AccessTrouble, Trouble


def make_key(first: Path, second: Path) -> str:
    """A new recovery key. Each share goes into a file of its own that only its writer may read; what comes back is
    the public half, for the settings of every computer.
    """
    made = recovery.make_key()
    for path in (first, second):
        if path.exists():
            raise Trouble(f"There is a file already: {path.name}.", "Choose another name for it.")
    for path, share in zip((first, second), made.shares, strict=True):
        _write(path, share + "\n")
    return made.public


def recover(path: Path, shares: tuple[str, str], password: str, who: str = "") -> str:
    """Give the owner of this file a new password; answers their name. `who` (a name) where several share it.

    `BadShare`, `NoWayBack` or another `AccessTrouble` says why not; then nothing was changed.
    """
    slot = slot_of(path, who)
    sign_in.recover(path, slot.worker, shares, password)
    return slot.name


def take_over(desk: Desk, path: Path, shares: tuple[str, str]) -> int:
    """Bring what somebody left behind, and Central never had, into the file of whoever sits here, to be sent from
    there in its author's name. Their own file stays as it is. How many entries those are.
    """
    known = slots.load(path)
    if known is None or known.recovery is None:
        raise recovery.NoWayBack
    key = recovery.unseal(known.recovery, shares, known.store)
    with Store.open(path, key, clock=desk.clock) as left:
        waiting = _signed(left.journal.unnumbered(left.journal.count()), sign_in.seals_of(path))
    taken = desk.in_store(desk.store.journal.append_entries, waiting)
    desks.put_tag(path, msgspec.structs.replace(desks.tag(path), waiting=0, since=""))
    return taken


def _signed(entries: Sequence[Entry], seals: Seals | None) -> list[Entry]:
    """Signed as their author's computer would have, where this is that computer. Else readers will see them marked
    as not signed.
    """
    if seals is None:
        return list(entries)
    return [
        one if one.sig else msgspec.structs.replace(one, sig=seals.sign(one.device, chain(one)))
        for one in entries
    ]


def slot_of(path: Path, who: str = "") -> Slot:
    """Whose this file is; `who` (a name) where several share it."""
    known = slots.load(path)
    found = [one for one in (known.slots if known else ()) if not who or who in (one.name, one.login)]
    if not found:
        raise AccessTrouble(
            "There is no record of this person in that place.", "Check the file and the name."
        )
    if len(found) > 1:
        raise AccessTrouble("Several people share this record.", f"Say whose with --as: {_named(found)}.")
    return found[0]


def _named(found: Sequence[Slot]) -> str:
    return ", ".join(one.name for one in found)


def _write(path: Path, words: str) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(words)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Trouble(
            f"The share could not be written: {path.name}.", "Choose another place for it."
        ) from error
