"""The seals of practice files: made from a key that everybody knows, so they prove nothing and need no keystore."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from workstation.domain.ids import DeviceId
from workstation.settings import PRACTICE_KEY

if TYPE_CHECKING:
    from workstation.access.seals import Seals


class PracticeSeals:
    """As `access.seals.Seals`, which it loads when somebody first writes: a start has no need of ciphers."""

    @cached_property
    def _seals(self) -> Seals:
        from workstation.access.seals import Seals  # noqa: PLC0415 - see above

        return Seals(PRACTICE_KEY)

    def public(self, device: DeviceId) -> bytes:
        """The key that checks the signatures of this name."""
        return self._seals.public(device)

    def sign(self, device: DeviceId, digest: bytes) -> bytes:
        """Sign the chain digest of an entry, as this name."""
        return self._seals.sign(device, digest)
