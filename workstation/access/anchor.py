"""How far this computer had written, kept where a copy of the file does not reach: in the keystore.

A file that was put back, or that lost the end of its log, opens clean and says nothing about it. The keystore still
knows the number and the chain digest of the last entry, so the loss is noticed; the file then writes under a new
name, and Central brings back what it had (`trust.md` R4, R9).
"""

from __future__ import annotations

from typing import NamedTuple

from workstation.access.keys import Keystore
from workstation.domain.ids import DeviceId


class Head(NamedTuple):
    """The last entry that a name of this file wrote: its number and its chain digest."""

    device: DeviceId
    seq: int
    digest: bytes


def keep(keystore: Keystore, store: str, head: Head) -> None:
    """Remember this head. A keystore takes some 30 to 70 ms, so this is for moments of rest."""
    keystore.put(_entry(store), f"{head.device} {head.seq} {head.digest.hex()}")


def kept(keystore: Keystore, store: str) -> Head | None:
    """What was remembered; None before the first time, and when it does not read."""
    device, _, rest = (keystore.get(_entry(store)) or "").partition(" ")
    seq, _, digest = rest.partition(" ")
    try:
        return Head(DeviceId(device), int(seq), bytes.fromhex(digest))
    except ValueError:
        return None


def fell_behind(remembered: Head | None, here: tuple[bytes, ...]) -> bool:
    """Whether the file lacks what was remembered. `here` are the chain digests it has under that number."""
    return remembered is not None and remembered.seq > 0 and remembered.digest not in here


def _entry(store: str) -> str:
    return f"head {store}"
