"""Signing in to the real record: a name, a password and this computer together give its key.

    worker, key = enrol(path, "Bola Mensah", Role.MANAGER, password)     # first of all; then make the store
    key = unlock(path, worker.id, password)                              # every morning

A practice file has a fixed key that everybody knows (`PRACTICE_KEY`); the store refuses it for real work.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from workstation.access import slots, tries
from workstation.access.keys import Keystore
from workstation.access.slots import KEY_BYTES, Slots
from workstation.domain.ids import AuthorId, uuid7
from workstation.domain.people import Role, Worker
from workstation.domain.times import Clock, SystemClock, milliseconds
from workstation.settings import PRACTICE_KEY
from workstation.trouble import AccessTrouble, BadInput, KeystoreMissing, WrongPassword

__all__ = ["PRACTICE_KEY", "change_password", "enrol", "names", "unlock"]

SHORTEST: Final = 12
"""Characters a password needs: three words one remembers."""


def names(path: Path) -> tuple[tuple[AuthorId, str], ...]:
    """Who may sign in to this record, by name, for the list on the first screen."""
    found = slots.load(path)
    return tuple(sorted(((s.worker, s.name) for s in found.slots), key=lambda each: each[1])) if found else ()


def enrol(
    path: Path, name: str, role: Role, password: str, *, key: bytes | None = None, clock: Clock | None = None
) -> tuple[Worker, bytes]:
    """Let a person in. The first one makes the record's key; everybody after needs it from somebody inside.

    `KeystoreMissing` when this computer cannot keep a secret: then nothing was made.
    """
    _check_password(password)
    known = slots.load(path)
    if key is None and path.exists():
        raise AccessTrouble(
            "There is a record on this computer already.", "Ask a colleague who can open it to add you."
        )
    if known is None and key is not None:
        raise AccessTrouble("The key file beside the record is not in its place.")
    keystore = Keystore()
    if known is not None and key is None:  # a first start that was cut short, or a record that was taken away
        slots.set_aside(path, known)
        known = None
    now = milliseconds((clock or SystemClock()).now())
    worker = Worker(AuthorId(uuid7(now)), name, role)
    if known is None:
        known, secret = _new_place(keystore, uuid7(now))
        key = secrets.token_bytes(KEY_BYTES)
    else:
        secret = _secret(keystore, known)
    assert key is not None  # noqa: S101 - one of the two cases above
    slots.save(path, known.having(slots.wrap(key, worker.id, name, password, secret)))
    return worker, key


def unlock(path: Path, worker: AuthorId, password: str, *, clock: Clock | None = None) -> bytes:
    """The record's key. `WrongPassword`, `TooManyTries` or `KeystoreMissing` say why not."""
    known = slots.load(path)
    if known is None:
        raise AccessTrouble("The key file beside the record is not in its place.")
    slot = known.of(worker)
    if slot is None:
        raise WrongPassword
    keystore = Keystore()
    secret = _secret(keystore, known)
    tries.count(keystore, _tries_of(known, worker), (clock or SystemClock()).now())
    key = slots.unwrap(slot, password, secret)
    tries.clear(keystore, _tries_of(known, worker))
    return key


def change_password(path: Path, worker: AuthorId, old: str, new: str, *, clock: Clock | None = None) -> None:
    """Wrap the same key under another password; the record itself is not touched."""
    _check_password(new)
    key = unlock(path, worker, old, clock=clock)
    known = slots.load(path)
    slot = known.of(worker) if known else None
    if known is None or slot is None:
        raise WrongPassword
    secret = _secret(Keystore(), known)
    slots.save(path, known.having(slots.wrap(key, worker, slot.name, new, secret)))


def _new_place(keystore: Keystore, store: str) -> tuple[Slots, bytes]:
    secret = secrets.token_bytes(KEY_BYTES)
    keystore.put(_secret_of(store), secret.hex())
    return Slots(store, slots.mark_of(secret)), secret


def _secret(keystore: Keystore, known: Slots) -> bytes:
    """This computer's half. When it is gone, nothing new is made in its place: that would lock the record."""
    written = keystore.get(_secret_of(known.store))
    if written is None:
        raise KeystoreMissing(
            "This computer's password store does not hold the key half that belongs to this record.",
            "Nothing was changed. If the record came from another computer, open it there. "
            "Otherwise ring the service desk.",
        )
    try:
        secret = bytes.fromhex(written)
    except ValueError:
        secret = b""
    if slots.mark_of(secret) != known.mark:
        raise KeystoreMissing(
            "The key half in this computer's password store is not the one this record was made with.",
            "Nothing was changed. Ring the service desk.",
        )
    return secret


def _secret_of(store: str) -> str:
    return f"record {store}"


def _tries_of(known: Slots, worker: AuthorId) -> str:
    return f"{known.store} {worker}"


def _check_password(password: str) -> None:
    if len(password) < SHORTEST:
        raise BadInput(
            f"A password needs at least {SHORTEST} characters.", "Three words that you remember are good."
        )
