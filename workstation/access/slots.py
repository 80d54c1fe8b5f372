"""The small file beside a record: its key, wrapped once for each person who may open it, and sealed once to the
organisation's custodians (`recovery`) where there are some.

    wrapped = AES-256-GCM(record key)  under  HKDF(argon2id(password, salt) + secret of this computer's keystore)

Who the slot belongs to is sealed in with it, so a name cannot be put on another's slot. There is nothing in the
file to compare a password with: it is right when the key comes out.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import unicodedata
from pathlib import Path
from typing import Final

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Struct

from workstation.access.recovery import Sealed
from workstation.domain.ids import AuthorId
from workstation.trouble import AccessTrouble, WrongPassword

VERSION: Final = 1
KEY_BYTES: Final = 32


class SlotsUnreadable(AccessTrouble):
    """The key file beside the record could not be read."""

    advice = "Nothing was changed. Ring the service desk: they can put the last copy of it back."
    code = "LT-204"


class Slot(Struct, frozen=True):
    """One person's way to the key. The cost of argon2id (RFC 9106: 64 MiB, three passes) is kept with it."""

    worker: AuthorId
    name: str
    salt: bytes
    nonce: bytes
    wrapped: bytes
    passes: int = 3
    kibibytes: int = 65536
    lanes: int = 4
    login: str = ""
    """The person's name at Central; empty on a computer that works alone."""


class Slots(Struct, frozen=True):
    """Everything in the file. `mark` tells this computer's secret from another without giving it away."""

    store: str
    mark: str
    slots: tuple[Slot, ...] = ()
    version: int = VERSION
    recovery: Sealed | None = None

    def of(self, worker: AuthorId) -> Slot | None:
        """A person's slot."""
        return next((slot for slot in self.slots if slot.worker == worker), None)

    def having(self, new: Slot) -> Slots:
        """The same with this slot in place of the person's earlier one."""
        others = tuple(slot for slot in self.slots if slot.worker != new.worker)
        return msgspec.structs.replace(self, slots=(*others, new))


def slots_file(store: Path) -> Path:
    """Where the slots of a record are."""
    return store.with_name(store.name + ".keys")


def load(store: Path) -> Slots | None:
    """The slots of a record; None when there is no such file."""
    try:
        slots = msgspec.json.decode(slots_file(store).read_bytes(), type=Slots)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        raise SlotsUnreadable from error
    if slots.version > VERSION:
        raise SlotsUnreadable(
            "The key file beside the record was written by a newer version of Lintel.",
            "Nothing was changed. Update Lintel on this computer, then try again.",
        )
    return slots


def save(store: Path, slots: Slots) -> None:
    """Put the file in place whole, or leave the earlier one."""
    target = slots_file(store)
    half = target.with_name(target.name + ".half")
    try:
        store.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(msgspec.json.encode(slots))
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
    except OSError as error:
        raise AccessTrouble("The key file beside the record could not be written.") from error


def set_aside(store: Path, slots: Slots) -> None:
    """Put slots that belong to no record out of the way. They are kept: their record may come back."""
    try:
        slots_file(store).replace(store.with_name(f"{store.name}.keys.aside-{slots.store}"))
    except OSError as error:
        raise AccessTrouble("The key file beside the record could not be put aside.") from error


def mark_of(secret: bytes) -> str:
    """A sign of a secret that tells nothing about it: 256 random bits cannot be guessed from a digest."""
    return hashlib.sha256(b"lintel device secret\0" + secret).hexdigest()[:16]


def wrap(key: bytes, worker: AuthorId, name: str, password: str, secret: bytes, *, login: str = "") -> Slot:
    """A new slot for this key."""
    slot = Slot(worker, name, secrets.token_bytes(16), secrets.token_bytes(12), b"", login=login)
    wrapped = AESGCM(_wrapping_key(slot, password, secret)).encrypt(slot.nonce, key, _owner(slot))
    return msgspec.structs.replace(slot, wrapped=wrapped)


def unwrap(slot: Slot, password: str, secret: bytes) -> bytes:
    """The key in a slot. `WrongPassword` when it does not come out."""
    if not (1 <= slot.passes <= 16 and 8 * slot.lanes <= slot.kibibytes <= 1 << 20 and 1 <= slot.lanes <= 16):
        raise SlotsUnreadable  # a forged cost could make this computer stand still
    try:
        return AESGCM(_wrapping_key(slot, password, secret)).decrypt(slot.nonce, slot.wrapped, _owner(slot))
    except (InvalidTag, ValueError) as error:
        raise WrongPassword from error


def _owner(slot: Slot) -> bytes:
    return "\x1f".join((str(VERSION), slot.worker, slot.name, *filter(None, [slot.login]))).encode()


def _wrapping_key(slot: Slot, password: str, secret: bytes) -> bytes:
    typed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    stretched = hash_secret_raw(
        typed, slot.salt, slot.passes, slot.kibibytes, slot.lanes, hash_len=KEY_BYTES, type=Type.ID
    )
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"lintel record key 1").derive(stretched + secret)
