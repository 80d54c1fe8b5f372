"""A way back that two people have to open together: the record's key, sealed to a key of the organisation.

The private half exists only as two shares with two custodians; either alone is chance and tells nothing. The
sealing is HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM) and names the record, so that a seal cannot be put
beside another one. It needs neither a password nor this computer's keystore: that is what it is for.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from msgspec import Struct

from workstation.trouble import AccessTrouble

_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_NAMES: Final = ("A", "B")
_KEY_BYTES, _MARK_BYTES, _CHECK_BYTES = 32, 4, 4


class BadShare(AccessTrouble):
    """That is not one of the two shares of the recovery key."""

    advice = "Look for a slip: every letter counts, blanks and dashes do not. Nothing was changed."
    code = "LT-205"


class NoWayBack(AccessTrouble):
    """This record cannot be opened with these two shares."""

    advice = "Nothing was changed. See whether they belong to the recovery key that was in force for it."
    code = "LT-206"


class RecoveryKey(NamedTuple):
    """A new key: the public half for the settings of every computer, and a share for each custodian."""

    public: str
    shares: tuple[str, str]


class Sealed(Struct, frozen=True):
    """A record's key, as only both custodians can read it. `mark` says which recovery key it was sealed to."""

    mark: str
    box: bytes


def make_key() -> RecoveryKey:
    """A new recovery key. Nothing of its private half stays behind but the two shares."""
    key = X25519PrivateKey.generate()
    public, private = key.public_key().public_bytes_raw(), key.private_bytes_raw()
    first = secrets.token_bytes(_KEY_BYTES)
    second = _mixed(first, private)
    shares = (_share(0, public, first), _share(1, public, second))
    return RecoveryKey(base64.b64encode(public).decode(), shares)


def mark_of(public: str) -> str:
    """A short name of a recovery key, the same on its shares. `AccessTrouble` when it is none."""
    return _mark(_public(public)).hex()


def seal(public: str, key: bytes, store: str) -> Sealed:
    """The key of a record for the custodians of this public key."""
    raw = _public(public)
    box = _SUITE.encrypt(key, X25519PublicKey.from_public_bytes(raw), info=_about(store))
    return Sealed(_mark(raw).hex(), box)


def unseal(sealed: Sealed, shares: tuple[str, str], store: str) -> bytes:
    """The record's key, of both shares in either order. `BadShare` or `NoWayBack` say why not."""
    (which, mark, first), (other, same, second) = _read(shares[0]), _read(shares[1])
    if which == other:
        raise BadShare("These are two copies of one share.", "It takes the other custodian's share as well.")
    if mark != same or mark.hex() != sealed.mark:
        raise NoWayBack
    try:
        private = X25519PrivateKey.from_private_bytes(_mixed(first, second))
        return bytes(_SUITE.decrypt(sealed.box, private, info=_about(store)))
    except (InvalidTag, ValueError) as error:
        raise NoWayBack from error


def _public(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != _KEY_BYTES:
        raise AccessTrouble(
            "The recovery key in the settings of this computer cannot be used.",
            "Ring the service desk: they can put the line right.",
        )
    return raw


def _share(place: int, public: bytes, half: bytes) -> str:
    """`A 1F3A9C20 XXXX-XXXX-...`: which share, of which key, the bytes, and a check of all of it."""
    mark = _mark(public)
    whole = half + _check(place, mark, half)
    letters = base64.b32encode(whole).decode().rstrip("=")
    groups = "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
    return f"{_NAMES[place]} {mark.hex().upper()} {groups}"


def _read(share: str) -> tuple[int, bytes, bytes]:
    words = share.upper().split()
    letters = "".join(words[2:]).replace("-", "")
    try:
        place, mark = _NAMES.index(words[0]), bytes.fromhex(words[1])
        whole = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except (ValueError, IndexError, binascii.Error) as error:
        raise BadShare from error
    half, check = whole[:_KEY_BYTES], whole[_KEY_BYTES:]
    # The last letter holds more bits than the check has: another letter there is a slip, too.
    as_written = base64.b32encode(whole).decode().rstrip("=")
    if len(half) != _KEY_BYTES or check != _check(place, mark, half) or as_written != letters.rstrip("="):
        raise BadShare
    return place, mark, half


def _check(place: int, mark: bytes, half: bytes) -> bytes:
    return hashlib.sha256(b"lintel share\0" + bytes([place]) + mark + half).digest()[:_CHECK_BYTES]


def _mark(public: bytes) -> bytes:
    return hashlib.sha256(b"lintel recovery key\0" + public).digest()[:_MARK_BYTES]


def _mixed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _about(store: str) -> bytes:
    return b"lintel record recovery 1\0" + store.encode()
