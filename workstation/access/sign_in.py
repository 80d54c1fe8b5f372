"""Signing in to the real record: a name, a password and this computer together give its key.

    worker, key = enrol(path, "Bola Mensah", Role.MANAGER, password)     # first of all; then make the store
    key = unlock(path, worker.id, password)                              # every morning

A practice file has a fixed key that everybody knows (`PRACTICE_KEY`); the store refuses it for real work.
"""

from __future__ import annotations

import contextlib
import secrets
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from workstation.access import recovery, slots, tries
from workstation.access.keys import Keystore
from workstation.access.recovery import NoWayBack
from workstation.access.seals import Seals
from workstation.access.slots import KEY_BYTES, Slots
from workstation.domain.ids import AuthorId, uuid7
from workstation.domain.people import Role, Worker
from workstation.domain.times import Clock, SystemClock, milliseconds
from workstation.settings import PRACTICE_KEY
from workstation.trouble import AccessTrouble, BadInput, KeystoreMissing, WrongPassword

__all__ = [
    "PRACTICE_KEY", "Keys", "SwitchedOff", "begin", "change_password", "check_password", "enrol", "let_in", "names",
    "open_up", "recover", "refuse", "rewrap", "seal_for_custodians", "seals_of", "tried_at_central", "unlock",
]  # fmt: skip

SHORTEST: Final = 12
"""Characters a password needs: three words one remembers."""
_NO_LETTERS: Final = ("Cc", "Cs")
"""Pasted with a password they would end it early, or go to no server: control signs, halves of signs."""


class Keys(NamedTuple):
    """What a person and this computer together have: the key of the record, and what its entries are signed with.
    `store` is the name of the record in the keystore.
    """

    key: bytes
    seals: Seals
    store: str

    def __repr__(self) -> str:
        return "Keys(…)"


class SwitchedOff(AccessTrouble):
    """The server no longer lets you in."""

    advice = "Ring the service desk. Everything you wrote is kept on this computer."
    code = "LT-207"


def names(path: Path) -> tuple[tuple[AuthorId, str], ...]:
    """Who may sign in to this record, by name, for the list on the first screen."""
    found = slots.load(path)
    return tuple(sorted(((s.worker, s.name) for s in found.slots), key=lambda each: each[1])) if found else ()


def enrol(
    path: Path, name: str, role: Role, password: str, *, key: bytes | None = None, clock: Clock | None = None
) -> tuple[Worker, bytes]:
    """Let a person in at a computer that works alone. The first one makes the record's key; everybody after needs
    it from somebody inside. `KeystoreMissing` when this computer cannot keep a secret: then nothing was made.
    """
    worker, keys = begin(path, name, role, password, key=key, clock=clock)
    return worker, keys.key


def begin(
    path: Path, name: str, role: Role, password: str, *, key: bytes | None = None, clock: Clock | None = None
) -> tuple[Worker, Keys]:
    """The same, with all that belongs to the key."""
    check_password(password)
    now = milliseconds((clock or SystemClock()).now())
    worker = Worker(AuthorId(uuid7(now)), name, role)
    return worker, let_in(path, worker, password, key=key)


def let_in(
    path: Path, worker: Worker, password: str, *, login: str = "", key: bytes | None = None, public: str = ""
) -> Keys:
    """Give this worker a slot at `path`. Without a `key` a new one is made, for a file that is not there yet; with
    `public` (a recovery key) it is sealed to the custodians too.
    """
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
    if known is None:
        known, secret = _new_place(keystore)
        key = secrets.token_bytes(KEY_BYTES)
    else:
        secret = _secret(keystore, known)
    assert key is not None  # noqa: S101 - one of the two cases above
    known = known.having(slots.wrap(key, worker.id, worker.name, password, secret, login=login))
    slots.save(path, _sealed(known, key, public))
    return Keys(key, Seals(secret), known.store)


def unlock(path: Path, worker: AuthorId, password: str, *, clock: Clock | None = None) -> bytes:
    """The record's key. `WrongPassword`, `TooManyTries`, `SwitchedOff` or `KeystoreMissing` say why not."""
    return open_up(path, worker, password, clock=clock).key


def open_up(
    path: Path, worker: AuthorId, password: str, *, clock: Clock | None = None, welcome: bool = False
) -> Keys:
    """The same with all that belongs to it. `welcome` when Central has just let this person in."""
    known = slots.load(path)
    if known is None:
        raise AccessTrouble("The key file beside the record is not in its place.")
    slot = known.of(worker)
    if slot is None:
        raise WrongPassword
    keystore = Keystore()
    secret = _secret(keystore, known)
    if not welcome and keystore.get(_refusal_of(known.store)) is not None:
        raise SwitchedOff
    tries.count(keystore, _tries_of(known, worker), (clock or SystemClock()).now())
    key = slots.unwrap(slot, password, secret)
    tries.clear(keystore, _tries_of(known, worker))
    if welcome:
        keystore.drop(_refusal_of(known.store))
    return Keys(key, Seals(secret), known.store)


@contextlib.contextmanager
def tried_at_central(path: Path, worker: AuthorId, *, clock: Clock | None = None) -> Iterator[None]:
    """Central is asked about a password inside: what it calls wrong counts as a wrong try here, too. `TooManyTries`
    while it is too early for one.
    """
    known, now = slots.load(path), (clock or SystemClock()).now()
    if known is not None:
        with contextlib.suppress(
            KeystoreMissing
        ):  # then nothing opens this file anyway; whoever opens it says so
            tries.check(Keystore(), _tries_of(known, worker), now)
    try:
        yield
    except WrongPassword:
        if known is not None:
            with contextlib.suppress(KeystoreMissing):
                tries.count(Keystore(), _tries_of(known, worker), now)
        raise


def seals_of(path: Path) -> Seals | None:
    """What the entries of this file are signed with, where this computer is the one that wrote them."""
    known = slots.load(path)
    try:
        return Seals(_secret(Keystore(), known)) if known is not None else None
    except KeystoreMissing:
        return None


def refuse(path: Path) -> None:
    """Central no longer lets this file's owner in: from now on their password does not open it either. The file,
    and every entry in it, stays.
    """
    known = slots.load(path)
    if known is not None:
        Keystore().put(_refusal_of(known.store), "refused")


def check_password(password: str) -> None:
    """Whether somebody may choose this one; `BadInput` says why not."""
    if len(password) < SHORTEST:
        raise BadInput(
            f"A password needs at least {SHORTEST} characters.", "Three words that you remember are good."
        )
    if any(unicodedata.category(letter) in _NO_LETTERS for letter in password):
        raise BadInput("That has signs in it that cannot be typed again.", "Take letters, digits and spaces.")


def change_password(path: Path, worker: AuthorId, old: str, new: str, *, clock: Clock | None = None) -> None:
    """Wrap the same key under another password; the record itself is not touched."""
    check_password(new)
    rewrap(path, worker, unlock(path, worker, old, clock=clock), new)


def rewrap(path: Path, worker: AuthorId, key: bytes, password: str) -> None:
    """Wrap this key under a password that Central, or the caller, has judged."""
    known = slots.load(path)
    slot = known.of(worker) if known else None
    if known is None or slot is None:
        raise WrongPassword
    secret = _secret(Keystore(), known)
    slots.save(path, known.having(slots.wrap(key, worker, slot.name, password, secret, login=slot.login)))


def seal_for_custodians(path: Path, key: bytes, public: str) -> None:
    """See that the record's key is sealed to the recovery key in force; nothing when it is, or there is none."""
    known = slots.load(path)
    if known is not None and (new := _sealed(known, key, public)) != known:
        slots.save(path, new)


def recover(path: Path, worker: AuthorId, shares: tuple[str, str], password: str) -> Keys:
    """Two custodians give a person a new password. Where this computer's half is gone, it gets a new one; then
    everybody else of a shared record needs to be let in again.
    """
    check_password(password)
    known = slots.load(path)
    slot = known.of(worker) if known else None
    if known is None or slot is None or known.recovery is None:
        raise NoWayBack("This record was never sealed to a recovery key.", "Only its password opens it.")
    key = recovery.unseal(known.recovery, shares, known.store)
    keystore = Keystore()
    try:
        secret = _secret(keystore, known)
    except KeystoreMissing:
        slots.set_aside(path, known)
        secret = _new_secret(keystore, known.store)
        known = msgspec.structs.replace(known, mark=slots.mark_of(secret), slots=())
    slots.save(path, known.having(slots.wrap(key, worker, slot.name, password, secret, login=slot.login)))
    tries.clear(keystore, _tries_of(known, worker))
    return Keys(key, Seals(secret), known.store)


def _sealed(known: Slots, key: bytes, public: str) -> Slots:
    mark = recovery.mark_of(public) if public else ""
    if not public or (known.recovery is not None and known.recovery.mark == mark):
        return known
    return msgspec.structs.replace(known, recovery=recovery.seal(public, key, known.store))


def _new_place(keystore: Keystore) -> tuple[Slots, bytes]:
    store = secrets.token_hex(16)
    secret = _new_secret(keystore, store)
    return Slots(store, slots.mark_of(secret)), secret


def _new_secret(keystore: Keystore, store: str) -> bytes:
    secret = secrets.token_bytes(KEY_BYTES)
    keystore.put(_secret_of(store), secret.hex())
    return secret


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


def _refusal_of(store: str) -> str:
    return f"refused {store}"


def _tries_of(known: Slots, worker: AuthorId) -> str:
    return f"{known.store} {worker}"
