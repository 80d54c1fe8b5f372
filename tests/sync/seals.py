"""A seal for tests: anybody can make it, nobody else's name comes out right."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from workstation.domain.ids import DeviceId


@dataclass(frozen=True)
class TestSeals:
    """The seals of somebody."""

    __test__ = False
    owner: str

    def public(self, device: DeviceId) -> bytes:
        """The key that checks the signatures of this name."""
        return hashlib.sha256(f"{self.owner} {device}".encode()).digest()

    def sign(self, device: DeviceId, digest: bytes) -> bytes:
        """The signature of a chain digest."""
        return hashlib.sha256(self.public(device) + digest).digest()


def genuine(key: bytes, digest: bytes, signature: bytes) -> bool:
    """Whether the owner of a key made this signature."""
    return hashlib.sha256(key + digest).digest() == signature
