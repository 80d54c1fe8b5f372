"""A seal for tests: anybody can make it, nobody else's name comes out right."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class TestSeal:
    """The seal of somebody."""

    __test__ = False
    owner: str

    @property
    def public(self) -> bytes:
        """The key that checks it."""
        return hashlib.sha256(self.owner.encode()).digest()

    def sign(self, digest: bytes) -> bytes:
        """The signature of a chain digest."""
        return hashlib.sha256(self.public + digest).digest()


def genuine(key: bytes, digest: bytes, signature: bytes) -> bool:
    """Whether the owner of a key made this signature."""
    return hashlib.sha256(key + digest).digest() == signature
