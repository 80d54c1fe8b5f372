"""What a computer signs its entries with: one key for each name it writes under, made from one secret.

The secret is this computer's half of the record's key, which lies in the keystore and was read back before it was
trusted (`sign_in`). A file that takes a new name (it was copied, or put back) therefore has a new key at once,
without another secret to keep and to lose. A practice file uses the key that everybody knows: its seals prove
nothing, and need no keystore.
"""

from __future__ import annotations

from typing import Final

from workstation.domain.ids import DeviceId

_PURPOSE: Final = b"lintel device seal 1\0"


class Signer:
    """An Ed25519 key pair (RFC 8032) that gives away only its public half."""

    def __init__(self, private: bytes) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - as below

        self._key = Ed25519PrivateKey.from_private_bytes(private)
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes that only this key can make for this message."""
        return self._key.sign(message)

    def __repr__(self) -> str:
        return f"Signer({self.public.hex()[:8]}…)"


class Seals:
    """The signers of one file, one for each name it ever wrote under."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._signers: dict[DeviceId, Signer] = {}

    def signer(self, device: DeviceId) -> Signer:
        """The key pair of a name of this file."""
        known = self._signers.get(device)
        if known is None:
            from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - no start has to sign
            from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

            derived = HKDF(SHA256(), 32, salt=None, info=_PURPOSE + device.encode()).derive(self._secret)
            known = self._signers[device] = Signer(derived)
        return known

    def public(self, device: DeviceId) -> bytes:
        """What others check the signatures of this name with."""
        return self.signer(device).public

    def sign(self, device: DeviceId, digest: bytes) -> bytes:
        """Sign the chain digest of an entry, as the name it was written under."""
        return self.signer(device).sign(digest)

    def genuine(self, key: bytes, digest: bytes, signature: bytes) -> bool:
        """The same as the function `genuine`, for whoever holds only the seals."""
        return genuine(key, digest, signature)

    def __repr__(self) -> str:
        return "Seals(…)"


def genuine(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the owner of this public key signed exactly this. Whatever cannot be a key or a signature: no."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
